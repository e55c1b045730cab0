"""Figures: what the records add up to for one reader. Pure reads, a constant number of queries.

Every figure says its view (by when it happened, or by where its investigation began), its status and its coverage
(rulings, "Figures"). The region's figure counts confirmed joint results once (domain rule 16).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from investigations.counting import COUNTED_AS, Quantity, total
from investigations.models import Activity, CellState, JointState, Result, Status
from jpa.dashboards.queries import participations_with_cases
from jpa.periods.models import Participation, Period, ReturnState

PERIOD_VIEW, COHORT_VIEW = "period", "cohort"
VIEWS = (PERIOD_VIEW, COHORT_VIEW)
REGION, BY_COUNTRY = "indicator", "country"
PROVISIONAL, FINAL = "provisional", "final"

# Indicators that cases give, and the annotation they come from (rulings, "Derived, not typed").
FROM_CASES = {
    "INV_ACTIVE": "cases_active",
    "INV_OPENED": "cases_opened",
    "INV_CLOSED": "cases_closed",
    "INV_JOINT": "cases_joint",
}
_STATUS = {
    Status.DRAFT: PROVISIONAL,
    Status.SUBMITTED: PROVISIONAL,
    Status.ACCEPTED: FINAL,
    Status.CORRECTED: "corrected",
    Status.PUBLISHED_RECORD: "published_record",
}
_BY_WEIGHT = (PROVISIONAL, "corrected", FINAL, "published_record")


@dataclass(frozen=True)
class Cell:
    """One figure. `country` is an alpha-2 code, or None for the region.

    `national` is the sum of national counts when the region counts less; `derived` is what records give when a
    country replaced it with a reason; `source` names where its rows are: results, investigations or activities.
    """

    indicator: str
    country: str | None
    quantity: Quantity
    status: str
    currency: str = ""
    rows: int = 0
    source: str = "results"
    national: Quantity | None = None
    derived: Quantity | None = None


@dataclass(frozen=True)
class Coverage:
    """How many countries the totals include, of how many expected. None: not known."""

    reported: int | None
    expected: int | None


@dataclass(frozen=True)
class Figures:
    """All figures of one period for one reader; the order of `cells` is that of the indicators' codes."""

    period: Period
    view: str
    as_of: datetime
    coverage: Coverage
    cells: tuple[Cell, ...]

    def get(self, indicator: str, country: str | None = None, currency: str = "") -> Cell | None:
        wanted = (indicator, country, currency)
        return next((c for c in self.cells if (c.indicator, c.country, c.currency) == wanted), None)


@dataclass
class _Part:
    """One disjoint group of rows on its way into a cell."""

    quantity: Quantity
    status: str
    rows: int
    source: str = "results"


_Key = tuple[str, str, str | None, str]  # period, indicator, country, currency


@dataclass(frozen=True)
class _Asked:
    """What was asked: these periods, by this reader, in this view, for one country or all."""

    periods: list[Period]
    user: Any
    view: str
    country: str | None

    @property
    def where(self) -> str:
        """The period a result is counted in: where it happened, or where its investigation began."""
        return "credited_to" if self.view == COHORT_VIEW else "period"

    @property
    def live(self) -> list[Period]:
        return [p for p in self.periods if p.is_live]

    def of_country(self, rows: Any) -> Any:
        return rows.filter(country=self.country) if self.country else rows

    def results(self) -> Any:
        rows = Result.objects.counted_for(self.user).summable().filter(**{f"{self.where}__in": self.periods})
        return self.of_country(rows)


def figures_of(period: Period, user: Any, *, by: Iterable[str] = (REGION,), view: str = PERIOD_VIEW) -> Figures:
    """The figures of one period, for the region or (`by` holds "country") for each country."""
    return figures_of_all([period], user, by=by, view=view)[period.pk]


def figures_of_all(
    periods: Iterable[Period],
    user: Any,
    *,
    by: Iterable[str] = (REGION,),
    view: str = PERIOD_VIEW,
    country: str | None = None,
    now: datetime | None = None,
) -> dict[str, Figures]:
    """The figures of several periods by key, in as many queries as of one; `country` narrows them to one country's."""
    asked = _Asked(list(periods), user, view, country)
    taking_part = _participations(asked)
    national = _national_cells(asked, taking_part)
    if BY_COUNTRY in by:
        cells = [(key[0], cell) for key, cell in national.items()]
    else:
        cells = _regional_cells(national, _overlaps(asked))
    found: dict[str, list[Cell]] = defaultdict(list)
    for period_key, cell in cells:
        found[period_key].append(cell)
    as_of = now or timezone.now()
    return {
        p.pk: Figures(p, view, as_of, _coverage(p, taking_part[p.pk]), tuple(sorted(found[p.pk], key=_order)))
        for p in asked.periods
    }


def over_all(figures: Iterable[Figures], indicator: str, currency: str = "") -> Quantity:
    """One indicator added up over several periods: 32 and "over 30" is "over 62"."""
    cells = (f.get(indicator, currency=currency) for f in figures)
    return total(c.quantity for c in cells if c)


def _order(cell: Cell) -> tuple[str, str, str]:
    return (cell.indicator, cell.country or "", cell.currency)


def _participations(asked: _Asked) -> dict[str, list[Participation]]:
    """Who takes part in each live period, with what the cases of each country give."""
    found: dict[str, list[Participation]] = defaultdict(list)
    if asked.live:
        for one in asked.of_country(participations_with_cases(asked.live, asked.user)):
            found[one.period_id].append(one)
    return found


