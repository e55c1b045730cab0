"""What the pages of single records tell, and what they keep to themselves."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from investigations.actions import cases
from investigations.models import CaseState, CellState, JointState, PartnerState, Position, Status
from jpa.common.dates import Precision
from jpa.common.labels import Label
from tests.factories import (
    CodeFactory,
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    LegFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
)


@pytest.fixture
def page_of(client_of):
    """`page_of(record, user)`: the page of a record as this person sees it."""

    def opened(record, user):
        answer = client_of(user).get(reverse(record._meta.model_name, args=[record.pk]))
        assert answer.status_code == 200
        return answer

    return opened


def text_of(answer):
    return " ".join(answer.content.decode().split())


# --- an investigation -------------------------------------------------------------------------------------------


def test_the_narrative_and_who_can_read_it(cast, records, page_of):
    text = text_of(page_of(records.own, cast.focal))
    assert "Seen twice." in text
    assert "TLP:AMBER+STRICT" in text
    assert "The focal points and approvers of the country that recorded it." in text


def test_under_red_the_page_says_whom_to_ask(cast, records, page_of):
    text = text_of(page_of(records.red, cast.focal))
    assert "Ask the focal point of Thailand." in text
    assert f"<title>{records.red.reference} –" in text


def test_results_by_period_and_in_total_keep_their_qualifier(cast, records, period, page_of):
    later = PeriodFactory(key="jpa-later", year=2026)
    for value, qualifier, when in ((20, "exact", period), (30, "over", later), (1, "exact", later)):
        ResultFactory(
            investigation=records.shared, indicator=records.indicator, value=value, qualifier=qualifier, period=when
        )
    page = page_of(records.shared, cast.focal)
    (line,) = page.context["table"].lines
    assert [str(cell) for cell in line.cells] == ["20", "over 31"]
    assert str(line.total) == "over 51"
    assert [column.status for column in page.context["table"].columns] == ["accepted", "accepted"]


def test_a_row_inside_another_of_the_case_is_not_added(cast, records, period, page_of):
    fields = {"investigation": records.shared, "indicator": records.indicator, "period": period}
    whole = ResultFactory(value=30, **fields)
    ResultFactory(value=1, part_of=whole, **fields)
    (line,) = page_of(records.shared, cast.focal).context["table"].lines
    assert str(line.total) == "30"


def test_a_row_inside_a_figure_of_the_region_still_counts_for_its_case(cast, records, published, page_of):
    ResultFactory(
        investigation=records.shared, indicator=records.indicator, value=1, period=published,
        part_of=records.published_result,
    )  # fmt: skip
    (line,) = page_of(records.shared, cast.focal).context["table"].lines
    assert str(line.total) == "1"


def test_what_has_no_number_is_said_in_words(cast, records, period, page_of):
    ResultFactory(
        investigation=records.shared, indicator=records.indicator, period=period,
        value=None, state=CellState.NOT_COUNTED,
    )  # fmt: skip
    assert "Said, not counted" in text_of(page_of(records.shared, cast.focal))


def test_money_of_two_currencies_stays_apart(cast, records, period, page_of):
    seized = IndicatorFactory(code="SEIZED", unit="money")
    for currency in ("THB", "NZD"):
        ResultFactory(
            investigation=records.shared, indicator=seized, period=period, value=Decimal("1000.50"), currency=currency
        )
    page = page_of(records.shared, cast.focal)
    assert [line.currency for line in page.context["table"].lines] == ["NZD", "THB"]
    assert "1,000.50 THB" in text_of(page)


def test_follow_up_is_credited_to_where_the_case_began(cast, records, period, page_of):
    ResultFactory(
        investigation=records.shared, indicator=records.indicator, period=None, follow_up=True, credited_to=period,
        happened_on=date(2026, 5, 1), happened_on_precision=Precision.MONTH,
    )  # fmt: skip
    page = page_of(records.shared, cast.focal)
    assert [column.period for column in page.context["table"].columns] == [None]
    assert "<td>May 2026</td><td>Between periods</td><td>Period jpa-live</td>" in text_of(page)


def test_the_life_line_spans_the_periods_it_was_worked_on_in(cast, page_of):
    case = InvestigationFactory(
        opened_on=date(2025, 8, 1), closed_on=date(2026, 9, 1), closed_on_precision="day", state="closed"
    )
    for year in (2024, 2025, 2026, 2027):
        PeriodFactory(key=f"jpa-{year}", year=year)
    life = page_of(case, cast.focal).context["life"]
    assert [band["label"] for band in life.bands] == ["Period jpa-2025", "Period jpa-2026"]
    assert [mark["kind"] for mark in life.marks] == ["start", "carry", "end"]
    assert (life.start, life.end) == (date(2025, 7, 1), date(2026, 12, 31))


def test_the_key_explains_only_the_marks_drawn(cast, period, page_of):
    case = InvestigationFactory(
        opened_on=date(2025, 8, 1), closed_on=date(2025, 9, 1), closed_on_precision="day", state=CaseState.CLOSED
    )
    page = page_of(case, cast.focal)
    assert page.context["drawn"] == {"start", "end"}
    assert "Closed</li>" in text_of(page)
    assert "Partner joined</li>" not in text_of(page)


def test_closed_on_an_unknown_day_claims_no_later_period(cast, period, page_of):
    case = InvestigationFactory(opened_on=date(2025, 8, 1), state=CaseState.CLOSED)
    PeriodFactory(key="jpa-after", year=2026)
    page = page_of(case, cast.focal)
    assert page.context["periods"] == [period]
    assert "Closed on a day that is not known." in text_of(page)


def test_without_any_date_no_line_is_drawn(cast, page_of):
    case = InvestigationFactory(opened_on=None, opened_on_precision=Precision.UNKNOWN)
    undated = {"starts_on": None, "ends_on": None, "starts_on_precision": "unknown", "ends_on_precision": "unknown"}
    case.linked_periods.add(PeriodFactory(key="jpa-undated", **undated))
    page = page_of(case, cast.focal)
    assert page.context["life"] is None
    assert "No dates are known, so no line is drawn." in text_of(page)
    assert "Period jpa-undated" in text_of(page)


def test_partners_stand_by_position_and_the_lead_where_the_route_says(cast, page_of):
    CodeFactory(list="transport_mode", code="TR_SEA", label="Sea")
    case = InvestigationFactory(country=cast.thailand, corridor="TH>AU")
    LegFactory(investigation=case, origin=cast.thailand, destination=cast.australia, mode="TR_SEA")
    PartnerFactory(investigation=case, country=cast.australia, position=Position.DESTINATION)
    page = page_of(case, cast.focal)
    told = {str(label): [seat.who for seat in seats] for label, seats in page.context["positions"]}
    assert told == {"Origin": ["Thailand"], "Transit": [], "Destination": ["Australia"]}
    assert 'Australia <span class="nowrap">(Sea)</span>' in text_of(page)


@pytest.mark.parametrize(
    ("corridor", "position"), [("AU>TH", "Destination"), ("AU>TH>NZ", "Transit"), ("AU>NZ", "Other"), ("", "Other")]
)
def test_the_position_of_the_lead_country(corridor, position, cast, page_of):
    case = InvestigationFactory(country=cast.thailand, corridor=corridor)
    positions = page_of(case, cast.focal).context["positions"]
    assert [str(label) for label, seats in positions if seats] == [position]


@pytest.mark.parametrize(
    ("state", "words"),
    [("accepted", "Joined 2 October 2025"), ("proposed", "Asked 1 September 2025"), ("declined", "Declined")],
)
def test_the_answer_of_a_partner(state, words, cast, page_of):
    case = InvestigationFactory(country=cast.thailand)
    answered = None if state == PartnerState.PROPOSED else date(2025, 10, 2)
    PartnerFactory(
        investigation=case, country=cast.australia, state=state, asked_on=date(2025, 9, 1), answered_on=answered
    )
    assert words in text_of(page_of(case, cast.focal))


def test_who_was_asked_in_vain_is_known_to_the_two_sides_alone(cast, records, page_of):
    PartnerFactory(investigation=records.shared, country=cast.australia, state=PartnerState.DECLINED)
    assert "Declined" not in text_of(page_of(records.shared, cast.cochair))
    assert "Declined" in text_of(page_of(records.shared, cast.stranger))


def test_history_tells_the_own_country_what_was_done(cast, page_of):
    case = cases.open_case(country=cast.thailand, title="Boats", label=Label.GREEN, by=cast.focal)
    case = cases.change_case(case, {"state": "suspended"}, by=cast.focal, version=case.version, reason="Waiting")
    text = text_of(page_of(case, cast.approver))
    assert "Registered" in text
    assert 'State: <span class="was"><span class="vh">was </span>Open</span>' in text
    assert "“Waiting”" in text
    assert "focal@example.org" not in text


def test_history_is_nobody_elses(cast, records, page_of):
    page = page_of(records.shared, cast.cochair)
    assert page.context["history"] is None
    assert "Nobody can delete an entry" not in text_of(page)


def test_queries_of_a_case_do_not_grow_with_its_results(cast, records, client_of, django_assert_num_queries):
    for _ in range(30):
        ResultFactory(investigation=records.shared, indicator=records.indicator)
    client = client_of(cast.focal)
    with django_assert_num_queries(13):
        client.get(reverse("investigation", args=[records.shared.pk]))


# --- a result ---------------------------------------------------------------------------------------------------


def test_a_published_result_shows_its_source_and_words(cast, records, page_of):
    text = text_of(page_of(records.published_result, cast.observer))
    assert "<h1>Persons arrested: over 30</h1>" in text
    assert "Over 30 arrests were made." in text
    assert '<a href="https://example.org/statement" rel="noopener noreferrer">example.org</a>' in text
    assert "The region as a whole; no country is named" in text


def test_a_source_that_is_no_web_address_is_no_link(cast, records, page_of):
    records.published_result.source_url = "javascript:alert(1)"
    records.published_result.save()
    assert 'href="javascript' not in text_of(page_of(records.published_result, cast.observer))


def test_contributing_countries_are_shown_and_not_counted(cast, period, page_of):
    result = ResultFactory(country=cast.thailand, period=period)
    result.contributed.add(cast.australia)
    text = text_of(page_of(result, cast.focal))
    assert "Also took part" in text
    assert "shown, never counted again" in text


def test_dimensions_are_told_by_name(cast, period, page_of):
    CodeFactory(list="sex", code="F", label="Female")
    CodeFactory(list="nationality_special", code="XXA", label="Stateless")
    result = ResultFactory(period=period, sex="F", nationality="AU")
    assert page_of(result, cast.focal).context["dimensions"] == [("Sex", "Female"), ("Nationality", "Australia")]
    stateless = ResultFactory(period=period, nationality="XXA")
    assert page_of(stateless, cast.focal).context["dimensions"] == [("Nationality", "Stateless")]


def test_a_part_names_its_whole_and_the_whole_its_parts(cast, records, published, page_of):
    part = ResultFactory(
        indicator=records.indicator, period=published, part_of=records.published_result, value=1,
        status=Status.PUBLISHED_RECORD, label=Label.CLEAR,
    )  # fmt: skip
    assert f'<a href="/results/{records.published_result.pk}/">Persons arrested: over 30</a>' in text_of(
        page_of(part, cast.observer)
    )
    assert f'<a href="/results/{part.pk}/">Persons arrested: 1, Thailand</a>' in text_of(
        page_of(records.published_result, cast.observer)
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (JointState.CONFIRMED, "The region counts 2 once for all of them"),
        (JointState.PROPOSED, "Until both agree, both are counted."),
        (JointState.REJECTED, "The countries found that these are not the same act."),
    ],
)
def test_a_joint_result_says_how_the_region_counts_it(state, words, cast, records, period, page_of):
    joint = JointResultFactory(period=period, indicator=records.indicator, agreed_value=2, state=state)
    rows = [
        ResultFactory(country=country, indicator=records.indicator, period=period, joint=joint)
        for country in (cast.thailand, cast.new_zealand)
    ]
    assert words in text_of(page_of(rows[0], cast.focal))


def test_a_case_the_reader_may_not_see_is_a_reference_without_link(cast, records, period, page_of):
    """The period's co-chair reads what was handed in, whatever the label of the case (rulings)."""
    result = ResultFactory(investigation=records.own, period=period, status=Status.SUBMITTED, label=Label.AMBER_STRICT)
    text = text_of(page_of(result, cast.cochair))
    assert records.own.reference in text
    assert f"/investigations/{records.own.pk}/" not in text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFT, "Only the country that records it, until it is sent."),
        (Status.SUBMITTED, "The country and the co-chairs. It can still change."),
        (Status.ACCEPTED, "Focal points, approvers and co-chairs of all member countries."),
    ],
)
def test_who_can_read_a_record_follows_its_status(status, words, cast, period, page_of):
    assert words in text_of(page_of(ResultFactory(period=period, status=status), cast.focal))


