"""Where the rows behind a figure are listed. Pages and API share their filters, and so this query."""

from urllib.parse import urlencode

from django.urls import reverse

from jpa.common.filters import NONE
from jpa.dashboards.figures import COHORT_VIEW, PERIOD_VIEW, Cell
from jpa.dashboards.figures.cells import RESULTS
from jpa.periods.models import Period


def rows_query(cell: Cell, period: Period, *, view: str = PERIOD_VIEW, by_country: bool = False) -> dict[str, str]:
    """The filter that lists the rows of a cell, as far as the reader may see them.

    Where some countries replaced what records give, the records are listed.
    """
    where = "credited_to" if view == COHORT_VIEW else "period"
    query = {where: period.pk, "indicator": cell.indicator}
    if cell.source == RESULTS:
        query |= {"victim_identification_status": cell.victims} if cell.victims else {"summed": "true"}
        if cell.currency or not cell.quantity.is_counted:
            query["currency"] = cell.currency or NONE
    if by_country:
        query["country"] = cell.country or NONE
    return query


def rows_page(cell: Cell, period: Period, *, by_country: bool = False) -> str:
    """The address of the page that lists the rows."""
    return f"{reverse(cell.source)}?{urlencode(rows_query(cell, period, by_country=by_country))}"


def figure_page(cell: Cell, period: Period) -> str:
    """Where a region's figure leads: a published one to its rows, a live one to its countries, and from there to rows.

    Of a live period a reader may see a country's figure and not all of its rows (rulings, "Submission opens figures").
    """
    if period.is_published_record:
        return rows_page(cell, period)
    return reverse("figure", args=[period.pk, cell.indicator])
