"""Periods side by side by API: the same sums as on the page."""

import pytest

from investigations.models import CellState, Qualifier, Status
from jpa.common.labels import Label
from tests.factories import IndicatorFactory, PeriodFactory, ResultFactory

ADDRESS = "/api/v1/figures/"


@pytest.fixture
def two(db):
    """32 arrests, then over 30 of which one is told apart; and boats that nobody counted."""
    first, second = (PeriodFactory(key=f"jpa-{y}", year=y, is_published_record=True) for y in (2015, 2016))
    said = {"country": None, "status": Status.PUBLISHED_RECORD, "label": Label.CLEAR}
    arrests = {"indicator": IndicatorFactory(code="ARRESTS"), **said}
    ResultFactory(period=first, value=32, **arrests)
    larger = ResultFactory(period=second, value=30, qualifier=Qualifier.OVER, **arrests)
    ResultFactory(period=second, value=1, part_of=larger, **arrests)
    boats = IndicatorFactory(code="BOATS")
    ResultFactory(period=second, indicator=boats, value=None, state=CellState.NOT_COUNTED, **said)
    return first, second


def rows(answer):
    return {row["indicator"]: row for row in answer.json()["rows"]}


def test_sums_keep_their_qualifier(cast, two, api_of):
    arrests = rows(api_of(cast.observer).get(ADDRESS, {"periods": "jpa-2015,jpa-2016"}))["ARRESTS"]
    assert arrests["total"] == {"value": "62", "qualifier": "over", "state": "counted"}
    assert [(f["period"], f["value"]) for f in arrests["figures"]] == [("jpa-2015", "32"), ("jpa-2016", "30")]


def test_what_was_not_collected_is_left_out_and_what_was_not_counted_is_told(cast, two, api_of):
    boats = rows(api_of(cast.observer).get(ADDRESS))["BOATS"]
    assert [(f["period"], f["value"], f["state"]) for f in boats["figures"]] == [("jpa-2016", None, "not_counted")]


def test_each_period_says_what_makes_it_hard_to_compare(cast, two, api_of):
    told = api_of(cast.observer).get(ADDRESS).json()["periods"][0]
    assert told == {
        "period": "jpa-2015",
        "starts_on": "2015-07-01",
        "ends_on": "2015-12-31",
        "invented": False,
        "coverage": {"reported": None, "expected": None},
    }


def test_invented_figures_are_never_added_to_real_ones(cast, two, api_of):
    demo = PeriodFactory(key="jpa-demo", year=2026, invented=True)
    ResultFactory(period=demo, indicator=IndicatorFactory(code="ARRESTS"), value=5)
    answer = api_of(cast.focal).get(ADDRESS, {"periods": "jpa-2015,jpa-demo"})
    assert rows(answer)["ARRESTS"]["total"] is None


@pytest.mark.parametrize("keys", ["jpa-2015", "jpa-2015,nothing", "jpa-2015,jpa-live"])
def test_a_choice_that_cannot_be_shown_names_the_parameter(cast, two, period, api_of, keys):
    answer = api_of(cast.observer).get(ADDRESS, {"periods": keys})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "periods")


@pytest.mark.parametrize("many", [2, 7])
def test_more_periods_cost_no_more_queries(cast, api_of, many, django_assert_num_queries):
    IndicatorFactory(code="ARRESTS")
    keys = [PeriodFactory(key=f"p{n}", year=2000 + n).pk for n in range(many)]
    api = api_of(cast.focal)
    # token, periods, co-chairs, indicators; participations, results, activities
    with django_assert_num_queries(7):
        assert api.get(ADDRESS, {"periods": ",".join(keys)}).status_code == 200
