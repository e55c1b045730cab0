"""Figures made ready to be shown: headline tiles, outcomes by group, small multiples. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, takewhile

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from investigations.counting import Quantity, total
from jpa.codes.models import Indicator
from jpa.dashboards.charts import bars
from jpa.dashboards.facts.rows import figure_page, rows_page
from jpa.dashboards.figures import Cell, Figures
from jpa.dashboards.figures.cells import AS_PUBLISHED, FINAL, PROVISIONAL
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
    """One indicator in one period: its figures with the address of their rows, a drawing, what was counted before.

    Money has one figure a currency; victims have one for each status, the formally identified first.
    """

    indicator: Indicator
    figures: tuple[tuple[Cell, str], ...]
    drawing: SafeString | str
    earlier: Earlier | None


def countries_of(figures: Figures) -> int | None:
    """How many countries stand behind a period's figures, as far as it is known."""
    coverage, period = figures.coverage, figures.period
    return coverage.reported if coverage.reported is not None else period.published_participants


def coverage_words(figures: Figures | None) -> str:
    """ "5 of 14" countries, or the number that is known; nothing where none is."""
    if figures is None:
        return ""
    reported, expected = figures.coverage.reported, figures.coverage.expected
    if reported is not None and expected is not None:
        return _("{n} of {m}").format(n=reported, m=expected)
    known = countries_of(figures)
    return "" if known is None else str(known)


def _last_counted(indicator: str, before: Sequence[Figures]) -> Earlier | None:
    """The last counted figure among earlier periods, given oldest first."""
    for figures in reversed(before):
        cell = figures.get(indicator)
        if cell and cell.quantity.is_counted:
            return Earlier(figures.period, cell.quantity, countries_of(figures))
    return None


def tiles(period: Period, all_figures: Sequence[Figures], indicators: Iterable[Indicator]) -> list[Line]:
    """Headline figures: the nine core results of a live period, all figures of a published one (at most 12)."""
    figures = next(f for f in all_figures if f.period.pk == period.pk)
    chosen = [i for i in indicators if (i.jpa_core or not period.is_live) and figures.get(i.code)]
    return [_tile(indicator, period, all_figures) for indicator in chosen[:MOST_TILES]]


def _tile(indicator: Indicator, period: Period, all_figures: Sequence[Figures]) -> Line:
    until = list(takewhile(lambda f: f.period.pk != period.pk, all_figures))
    now = next(f for f in all_figures if f.period.pk == period.pk)
    cell = now.get(indicator.code)
    series = bars.spark([_number(f.get(indicator.code)) for f in [*until, now]])
    return Line(indicator, ((cell, figure_page(cell, period)),), series, _last_counted(indicator.code, until))


def outcomes(
    period: Period, all_figures: Sequence[Figures], indicators: Iterable[Indicator]
) -> list[tuple[str, list[Line]]]:
    """All figures of a period by group of indicators; bars share a scale only within group and unit (rule 17)."""
    before = list(takewhile(lambda f: f.period.pk != period.pk, all_figures))
    cells: dict[str, list[Cell]] = defaultdict(list)
    for cell in next(f for f in all_figures if f.period.pk == period.pk).cells:
        cells[cell.indicator].append(cell)
    present = [i for i in indicators if i.code in cells]
    highest: dict[tuple[str, str], float] = defaultdict(float)
    for i in present:
        highest[(i.group, i.unit)] = max(highest[(i.group, i.unit)], _number(cells[i.code][0]) or 0)
    lines = [
        Line(
            i,
            tuple((c, figure_page(c, period)) for c in cells[i.code]),
            "" if i.is_money else bars.bar(_number(cells[i.code][0]), highest[(i.group, i.unit)]),
            _last_counted(i.code, before),
        )
        for i in present
    ]
    return [(group, list(found)) for group, found in groupby(lines, key=lambda line: line.indicator.group_name)]


def _number(cell: Cell | None) -> float | None:
    value: Decimal | None = cell.quantity.value if cell else None
    return None if value is None else float(value)


