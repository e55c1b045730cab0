"""Who may read which record, and whose numbers each reader's figures include: one table per question.

The case, the results, activities and trends are Thailand's. New Zealand's co-chair chairs the live period.
"""

import pytest
from django.contrib.auth.models import AnonymousUser

from investigations.models import (
    Activity,
    Investigation,
    JointResult,
    JointState,
    Partner,
    PartnerState,
    Result,
    Status,
    Trend,
)
from jpa.common.labels import Label
from tests.factories import (
    ActivityFactory,
    CoChairFactory,
    CountryFactory,
    InvestigationFactory,
    JointResultFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
    TrendFactory,
    UserFactory,
)

OWN = {"focal", "approver"}
MEMBERS = OWN | {"cochair", "stranger"}
SIGNED_IN = MEMBERS | {"observer", "admin", "auditor"}
NOBODY: set[str] = set()

# Investigations: by label.
CASE_READERS = {
    Label.RED: OWN,
    Label.AMBER_STRICT: OWN,
    Label.AMBER: OWN | {"cochair"},
    Label.GREEN: MEMBERS,
    Label.CLEAR: MEMBERS,
}
# Results, activities, trends: by status, for the labels that members may not and may read.
STRICT_LABELS = (Label.RED, Label.AMBER_STRICT, Label.AMBER)
RECORD_READERS = {
    Status.DRAFT: (OWN, OWN, OWN),
    Status.SUBMITTED: (OWN | {"cochair"}, OWN | {"cochair"}, OWN | {"cochair"}),
    Status.ACCEPTED: (OWN | {"cochair"}, MEMBERS, MEMBERS),
    Status.CORRECTED: (OWN | {"cochair"}, MEMBERS, MEMBERS),
    Status.PUBLISHED_RECORD: (OWN | {"cochair"}, MEMBERS, SIGNED_IN),
}
# Figures: by status, whatever the label.
COUNTED_FOR = {
    Status.DRAFT: OWN,
    Status.SUBMITTED: OWN | {"cochair"},
    Status.ACCEPTED: MEMBERS,
    Status.CORRECTED: MEMBERS,
    Status.PUBLISHED_RECORD: SIGNED_IN,
}


def _expected(status: str, label: str) -> set[str]:
    strict, green, clear = RECORD_READERS[status]
    return strict if label in STRICT_LABELS else green if label == Label.GREEN else clear


def readers(cast, model, scope="visible_to") -> set[str]:
    """Who of the cast finds the one record there is."""
    return {name for name, user in cast.everyone().items() if getattr(model.objects, scope)(user).exists()}


@pytest.mark.parametrize("label", Label.values)
def test_investigation_by_label(cast, period, label):
    InvestigationFactory(label=label)
    assert readers(cast, Investigation) == CASE_READERS[label]


@pytest.mark.parametrize("state", PartnerState.values)
@pytest.mark.parametrize("label", Label.values)
def test_investigation_is_open_to_partners_that_accepted(cast, label, state):
    case = InvestigationFactory(label=label)
    PartnerFactory(investigation=case, country=cast.australia, state=state)
    joined = label == Label.AMBER and state == PartnerState.ACCEPTED
    expected = CASE_READERS[label] - ({"cochair"} if label == Label.AMBER else NOBODY)  # no period is chaired here
    assert readers(cast, Investigation) == expected | ({"stranger"} if joined else NOBODY)


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        ({"opened_on": "2025-12-31"}, True),
        ({"opened_on": "2026-01-01"}, False),
        ({"opened_on": "2020-01-01", "closed_on": "2025-07-01", "state": "closed"}, True),
        ({"opened_on": "2020-01-01", "closed_on": "2025-06-30", "state": "closed"}, False),
        ({"opened_on": "2020-01-01"}, True),
        ({"opened_on": None}, False),
    ],
)
def test_co_chairs_read_amber_cases_that_were_active_in_their_period(cast, period, fields, seen):
    dates = {f"{name}_precision": "day" if fields.get(name) else "unknown" for name in ("opened_on", "closed_on")}
    InvestigationFactory(label=Label.AMBER, **fields, **dates)
    assert Investigation.objects.visible_to(cast.cochair).exists() == seen


def test_co_chairs_read_an_undated_case_that_is_linked_to_their_period(cast, period):
    case = InvestigationFactory(label=Label.AMBER, opened_on=None, opened_on_precision="unknown")
    case.linked_periods.add(period)
    assert Investigation.objects.visible_to(cast.cochair).get() == case


def test_chairing_another_period_opens_nothing(cast):
    CoChairFactory(period=PeriodFactory(year=2015), country=cast.new_zealand)
    InvestigationFactory(label=Label.AMBER)
    assert readers(cast, Investigation) == OWN


