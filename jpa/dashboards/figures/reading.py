"""Reading figures: parts into cells, cells into what was asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import timezone

from investigations.counting import total
from jpa.dashboards.figures.cells import (
    AS_PUBLISHED,
    COHORT_VIEW,
    CORRECTED,
    FINAL,
    PERIOD_VIEW,
    PROVISIONAL,
    RESULTS,
    Cell,
    Coverage,
    Figures,
    Key,
)
from jpa.dashboards.figures.parts import Asked, Part, Parts, from_records, from_results, overlaps
from jpa.dashboards.queries import participations_with_cases
from jpa.periods.models import Participation, Period

# A sum is as final as its weakest part.
_WEAKEST_FIRST = (PROVISIONAL, CORRECTED, FINAL, AS_PUBLISHED)


def figures_of(period: Period, user: Any, *, by_country: bool = False, view: str = PERIOD_VIEW) -> Figures:
    """The figures of one period, for the region or for each country."""
    return figures_of_all([period], user, by_country=by_country, view=view)[period.pk]


def figures_of_all(
    periods: Iterable[Period],
    user: Any,
    *,
    by_country: bool = False,
    view: str = PERIOD_VIEW,
    country: str | None = None,
) -> dict[str, Figures]:
    """The figures of several periods by key, in as many queries as of one; `country` narrows them to one country's."""
    asked = Asked(list(periods), user, view, country)
    taking_part = _participations(asked)
    typed, shared = from_results(asked)
    national = _national_cells(typed, asked, taking_part)
    cells = national if by_country else _regional_cells(national, overlaps(shared))
    found: dict[str, list[Cell]] = defaultdict(list)
    for key in sorted(cells, key=lambda k: (k.indicator, k.country or "", k.currency, k.victims)):
        found[key.period].append(cells[key])
    as_of = timezone.now()
    return {
        p.pk: Figures(
            period=p,
            view=view,
            as_of=as_of,
            coverage=_coverage(p, taking_part[p.pk]),
            cells=tuple(found[p.pk]),
            participations=tuple(taking_part[p.pk]),
        )
        for p in asked.periods
    }


def _participations(asked: Asked) -> dict[str, list[Participation]]:
    """Who takes part in each period, with what the cases of each country give."""
    found: dict[str, list[Participation]] = defaultdict(list)
    for one in asked.of_country(participations_with_cases(asked.periods, asked.user)):
        found[one.period_id].append(one)
    return found


def _coverage(period: Period, taking_part: list[Participation]) -> Coverage:
    """Published as published; live: returns handed in that this reader's totals include, of those expected.

    The own country's draft is in the totals too, and is no return yet.
    """
    if not period.is_live:
        return Coverage(period.published_reported, period.published_expected)
    expected = [p for p in taking_part if p.expected]
    return Coverage(sum(1 for p in expected if p.is_included and p.is_handed_in), len(expected))


def _national_cells(parts: Parts, asked: Asked, taking_part: dict[str, list[Participation]]) -> dict[Key, Cell]:
    """One cell for each key; a typed figure stands before the one that records give, which it keeps beside it."""
    typed = {key: _cell(key, found) for key, found in parts.items()}
    if asked.view == COHORT_VIEW:
        return typed
    derived = {key: _cell(key, parts) for key, parts in from_records(asked, taking_part).items()}
    replaced = {key: replace(typed[key], derived=derived[key].quantity) for key in typed.keys() & derived.keys()}
    return {**derived, **typed, **replaced}


def _cell(key: Key, parts: list[Part]) -> Cell:
    statuses = {p.status for p in parts}
    return Cell(
        indicator=key.indicator,
        country=key.country,
        currency=key.currency,
        victims=key.victims,
        quantity=total(p.quantity for p in parts),
        status=next(s for s in _WEAKEST_FIRST if s in statuses),
        rows=sum(p.rows for p in parts),
        source=next((p.source for p in parts if p.source != RESULTS), RESULTS),
    )


def _regional_cells(national: dict[Key, Cell], overlap: dict[Key, Decimal]) -> dict[Key, Cell]:
    """Add the countries up and take off what was counted twice."""
    groups: dict[Key, list[Cell]] = defaultdict(list)
    for key, cell in national.items():
        groups[key.for_region()].append(cell)
    return {key: _once(_added(key, cells), overlap.get(key)) for key, cells in groups.items()}


def _added(key: Key, cells: list[Cell]) -> Cell:
    """The sum of countries; what records alone would give stays beside it where a country replaced that."""
    cell = _cell(key, [Part(c.quantity, c.status, c.rows, c.source) for c in cells])
    if not any(c.derived for c in cells):
        return cell
    return replace(cell, derived=total(c.derived or c.quantity for c in cells))


def _once(cell: Cell, overlap: Decimal | None) -> Cell:
    """The region's figure, with the sum of national counts beside it where they differ."""
    if not overlap or cell.quantity.value is None:
        return cell
    return replace(cell, quantity=replace(cell.quantity, value=cell.quantity.value - overlap), national=cell.quantity)