@dataclass(frozen=True)
class Multiple:
    """One indicator over the periods: the drawing and the same figures as words ("" where not collected)."""

    indicator: Indicator
    drawing: SafeString
    words: tuple[str, ...]


def multiples(
    all_figures: Sequence[Figures], indicators: Iterable[Indicator], now: Period | None = None
) -> list[Multiple]:
    """Small columns for each indicator that at least one period has counted; `now` stands out. Dash: not collected."""
    at = next((i for i, f in enumerate(all_figures) if f.period == now), len(all_figures) - 1)
    labels = [_column_label(f.period) for f in all_figures]
    found = []
    for indicator in indicators:
        cells = [f.get(indicator.code) for f in all_figures]
        values = [_number(c) for c in cells]
        if all(v is None for v in values):
            continue
        shown = [str(c.quantity) if c else "" for c in cells]
        title = _("{indicator} in each period").format(indicator=indicator.label)
        found.append(Multiple(indicator, bars.columns(values, labels, shown, title, at), tuple(shown)))
    return found


@dataclass(frozen=True)
class Compared:
    """One row of a comparison: a cell or None for each period, and their sum where one makes sense."""

    indicator: Indicator
    currency: str
    victims: str
    cells: tuple[Cell | None, ...]
    total: Quantity | None


# A case worked on in three periods would be counted three times (domain rule 7).
NEVER_OVER_PERIODS = ("INV_ACTIVE", "INV_JOINT")


def comparison(all_figures: Sequence[Figures], indicators: Iterable[Indicator]) -> list[Compared]:
    """Every figure of the periods side by side; sums never mix invented periods with real ones."""
    kinds = {(c.indicator, c.currency, c.victims) for f in all_figures for c in f.cells}
    position = {i.code: i for i in indicators}
    mixed = len({f.period.invented for f in all_figures}) > 1
    rows = []
    for code, currency, victims in sorted(kinds, key=lambda k: (position[k[0]].position, *k[1:])):
        cells = tuple(f.get(code, currency=currency, victims=victims) for f in all_figures)
        summed = None if mixed or code in NEVER_OVER_PERIODS else total(c.quantity for c in cells if c)
        rows.append(Compared(position[code], currency, victims, cells, summed))
    return rows


def share(value: int, most: int) -> SafeString:
    """A bar for a plain count, of the highest in its table."""
    return bars.bar(value, most)


@dataclass(frozen=True)
class OfCountry:
    """One country's part of a figure; `name` is None for what was counted for all countries together."""

    name: str | None
    cell: Cell
    rows_link: str


def by_country(figures: Figures, indicator: str, names: dict[str, str]) -> list[OfCountry]:
    """What each country counted, by name. `figures` are those by country, `names` by alpha-2 code."""
    parts = [
        OfCountry(names.get(c.country or ""), c, rows_page(c, figures.period, by_country=True))
        for c in figures.cells
        if c.indicator == indicator
    ]
    return sorted(parts, key=lambda part: (part.name or "", part.cell.currency, part.cell.victims))


def weakest_status(figures: Figures) -> str:
    """How final a column of figures is: as its weakest figure. A single correction is told beside its own figure."""
    found = {c.status for c in figures.cells}
    return PROVISIONAL if PROVISIONAL in found else AS_PUBLISHED if found == {AS_PUBLISHED} else FINAL


def of_country(
    all_figures: Sequence[Figures], indicators: Iterable[Indicator]
) -> list[tuple[Indicator, list[list[tuple[Cell, str]]]]]:
    """One country's figures: a row for each indicator; for each period its (cell, link) pairs, one a currency."""
    rows = []
    for indicator in indicators:
        found = [(f.period, [c for c in f.cells if c.indicator == indicator.code]) for f in all_figures]
        if not any(cells for _period, cells in found):
            continue
        rows.append(
            (indicator, [[(c, rows_page(c, period, by_country=True)) for c in cells] for period, cells in found])
        )
    return rows


def _column_label(period: Period) -> str:
    """Short enough for a column: the year, or the official number when there is one."""
    return period.official_number or str(period.year)