@pytest.mark.parametrize("factory", [ResultFactory, ActivityFactory, TrendFactory])
@pytest.mark.parametrize("label", Label.values)
@pytest.mark.parametrize("status", Status.values)
def test_what_is_handed_in_by_status_and_label(cast, period, factory, status, label):
    factory(period=period, status=status, label=label)
    assert readers(cast, factory._meta.model) == _expected(status, label)


@pytest.mark.parametrize("status", Status.values)
def test_co_chairs_of_another_period_are_members_only(cast, published, status):
    CoChairFactory(period=PeriodFactory(), country=cast.new_zealand)
    ResultFactory(period=published, status=status, label=Label.AMBER)
    assert readers(cast, Result) == OWN


@pytest.mark.parametrize("label", Label.values)
def test_a_result_is_never_freer_than_its_investigation(cast, period, label):
    ResultFactory(period=period, label=Label.GREEN, investigation=InvestigationFactory(label=label))
    free = label in (Label.GREEN, Label.CLEAR)
    assert readers(cast, Result) == (MEMBERS if free else OWN | {"cochair"})


@pytest.mark.parametrize(
    ("case_label", "row_label", "state", "seen"),
    [
        (Label.AMBER, Label.AMBER, PartnerState.ACCEPTED, True),
        (Label.GREEN, Label.AMBER, PartnerState.ACCEPTED, True),
        (Label.AMBER_STRICT, Label.AMBER_STRICT, PartnerState.ACCEPTED, False),
        (Label.AMBER, Label.AMBER_STRICT, PartnerState.ACCEPTED, False),
        (Label.AMBER, Label.AMBER, PartnerState.PROPOSED, False),
        (Label.AMBER, Label.AMBER, PartnerState.DECLINED, False),
    ],
)
def test_partners_read_accepted_results_of_their_case(cast, period, case_label, row_label, state, seen):
    case = InvestigationFactory(label=case_label)
    PartnerFactory(investigation=case, country=cast.australia, state=state)
    ResultFactory(period=period, label=row_label, investigation=case)
    assert Result.objects.visible_to(cast.stranger).exists() == seen


@pytest.mark.parametrize("label", Label.values)
@pytest.mark.parametrize("status", Status.values)
def test_figures_count_by_status_whatever_the_label(cast, period, status, label):
    case = InvestigationFactory(label=label)
    ResultFactory(period=period, status=status, label=label, investigation=case)
    assert readers(cast, Result, "counted_for") == COUNTED_FOR[status]


@pytest.mark.parametrize("model", [Investigation, Result, Activity, Trend, Partner, JointResult])
def test_who_has_not_signed_in_reads_nothing(cast, period, model):
    InvestigationFactory(label=Label.CLEAR)
    ResultFactory(status=Status.PUBLISHED_RECORD, label=Label.CLEAR)
    assert not model.objects.visible_to(AnonymousUser()).exists()
    assert not Result.objects.counted_for(AnonymousUser()).exists()


@pytest.mark.parametrize("factory", [InvestigationFactory, ResultFactory, ActivityFactory, TrendFactory])
def test_the_register_is_the_administrators(cast, factory):
    factory(label=Label.AMBER_STRICT)
    model = factory._meta.model
    assert readers(cast, model, "register_for") == OWN | {"admin"}
    assert not model.objects.register_for(AnonymousUser()).exists()


@pytest.mark.parametrize("state", PartnerState.values)
def test_only_the_two_sides_know_of_an_unanswered_partner(cast, period, state):
    case = InvestigationFactory(label=Label.GREEN)
    PartnerFactory(investigation=case, country=cast.australia, state=state)
    sides = OWN | {"stranger"}
    assert readers(cast, Partner) == (MEMBERS if state == PartnerState.ACCEPTED else sides)


@pytest.mark.parametrize(
    ("state", "known_to"),
    [
        (JointState.PROPOSED, OWN | {"cochair", "stranger"}),
        (JointState.CONFIRMED, OWN | {"cochair", "stranger", "other"}),
        (JointState.REJECTED, OWN | {"cochair", "stranger"}),
    ],
)
def test_a_joint_result_is_proposed_among_the_countries_concerned(cast, period, state, known_to):
    joint = JointResultFactory(period=period, state=state)
    for country in (cast.thailand, cast.australia):
        ResultFactory(period=period, country=country, indicator=joint.indicator, joint=joint)
    other = UserFactory(country=CountryFactory(iso2="FJ"))
    found = readers(cast, JointResult) | ({"other"} if JointResult.objects.visible_to(other).exists() else NOBODY)
    assert found == known_to


def test_what_is_inside_another_row_is_not_summable(period):
    whole = ResultFactory(period=period)
    ResultFactory(period=period, part_of=whole)
    assert list(Result.objects.summable()) == [whole]
