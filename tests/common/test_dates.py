"""Dates that say how exactly they are known (domain rule 2)."""

from datetime import date

import pytest

from jpa.common.dates import UNKNOWN_DATE, PartialDate, Precision, span_words


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "end", "stored", "precision"),
    [
        ("2019-07-02", False, date(2019, 7, 2), Precision.DAY),
        ("2019-07", False, date(2019, 7, 1), Precision.MONTH),
        ("2019-12", True, date(2019, 12, 31), Precision.MONTH),
        ("2020-02", True, date(2020, 2, 29), Precision.MONTH),
        ("", False, None, Precision.UNKNOWN),
        (None, True, None, Precision.UNKNOWN),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text, end, stored, precision):
    assert PartialDate.parse(text, end=end) == PartialDate(stored, precision)


@pytest.mark.parametrize(
    "text", ["2019", "2019-13", "2019-00", "2019-02-30", "02/07/2019", "2019-7-2", "July 2019", "2019-07-02T00:00"]
)
def test_anything_else_is_no_date(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the message is Python's own for some of them
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2019-07-02", "2019-07", None])
def test_it_is_written_as_it_was_read(text):
    assert PartialDate.parse(text).iso() == text
    assert PartialDate.parse(text, end=True).iso() == text


@pytest.mark.parametrize(
    ("text", "words"), [("2019-07-02", "2 July 2019"), ("2019-07", "July 2019"), (None, "date not known")]
)
def test_it_reads_well(text, words):
    assert str(PartialDate.parse(text)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2015-09-28", "2015-10-28", "28 September to 28 October 2015"),
        ("2019-07", "2019-12", "July to December 2019"),
        ("2023-10-01", "2024-09-30", "1 October 2023 to 30 September 2024"),
        (None, None, "dates not known"),
        ("2019-07", None, "July 2019, end not known"),
        (None, "2019-07", "until July 2019, start not known"),
    ],
)
def test_a_span_reads_well(start, end, words):
    assert span_words(day(start), PartialDate.parse(end, end=True)) == words


def test_unknown_is_unknown():
    assert UNKNOWN_DATE.iso() is None
