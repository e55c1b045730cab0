"""The two ways a record is written, each with its event: both or neither."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from countries.models import Organisation
from jpa.audit import actions as audit
from jpa.audit.models import Event
from jpa.common.context import serving
from jpa.common.errors import Invalid, Stale
from jpa.periods.models import Participation
from tests.factories import InvestigationFactory, OrganisationFactory, ParticipationFactory, ResultFactory, UserFactory

pytestmark = pytest.mark.django_db


def new(**fields) -> Organisation:
    return Organisation(**{"name": "Regional Support Office", "kind": "body", **fields})


def change(record, changes, *, version=None, by=None, **rest):
    return audit.update(record, changes, by=by, version=version or record.version, kind="test.changed", **rest)


def test_create_stores_the_row_and_its_event(cast):
    made = audit.create(new(country=cast.thailand), by=cast.admin, kind="test.made", reason="for once")
    event = Event.objects.get()
    assert Organisation.objects.get(name="Regional Support Office") == made
    assert (event.kind, event.object_type, event.object_id) == ("test.made", "countries.organisation", str(made.pk))
    assert (event.actor_id, event.actor_name) == (str(cast.admin.pk), "Admin <admin@example.org>")
    assert (event.country, event.reason) == ("TH", "for once")
    assert (event.before, event.after["name"]) == ({}, "Regional Support Office")


def test_create_tells_only_what_is_filled_in():
    audit.create(new(), by=None, kind="test.made")
    assert {"acronym", "country_id", "version"}.isdisjoint(Event.objects.get().after)


def test_nothing_is_stored_when_the_event_cannot_be(monkeypatch):
    def broken(**fields):
        raise OSError("disk full")

    monkeypatch.setattr(Event.objects, "create", broken)
    with pytest.raises(OSError, match="disk full"):
        audit.create(new(), by=None, kind="test.made")
    assert not Organisation.objects.exists()


def test_nothing_is_changed_when_the_event_cannot_be(monkeypatch):
    record = OrganisationFactory(acronym="RSO")
    monkeypatch.setattr(Event.objects, "create", lambda **fields: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change(record, {"acronym": "Other"})
    record.refresh_from_db()
    assert (record.acronym, record.version) == ("RSO", 1)


def test_no_event_is_left_when_the_row_cannot_be_stored():
    with pytest.raises(Invalid):
        audit.create(new(name=""), by=None, kind="test.made")
    assert not Event.objects.exists()


def test_invalid_names_each_field():
    with pytest.raises(Invalid) as refusal:
        audit.create(new(name="", kind="club"), by=None, kind="test.made")
    assert {fault.pointer for fault in refusal.value.faults} == {"name", "kind"}
    assert all(fault.detail for fault in refusal.value.faults)


def test_what_the_database_refuses_is_invalid_too():
    one = ParticipationFactory()
    with pytest.raises(Invalid, match="participation"):
        audit.create(Participation(period=one.period, country=one.country), by=None, kind="test.made")
    assert Participation.objects.get() == one
    assert not Event.objects.exists()


def test_a_check_of_the_database_is_named():
    case = InvestigationFactory()
    with pytest.raises(Invalid, match="investigation closes after it opens"):
        change(case, {"state": "closed", "closed_on": "2020-01-01", "closed_on_precision": "day"})
    assert not Event.objects.exists()


def test_update_tells_what_changed_and_counts_the_version():
    record = OrganisationFactory(name="Before", acronym="B")
    changed = change(record, {"name": "After", "acronym": "B"})
    event = Event.objects.get()
    assert (changed.name, changed.version) == ("After", 2)
    assert (event.before, event.after) == ({"name": "Before"}, {"name": "After"})


def test_update_records_nothing_when_nothing_changes():
    record = OrganisationFactory(acronym="B")
    assert change(record, {"acronym": "B"}).version == 1
    assert not Event.objects.exists()


def test_the_same_value_written_otherwise_is_no_change():
    result = ResultFactory(value=Decimal("3.00"), happened_on=date(2025, 7, 1), happened_on_precision="day")
    assert change(result, {"value": Decimal(3), "happened_on": "2025-07-01"}).version == 1
    assert not Event.objects.exists()


@pytest.mark.parametrize("value", ["many", Decimal("Infinity"), Decimal("1e30")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(Invalid, match="value"):
        change(ResultFactory(), {"value": value})


@pytest.mark.parametrize("seen", [1, 3])
def test_update_refuses_when_somebody_else_was_first(seen):
    record = change(OrganisationFactory(acronym="A"), {"acronym": "B"})
    with pytest.raises(Stale, match="changed by somebody else"):
        change(record, {"acronym": "C"}, version=seen)
    record.refresh_from_db()
    assert (record.acronym, record.version, Event.objects.count()) == ("B", 2, 1)


def test_an_update_that_is_refused_leaves_the_record_alone():
    record = OrganisationFactory(kind="body")
    with pytest.raises(Invalid, match="kind"):
        change(record, {"kind": "club"})
    record.refresh_from_db()
    assert (record.kind, record.version) == ("body", 1)
    assert not Event.objects.exists()


def test_the_event_knows_how_the_request_came_in():
    with serving("import", "rid-1"):
        audit.create(new(), by=None, kind="test.made")
    audit.create(new(name="Other"), by=None, kind="test.made")
    assert list(Event.objects.order_by("id").values_list("channel", "request_id")) == [("import", "rid-1"), ("job", "")]


def test_the_system_has_no_account():
    audit.create(new(), by=None, kind="test.made")
    assert Event.objects.values_list("actor_id", "actor_name").get() == ("", "System")


def test_the_longest_names_fit(cast):
    actor = UserFactory(name="n" * 120, email=f"{'e' * 240}@example.org")
    audit.create(new(), by=actor, kind="test.made")
    assert Event.objects.get().actor_name == str(actor)


def test_secrets_stay_out_of_the_trail(cast):
    change(cast.focal, {"password": "hash", "name": "Other"})
    event = Event.objects.get()
    assert (set(event.before), set(event.after)) == ({"name"}, {"name"})


def test_an_event_outlives_its_record():
    made = audit.create(new(), by=None, kind="test.made")
    made.delete()
    connection.check_constraints()
    assert Event.objects.get().after["name"] == "Regional Support Office"