def _coverage(period: Period, taking_part: list[Participation]) -> Coverage:
    """Published as published; live: handed in (as far as this reader's totals include it) of expected."""
    if not period.is_live:
        return Coverage(period.published_reported, period.published_expected)
    expected = [p for p in taking_part if p.expected]
    return Coverage(sum(1 for p in expected if p.is_included and p.is_handed_in), len(expected))


def _national_cells(asked: _Asked, taking_part: dict[str, list[Participation]]) -> dict[_Key, Cell]:
    """One cell for each period, indicator, country (None: the region's own rows) and currency."""
    typed = {key: _cell(key, parts) for key, parts in _typed_parts(asked).items()}
    if asked.view == COHORT_VIEW:
        return typed
    derived = {
        key: _cell(key, parts)
        for key, parts in {**_parts_from_cases(taking_part), **_parts_from_activities(asked)}.items()
    }
    replaced = {key: replace(typed[key], derived=derived[key].quantity) for key in typed.keys() & derived.keys()}
    return {**derived, **typed, **replaced}


def _cell(key: _Key, parts: list[_Part]) -> Cell:
    statuses = {p.status for p in parts}
    return Cell(
        indicator=key[1],
        country=key[2],
        currency=key[3],
        quantity=total(p.quantity for p in parts),
        status=next(s for s in _BY_WEIGHT if s in statuses),
        rows=sum(p.rows for p in parts),
        source=parts[0].source,
    )


def _typed_parts(asked: _Asked) -> dict[_Key, list[_Part]]:
    """The rows people recorded, grouped by the database: a group for each way of being counted."""
    groups = (
        asked.results()
        .values(asked.where, "indicator", "country", "currency", "state", "qualifier", "status")
        .annotate(sum=Sum("value"), rows=Count("pk"))
        .order_by()
    )
    found: dict[_Key, list[_Part]] = defaultdict(list)
    for g in groups:
        quantity = Quantity(g["sum"], g["qualifier"], g["state"])
        key = (g[asked.where], g["indicator"], g["country"], g["currency"])
        found[key].append(_Part(quantity, _STATUS[g["status"]], g["rows"]))
    return found


def _parts_from_cases(taking_part: dict[str, list[Participation]]) -> dict[_Key, list[_Part]]:
    """What the register of investigations gives for each country whose figures the reader sees."""
    found: dict[_Key, list[_Part]] = {}
    for period_key, participations in taking_part.items():
        for p in (p for p in participations if p.is_included and not p.has_no_return):
            for indicator, attribute in FROM_CASES.items():
                count = getattr(p, attribute)
                part = _Part(Quantity(Decimal(count)), _status_of(p), count, "investigations")
                found[(period_key, indicator, p.country_id, "")] = [part]
    return found


def _status_of(participation: Participation) -> str:
    if participation.return_state != ReturnState.ACCEPTED:
        return PROVISIONAL
    return "corrected" if participation.corrected else FINAL


def _parts_from_activities(asked: _Asked) -> dict[_Key, list[_Part]]:
    """Sessions held; an activity whose sessions nobody counted makes the sum a lower bound."""
    found: dict[_Key, list[_Part]] = defaultdict(list)
    if not asked.live:
        return found
    groups = (
        asked.of_country(Activity.objects.counted_for(asked.user).filter(period__in=asked.live))
        .values("period", "country", "kind", "status")
        .annotate(sum=Sum("sessions"), rows=Count("pk"), uncounted=Count("pk", filter=Q(sessions__isnull=True)))
        .order_by()
    )
    for g in groups:
        parts = found[(g["period"], COUNTED_AS[g["kind"]], g["country"], "")]
        status = _STATUS[g["status"]]
        if g["sum"] is not None:
            counted = g["rows"] - g["uncounted"]
            parts.append(_Part(Quantity(Decimal(g["sum"])), status, counted, "activities"))
        if g["uncounted"]:
            nameless = Quantity(None, state=CellState.NOT_COUNTED)
            parts.append(_Part(nameless, status, g["uncounted"], "activities"))
    return found


def _overlaps(asked: _Asked) -> dict[tuple[str, str, str], Decimal]:
    """What confirmed joint results count too often, where the reader's figures include both sides."""
    groups = (
        asked.results()
        .filter(joint__state=JointState.CONFIRMED, state=CellState.COUNTED)
        .values(asked.where, "indicator", "currency", "joint", "joint__agreed_value")
        .annotate(sum=Sum("value"), countries=Count("country", distinct=True))
        .order_by()
    )
    found: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for g in groups:
        if g["countries"] > 1:
            found[(g[asked.where], g["indicator"], g["currency"])] += g["sum"] - g["joint__agreed_value"]
    return found


def _regional_cells(
    national: dict[_Key, Cell], overlaps: dict[tuple[str, str, str], Decimal]
) -> list[tuple[str, Cell]]:
    """Add the countries up and take off what was counted twice."""
    groups: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for (period_key, indicator, _, currency), cell in national.items():
        groups[(period_key, indicator, currency)].append(cell)
    found = []
    for key, cells in groups.items():
        parts = [_Part(c.quantity, c.status, c.rows, c.source) for c in cells]
        cell = _cell((key[0], key[1], None, key[2]), parts)
        overlap = overlaps.get(key)
        if overlap and cell.quantity.value is not None:
            once = replace(cell.quantity, value=cell.quantity.value - overlap)
            cell = replace(cell, quantity=once, national=cell.quantity)
        found.append((key[0], cell))
    return found
