"""Corridors made ready for the map and its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jpa.dashboards.charts.routes import Route

MOST_ROUTES = 12  # more cannot be read on the map; the list of investigations has them all
SMUGGLING, TRAFFICKING = "smuggling", "trafficking"


@dataclass(frozen=True)
class RouteLine:
    """One route in the list beside the map, numbered from 1 in the list's order."""

    route: Route
    path: str
    kind_words: str
    corridor: str


def route_lines(corridors: Iterable[dict], names: dict[str, str]) -> list[RouteLine]:
    """The heaviest routes. `corridors` as from `queries.corridors`, `names` by alpha-2 code."""
    weights: dict[tuple[str, str], int] = {}
    for one in corridors:
        kind = SMUGGLING if one["crime_type"].startswith("SOM") else TRAFFICKING
        key = (one["corridor"], kind)
        weights[key] = weights.get(key, 0) + one["cases"]
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_ROUTES]
    words = {SMUGGLING: _("Smuggling"), TRAFFICKING: _("Trafficking")}
    lines = []
    for (corridor, kind), cases in heaviest:
        stops = tuple(corridor.split(">"))
        path = " → ".join(names.get(stop, stop) for stop in stops)
        lines.append(RouteLine(Route(stops, kind, cases), path, words[kind], corridor))
    return lines
