"""The pages of the dashboard, periods and countries: who sees them, what they say, what they cost."""

from datetime import date

import pytest
from django.urls import reverse

from investigations.models import CellState, Direction, JointState, Qualifier, Status
from jpa.common.labels import Label
from jpa.periods.models import Certainty, ReturnState
from tests.factories import (
    ActivityFactory,
    AttendanceFactory,
    CodeFactory,
    CountryFactory,
    FocusAreaFactory,
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    NoteFactory,
    ParticipationFactory,
    PeriodFactory,
    ResultFactory,
    TrendFactory,
    WorkshopFactory,
)

DASHBOARD_QUERIES = 12  # session, user, periods, co-chairs, participations, results, activities,
# indicators, corridors, their countries, focus areas, trends


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def text(response):
    return response.content.decode()


def fill(period, rows):
    """A period with `rows` of everything a dashboard shows."""
    for n in range(rows):
        country = CountryFactory()
        ParticipationFactory(period=period, country=country, return_state=ReturnState.ACCEPTED)
        ResultFactory(period=period, country=country, indicator=IndicatorFactory(code=f"I{n}", jpa_core=True))
        ActivityFactory(period=period, country=country, sessions=2)
        area = FocusAreaFactory(period=period)
        case = InvestigationFactory(country=country, label=Label.GREEN, corridor="LK>ID>AU", crime_type="SOM")
        case.focus_areas.set([area])
        TrendFactory(period=period, country=country)
    for code in ("INV_ACTIVE", "INV_OPENED", "INV_CLOSED", "INV_JOINT", "AWARE_EVENTS", "TRAIN_SESS"):
        IndicatorFactory(code=code)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_dashboard_costs_the_same_queries_however_much_it_shows(
    cast, period, client_of, rows, django_assert_num_queries
):
    fill(period, rows)
    client = client_of(cast.cochair)
    with django_assert_num_queries(DASHBOARD_QUERIES):
        assert page(client, "dashboard", period.pk).status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("name", "arguments", "queries"),
    [
        # session, user, periods, co-chairs; three for figures; the current period
        ("periods", [], 8),
        # session, user, periods, co-chairs; three for figures; indicators
        ("compare", [], 8),
        # session, user, period, co-chairs, attendances; participations, workshops, focus areas, priorities, notes
        ("period", ["jpa-live"], 10),
        # session, user, country, periods, co-chairs; three for figures; participations, indicators, cases, activities
        ("country", ["TH"], 12),
        # session, user, periods, co-chairs, indicators; three for figures, twice; names of countries
        ("figure", ["jpa-live", "I0"], 12),
        # session, user, choices of the region filter, countries
        ("countries", [], 4),
    ],
)
def test_a_page_costs_the_same_queries_at_1_and_30_rows(
    cast, period, client_of, rows, name, arguments, queries, django_assert_num_queries
):
    fill(period, rows)
    for n in range(rows):
        old = PeriodFactory(key=f"old-{n}", year=2000 + n, is_published_record=True)
        ParticipationFactory(period=old, country=cast.thailand)
        InvestigationFactory()
        ActivityFactory(period=period)
        NoteFactory(period=period)
        AttendanceFactory(workshop=WorkshopFactory(period=period))
    client = client_of(cast.focal)
    with django_assert_num_queries(queries):
        assert page(client, name, *arguments).status_code == 200


def test_a_period_without_anything_draws_cleanly(cast, client_of):
    empty = PeriodFactory(
        key="empty", starts_on=None, starts_on_precision="unknown", ends_on=None, ends_on_precision="unknown"
    )
    response = page(client_of(cast.focal), "dashboard", empty.pk)
    assert "No figure has been recorded for this period yet" in text(response)


def test_figures_of_a_live_period_are_refused_to_those_outside(cast, period, client_of):
    for reader in (cast.observer, cast.admin, cast.auditor):
        assert page(client_of(reader), "dashboard", period.pk).status_code == 403


def test_an_observer_reads_a_published_dashboard(cast, published, client_of):
    ResultFactory(
        period=published, country=None, value=50, qualifier=Qualifier.OVER, status=Status.PUBLISHED_RECORD,
        indicator=IndicatorFactory(code="RESCUED", label="Children rescued"), label=Label.CLEAR,
    )  # fmt: skip
    shown = text(page(client_of(cast.observer), "dashboard", published.pk))
    assert "Children rescued" in shown
    assert "over 50" in shown


