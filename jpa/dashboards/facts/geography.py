"""Corridors made ready for the map and its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jpa.dashboards.charts.routes import Route

MOST_ROUTES = 12  # more cannot be read on the map; the list of investigations has them all
SMUGGLING, TRAFFICKING, OTHER = "smuggling", "trafficking", "other"


@dataclass(frozen=True)
class RouteLine:
    """One route in the list beside the map, numbered from 1 in the list's order."""

    route: Route
    path: str
    kind_words: str
    corridor: str


def heaviest(corridors: Iterable[dict]) -> list[Route]:
    """The routes with most cases, one for each kind of crime. `corridors` as from `queries.corridors`."""
    weights: dict[tuple[str, str], int] = {}
    for one in corridors:
        key = (one["corridor"], _kind_of(one["crime_type"]))
        weights[key] = weights.get(key, 0) + one["cases"]
    first = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_ROUTES]
    return [Route(tuple(corridor.split(">")), kind, cases) for (corridor, kind), cases in first]


def _kind_of(crime_type: str) -> str:
    """By the code list crime_type. What is neither, or not known, is not called either."""
    return SMUGGLING if crime_type.startswith("SOM") else TRAFFICKING if crime_type.startswith("TIP") else OTHER


def route_lines(routes: Iterable[Route], names: dict[str, str]) -> list[RouteLine]:
    """Routes in words. `names` by alpha-2 code."""
    words = {SMUGGLING: _("Smuggling"), TRAFFICKING: _("Trafficking"), OTHER: _("Other crime, or not known")}
    return [
        RouteLine(
            route, " → ".join(names.get(stop, stop) for stop in route.stops), words[route.kind], ">".join(route.stops)
        )
        for route in routes
    ]
