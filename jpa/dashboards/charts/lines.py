"""Time lines: all periods side by side, and the life of one investigation across them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString

from jpa.dashboards.charts.svg import drawing, num, pct, text


@dataclass(frozen=True)
class Band:
    """A period on a time line."""

    label: str
    start: date
    end: date
    now: bool = False


@dataclass(frozen=True)
class Mark:
    """Something that happened. `kind` is start, result, partner, carry or end: each has its own shape."""

    day: date
    kind: str


_SHAPES = {
    "start": '<circle class="mk mk-start" cx="{x}" cy="42" r="7"/>',
    "result": '<circle class="mk mk-result" cx="{x}" cy="42" r="6"/>',
    "carry": '<svg x="{x}" y="42" overflow="visible"><path class="mk mk-carry" d="M-7-6L7 0L-7 6z"/></svg>',
    "partner": '<svg x="{x}" y="42" overflow="visible"><path class="mk mk-partner" d="M0-7L7 0L0 7L-7 0z"/></svg>',
    "end": '<svg x="{x}" y="42" overflow="visible"><path class="mk mk-end" d="M-5-7H5V7H-5z"/></svg>',
}
LAST_PART = 72  # per cent of the line; a name that begins later would leave it
EDGE = 6  # per cent at both ends where a name over a period would leave the drawing
LAST_TICK = 85  # per cent; a date written after this would leave the line
MOST_TICKS = 4
MONTHS_BETWEEN_TICKS = (1, 3, 6, 12, 24, 48, 120)


def _scale(start: date, end: date) -> Callable[[date], float]:
    days = max((end - start).days, 1)
    return lambda day: min(max(100 * (day - start).days / days, 0), 100)


def _today(at: float, top: int, bottom: int) -> str:
    return f'<line class="tl-today" x1="{pct(at)}" x2="{pct(at)}" y1="{top}" y2="{bottom}"/>'


def periods_bar(bands: Sequence[Band], start: date, end: date, today: date) -> SafeString:
    """All periods in time. The list below the bar says the same in words."""
    across = _scale(start, end)
    parts = []
    for year in range(start.year, end.year + 1):
        x = across(date(year, 1, 1))
        parts.append(f'<line class="tl-grid" x1="{pct(x)}" x2="{pct(x)}" y1="0" y2="52"/>')
        if across(date(year, 12, 31)) - x > 4:
            odd = " tl-odd" if (year - start.year) % 2 else ""
            parts.append(f'<text class="tl-year{odd}" x="{pct(x)}" dx="4" y="68">{year}</text>')
    parts.append('<line class="axis" x1="0" x2="100%" y1="52.5" y2="52.5"/>')
    for band in bands:
        left = across(band.start)
        width = max(across(band.end) - left, 1.0)
        now = " is-now" if band.now else ""
        parts.append(
            f'<rect class="{"c1" if band.now else "c0"}" x="{pct(left)}" y="22" width="{pct(width)}" '
            'height="22" rx="3"/>'
            f'<text class="tl-n{now}" {_over(left, width)} y="15">{text(band.label)}</text>'
        )
    if start <= today <= end:
        parts.append(_today(across(today), 18, 58))
    return drawing("tl", 74, parts)


def _over(left: float, width: float) -> str:
    """Where a name above a period stands: over its middle, but inside the drawing at both ends."""
    middle = left + width / 2
    if middle < EDGE:
        return f'x="{pct(left)}" text-anchor="start"'
    if middle > 100 - EDGE:
        return f'x="{pct(left + width)}" text-anchor="end"'
    return f'x="{pct(middle)}" text-anchor="middle"'


def _ticks(start: date, end: date, across: Callable[[date], float]) -> list[str]:
    """As many days as have room on a phone, each with its year; the first day itself when the line is that short."""
    firsts = [date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13)]
    firsts = [day for day in firsts if start <= day <= end and across(day) < LAST_TICK]
    for months in MONTHS_BETWEEN_TICKS:
        days = [day for day in firsts if (12 * day.year + day.month - 1) % months == 0]
        if len(days) <= MOST_TICKS:
            break
    if not days:
        return [_tick(0, date_format(start, "j F Y"))]
    return [_tick(across(day), str(day.year) if months >= 12 else date_format(day, "M Y")) for day in days]


def _tick(x: float, label: str) -> str:
    return (
        f'<line class="tl-grid" x1="{pct(x)}" x2="{pct(x)}" y1="64" y2="70"/>'
        f'<text class="tl-year" x="{pct(x)}" dx="2" y="84">{label}</text>'
    )


def _beside(left: float, right: float) -> str:
    """Where a band's name stands: inside its left edge, or before its right edge when the line ends there."""
    return f'x="{pct(left)}" dx="8"' if left < LAST_PART else f'x="{pct(right)}" dx="-4" text-anchor="end"'


def life_line(bands: Sequence[Band], marks: Sequence[Mark], start: date, end: date, today: date) -> SafeString:
    """An investigation's life over the periods. Shape tells the kind of mark, so colour is never alone."""
    across = _scale(start, end)
    parts = []
    for band in bands:
        left, right = across(band.start), across(band.end)
        now = " is-now" if band.now else ""
        parts.append(
            f'<rect class="life-band{now}" x="{pct(left)}" y="0" width="{pct(max(right - left, 0.5))}" '
            'height="62" rx="4"/>'
            f'<text class="life-bl" {_beside(left, right)} y="18">{text(band.label)}</text>'
        )
    parts.append('<line class="life-line" x1="0" x2="100%" y1="42" y2="42"/>')
    parts += _ticks(start, end, across)
    parts += [_SHAPES[mark.kind].format(x=pct(across(mark.day))) for mark in marks]
    if start <= today <= end:
        parts.append(_today(across(today), 26, 62))
    return drawing("life", 92, parts)


def key_shape(kind: str) -> SafeString:
    """A mark by itself, for the key of a life line."""
    body = _SHAPES[kind].replace("42", "8").format(x=num(8))
    return drawing("", 16, [body], width="16")
