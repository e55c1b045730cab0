"""What is done to activities and trends."""

import pytest

from investigations.actions import programmes
from jpa.audit.models import Event
from jpa.common.errors import Invalid, Stale
from jpa.common.labels import Label

ACTIVITY = (programmes.record_activity, programmes.change_activity, {"kind": "training", "title": "Interviewing"})
TREND = (programmes.record_trend, programmes.change_trend, {"direction": "up", "summary": "More by air"})
both = pytest.mark.parametrize(("record", "change", "fields"), [ACTIVITY, TREND], ids=["activity", "trend"])


@both
def test_it_is_recorded_and_changed(cast, period, record, change, fields):
    made = record(by=cast.focal, period=period, country=cast.thailand, **fields)
    changed = change(made, {"quote": "As said"}, by=cast.focal, version=1)
    assert (changed.quote, changed.version) == ("As said", 2)
    name = made._meta.model_name
    assert list(Event.objects.values_list("kind", flat=True)) == [f"{name}.recorded", f"{name}.changed"]


@both
def test_a_change_of_an_old_version_is_refused(cast, period, record, change, fields):
    made = record(by=cast.focal, period=period, country=cast.thailand, **fields)
    change(made, {"quote": "First"}, by=cast.focal, version=1)
    with pytest.raises(Stale):
        change(made, {"quote": "Second"}, by=cast.focal, version=1)


@both
def test_a_lower_label_needs_a_reason(cast, period, record, change, fields):
    made = record(by=cast.focal, period=period, country=cast.thailand, label=Label.AMBER, **fields)
    with pytest.raises(Invalid, match="reason"):
        change(made, {"label": Label.GREEN}, by=cast.focal, version=1)
    assert change(made, {"label": Label.GREEN}, by=cast.focal, version=1, reason="Agreed").label == Label.GREEN


@both
def test_what_is_missing_is_named(cast, period, record, change, fields):
    with pytest.raises(Invalid) as refusal:
        record(by=cast.focal, period=period, country=cast.thailand)
    assert {fault.pointer for fault in refusal.value.faults} == set(fields)


def test_no_sessions_is_not_a_number_of_sessions(cast, period):
    with pytest.raises(Invalid, match="sessions"):
        programmes.record_activity(by=cast.focal, period=period, country=cast.thailand, sessions=0, **ACTIVITY[2])
