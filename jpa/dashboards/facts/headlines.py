"""Figures made ready to be shown: headline tiles, outcomes by group, small multiples. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from investigations.counting import Quantity
from jpa.codes.models import Indicator
from jpa.dashboards.charts import bars
from jpa.dashboards.figures import Cell, Figures
from jpa.periods.models import Period
from jpa.periods.queries import length_words

MOST_TILES = 12


@dataclass(frozen=True)
class Earlier:
    """The same figure in an earlier period, with what a reader needs to compare it."""

    period: Period
    quantity: Quantity
    countries: int | None

    @property
    def words(self) -> str:
        """Such as "59 in JPA 1 (31 days, 8 countries)"."""
        beside = [length_words(self.period)] if length_words(self.period) else []
        if self.countries:
            beside.append(_("{n} countries").format(n=self.countries))
        name = self.period.short_name
        return f"{self.quantity} · {name} ({', '.join(beside)})" if beside else f"{self.quantity} · {name}"


@dataclass(frozen=True)
class Line:
    """One indicator in one period: the figure, its bar or columns, its rows, and what was counted before."""

    indicator: Indicator
    cell: Cell
    drawing: SafeString
    rows_link: str
    earlier: Earlier | None


def rows_link(cell: Cell, period: Period) -> str:
    """The address of the rows behind a figure: results, or the cases and activities it is derived from."""
    query = {"period": period.pk}
    if cell.source == "results":
        query["indicator"] = cell.indicator
    if cell.country:
        query["country"] = cell.country
    return f"{reverse(cell.source)}?{urlencode(query)}"


def countries_of(figures: Figures) -> int | None:
    """How many countries stand behind a period's figures, as far as it is known."""
    coverage, period = figures.coverage, figures.period
    return coverage.reported if coverage.reported is not None else period.published_participants


def earlier(indicator: str, period: Period, all_figures: Sequence[Figures]) -> Earlier | None:
    """The last counted figure before this period; `all_figures` are in order of time."""
    before = []
    for figures in all_figures:
        if figures.period.pk == period.pk:
            break
        before.append(figures)
    for figures in reversed(before):
        cell = figures.get(indicator)
        if cell and cell.quantity.is_counted:
            return Earlier(figures.period, cell.quantity, countries_of(figures))
    return None


def tiles(period: Period, all_figures: Sequence[Figures], indicators: Iterable[Indicator]) -> list[Line]:
    """Headline figures: the nine core results of a live period, all figures of a published one (at most 12)."""
    figures = next(f for f in all_figures if f.period.pk == period.pk)
    chosen = [i for i in indicators if (i.jpa_core or not period.is_live) and figures.get(i.code)]
    lines = []
    for indicator in chosen[:MOST_TILES]:
        cell = figures.get(indicator.code)
        series = [_number(f.get(indicator.code)) for f in all_figures]
        lines.append(
            Line(
                indicator,
                cell,
                bars.spark(series),
                rows_link(cell, period),
                earlier(indicator.code, period, all_figures),
            )
        )
    return lines


def outcomes(
    period: Period, all_figures: Sequence[Figures], indicators: Iterable[Indicator]
) -> list[tuple[str, list[Line]]]:
    """All figures of a period by group of indicators; each unit within a group has its own scale (domain rule 17)."""
    figures = next(f for f in all_figures if f.period.pk == period.pk)
    by_code = {i.code: i for i in indicators}
    cells = sorted(figures.cells, key=lambda c: (by_code[c.indicator].position, c.currency))
    found = []
    for group, grouped in groupby(cells, key=lambda c: by_code[c.indicator].group):
        members = list(grouped)
        lines = []
        for cell in members:
            indicator = by_code[cell.indicator]
            scale = _highest(c for c in members if _scale_of(by_code, c) == _scale_of(by_code, cell))
            drawing = bars.bar(_number(cell), scale)
            before = earlier(cell.indicator, period, all_figures) if not cell.currency else None
            lines.append(Line(indicator, cell, drawing, rows_link(cell, period), before))
        found.append((group, lines))
    return found


def _scale_of(by_code: dict[str, Indicator], cell: Cell) -> tuple[str, str]:
    return (by_code[cell.indicator].unit, cell.currency)


def _highest(cells: Iterable[Cell]) -> float:
    return max((_number(c) or 0 for c in cells), default=1) or 1


def _number(cell: Cell | None) -> float | None:
    value: Decimal | None = cell.quantity.value if cell else None
    return None if value is None else float(value)


@dataclass(frozen=True)
class Multiple:
    """One indicator over the periods: the drawing and the same figures as words, in the order of the periods."""

    indicator: Indicator
    drawing: SafeString
    words: tuple[str, ...]
    total: Quantity | None = None


def multiples(all_figures: Sequence[Figures], indicators: Iterable[Indicator]) -> list[Multiple]:
    """Small columns for each indicator that at least one period has counted. A dash: not collected."""
    labels = [_column_label(f.period) for f in all_figures]
    found = []
    for indicator in indicators:
        cells = [f.get(indicator.code) for f in all_figures]
        values = [_number(c) for c in cells]
        if all(v is None for v in values):
            continue
        shown = [str(c.quantity) if c else "" for c in cells]
        words = tuple(w or _("Not collected") for w in shown)
        title = _("{indicator} in each period").format(indicator=indicator.label)
        found.append(Multiple(indicator, bars.columns(values, labels, shown, title), words))
    return found


def share(value: int, most: int) -> SafeString:
    """A bar for a plain count, of the highest in its table."""
    return bars.bar(value, most)


def of_country(
    all_figures: Sequence[Figures], indicators: Iterable[Indicator]
) -> list[tuple[Indicator, list[list[tuple[Cell, str]]]]]:
    """One country's figures: a row for each indicator; for each period its (cell, link) pairs, one a currency."""
    rows = []
    for indicator in indicators:
        found = [(f.period, [c for c in f.cells if c.indicator == indicator.code]) for f in all_figures]
        if not any(cells for _period, cells in found):
            continue
        rows.append((indicator, [[(c, rows_link(c, period)) for c in cells] for period, cells in found]))
    return rows


def _column_label(period: Period) -> str:
    """Short enough for a column: the year, or the official number when there is one."""
    return period.official_number or str(period.year)
