"""Figures made ready to be shown, and the board: pure, no database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from countries.models import Country
from investigations.counting import Quantity
from investigations.models import CellState, Qualifier
from jpa.accounts.models import User
from jpa.codes.models import Indicator, Unit
from jpa.dashboards.facts import board as boards
from jpa.dashboards.facts import geography, headlines
from jpa.dashboards.facts.rows import rows_query
from jpa.dashboards.figures import COHORT_VIEW, PERIOD_VIEW, Cell, Coverage, Figures
from jpa.dashboards.figures.cells import ACTIVITIES, AS_PUBLISHED, CASES, CORRECTED, FINAL, PROVISIONAL
from jpa.periods.models import Answer, Participation, Period, ReturnState

ARRESTS = Indicator(code="ARRESTS", label="Arrests", unit=Unit.PERSONS, jpa_core=True, tier=1)
TODAY = date(2025, 12, 1)


def period(year: int, **fields) -> Period:
    return Period(key=f"jpa-{year}", name=f"JPA {year}", year=year, **fields)


def cell(value: int | None = 3, **fields) -> Cell:
    state = CellState.COUNTED if value is not None else CellState.NOT_COUNTED
    quantity = Quantity(None if value is None else Decimal(value), Qualifier.EXACT, state)
    return Cell(**{"indicator": "ARRESTS", "country": None, "quantity": quantity, "status": FINAL, **fields})


def figures(of: Period, *cells: Cell, reported: int | None = None) -> Figures:
    return Figures(of, PERIOD_VIEW, datetime(2025, 12, 1, tzinfo=UTC), Coverage(reported, None), cells)


def tile(*all_figures: Figures) -> headlines.Line:
    """The tile of arrests in the last of these periods."""
    return headlines.tiles(all_figures[-1].period, all_figures, [ARRESTS])[0]


def test_a_tile_shows_the_last_counted_figure_before():
    older, between, now = period(2015), period(2016), period(2025)
    earlier = tile(figures(older, cell(7)), figures(between, cell(None)), figures(now, cell(3))).earlier
    assert (earlier.period, str(earlier.quantity)) == (older, "7")


def test_a_tile_of_the_first_period_has_nothing_before():
    assert tile(figures(period(2015), cell())).earlier is None


def test_a_period_that_comes_later_is_not_before():
    now, later = figures(period(2015), cell()), figures(period(2025), cell(9))
    assert headlines.tiles(now.period, [now, later], [ARRESTS])[0].earlier is None


@pytest.mark.parametrize(
    ("fields", "reported", "words"),
    [
        ({"starts_on": date(2015, 9, 28), "ends_on": date(2015, 10, 28)}, 8, "7 · JPA 2015 (31 days, 8 countries)"),
        ({}, 8, "7 · JPA 2015 (8 countries)"),
        ({"published_participants": 5}, None, "7 · JPA 2015 (5 countries)"),
        ({}, None, "7 · JPA 2015"),
    ],
)
def test_no_comparison_without_length_and_countries(fields, reported, words):
    before = figures(period(2015, **fields), cell(7), reported=reported)
    assert tile(before, figures(period(2025), cell())).earlier.words == words


def test_a_live_period_has_tiles_of_the_core_and_a_published_one_of_all():
    other = Indicator(code="CHARGES", label="Charges", unit=Unit.ACTIONS)
    both = cell(), cell(indicator="CHARGES")
    live, published = figures(period(2025), *both), figures(period(2019, is_published_record=True), *both)
    assert [t.indicator for t in headlines.tiles(live.period, [live], [ARRESTS, other])] == [ARRESTS]
    assert [t.indicator for t in headlines.tiles(published.period, [published], [ARRESTS, other])] == [ARRESTS, other]


def test_small_columns_leave_out_what_no_period_counted():
    now, before = period(2025), period(2015, official_number="1")
    counted = headlines.multiples([figures(before, cell(7)), figures(now)], [ARRESTS], now)
    assert counted[0].words == ("7", "")
    assert headlines.multiples([figures(before, cell(None)), figures(now)], [ARRESTS], now) == []


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        ([AS_PUBLISHED], AS_PUBLISHED),
        ([FINAL, PROVISIONAL], PROVISIONAL),
        ([FINAL, CORRECTED], FINAL),
        ([AS_PUBLISHED, FINAL], FINAL),
    ],
)
def test_a_column_is_as_final_as_its_weakest_figure(statuses, whole):
    assert headlines.weakest_status(figures(period(2025), *(cell(status=s) for s in statuses))) == whole


@pytest.mark.parametrize(
    ("fields", "view", "query"),
    [
        ({}, PERIOD_VIEW, {"period": "jpa-2025", "indicator": "ARRESTS", "summed": "true"}),
        ({}, COHORT_VIEW, {"credited_to": "jpa-2025", "indicator": "ARRESTS", "summed": "true"}),
        (
            {"indicator": "INV_JOINT", "source": CASES},
            PERIOD_VIEW,
            {"period": "jpa-2025", "indicator": "INV_JOINT"},
        ),
        (
            {"indicator": "TRAIN_SESS", "source": ACTIVITIES},
            PERIOD_VIEW,
            {"period": "jpa-2025", "indicator": "TRAIN_SESS"},
        ),
        (
            {"currency": "THB", "victims": "VI_PRES"},
            PERIOD_VIEW,
            {
                "period": "jpa-2025",
                "indicator": "ARRESTS",
                "currency": "THB",
                "victim_identification_status": "VI_PRES",
            },
        ),
    ],
)
def test_a_figure_leads_to_exactly_its_rows(fields, view, query):
    assert rows_query(cell(**fields), period(2025), view=view) == query


@pytest.mark.parametrize(("country", "wanted"), [("TH", "TH"), (None, "none")])
def test_a_country_s_figure_leads_to_its_own_rows(country, wanted):
    assert rows_query(cell(country=country), period(2025), by_country=True)["country"] == wanted


def taking_part(name: str = "Thailand", **fields) -> Participation:
    """Confirmed, with a focal point, cases and an entry of yesterday; the return not started."""
    given = {
        "country": Country(iso2=name[:2].upper(), name=name),
        "answer": Answer.CONFIRMED,
        "focal_point_named": True,
        "last_entry_on": date(2025, 11, 30),
        **fields,
    }
    participation = Participation(**given)
    participation.inv_active = 1
    return participation


def row(of: Period | None = None, **fields) -> boards.Row:
    return boards.board([taking_part(**fields)], of or period(2025), TODAY)[0]


QUIET = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("fields", "step"),
    [
        ({"answer": Answer.INVITED}, "Ask whether the country takes part"),
        ({"focal_point_named": False}, "Name a focal point"),
        ({"focal_point_named": False, "last_entry_on": QUIET}, "Late. No focal point named"),
        ({"last_entry_on": QUIET}, "Late. No entry for 61 days"),
        ({"last_entry_on": None}, "Register investigations"),
        ({"return_state": ReturnState.DRAFT}, "Finish and send the return"),
        ({"return_state": ReturnState.SENT_BACK}, "Sent back"),
        ({"return_state": ReturnState.SENT_BACK, "remark": "Check arrests"}, "Sent back. Check arrests"),
        ({"return_state": ReturnState.SUBMITTED, "last_entry_on": QUIET}, "Co-chairs to review"),
        ({"return_state": ReturnState.ACCEPTED}, "Nothing to do"),
    ],
)
def test_each_country_has_one_next_step(fields, step):
    assert row(**fields).next_step == step


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, "done done done none none none"),
        ({"return_state": ReturnState.DRAFT}, "done done done part none none"),
        ({"return_state": ReturnState.SENT_BACK}, "done done done done returned none"),
        ({"return_state": ReturnState.SUBMITTED}, "done done done done done waiting"),
        ({"return_state": ReturnState.ACCEPTED}, "done done done done done done"),
        ({"last_entry_on": QUIET}, "done done done late none none"),
        ({"last_entry_on": QUIET, "focal_point_named": False}, "done late done none none none"),
        ({"answer": Answer.INVITED, "focal_point_named": False}, "none none done none none none"),
    ],
)
def test_the_marks_say_how_far_a_country_is(fields, codes):
    assert " ".join(mark.code for mark in row(**fields).marks) == codes


def test_who_needs_help_stands_first_then_by_name():
    rows = boards.board(
        [
            taking_part("Samoa", return_state=ReturnState.ACCEPTED),
            taking_part("Tonga", return_state=ReturnState.SUBMITTED),
            taking_part("Nauru"),
            taking_part("India"),
            taking_part("Palau", return_state=ReturnState.SENT_BACK),
            taking_part("Yemen", last_entry_on=QUIET),
            taking_part("Qatar", expected=False),
        ],
        period(2025),
        TODAY,
    )
    assert [r.participation.country.name for r in rows] == ["Yemen", "Palau", "India", "Nauru", "Tonga", "Samoa"]
    assert [r.urgent for r in rows] == [True, True, False, False, False, False]


def test_what_waits_is_counted_from_the_oldest_return():
    sent = {"return_state": ReturnState.SUBMITTED}
    board = [
        taking_part("Samoa", submitted_at=datetime(2025, 11, 21, tzinfo=UTC), **sent),
        taking_part("Tonga", submitted_at=datetime(2025, 11, 28, tzinfo=UTC), **sent),
        taking_part("Nauru"),
    ]
    assert boards.waiting(board, User(country_id="NZ"), TODAY) == (["Samoa", "Tonga"], 10)
    assert boards.waiting([], User(country_id="NZ"), TODAY) == ([], 0)


def test_the_own_return_does_not_wait_for_its_own_co_chair():
    own = taking_part("Tonga", return_state=ReturnState.SUBMITTED, submitted_at=datetime(2025, 11, 28, tzinfo=UTC))
    assert boards.waiting([own], User(country_id="TO"), TODAY) == ([], 0)


def test_who_never_entered_anything_is_late_from_the_start_of_the_period():
    opened = period(2025, starts_on=date(2025, 7, 1))
    assert row(opened, last_entry_on=None).next_step == "Late. No entry for 153 days"


def test_a_return_past_its_due_day_is_late_however_busy_the_country():
    due = period(2025, due_at=datetime(2025, 11, 28, 16, 59, tzinfo=UTC))
    assert row(due).next_step == "Late. The return was due on 28 November"


def compared(*all_figures: Figures, indicators=(ARRESTS,)) -> list[headlines.Compared]:
    return headlines.comparison(all_figures, indicators)


def test_a_comparison_keeps_what_was_said_and_not_counted():
    row = compared(figures(period(2015), cell(None)), figures(period(2016)))[0]
    assert (str(row.cells[0].quantity), row.cells[1]) == ("Said, not counted", None)


def test_a_comparison_never_adds_invented_figures_to_real_ones():
    row = compared(figures(period(2015), cell(7)), figures(period(2026, invented=True), cell(3)))[0]
    assert row.total is None


def test_a_case_active_in_two_periods_is_not_added_up():
    active = Indicator(code="INV_ACTIVE", label="Active", unit=Unit.CASES, tier=1)
    both = [figures(period(y), cell(2, indicator="INV_ACTIVE")) for y in (2015, 2016)]
    assert compared(*both, indicators=[active])[0].total is None


def test_currencies_stand_in_rows_of_their_own():
    rows = compared(figures(period(2015), cell(1, currency="AUD"), cell(2, currency="NZD")))
    assert [(r.currency, str(r.total)) for r in rows] == [("AUD", "1"), ("NZD", "2")]


@pytest.mark.parametrize(
    ("coverage", "fields", "words"),
    [
        (Coverage(5, 14), {}, "5 of 14"),
        (Coverage(None, 7), {"published_participants": 7}, "7"),
        (Coverage(None, None), {}, ""),
    ],
)
def test_the_list_of_periods_says_how_many_countries_reported(coverage, fields, words):
    known = Figures(period(2019, **fields), PERIOD_VIEW, datetime(2025, 12, 1, tzinfo=UTC), coverage, ())
    assert headlines.coverage_words(known) == words


def test_figures_that_may_not_be_read_have_no_coverage():
    assert headlines.coverage_words(None) == ""


@pytest.mark.parametrize(
    ("crime_type", "kind"),
    [("SOM_STAY", "smuggling"), ("TIP_LAB", "trafficking"), ("CSE_ONLINE", "other"), ("", "other")],
)
def test_a_route_is_called_only_what_its_crime_type_says(crime_type, kind):
    (route,) = geography.heaviest([{"corridor": "LK>ID", "crime_type": crime_type, "cases": 2}])
    assert (route.kind, route.stops, route.cases) == (kind, ("LK", "ID"), 2)
