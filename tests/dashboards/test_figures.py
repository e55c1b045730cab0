"""Figures: sums with qualifiers, coverage, status, two views, joint results once, derived indicators."""

from decimal import Decimal

import pytest

from investigations.counting import Quantity
from investigations.models import CaseState, CellState, JointState, Qualifier, Status
from jpa.dashboards.facts.headlines import comparison
from jpa.dashboards.figures import Coverage, figures_of, figures_of_all
from jpa.periods.models import Answer, Certainty, ReturnState
from tests.factories import (
    ActivityFactory,
    CountryFactory,
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    ParticipationFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
)


def arrests(**fields):
    return ResultFactory(indicator=IndicatorFactory(code="ARRESTS"), **fields)


def value(figures, indicator="ARRESTS", country=None):
    cell = figures.get(indicator, country)
    return str(cell.quantity) if cell else None


@pytest.fixture
def old(db):
    """Two published periods, as of 2015 and 2016."""
    first = PeriodFactory(key="first", year=2015, is_published_record=True, published_reported=8, published_expected=8)
    second = PeriodFactory(key="second", year=2016, is_published_record=True)
    return first, second


def test_a_qualifier_survives_addition_over_periods(cast, old):
    record = {"status": Status.PUBLISHED_RECORD, "country": None}
    arrests(period=old[0], value=32, **record)
    larger = arrests(period=old[1], value=30, qualifier=Qualifier.OVER, **record)
    arrests(period=old[1], value=1, part_of=larger, status=Status.PUBLISHED_RECORD)
    found = list(figures_of_all(old, cast.focal).values())
    (row,) = comparison(found, [IndicatorFactory(code="ARRESTS")])
    assert str(row.total) == "over 62"


def test_a_part_is_not_added_to_the_row_it_is_in(cast, old):
    larger = arrests(period=old[1], value=30, status=Status.PUBLISHED_RECORD, country=None)
    arrests(period=old[1], value=1, part_of=larger, status=Status.PUBLISHED_RECORD)
    assert value(figures_of(old[1], cast.focal)) == "30"


def test_a_total_without_a_country_stands_under_no_country(cast, old):
    arrests(period=old[0], value=32, status=Status.PUBLISHED_RECORD, country=None)
    found = figures_of(old[0], cast.focal, by_country=True)
    assert [(c.country, str(c.quantity)) for c in found.cells] == [(None, "32")]


def test_said_and_not_counted_stays_visible_and_uncounted(cast, old):
    arrests(period=old[0], value=None, state=CellState.NOT_COUNTED, status=Status.PUBLISHED_RECORD)
    cell = figures_of(old[0], cast.focal).get("ARRESTS")
    assert cell.quantity == Quantity(None, Qualifier.EXACT, CellState.NOT_COUNTED)


def test_published_figures_say_so_and_carry_the_published_coverage(cast, old):
    arrests(period=old[0], value=32, status=Status.PUBLISHED_RECORD, country=None)
    found = figures_of(old[0], cast.observer)
    assert (found.get("ARRESTS").status, found.coverage) == ("published_record", Coverage(8, 8))


def test_currencies_are_never_added(cast, period):
    money = IndicatorFactory(code="ASSET_SEIZED", unit="money")
    ResultFactory(period=period, indicator=money, value=Decimal("10.50"), currency="AUD")
    ResultFactory(period=period, indicator=money, value=20, currency="NZD")
    found = figures_of(period, cast.focal)
    assert [(c.currency, str(c.quantity)) for c in found.cells] == [("AUD", "10.50"), ("NZD", "20")]


