"""Bars in table cells, small columns over periods, and sparks beside a headline."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from jpa.dashboards.charts.svg import drawing, num, pct, text

BAR_HEIGHT = 18
COLUMNS_HEIGHT, COLUMNS_TOP, COLUMNS_FOOT = 104, 20, 20


def bar(value: float | None, maximum: float) -> SafeString:
    """One horizontal bar of `maximum`; a line alone when there is no number. Its number stands in the same row."""
    if value is None:
        middle = BAR_HEIGHT // 2
        return drawing("bar", BAR_HEIGHT, [f'<line class="bar-base" x1="0" x2="100%" y1="{middle}" y2="{middle}"/>'])
    return drawing(
        "bar",
        BAR_HEIGHT,
        [
            f'<rect class="bar-track" width="100%" height="{BAR_HEIGHT}" rx="2"/>',
            f'<rect class="c1" width="{pct(100 * value / (maximum or 1))}" height="{BAR_HEIGHT}" rx="2"/>',
        ],
    )


def columns(
    values: Sequence[float | None], labels: Sequence[str], shown: Sequence[str], title: str, now: int
) -> SafeString:
    """One column for each period, the one at `now` in colour. None is drawn as a dash, never as zero.

    `shown` are the words over the columns, such as "over 30".
    """
    highest = max((v for v in values if v is not None), default=1) or 1
    step = 100 / len(values)
    plot = COLUMNS_HEIGHT - COLUMNS_TOP - COLUMNS_FOOT
    base = COLUMNS_TOP + plot
    parts = []
    for i, value in enumerate(values):
        centre, mark = step * (i + 0.5), " is-now" if i == now else ""
        if value is None:
            parts.append(f'<text class="cols-na" x="{pct(centre)}" y="{base - 6}">–</text>')
        else:
            height = max(2, plot * value / highest)
            css, width = "c1" if mark else "c0", step * 0.64
            parts.append(
                f'<rect class="{css}" x="{pct(centre - width / 2)}" y="{num(base - height)}" '
                f'width="{pct(width)}" height="{num(height)}"/>'
                f'<text class="cols-v{mark}"{_inside(i, len(values), centre, width)} y="{num(base - height - 5)}">'
                f"{text(shown[i])}</text>"
            )
        parts.append(f'<text class="cols-l{mark}" x="{pct(centre)}" y="{COLUMNS_HEIGHT - 4}">{text(labels[i])}</text>')
    parts.append(f'<line class="axis" x1="0" x2="100%" y1="{base + 0.5}" y2="{base + 0.5}"/>')
    return drawing("cols", COLUMNS_HEIGHT, parts, title)


def _inside(i: int, many: int, centre: float, width: float) -> str:
    """Where the words over a column stand: those of the outer columns begin or end with it, so that none is cut off."""
    if 0 < i < many - 1 or many == 1:
        return f' x="{pct(centre)}"'
    anchor, edge = ("start", centre - width / 2) if i == 0 else ("end", centre + width / 2)
    return f' text-anchor="{anchor}" x="{pct(edge)}"'


def spark(values: Sequence[float | None], width: int = 64, height: int = 22) -> SafeString:
    """Tiny columns beside a headline figure; periods without a number leave a gap."""
    highest = max((v for v in values if v is not None), default=1) or 1
    step = width / max(len(values), 1)
    parts = []
    for i, value in enumerate(values):
        if value is not None:
            tall = max(1.5, (height - 1) * value / highest)
            css = "c1" if i == len(values) - 1 else "c0"
            parts.append(
                f'<rect class="{css}" x="{num(i * step)}" y="{num(height - tall)}" '
                f'width="{num(step - 2)}" height="{num(tall)}"/>'
            )
    return drawing("spark", height, parts, width=str(width))
