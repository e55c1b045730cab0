"""All periods in time, for the bar and the list below it."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from jpa.dashboards.charts.lines import Band, periods_bar
from jpa.periods.models import Period


def periods_line(periods: Sequence[Period], now: Period | None, today: date) -> SafeString | str:
    """The bar of all periods whose dates are known; nothing when none are."""
    bands = [
        Band(p.official_number or str(p.year), p.starts_on, p.ends_on, now=p == now)
        for p in periods
        if p.starts_on and p.ends_on
    ]
    if not bands:
        return ""
    start = date(min(b.start for b in bands).year, 1, 1)
    end = date(max(b.end for b in bands).year, 12, 31)
    return periods_bar(bands, start, end, today)
