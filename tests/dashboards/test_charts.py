"""Drawings: words stay inside, and every tick says its year."""

import re
from datetime import date

import pytest

from jpa.dashboards.charts import bars, lines


def anchors(drawing: str, css: str) -> list[str]:
    """How the words of one class stand on their place; middle is what the stylesheet gives."""
    texts = re.findall(rf'<text class="{css}[^>]*>', drawing)
    return [(re.findall(r'text-anchor="(\w+)"', text) or ["middle"])[0] for text in texts]


def test_the_words_over_the_outer_columns_stay_inside():
    drawn = bars.columns([1, 2, 175], ["1", "2", "3"], ["1", "2", "at least 175"], "Enquiries", 2)
    assert anchors(drawn, "cols-v") == ["start", "middle", "end"]


def test_a_single_column_has_its_words_in_the_middle():
    assert anchors(bars.columns([1], ["1"], ["1"], "Enquiries", 0), "cols-v") == ["middle"]


def test_the_names_of_the_outer_periods_stay_inside():
    spans = [
        (date(2015, 1, 1), date(2015, 2, 1)),
        (date(2020, 1, 1), date(2020, 6, 1)),
        (date(2025, 11, 1), date(2026, 1, 1)),
    ]
    bands = [lines.Band("JPA", *span) for span in spans]
    drawn = lines.periods_bar(bands, date(2015, 1, 1), date(2026, 1, 1), date(2030, 1, 1))
    assert anchors(drawn, "tl-n") == ["start", "middle", "end"]


@pytest.mark.parametrize(
    ("start", "end", "ticks"),
    [
        (date(2026, 10, 12), date(2026, 10, 30), ["12 October 2026"]),
        (date(2026, 7, 1), date(2026, 12, 31), ["Jul 2026", "Oct 2026"]),
        (date(2024, 9, 18), date(2026, 12, 31), ["Jan 2025", "Jul 2025", "Jan 2026", "Jul 2026"]),
        (date(2015, 9, 1), date(2026, 12, 31), ["2016", "2020", "2024"]),
    ],
)
def test_ticks_are_few_and_dated(start, end, ticks):
    drawn = lines.life_line([], [], start, end, date(2030, 1, 1))
    assert re.findall(r">([^<>]+)</text>", drawn) == ticks