# --- a definition -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", [1, 2, 3, None])
def test_an_indicator_leads_to_the_rows_it_counts(tier, cast, client_of):
    indicator = IndicatorFactory(code="VICTIMS", tier=tier, dimensions=["sex"], validation_rules=[])
    text = text_of(client_of(cast.observer).get(reverse("indicator", args=[indicator.pk])))
    assert 'href="/results/?indicator=VICTIMS"' in text
    assert "Sex" in text


def test_presumed_victims_of_a_case_stand_in_a_line_of_their_own(cast, records, period, page_of):
    for status, value in (("VI_FORMAL", 3), ("", 1), ("VI_PRESUMED", 5)):
        ResultFactory(
            investigation=records.shared, indicator=records.indicator, period=period, value=value,
            victim_identification_status=status,
        )  # fmt: skip
    lines = page_of(records.shared, cast.focal).context["table"].lines
    assert [(line.victims, str(line.total)) for line in lines] == [("", "4"), ("VI_PRESUMED", "5")]


def test_remarks_on_a_row_stay_with_its_case(cast, period, page_of):
    case = InvestigationFactory(country=cast.thailand, label=Label.AMBER_STRICT)
    row = ResultFactory(
        investigation=case, country=cast.thailand, period=period, status=Status.SUBMITTED, note="Seen near the pier.",
        quote="Words of the file.",
    )  # fmt: skip
    assert "Seen near the pier." in text_of(page_of(row, cast.focal))
    as_co_chair = text_of(page_of(row, cast.cochair))
    assert case.reference in as_co_chair
    assert "Seen near the pier." not in as_co_chair
    assert "Words of the file." not in as_co_chair


def test_what_was_published_about_a_row_is_everyone_s_but_not_its_case(cast, published, page_of):
    case = InvestigationFactory(country=cast.thailand, label=Label.CLEAR)
    row = ResultFactory(
        investigation=case, country=cast.thailand, period=published, status=Status.PUBLISHED_RECORD, label=Label.CLEAR,
        quote="Ten were convicted.",
    )  # fmt: skip
    as_observer = text_of(page_of(row, cast.observer))
    assert "Ten were convicted." in as_observer
    assert case.reference not in as_observer