@pytest.mark.parametrize(
    ("reader", "status", "seen"),
    [
        ("focal", Status.DRAFT, "3"),
        ("stranger", Status.DRAFT, None),
        ("cochair", Status.DRAFT, None),
        ("cochair", Status.SUBMITTED, "3"),
        ("stranger", Status.SUBMITTED, None),
        ("stranger", Status.ACCEPTED, "3"),
        ("observer", Status.ACCEPTED, None),
        ("admin", Status.ACCEPTED, None),
        ("suspended", Status.ACCEPTED, None),
    ],
)
def test_each_reader_s_figures_include_what_rulings_allow(cast, period, reader, status, seen):
    arrests(period=period, status=status)
    assert value(figures_of(period, getattr(cast, reader))) == seen


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([Status.ACCEPTED, Status.ACCEPTED], "final"),
        ([Status.ACCEPTED, Status.SUBMITTED], "provisional"),
        ([Status.ACCEPTED, Status.CORRECTED], "corrected"),
        ([Status.CORRECTED, Status.SUBMITTED], "provisional"),
    ],
)
def test_a_sum_is_as_final_as_its_weakest_part(cast, period, statuses, expected):
    for status in statuses:
        arrests(period=period, status=status)
    assert figures_of(period, cast.cochair).get("ARRESTS").status == expected


def test_coverage_counts_returns_this_reader_s_totals_include(cast, period):
    for state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.DRAFT):
        ParticipationFactory(period=period, return_state=state)
    assert figures_of(period, cast.cochair).coverage == Coverage(2, 3)
    assert figures_of(period, cast.stranger).coverage == Coverage(1, 3)


def test_a_later_outcome_counts_where_it_happened_and_where_its_case_began(cast, old):
    conviction = IndicatorFactory(code="CONVICTED")
    row = {"indicator": conviction, "value": 1, "status": Status.PUBLISHED_RECORD}
    ResultFactory(period=old[1], credited_to=old[0], **row)
    in_period = figures_of_all(old, cast.focal)
    in_cohort = figures_of_all(old, cast.focal, view="cohort")
    assert [value(f, "CONVICTED") for f in in_period.values()] == [None, "1"]
    assert [value(f, "CONVICTED") for f in in_cohort.values()] == ["1", None]


def joint(period, state, *, second=Status.ACCEPTED):
    pair = JointResultFactory(period=period, indicator=IndicatorFactory(code="ARRESTS"), agreed_value=3, state=state)
    arrests(period=period, value=3, joint=pair)
    arrests(period=period, value=2, joint=pair, country=CountryFactory(iso2="NZ"), status=second)


def test_a_confirmed_joint_result_counts_once_for_the_region(cast, period):
    joint(period, JointState.CONFIRMED)
    cell = figures_of(period, cast.stranger).get("ARRESTS")
    assert (str(cell.quantity), str(cell.national)) == ("3", "5")


def test_each_country_keeps_its_national_count_of_a_joint_result(cast, period):
    joint(period, JointState.CONFIRMED)
    found = figures_of(period, cast.stranger, by_country=True)
    assert (value(found, country="TH"), value(found, country="NZ")) == ("3", "2")


def test_a_joint_result_counts_once_though_one_side_knows_less_about_the_victims(cast, period):
    identified = IndicatorFactory(code="VIC_IDENT")
    pair = JointResultFactory(period=period, indicator=identified, agreed_value=3, state=JointState.CONFIRMED)
    ResultFactory(period=period, indicator=identified, joint=pair, victim_identification_status="VI_FORMAL")
    ResultFactory(period=period, indicator=identified, joint=pair, country=CountryFactory(iso2="NZ"))
    assert value(figures_of(period, cast.stranger), "VIC_IDENT") == "3"


def test_a_proposed_joint_result_changes_nothing(cast, period):
    joint(period, JointState.PROPOSED)
    assert value(figures_of(period, cast.stranger)) == "5"


def test_an_overlap_is_taken_off_only_where_both_sides_are_included(cast, period):
    joint(period, JointState.CONFIRMED, second=Status.DRAFT)
    assert value(figures_of(period, cast.stranger)) == "3"


def thailand(period, **fields):
    country = CountryFactory(iso2="TH")
    return ParticipationFactory(
        period=period, country=country, **{"return_state": ReturnState.ACCEPTED, "answer": Answer.CONFIRMED, **fields}
    )


