"""What is done to investigations: open, change, close, corridor, links, partners."""

import random
from datetime import date

import pytest

from investigations.actions import cases, results
from investigations.models import CaseState, Investigation, Leg, Partner, PartnerState
from jpa.audit.models import Event
from jpa.common.dates import UNKNOWN_DATE, PartialDate, Precision
from jpa.common.errors import Conflict, Invalid, Stale
from jpa.common.labels import Label
from tests.admin.screens import page, typed
from tests.factories import (
    CodeFactory,
    CountryFactory,
    FocusAreaFactory,
    InvestigationFactory,
    OrganisationFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
)

LABEL_CHANGE = {"label": Label.RED}


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def opened(cast, **fields) -> Investigation:
    return cases.open_case(country=cast.thailand, by=cast.focal, **{"title": "Boats", **fields})


def test_a_case_is_opened_under_a_reference_of_its_country(cast):
    case = opened(cast)
    assert case.reference.startswith("TH-")
    assert (case.label, case.state, case.version) == (Label.AMBER_STRICT, CaseState.OPEN, 1)
    assert kinds() == ["investigation.opened"]


def test_a_reference_in_use_is_drawn_again(cast):
    taken = opened(cast, rng=random.Random(1))
    assert opened(cast, rng=random.Random(1)).reference != taken.reference


def test_a_case_is_opened_with_its_links(cast, period):
    purpose = CodeFactory(list="exploitation_purpose", code="EP_LAB")
    case = opened(cast, linked_periods=[period], purposes=[purpose], nationalities=[])
    assert (case.linked_periods.get(), case.purposes.get()) == (period, purpose)
    assert kinds() == ["investigation.opened", "investigation.linked", "investigation.linked"]


@pytest.mark.parametrize("field", ["title", "summary", "outcome", "quote"])
def test_under_red_no_narrative_is_kept(cast, field):
    with pytest.raises(Invalid, match="TLP:RED"):
        opened(cast, **{"title": "", "label": Label.RED, field: "What happened"})
    assert not Investigation.objects.exists()
    assert kinds() == []


def test_under_red_a_reference_is_kept(cast):
    assert opened(cast, title="", label=Label.RED).label == Label.RED


def test_a_case_with_a_story_does_not_become_red(cast):
    case = opened(cast)
    with pytest.raises(Invalid, match="TLP:RED"):
        cases.change_case(case, LABEL_CHANGE, by=cast.focal, version=1)
    case.refresh_from_db()
    assert case.label == Label.AMBER_STRICT


def test_a_case_becomes_red_when_its_story_goes(cast):
    case = cases.change_case(opened(cast), {**LABEL_CHANGE, "title": ""}, by=cast.focal, version=1)
    assert (case.label, case.title) == (Label.RED, "")


def test_a_change_of_an_old_version_is_refused(cast):
    case = opened(cast)
    cases.change_case(case, {"title": "First"}, by=cast.focal, version=1)
    with pytest.raises(Stale):
        cases.change_case(case, {"title": "Second"}, by=cast.approver, version=1)
    case.refresh_from_db()
    assert case.title == "First"


def test_a_lower_label_needs_a_reason(cast):
    case = opened(cast)
    with pytest.raises(Invalid, match="reason"):
        cases.change_case(case, {"label": Label.GREEN}, by=cast.focal, version=1)
    changed = cases.change_case(case, {"label": Label.GREEN}, by=cast.focal, version=1, reason="Agreed with all")
    assert changed.label == Label.GREEN
    assert Event.objects.get(kind="investigation.changed").reason == "Agreed with all"


def test_a_stricter_label_needs_none(cast):
    case = opened(cast, label=Label.GREEN)
    assert cases.change_case(case, {"label": Label.AMBER}, by=cast.focal, version=1).label == Label.AMBER


