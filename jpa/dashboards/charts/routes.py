"""The map of routes: land without borders, a dot for each country, an arc for each route, numbered as in the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from django.utils.safestring import SafeString, mark_safe

from jpa.dashboards.charts.geo import HEIGHT, PLACES, WIDTH, place
from jpa.dashboards.charts.svg import num, text

Point = tuple[float, float]
Box = tuple[float, float, float, float]

# Words stand on the map twice, small for wide screens and large for phones; CSS shows one of the two.
SIZES = (("map-l", 19.0, 13.0, 1e9), ("map-s", 33.0, 21.0, 260.0))
# Where a name may stand around its dot, best first: dx, dy, anchor.
SPOTS = (
    (11, 6, "start"), (-11, 6, "end"), (0, -13, "middle"), (0, 26, "middle"), (10, -9, "start"), (-10, -9, "end"),
    (10, 22, "start"), (-10, 22, "end"), (18, 34, "start"), (-18, 34, "end"), (22, -22, "start"), (-22, -22, "end"),
)  # fmt: skip


@dataclass(frozen=True)
class Route:
    """A corridor: alpha-2 codes from origin to destination, `kind` smuggling, trafficking or other, number of cases."""

    stops: tuple[str, ...]
    kind: str
    cases: int

    @property
    def is_on_map(self) -> bool:
        return len(self.stops) > 1 and all(place(stop) for stop in self.stops)


@dataclass(frozen=True)
class _Segment:
    start: Point
    bend: Point
    end: Point
    length: float

    def at(self, t: float) -> Point:
        u = 1 - t
        return tuple(
            u * u * a + 2 * u * t * b + t * t * c for a, b, c in zip(self.start, self.bend, self.end, strict=True)
        )


def route_map(routes: Sequence[Route], title: str, description: str, land: str) -> SafeString:
    """Draw the routes; those off the map are left to the list. `land` is the address of the land outline's symbol."""
    drawn = [(i, r, _segments(i, r)) for i, r in enumerate(routes) if r.is_on_map]
    used = _roles(r for _, r, _ in drawn)
    parts = [
        f'<svg class="map" viewBox="0 0 {num(WIDTH)} {num(HEIGHT)}" role="img" aria-labelledby="map-t map-d">',
        f'<title id="map-t">{text(title)}</title><desc id="map-d">{text(description)}</desc>',
        _arrow_heads(),
        f'<rect class="map-sea" width="{num(WIDTH)}" height="{num(HEIGHT)}"/>',
        f'<use class="map-land" href="{text(land)}"/>',
        *(_quiet(iso) for iso in PLACES if iso not in used),
        *(_arc(i, r, segments) for i, r, segments in drawn),
        *(_dot(iso, roles) for iso, roles in used.items()),
    ]
    for css, size, radius, most in SIZES:
        parts.append(f'<g class="{css}">{_words(drawn, used, size, radius, most)}</g>')
    # Built from numbers and escaped words only.
    return mark_safe("".join(parts) + "</svg>")  # noqa: S308


def _segments(index: int, route: Route) -> list[_Segment]:
    points = [place(stop) for stop in route.stops]
    segments = []
    for start, end in zip(points, points[1:], strict=False):
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = hypot(dx, dy) or 1
        bow = (0.20 + 0.07 * (index % 3)) * (1 if dx >= 0 else -1) * (1.7 if length < 90 else 1)
        middle = ((start[0] + end[0]) / 2 + dy * bow, (start[1] + end[1]) / 2 - dx * bow)
        segments.append(_Segment(start, middle, end, length))
    return segments


def _roles(routes: Iterable[Route]) -> dict[str, str]:
    """Each country's part: d destination of some route, else t transit only, else o origin."""
    seen: dict[str, set[str]] = {}
    for route in routes:
        for i, stop in enumerate(route.stops):
            role = "o" if i == 0 else "d" if i == len(route.stops) - 1 else "t"
            seen.setdefault(stop, set()).add(role)
    return {iso: "d" if "d" in r else "o" if "o" in r else "t" for iso, r in seen.items()}


def _arrow_heads() -> str:
    heads = "".join(
        f'<marker id="arr-{kind}" class="arr-{kind}" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="15" '
        'markerHeight="15" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L10 5L0 10L2.5 5z"/></marker>'
        for kind in ("trafficking", "smuggling", "other")
    )
    return f"<defs>{heads}</defs>"


def _quiet(iso: str) -> str:
    at = place(iso)
    return f'<circle class="map-quiet" cx="{num(at[0])}" cy="{num(at[1])}" r="3.2"/>' if at else ""


