"""What is known about periods."""

from datetime import date

import pytest

from jpa.common.dates import Precision
from jpa.periods import queries
from jpa.periods.models import Period, Stage
from tests.factories import CoChairFactory, PeriodFactory


def test_a_reader_starts_at_the_latest_open_period(cast):
    PeriodFactory(key="closed", year=2027, stage=Stage.CLOSED)
    PeriodFactory(key="older", year=2025)
    newest = PeriodFactory(key="newest", year=2026, stage=Stage.REPORTING)
    assert queries.current_period(cast.focal) == newest


def test_without_an_open_period_at_the_latest(cast, published):
    later = PeriodFactory(year=2026, stage=Stage.PLANNED)
    assert queries.current_period(cast.focal) == later


@pytest.mark.parametrize("name", ["observer", "admin", "auditor"])
def test_others_start_at_the_latest_published_one(cast, period, published, name):
    assert queries.current_period(getattr(cast, name)) == published


def test_there_may_be_none(cast):
    assert queries.current_period(cast.focal) is None


def test_periods_stand_in_order_with_their_chairs(cast, django_assert_num_queries):
    for year in (2026, 2015):
        CoChairFactory(period=PeriodFactory(year=year), country=cast.thailand)
    with django_assert_num_queries(2):  # periods; co-chairs with their countries
        periods = list(queries.periods_for(cast.focal))
        assert [c.country.name for p in periods for c in p.co_chair_set.all()] == ["Thailand", "Thailand"]
    assert [p.year for p in periods] == [2015, 2026]


def test_live_figures_are_left_out_for_those_who_may_not_read_them(cast, period, published):
    assert queries.with_figures([period, published], cast.observer) == [published]
    assert queries.with_figures([period, published], cast.focal) == [period, published]


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2015, 9, 28), date(2015, 10, 27), Precision.DAY, "30 days"),
        (date(2015, 9, 28), date(2015, 9, 28), Precision.DAY, "1 day"),
        (date(2023, 10, 1), date(2024, 9, 30), Precision.DAY, "12 months"),
        (date(2019, 7, 1), date(2019, 12, 31), Precision.MONTH, "about 6 months"),
        (date(2019, 7, 1), None, Precision.DAY, ""),
        (None, date(2019, 12, 31), Precision.DAY, ""),
    ],
)
def test_the_length_of_a_period_in_words(start, end, precision, words):
    period = Period(starts_on=start, ends_on=end, starts_on_precision=precision, ends_on_precision=precision)
    assert queries.length_words(period) == words
