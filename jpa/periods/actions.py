"""What is done to periods: create, change, name co-chairs, participants, workshops, notes."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from countries.models import Country
from jpa.audit import actions as audit
from jpa.common.errors import Conflict, Fault, Invalid
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, Stage, Workshop

RESERVED_KEYS = ("compare",)  # periods/compare/ is a page of its own


def add_period(*, by: Any, **fields: Any) -> Period:
    """Create a period. Raises Conflict when the key is taken, Invalid."""
    if fields["key"] in RESERVED_KEYS:
        fault = Fault("key", "reserved", f"{fields['key']!r} is the address of another page. Choose another key.")
        raise Invalid(fault.detail, [fault])
    if Period.objects.filter(pk=fields["key"]).exists():
        raise Conflict(f"There is already a period {fields['key']}.")
    return audit.create(Period(**fields), by=by, kind="period.added")


@transaction.atomic
def change_period(period: Period, changes: dict[str, Any], *, by: Any, version: int, reason: str = "") -> Period:
    """Change a period's names, dates or stage. Raises Stale, Invalid, Conflict for a stage that lies behind.

    When it leaves *planned*, the list of expected countries is frozen (domain rules 3 and 4).
    """
    stored = audit.locked(period, version)
    stage = changes.get("stage", stored.stage)
    if stage in Stage.values and stage != stored.stage:
        if _step(stage) < _step(stored.stage):
            raise Conflict(f"{stored} is {stored.get_stage_display().lower()}. Stages only move forward.")
        if stored.stage == Stage.PLANNED and not stored.expected_frozen_at:
            changes = {"expected_frozen_at": timezone.now(), **changes}
    return audit.amend(stored, changes, by=by, kind="period.changed", reason=reason)


def _step(stage: str) -> int:
    return Stage.values.index(stage)


def name_co_chair(*, period: Period, country: Country, by: Any, agency: str = "", source_url: str = "") -> CoChair:
    """Make a country co-chair of one period. Raises Invalid when it already is."""
    chair = CoChair(period=period, country=country, agency=agency, source_url=source_url)
    return audit.create(chair, by=by, kind="period.co_chair_named")


def add_focus_area(*, by: Any, **fields: Any) -> FocusArea:
    """Add a focus area to a period, or to the next one (`period` empty). Raises Invalid."""
    return audit.create(FocusArea(**fields), by=by, kind="focus_area.added")


def change_focus_area(area: FocusArea, changes: dict[str, Any], *, by: Any, version: int) -> FocusArea:
    """Change a focus area, or give one of "the next period" its period. Raises Stale, Invalid."""
    return audit.update(area, changes, by=by, version=version, kind="focus_area.changed")


def add_note(*, by: Any, **fields: Any) -> Note:
    """Keep a remark with a period. Raises Invalid."""
    return audit.create(Note(**fields), by=by, kind="note.added")


def change_note(note: Note, changes: dict[str, Any], *, by: Any, version: int) -> Note:
    """Change a remark. Raises Stale, Invalid."""
    return audit.update(note, changes, by=by, version=version, kind="note.changed")


def add_participation(*, by: Any, **fields: Any) -> Participation:
    """Enter a country as taking part. Raises Invalid when it already does."""
    return audit.create(Participation(**fields), by=by, kind="participation.added")


def change_participation(
    participation: Participation, changes: dict[str, Any], *, by: Any, version: int
) -> Participation:
    """Change an answer or the return's state. Raises Stale, Invalid."""
    return audit.update(participation, changes, by=by, version=version, kind="participation.changed")


def add_workshop(*, by: Any, **fields: Any) -> Workshop:
    """Enter a workshop. Raises Invalid."""
    return audit.create(Workshop(**fields), by=by, kind="workshop.added")


def change_workshop(workshop: Workshop, changes: dict[str, Any], *, by: Any, version: int) -> Workshop:
    """Change a workshop. Raises Stale, Invalid."""
    return audit.update(workshop, changes, by=by, version=version, kind="workshop.changed")


def record_attendance(*, by: Any, **fields: Any) -> Attendance:
    """Record a country or an organisation at a workshop. Raises Invalid when it already is."""
    return audit.create(Attendance(**fields), by=by, kind="attendance.recorded")


def change_attendance(attendance: Attendance, changes: dict[str, Any], *, by: Any, version: int) -> Attendance:
    """Change who attended, or in which capacity. Raises Stale, Invalid."""
    return audit.update(attendance, changes, by=by, version=version, kind="attendance.changed")
