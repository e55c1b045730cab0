"""Who reads who takes part and who met: an observer only the published record, everyone else all of it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from jpa.periods.models import Attendance, Note, Participation, ReturnState, Workshop
from tests.factories import AttendanceFactory, NoteFactory, ParticipationFactory, WorkshopFactory

INSIDE = {"focal", "approver", "cochair", "stranger", "admin", "auditor"}
SIGNED_IN = INSIDE | {"observer"}


def readers(cast, model, scope="visible_to") -> set[str]:
    return {name for name, user in cast.everyone().items() if getattr(model.objects, scope)(user).exists()}


@pytest.mark.parametrize(
    ("model", "make"),
    [
        (Participation, lambda period: ParticipationFactory(period=period)),
        (Workshop, lambda period: WorkshopFactory(period=period)),
        (Note, lambda period: NoteFactory(period=period)),
        (Attendance, lambda period: AttendanceFactory(workshop__period=period)),
    ],
)
class TestReading:
    def test_a_live_period_is_closed_to_observers(self, cast, period, model, make):
        make(period)
        assert readers(cast, model) == INSIDE

    def test_the_published_record_is_everyones(self, cast, published, model, make):
        make(published)
        assert readers(cast, model) == SIGNED_IN

    def test_who_has_not_signed_in_reads_nothing(self, published, model, make):
        make(published)
        assert not model.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize(
    ("state", "included"),
    [
        (ReturnState.NOT_STARTED, {"focal", "approver"}),
        (ReturnState.DRAFT, {"focal", "approver"}),
        (ReturnState.SENT_BACK, {"focal", "approver"}),
        (ReturnState.SUBMITTED, {"focal", "approver", "cochair"}),
        (ReturnState.ACCEPTED, SIGNED_IN),
    ],
)
def test_a_return_is_in_the_figures_of_whom_rulings_name(cast, period, state, included):
    ParticipationFactory(period=period, country=cast.thailand, return_state=state)
    assert readers(cast, Participation, "in_figures_of") - {"suspended"} == included