def test_another_opening_date_moves_the_credit_of_the_results(cast, period):
    began, other = PeriodFactory(key="jpa-began", year=2016), PeriodFactory(key="jpa-other", year=2017)
    case = InvestigationFactory()
    rows = [ResultFactory(investigation=case, credited_to=period) for _ in range(2)]
    given = ResultFactory(investigation=case, credited_to=other)
    elsewhere = ResultFactory(investigation=InvestigationFactory(), credited_to=period)
    cases.change_case(case, {"opened_on": date(2016, 8, 1)}, by=cast.focal, version=1)
    for row in (*rows, given, elsewhere):
        row.refresh_from_db()
    assert [row.credited_to for row in rows] == [began, began]
    assert (given.credited_to, elsewhere.credited_to) == (other, period)
    assert kinds() == ["investigation.changed", "result.credited", "result.credited"]
    event = Event.objects.latest("id")
    assert (event.before, event.after) == ({"credited_to_id": "jpa-live"}, {"credited_to_id": "jpa-began"})


def test_the_credit_moves_when_the_date_is_changed_on_the_screen(cast, period, client_of):
    began = PeriodFactory(key="jpa-began", year=2016)
    case = InvestigationFactory()
    for _ in range(3):
        ResultFactory(investigation=case, credited_to=period)
    client, screen = client_of(cast.approver), page(case)
    sent = typed(client.get(screen), opened="2016-08-01")
    assert client.post(screen, sent).status_code == 302
    assert set(case.results.values_list("credited_to", flat=True)) == {began.pk}


def test_a_date_that_becomes_known_gives_the_credit(cast, period):
    case = InvestigationFactory(opened_on=None, opened_on_precision="unknown")
    row = ResultFactory(investigation=case)
    opening = {"opened_on": date(2025, 9, 1), "opened_on_precision": "month"}
    case = cases.change_case(case, opening, by=cast.focal, version=1)
    row.refresh_from_db()
    assert row.credited_to == period
    unknown = {"opened_on": None, "opened_on_precision": "unknown"}
    case = cases.change_case(case, unknown, by=cast.focal, version=2)
    cases.change_case(case, {"title": "Other"}, by=cast.focal, version=3)
    row.refresh_from_db()
    assert (row.credited_to, row.version) == (period, 2)


def test_a_day_in_the_same_period_leaves_the_credit(cast, period):
    case = InvestigationFactory()
    ResultFactory(investigation=case, credited_to=period)
    cases.change_case(case, {"opened_on": date(2025, 8, 2)}, by=cast.focal, version=1)
    assert kinds() == ["investigation.changed"]


def test_a_case_is_closed_with_its_day_and_outcome(cast):
    day = PartialDate(date(2025, 11, 1), Precision.DAY)
    case = cases.close_case(opened(cast), closed=day, outcome="Convicted", by=cast.focal, version=1)
    assert (case.state, case.closed, case.outcome, case.version) == (CaseState.CLOSED, day, "Convicted", 2)
    assert kinds()[-1] == "investigation.closed"


def test_a_case_is_closed_once(cast):
    case = cases.close_case(opened(cast), closed=UNKNOWN_DATE, outcome="", by=cast.focal, version=1)
    with pytest.raises(Conflict, match="closed already"):
        cases.close_case(case, closed=UNKNOWN_DATE, outcome="", by=cast.focal, version=2)


def test_a_case_does_not_close_before_it_opens(cast):
    case = InvestigationFactory()
    with pytest.raises(Invalid, match="closes after it opens"):
        cases.close_case(case, closed=PartialDate.parse("2025-07-31"), outcome="", by=cast.focal, version=1)


def test_links_are_set_and_told(cast):
    case, area = opened(cast), FocusAreaFactory()
    cases.link(case, "focus_areas", [area], by=cast.focal)
    event = Event.objects.latest("id")
    assert case.focus_areas.get() == area
    assert (event.kind, event.after) == ("investigation.linked", {"focus_areas": [str(area.pk)]})


def test_the_same_links_leave_no_event(cast, period):
    case = opened(cast, linked_periods=[period])
    before = kinds()
    cases.link(case, "linked_periods", [period], by=cast.focal)
    assert kinds() == before


def test_there_are_only_the_links_there_are(cast):
    with pytest.raises(Invalid, match="partners"):
        cases.link(opened(cast), "partners", [], by=cast.focal)


@pytest.fixture
def route(db) -> list[cases.Step]:
    for code in ("LK", "ID", "AU"):
        CountryFactory(iso2=code)
    return [cases.Step("LK", "ID", "TR_SEA"), cases.Step("ID", "AU")]