def test_a_period_that_does_not_exist_is_not_found(cast, client_of):
    client = client_of(cast.focal)
    assert page(client, "dashboard", "nothing").status_code == 404
    assert page(client, "period", "nothing").status_code == 404


def test_only_co_chairs_of_the_period_see_its_board(cast, period, client_of):
    ParticipationFactory(
        period=period,
        country=cast.thailand,
        return_state=ReturnState.SENT_BACK,
        remark="Check arrests",
        focal_point_named=True,
    )
    assert "Check arrests" in text(page(client_of(cast.cochair), "dashboard", period.pk))
    for reader in (cast.focal, cast.approver, cast.stranger):
        assert "Check arrests" not in text(page(client_of(reader), "dashboard", period.pk))


def test_a_co_chair_of_another_period_sees_no_board(cast, client_of):
    other = PeriodFactory(key="other")
    ParticipationFactory(
        period=other,
        country=cast.thailand,
        return_state=ReturnState.SENT_BACK,
        remark="Check arrests",
        focal_point_named=True,
    )
    assert "Check arrests" not in text(page(client_of(cast.cochair), "dashboard", other.pk))


def test_the_dashboard_tells_the_co_chair_what_waits(cast, period, client_of):
    ParticipationFactory(period=period, country=cast.thailand, return_state=ReturnState.SUBMITTED)
    assert "1 return waits for your review:" in text(page(client_of(cast.cochair), "dashboard", period.pk))


def test_a_figure_leads_to_its_countries_and_from_there_to_its_rows(cast, period, client_of):
    ResultFactory(period=period, indicator=IndicatorFactory(code="ARRESTS", jpa_core=True))
    client = client_of(cast.focal)
    assert "/periods/jpa-live/figures/ARRESTS/" in text(page(client, "dashboard", period.pk))
    shown = text(page(client, "figure", period.pk, "ARRESTS"))
    assert "/results/?period=jpa-live&amp;indicator=ARRESTS&amp;summed=true&amp;country=TH" in shown


def test_a_published_figure_leads_straight_to_its_rows(cast, published, client_of):
    row = {"country": None, "status": Status.PUBLISHED_RECORD, "label": Label.CLEAR}
    ResultFactory(period=published, indicator=IndicatorFactory(code="ARRESTS"), **row)
    shown = text(page(client_of(cast.observer), "dashboard", published.pk))
    assert "/results/?period=jpa-published&amp;indicator=ARRESTS&amp;summed=true" in shown


def test_a_figure_page_explains_what_counts_once(cast, period, client_of):
    arrests = IndicatorFactory(code="ARRESTS")
    pair = JointResultFactory(period=period, indicator=arrests, agreed_value=3, state=JointState.CONFIRMED)
    for iso2 in ("TH", "NZ"):
        ResultFactory(period=period, indicator=arrests, country=CountryFactory(iso2=iso2), joint=pair)
    shown = text(page(client_of(cast.stranger), "figure", period.pk, "ARRESTS"))
    assert "The countries below counted 6." in shown


def test_a_figure_page_tells_no_draft_of_another_country(cast, period, client_of):
    ResultFactory(period=period, indicator=IndicatorFactory(code="ARRESTS"), status=Status.DRAFT)
    shown = text(page(client_of(cast.stranger), "figure", period.pk, "ARRESTS"))
    assert "Nothing is recorded for this indicator" in shown


def test_a_figure_page_of_a_live_period_is_closed_to_observers(cast, period, client_of):
    IndicatorFactory(code="ARRESTS")
    client = client_of(cast.observer)
    assert page(client, "figure", period.pk, "ARRESTS").status_code == 403
    assert page(client, "figure", "nothing", "ARRESTS").status_code == 404
    assert page(client_of(cast.focal), "figure", period.pk, "NOTHING").status_code == 404


def test_routes_show_only_investigations_the_reader_may_see(cast, period, client_of):
    for iso2 in ("LK", "ID"):
        CountryFactory(iso2=iso2)
    InvestigationFactory(country=cast.thailand, corridor="LK>ID>AU", crime_type="SOM", label=Label.AMBER_STRICT)
    assert "Sri Lanka → Indonesia → Australia" in text(page(client_of(cast.focal), "dashboard", period.pk))
    assert "Sri Lanka → Indonesia → Australia" not in text(page(client_of(cast.stranger), "dashboard", period.pk))


