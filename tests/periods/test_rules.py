"""Who may, in a period."""

import pytest

from jpa.periods import rules
from tests.factories import (
    AttendanceFactory,
    CoChairFactory,
    FocusAreaFactory,
    NoteFactory,
    ParticipationFactory,
    PeriodFactory,
    WorkshopFactory,
)

MEMBERS = {"focal", "approver", "cochair", "stranger"}
SIGNED_IN = MEMBERS | {"observer", "admin", "auditor"}


def allowed(cast, rule, *target) -> set[str]:
    return {name for name, user in cast.everyone().items() if rule(user, *target)}


def test_co_chair_is_who_holds_the_role_and_whose_country_chairs(cast, period):
    CoChairFactory(period=period, country=cast.thailand)
    assert allowed(cast, rules.is_co_chair_of, period) == {"cochair"}
    assert allowed(cast, rules.is_co_chair_of, PeriodFactory()) == set()


def test_published_figures_are_everyones_and_live_ones_the_members(cast, period, published):
    assert allowed(cast, rules.may_read_figures, published) == SIGNED_IN
    assert allowed(cast, rules.may_read_figures, period) == MEMBERS


def test_administrators_and_co_chairs_run_periods(cast, period):
    assert allowed(cast, rules.may_run) == {"admin", "cochair"}


@pytest.mark.parametrize("factory", [WorkshopFactory, NoteFactory, FocusAreaFactory, ParticipationFactory])
def test_a_live_period_and_its_parts_are_run_by_its_co_chairs(cast, period, factory):
    assert allowed(cast, rules.may_run, period) == {"admin", "cochair"}
    assert allowed(cast, rules.may_run, factory(period=period)) == {"admin", "cochair"}
    assert allowed(cast, rules.may_run, factory()) == {"admin"}


def test_attendance_follows_its_workshop(cast, period):
    assert allowed(cast, rules.may_run, AttendanceFactory(workshop__period=period)) == {"admin", "cochair"}


def test_a_focus_area_of_the_next_period_belongs_to_the_one_that_agreed_it(cast, period):
    assert allowed(cast, rules.may_run, FocusAreaFactory(period=None, agreed_in=period)) == {"admin", "cochair"}
    assert allowed(cast, rules.may_run, FocusAreaFactory(period=None)) == {"admin"}


def test_the_published_record_is_run_by_no_co_chair(cast, published):
    CoChairFactory(period=published, country=cast.new_zealand)
    assert allowed(cast, rules.may_run, published) == {"admin"}


def test_an_approver_answers_for_the_own_country(cast, period, published):
    own = ParticipationFactory(period=period, country=cast.thailand)
    assert allowed(cast, rules.may_answer, own) == {"approver"}
    assert allowed(cast, rules.may_answer, ParticipationFactory(period=period, country=cast.australia)) == set()
    assert allowed(cast, rules.may_answer, ParticipationFactory(period=published, country=cast.thailand)) == set()
    assert allowed(cast, rules.may_answer, None) == set()


def test_co_chairs_are_named_by_those_of_the_period_before(cast, period):
    assert allowed(cast, rules.may_name_co_chairs) == {"admin", "cochair"}
    after = CoChairFactory(period=PeriodFactory(year=2026))
    assert allowed(cast, rules.may_name_co_chairs, after) == {"admin", "cochair"}
    later = CoChairFactory(period=PeriodFactory(year=2027))
    assert allowed(cast, rules.may_name_co_chairs, later) == {"admin"}


def test_nobody_but_administrators_names_the_first_co_chairs(cast):
    assert allowed(cast, rules.may_name_co_chairs, CoChairFactory()) == {"admin"}
