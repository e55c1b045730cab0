"""What is known about one investigation: its results by period, its life, who works on it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from investigations.counting import Quantity, total, victims_apart
from investigations.models import CaseState, Investigation, Partner, PartnerState, Position, Result
from jpa.codes.models import Indicator
from jpa.periods.models import Period


def quantity_of(row: Result) -> Quantity:
    """The figure of one stored row."""
    return Quantity(row.value, row.qualifier, row.state)


@dataclass(frozen=True)
class Column:
    """A period, or None for what happened between periods; `status` when all its rows agree, else ""."""

    period: Period | None
    status: str


@dataclass(frozen=True)
class Line:
    """One indicator (and currency, and sort of victims): a quantity or None for each column, and their total."""

    indicator: Indicator
    currency: str
    victims: str
    cells: tuple[Quantity | None, ...]
    total: Quantity


@dataclass(frozen=True)
class ResultTable:
    """Results of one investigation, indicators by periods. Empty without results."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def result_table(rows: Iterable[Result]) -> ResultTable:
    """Sum disjoint rows by indicator and period. A row inside another of these rows is not added (domain rule 13)."""
    rows = list(rows)
    shown = {row.pk for row in rows}
    summable = [row for row in rows if row.part_of_id not in shown]
    columns = tuple(
        Column(period, _status_of(row for row in summable if row.period_id == (period.pk if period else None)))
        for period in _periods_of(summable)
    )
    kinds: dict[tuple, list[Result]] = defaultdict(list)
    for row in summable:
        apart = victims_apart(row.victim_identification_status)
        kinds[(row.indicator.position, row.indicator_id, row.currency, apart)].append(row)
    return ResultTable(columns, tuple(_line(columns, kinds[kind], kind[-1]) for kind in sorted(kinds)))


def _periods_of(rows: list[Result]) -> list[Period | None]:
    """Oldest first; what fell between periods comes last."""
    periods = {row.period_id: row.period for row in rows}
    between = [None] if None in periods else []
    dated = [period for period in periods.values() if period is not None]
    return sorted(dated, key=lambda p: (p.year, p.key)) + between


def _status_of(rows: Iterable[Result]) -> str:
    found = {row.status for row in rows}
    return found.pop() if len(found) == 1 else ""


def _line(columns: tuple[Column, ...], rows: list[Result], victims: str) -> Line:
    cells = []
    for column in columns:
        key = column.period.pk if column.period else None
        parts = [quantity_of(row) for row in rows if row.period_id == key]
        cells.append(total(parts) if parts else None)
    return Line(rows[0].indicator, rows[0].currency, victims, tuple(cells), total(quantity_of(row) for row in rows))


def periods_of_case(case: Investigation, rows: list[Result], today: date) -> list[Period]:
    """The periods it was worked on in: its dates overlap them, it is linked to them, or it has results there.

    Closed on a day nobody knows: the only day it surely was open is the one it was opened on (as in `active_in`).
    """
    wanted = Q(linked_investigations=case) | Q(pk__in=[row.period_id for row in rows if row.period_id])
    if case.opened_on:
        last_day = case.closed_on or (case.opened_on if case.state == CaseState.CLOSED else today)
        wanted |= Q(starts_on__lte=last_day, ends_on__gte=case.opened_on)
    return list(Period.objects.filter(wanted).distinct().in_order())


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day; `kind` is start, partner, result, carry or end."""

    date: date
    kind: str
    text: str


def marks_of(case: Investigation, periods: list[Period], partners: list[Partner], rows: list[Result]) -> list[Mark]:
    """What is known to have happened to the case, oldest first."""
    marks = [Mark(case.opened_on, "start", _("Opened"))] if case.opened_on else []
    marks += [
        Mark(p.answered_on, "partner", _("{who} joined").format(who=p.who))
        for p in partners
        if p.state == PartnerState.ACCEPTED and p.answered_on
    ]
    marks += [
        Mark(row.happened_on, "result", f"{row.indicator.label}: {quantity_of(row)}") for row in rows if row.happened_on
    ]
    marks += [
        Mark(p.starts_on, "carry", _("Continued into {period}").format(period=p.short_name))
        for p in periods
        if p.starts_on and case.opened_on and case.opened_on < p.starts_on
    ]
    if case.closed_on:
        marks.append(Mark(case.closed_on, "end", _("Closed")))
    return sorted(marks, key=lambda mark: mark.date)


@dataclass(frozen=True)
class Life:
    """The life line: `bands` are dicts (label, start, end, now) of periods, `marks` dicts (date, kind)."""

    bands: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    start: date
    end: date


def life_of(case: Investigation, periods: list[Period], marks: list[Mark], today: date) -> Life | None:
    """The line from the first known day to the last; None when no day is known at all."""
    bands = [
        {"label": p.short_name, "start": p.starts_on, "end": p.ends_on, "now": p.starts_on <= today <= p.ends_on}
        for p in periods
        if p.starts_on and p.ends_on
    ]
    days = [band[edge] for band in bands for edge in ("start", "end")] + [mark.date for mark in marks]
    if not days:
        return None
    still_open = case.opened_on is not None and case.state != CaseState.CLOSED
    end = max([*days, today]) if still_open else max(days)
    return Life(bands, [{"date": mark.date, "kind": mark.kind} for mark in marks], min(days), end)


@dataclass(frozen=True)
class Seat:
    """One side of a case as it stands on its page; `partner` is None for the lead country."""

    who: str
    role: str
    position: str
    partner: Partner | None


def lead_position(case: Investigation) -> str:
    """Where the lead country lies on the corridor, as far as that is known."""
    stops = case.corridor.split(">") if case.corridor else []
    if case.country_id not in stops:
        return Position.OTHER
    if case.country_id == stops[0]:
        return Position.ORIGIN
    return Position.DESTINATION if case.country_id == stops[-1] else Position.TRANSIT


def seats_by_position(case: Investigation, partners: list[Partner], role_names: dict[str, str]) -> list[tuple]:
    """(position label, seats) in the order of the route; the lead country stands where the corridor says."""
    seats = [Seat(str(case.country), "", lead_position(case), None)]
    seats += [Seat(p.who, role_names.get(f"country_case_role:{p.role}", ""), p.position, p) for p in partners]
    route = [Position.ORIGIN, Position.TRANSIT, Position.DESTINATION]
    if any(seat.position == Position.OTHER for seat in seats):
        route.append(Position.OTHER)
    return [(position.label, [seat for seat in seats if seat.position == position]) for position in route]


def is_joint(partners: list[Partner]) -> bool:
    """Another country works on it: has joined, not merely been asked."""
    return any(p.country_id and p.state == PartnerState.ACCEPTED for p in partners)


def result_title(row: Result) -> str:
    """What a result's page is called: "Arrests: over 30"."""
    return f"{row.indicator.label}: {quantity_of(row)} {row.currency}".strip()