def test_a_corridor_is_its_steps_in_order(cast, route):
    case = cases.set_corridor(opened(cast), route, by=cast.focal)
    assert (case.corridor, case.version) == ("LK>ID>AU", 2)
    legs = case.legs.order_by("position").values_list("origin", "destination", "mode")
    assert list(legs) == [("LK", "ID", "TR_SEA"), ("ID", "AU", "TR_UNK")]
    assert kinds()[-1] == "investigation.corridor_set"


def test_a_corridor_is_replaced_and_emptied(cast, route):
    case = cases.set_corridor(opened(cast), route, by=cast.focal)
    case = cases.set_corridor(case, route[:1], by=cast.focal)
    assert (case.corridor, case.legs.count()) == ("LK>ID", 1)
    case = cases.set_corridor(case, [], by=cast.focal)
    assert (case.corridor, case.legs.count()) == ("", 0)


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([cases.Step("LK", "ID"), cases.Step("AU", "LK")], "Step 2 starts in AU, but step 1 ends in ID"),
        ([cases.Step("LK", "LK")], "Step 1 starts and ends in LK"),
        ([cases.Step("LK", "ZZ")], "Not a country: ZZ"),
        ([cases.Step("LK", "ID"), cases.Step("ID", "LK")] * 10, "at most 19 steps"),
    ],
)
def test_a_corridor_that_cannot_be_is_refused(cast, route, steps, words):
    case = opened(cast)
    with pytest.raises(Invalid, match=words):
        cases.set_corridor(case, steps, by=cast.focal)
    assert not Leg.objects.exists()


def test_a_corridor_over_somebody_elses_change_is_refused(cast, route):
    case = opened(cast)
    cases.change_case(case, {"title": "Other"}, by=cast.approver, version=1)
    with pytest.raises(Stale):
        cases.set_corridor(case, route, by=cast.focal)


def test_a_partner_is_asked_and_answers(cast):
    partner = cases.propose_partner(opened(cast), country=cast.australia, by=cast.focal)
    assert partner.state == PartnerState.PROPOSED
    day = date(2025, 9, 1)
    answered = cases.answer_partner(partner, accept=True, answered_on=day, by=cast.stranger, version=1)
    assert (answered.state, answered.answered_on) == (PartnerState.ACCEPTED, day)
    assert kinds()[1:] == ["partner.proposed", "partner.accepted"]


def test_a_partner_may_say_no(cast):
    partner = cases.propose_partner(opened(cast), organisation=OrganisationFactory(), by=cast.focal)
    assert cases.answer_partner(partner, accept=False, by=None, version=1).state == PartnerState.DECLINED
    assert kinds()[-1] == "partner.declined"


@pytest.mark.parametrize("state", [PartnerState.ACCEPTED, PartnerState.DECLINED])
def test_an_answer_is_given_once(cast, state):
    with pytest.raises(Conflict, match="answered already"):
        cases.answer_partner(PartnerFactory(state=state), accept=True, by=None, version=1)


def test_no_country_is_its_own_partner(cast):
    with pytest.raises(Invalid, match="own partner"):
        cases.propose_partner(opened(cast), country=cast.thailand, by=cast.focal)


def test_nobody_is_asked_twice(cast):
    case = opened(cast)
    cases.propose_partner(case, country=cast.australia, by=cast.focal)
    with pytest.raises(Invalid, match="partner country once"):
        cases.propose_partner(case, country=cast.australia, by=cast.focal)
    assert Partner.objects.count() == 1


def test_a_partner_is_a_country_or_an_organisation(cast):
    with pytest.raises(Invalid):
        cases.propose_partner(opened(cast), country=cast.australia, organisation=OrganisationFactory(), by=cast.focal)


def test_of_periods_that_start_on_the_same_day_the_first_by_key_is_where_a_case_began(db):
    for key in ("jpa-c", "jpa-a", "jpa-b"):
        PeriodFactory(key=key, year=2025)
    assert results.began_in(date(2025, 8, 1)).pk == "jpa-a"


def test_of_overlapping_periods_the_later_starting_one_is_where_a_case_began(db):
    PeriodFactory(key="jpa-a", year=2025)
    PeriodFactory(key="jpa-z", year=2025, starts_on=date(2025, 7, 15))
    assert results.began_in(date(2025, 8, 1)).pk == "jpa-z"