def _arc(index: int, route: Route, segments: list[_Segment]) -> str:
    path = f"M{num(segments[0].start[0])} {num(segments[0].start[1])}"
    for segment in segments:
        # The last one stops short of its dot, so that the arrow head is seen.
        end = segment.at(1 - min(0.3, 9 / segment.length)) if segment is segments[-1] else segment.end
        path += f"Q{num(segment.bend[0])} {num(segment.bend[1])} {num(end[0])} {num(end[1])}"
    width = min(2.2 + route.cases * 0.75, 10)
    halo = f'<path class="route-halo" d="{path}" stroke-width="{num(width + 4)}"/>'
    head = f'marker-end="url(#arr-{route.kind})"'
    line = f'<path class="route-line is-{route.kind}" d="{path}" stroke-width="{num(width)}" {head}/>'
    return f'<g class="route" data-route="{index + 1}">{halo}{line}</g>'


def _dot(iso: str, role: str) -> str:
    x, y = place(iso)
    return f'<circle class="map-dot is-{role}" cx="{num(x)}" cy="{num(y)}" r="5.5"/>'


@dataclass(frozen=True)
class _Sheet:
    """What is on the picture while names are placed: boxes that are taken, lines that are better not crossed."""

    boxes: list[Box]
    lines: list[Point]
    size: float
    most: float


def _words(drawn: list, used: dict[str, str], size: float, radius: float, most: float) -> str:
    """Route numbers, then country names where they cover least; a name in the way is left to the list."""
    dots = {iso: place(iso) for iso in used}
    badges: list[Point] = []
    for _, _, segments in drawn:
        badges.append(_badge_spot(segments, badges, list(dots.values()), radius))
    boxes = [(x - radius - 2, y - radius - 2, x + radius + 2, y + radius + 2) for x, y in badges]
    boxes += [(x - 7, y - 7, x + 7, y + 7) for x, y in dots.values()]
    lines = [s.at(t / 12) for _, _, segments in drawn for s in segments for t in range(13)]
    sheet = _Sheet(boxes, lines, size, most)
    names = "".join(_name(iso, at, sheet) for iso, at in sorted(dots.items()))
    return names + "".join(
        _badge(at, route.kind, i + 1, radius) for at, (i, route, _) in zip(badges, drawn, strict=True)
    )


def _badge_spot(segments: list[_Segment], badges: list[Point], dots: list[Point], radius: float) -> Point:
    best, spot = -1.0, segments[0].bend
    for segment in segments:
        for t in (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72):
            x, y = segment.at(t)
            near = min((hypot(x - bx, y - by) for bx, by in badges), default=999.0)
            dot = min(hypot(x - dx, y - dy) for dx, dy in dots)
            score = min(near, radius * 3.5) + min(dot, radius * 1.7) * 1.2 + min(segment.length, 300) * 0.02
            if score > best:
                best, spot = score, (x, y)
    return spot


def _badge(at: Point, kind: str, number: int, radius: float) -> str:
    """Round for smuggling, square for trafficking, sharp-cornered for others: the same shapes as in the list."""
    x, y = at
    if kind != "smuggling":
        side, corner = num(2 * radius), 5 if kind == "trafficking" else 0
        shape = f'<rect x="{num(x - radius)}" y="{num(y - radius)}" width="{side}" height="{side}" rx="{corner}"/>'
    else:
        shape = f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}"/>'
    return (
        f'<g class="map-badge is-{kind}" data-route="{number}">{shape}<text font-size="{num(radius * 1.3)}" '
        f'x="{num(x)}" y="{num(y + radius * 0.46)}">{number}</text></g>'
    )


def _name(iso: str, at: Point, sheet: _Sheet) -> str:
    name, size = PLACES[iso][0], sheet.size
    choices = [_choice(rank, spot, at, len(name), sheet) for rank, spot in enumerate(SPOTS)]
    _, covered, x, y, anchor, box = min(choices)
    if covered > sheet.most:
        return ""
    sheet.boxes.append(box)
    where = f'text-anchor="{anchor}" x="{num(x)}" y="{num(y)}"'
    return f'<text class="map-label" font-size="{num(size)}" {where}>{text(name)}</text>'


def _choice(rank: int, spot: tuple, at: Point, letters: int, sheet: _Sheet) -> tuple:
    """One spot for a name: (how bad it is, how much it covers, x, y, anchor, box)."""
    (dx, dy, anchor), size, scale = spot, sheet.size, sheet.size / 19
    width = letters * size * (0.56 if size < 25 else 0.6)
    x, y = at[0] + dx * scale**0.5, at[1] + dy * scale
    left = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0)
    box = (left, y - size * 0.8, left + width, y + size * 0.25)
    covered = sum(_overlap(box, other) for other in sheet.boxes) + (9e4 if _leaves(box) else 0)
    crossed = sum(28 * scale for lx, ly in sheet.lines if box[0] - 2 < lx < box[2] + 2 and box[1] < ly < box[3])
    return covered + crossed + rank * 4, covered, x, y, anchor, box


def _overlap(one: Box, other: Box) -> float:
    wide = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    return wide * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))


def _leaves(box: Box) -> bool:
    return box[0] < 6 or box[2] > WIDTH - 6 or box[1] < 2 or box[3] > HEIGHT - 4
