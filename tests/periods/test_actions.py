"""What is done to periods and to what belongs to them."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from jpa.audit.models import Event
from jpa.common.errors import Conflict, Invalid, Stale
from jpa.periods import actions
from jpa.periods.models import Attendance, CoChair, Period
from tests.admin.screens import errors, page, typed
from tests.factories import (
    AttendanceFactory,
    FocusAreaFactory,
    NoteFactory,
    OrganisationFactory,
    ParticipationFactory,
    PeriodFactory,
    WorkshopFactory,
)


def last_kind() -> str:
    return Event.objects.latest("id").kind


def add(cast, **fields) -> Period:
    return actions.add_period(by=cast.admin, **{"key": "jpa-2026", "name": "JPA 2026", "year": 2026, **fields})


def test_a_period_is_added(cast):
    assert (add(cast).stage, last_kind()) == ("planned", "period.added")


def test_a_key_is_used_once(cast):
    add(cast)
    with pytest.raises(Conflict, match="jpa-2026"):
        add(cast, name="Another")
    assert Period.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"key": "JPA 2026"}, "key"),
        ({"stage": "started"}, "stage"),
        ({"starts_on": date(2026, 1, 1)}, "period start as precise as known"),
        ({"published_reported": 9, "published_expected": 8}, "reported at most expected"),
    ],
)
def test_a_period_that_cannot_be_is_refused(cast, fields, words):
    with pytest.raises(Invalid, match=words):
        add(cast, **fields)
    assert not Period.objects.exists()


def test_a_period_is_changed_at_the_version_that_was_seen(cast, period):
    assert actions.change_period(period, {"stage": "reporting"}, by=cast.admin, version=1).stage == "reporting"
    with pytest.raises(Stale):
        actions.change_period(period, {"stage": "closed"}, by=cast.admin, version=1)
    assert last_kind() == "period.changed"


@pytest.mark.parametrize(
    ("stage", "later"),
    [("planned", "open"), ("open", "debriefed"), ("reporting", "reporting"), ("debriefed", "closed")],
)
def test_stages_move_forward(cast, stage, later):
    period = PeriodFactory(stage=stage)
    assert actions.change_period(period, {"stage": later}, by=cast.admin, version=1).stage == later


@pytest.mark.parametrize(("stage", "earlier"), [("open", "planned"), ("closed", "debriefed"), ("reporting", "open")])
def test_stages_do_not_move_back(cast, stage, earlier):
    period = PeriodFactory(stage=stage)
    with pytest.raises(Conflict, match=f"is {stage}. Stages only move forward"):
        actions.change_period(period, {"stage": earlier}, by=cast.admin, version=1)
    period.refresh_from_db()
    assert (period.stage, Event.objects.count()) == (stage, 0)


def test_a_stage_that_lies_behind_is_told_on_the_screen(cast, period, client_of):
    client, screen = client_of(cast.admin), page(period)
    sent = typed(client.get(screen), stage="planned")
    assert "Stages only move forward" in errors(client.post(screen, sent))
    assert "reciprocity" not in sent  # kept in the model until it works


def test_a_stage_there_is_not_is_refused(cast, period):
    with pytest.raises(Invalid, match="stage"):
        actions.change_period(period, {"stage": "asleep"}, by=cast.admin, version=1)


def test_opening_freezes_the_list_of_expected_countries(cast):
    now = datetime(2026, 7, 1, 2, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        opened = actions.change_period(add(cast), {"stage": "open"}, by=cast.admin, version=1)
    assert opened.expected_frozen_at == now
    assert "expected_frozen_at" in Event.objects.latest("id").after
    reporting = actions.change_period(opened, {"stage": "reporting"}, by=cast.admin, version=2)
    assert reporting.expected_frozen_at == now


def test_a_list_frozen_before_stays_as_it_was(cast):
    frozen = datetime(2026, 6, 1, tzinfo=UTC)
    planned = add(cast, expected_frozen_at=frozen)
    assert actions.change_period(planned, {"stage": "open"}, by=cast.admin, version=1).expected_frozen_at == frozen
    other = add(cast, key="jpa-2027", name="JPA 2027")
    given = {"stage": "open", "expected_frozen_at": frozen}
    assert actions.change_period(other, given, by=cast.admin, version=1).expected_frozen_at == frozen


def test_a_country_chairs_a_period_once(cast, period):
    chair = actions.name_co_chair(period=period, country=cast.thailand, by=cast.admin, agency="Police")
    assert (str(chair), last_kind()) == ("TH chairs jpa-live", "period.co_chair_named")
    with pytest.raises(Invalid, match="co chair once"):
        actions.name_co_chair(period=period, country=cast.thailand, by=cast.admin)
    assert CoChair.objects.filter(country=cast.thailand).count() == 1


def test_what_belongs_to_a_period_is_added(cast, period):
    actions.add_focus_area(by=cast.admin, agreed_in=period, text="Travel by air")
    assert last_kind() == "focus_area.added"
    actions.add_note(by=cast.admin, period=period, kind="challenge", text="Staff move on")
    assert last_kind() == "note.added"
    actions.add_participation(by=cast.admin, period=period, country=cast.thailand)
    assert last_kind() == "participation.added"
    workshop = actions.add_workshop(by=cast.admin, period=period, kind="planning")
    assert last_kind() == "workshop.added"
    actions.record_attendance(by=cast.admin, workshop=workshop, country=cast.thailand, capacity="member")
    assert last_kind() == "attendance.recorded"


def test_a_country_takes_part_once(cast, period):
    actions.add_participation(by=cast.admin, period=period, country=cast.thailand)
    with pytest.raises(Invalid, match="participation once a period"):
        actions.add_participation(by=cast.admin, period=period, country=cast.thailand)


def test_a_country_attends_once(cast):
    there = AttendanceFactory()
    with pytest.raises(Invalid, match="attendance of a country once"):
        actions.record_attendance(by=cast.admin, workshop=there.workshop, country=there.country, capacity="observer")


def test_an_attendance_is_of_a_country_or_an_organisation(cast):
    both = {"country": cast.thailand, "organisation": OrganisationFactory()}
    for who in ({}, both):
        with pytest.raises(Invalid):
            actions.record_attendance(by=cast.admin, workshop=WorkshopFactory(), capacity="member", **who)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("factory", "change", "changes"),
    [
        (ParticipationFactory, actions.change_participation, {"answer": "declined"}),
        (FocusAreaFactory, actions.change_focus_area, {"text": "Other"}),
        (NoteFactory, actions.change_note, {"text": "Other"}),
        (WorkshopFactory, actions.change_workshop, {"city": "Dili"}),
        (AttendanceFactory, actions.change_attendance, {"capacity": "observer"}),
    ],
)
def test_what_belongs_to_a_period_is_changed(cast, factory, change, changes):
    record = factory()
    changed = change(record, changes, by=cast.admin, version=1)
    assert {name: getattr(changed, name) for name in changes} == changes
    assert last_kind().endswith(".changed")
    with pytest.raises(Stale):
        change(record, changes, by=cast.admin, version=1)


def test_a_key_that_is_the_address_of_another_page_is_refused(cast):
    with pytest.raises(Invalid, match="Choose another key"):
        actions.add_period(by=cast.admin, key="compare", name="Compared", year=2030)