def test_numbers_of_cases_come_from_the_register(cast, period):
    thailand(period)
    InvestigationFactory(opened_on="2025-08-01")
    carried = InvestigationFactory(
        opened_on="2024-01-01", closed_on="2025-09-01", closed_on_precision="day", state=CaseState.CLOSED
    )
    PartnerFactory(investigation=carried)
    InvestigationFactory(opened_on="2026-02-01")
    found = figures_of(period, cast.stranger)
    numbers = {code: value(found, code) for code in ("INV_ACTIVE", "INV_OPENED", "INV_CLOSED", "INV_JOINT")}
    assert numbers == {"INV_ACTIVE": "2", "INV_OPENED": "1", "INV_CLOSED": "1", "INV_JOINT": "1"}


def test_a_case_without_dates_is_active_in_the_periods_it_is_linked_to(cast, period):
    thailand(period)
    case = InvestigationFactory(opened_on=None, opened_on_precision="unknown")
    case.linked_periods.set([period])
    assert value(figures_of(period, cast.stranger), "INV_ACTIVE") == "1"


def test_a_country_s_own_figure_replaces_the_derived_one_and_both_stay(cast, period):
    thailand(period)
    InvestigationFactory()
    ResultFactory(
        period=period, indicator=IndicatorFactory(code="INV_ACTIVE", unit="cases"), value=7, overrides="More cases."
    )
    cell = figures_of(period, cast.stranger, by_country=True).get("INV_ACTIVE", "TH")
    assert (str(cell.quantity), str(cell.derived)) == ("7", "1")


def test_cases_of_a_return_not_handed_in_are_not_told_to_others(cast, period):
    thailand(period, return_state=ReturnState.DRAFT)
    InvestigationFactory()
    assert value(figures_of(period, cast.stranger), "INV_ACTIVE") is None
    assert value(figures_of(period, cast.focal), "INV_ACTIVE") == "1"


def test_activities_give_their_sessions_and_an_uncounted_one_a_lower_bound(cast, period):
    ActivityFactory(period=period, sessions=4)
    ActivityFactory(period=period, sessions=None)
    assert value(figures_of(period, cast.stranger), "AWARE_EVENTS") == "at least 4"


def test_an_inferred_participant_is_never_counted(cast, period):
    inferred = ParticipationFactory(period=period, certainty=Certainty.INFERRED)
    assert not inferred.is_certain


@pytest.mark.parametrize("rows", [1, 30])
def test_figures_of_all_periods_cost_the_same_queries_however_many_rows(cast, period, rows, django_assert_num_queries):
    for _ in range(rows):
        arrests(period=period, country=CountryFactory())
        ParticipationFactory(period=PeriodFactory())
    periods = [period, *(PeriodFactory(key=f"p{n}") for n in range(rows))]
    # participations with their cases, results, activities
    with django_assert_num_queries(3):
        figures_of_all(periods, cast.cochair)


def test_a_period_without_anything_has_no_cells(cast, period):
    assert figures_of(period, cast.focal).cells == ()


def test_presumed_and_potential_victims_are_never_added_to_the_formally_identified(cast, period):
    identified = IndicatorFactory(code="VIC_IDENT")
    for status, number in (("VI_FORMAL", 5), ("", 2), ("VI_PRESUMED", 7), ("VI_POTENTIAL", 11)):
        ResultFactory(period=period, indicator=identified, victim_identification_status=status, value=number)
    found = figures_of(period, cast.focal)
    numbers = {
        victims: str(found.get("VIC_IDENT", victims=victims).quantity)
        for victims in ("", "VI_PRESUMED", "VI_POTENTIAL")
    }
    assert numbers == {"": "7", "VI_PRESUMED": "7", "VI_POTENTIAL": "11"}


def test_a_return_without_activities_counts_none(cast, period):
    thailand(period)
    assert value(figures_of(period, cast.stranger), "TRAIN_SESS") == "0"


def test_the_region_s_figure_keeps_what_records_alone_would_give(cast, period):
    thailand(period)
    InvestigationFactory()
    ResultFactory(
        period=period, indicator=IndicatorFactory(code="INV_ACTIVE", unit="cases"), value=7, overrides="More cases."
    )
    cell = figures_of(period, cast.stranger).get("INV_ACTIVE")
    assert (str(cell.quantity), str(cell.derived)) == ("7", "1")