def test_a_route_that_is_off_the_map_stays_in_the_list(cast, period, client_of):
    InvestigationFactory(country=cast.thailand, corridor="SY>TR", crime_type="SOM")
    shown = text(page(client_of(cast.focal), "dashboard", period.pk))
    assert "Not on this map." in shown


def test_invented_figures_are_marked(cast, client_of):
    demo = PeriodFactory(key="demo", invented=True)
    for name in ("dashboard", "period"):
        assert "Invented" in text(page(client_of(cast.focal), name, demo.pk))


def test_the_period_page_tells_participation_from_attendance(cast, client_of):
    published = PeriodFactory(
        key="jpa-2019", year=2019, is_published_record=True, published_participants=7, published_attending=11
    )
    shown = text(page(client_of(cast.observer), "period", published.pk))
    assert "7 countries participated" in shown
    assert "11 countries attended" in shown


def test_an_inferred_participant_is_shown_as_not_counted(cast, published, client_of):
    ParticipationFactory(period=published, country=cast.australia, certainty=Certainty.INFERRED)
    assert "Not counted" in text(page(client_of(cast.observer), "period", published.pk))


def test_an_observer_is_not_told_who_takes_part_in_a_live_period(cast, period, client_of):
    ParticipationFactory(period=period, country=cast.australia, basis="Told by telephone")
    assert "Told by telephone" not in text(page(client_of(cast.observer), "period", period.pk))


def test_comparing_adds_with_qualifiers_and_shows_what_makes_it_hard(cast, client_of):
    arrests = IndicatorFactory(code="ARRESTS", jpa_core=True)
    row = {"indicator": arrests, "country": None, "status": Status.PUBLISHED_RECORD}
    first = PeriodFactory(key="a", year=2015, is_published_record=True, published_reported=8, published_expected=8)
    second = PeriodFactory(key="b", year=2016, is_published_record=True)
    ResultFactory(period=first, value=32, **row)
    ResultFactory(period=second, value=30, qualifier=Qualifier.OVER, **row)
    shown = text(page(client_of(cast.observer), "compare"))
    for words in ("over 62", "6 months", "8 countries", "countries not known"):
        assert words in shown


@pytest.mark.parametrize("query", [{"period": "nothing"}, {"period": "jpa-live"}, {"colour": "red"}])
def test_a_comparison_that_cannot_be_made_says_so(cast, period, client_of, query):
    assert page(client_of(cast.focal), "compare", **query).status_code == 400


def test_a_country_page_shows_its_own_figures_only(cast, published, client_of):
    arrests = IndicatorFactory(code="ARRESTS", label="Persons arrested")
    ResultFactory(period=published, indicator=arrests, country=None, value=32, status=Status.PUBLISHED_RECORD)
    assert "Persons arrested" not in text(page(client_of(cast.focal), "country", "TH"))


def test_a_country_page_tells_a_figure_that_was_said_and_not_counted(cast, published, client_of):
    ResultFactory(
        period=published, indicator=IndicatorFactory(code="NET"), country=cast.thailand, value=None,
        state=CellState.NOT_COUNTED, status=Status.PUBLISHED_RECORD,
    )  # fmt: skip
    assert "Said, not counted" in text(page(client_of(cast.focal), "country", "TH"))


def test_countries_can_be_found_by_name(cast, client_of):
    CodeFactory(list="m49_region", code="M49_009")
    shown = text(page(client_of(cast.observer), "countries", q="zeal"))
    assert "New Zealand" in shown
    assert "Australia" not in shown


def test_shared_trends_are_shown_with_their_direction(cast, period, client_of):
    TrendFactory(period=period, country=cast.thailand, direction=Direction.UP, summary="More false visas")
    shown = text(page(client_of(cast.focal), "dashboard", period.pk))
    assert "More false visas" in shown
    assert "Increasing" in shown


def test_days_left_are_counted_to_the_due_day(cast, client_of, time_machine):
    time_machine.move_to(date(2026, 11, 24))
    due = PeriodFactory(key="due", due_at="2026-12-11T16:59:00Z")
    assert "17 days left" in text(page(client_of(cast.focal), "dashboard", due.pk))
