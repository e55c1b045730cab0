"""Where the rows behind a figure are listed. Pages and API share their filters, and so this query."""

from urllib.parse import urlencode

from django.urls import reverse

from jpa.common.filters import NONE
from jpa.dashboards.figures import COHORT_VIEW, PERIOD_VIEW, Cell
from jpa.dashboards.figures.cells import ACTIVITIES, CASES
from jpa.periods.models import Period

# The filter of investigations that finds the cases an indicator counts.
CASES_OF = {
    "INV_ACTIVE": {"period": "{period}"},
    "INV_OPENED": {"opened_in": "{period}"},
    "INV_CLOSED": {"closed_in": "{period}"},
    "INV_JOINT": {"period": "{period}", "joint": "true"},
}


def rows_query(cell: Cell, period: Period, *, view: str = PERIOD_VIEW, by_country: bool = False) -> dict[str, str]:
    """The filter that lists exactly the rows of a cell, as far as the reader may see them."""
    if cell.source == CASES:
        query = {name: text.format(period=period.pk) for name, text in CASES_OF[cell.indicator].items()}
    elif cell.source == ACTIVITIES:
        query = {"period": period.pk, "indicator": cell.indicator}
    else:
        where = "credited_to" if view == COHORT_VIEW else "period"
        query = {where: period.pk, "indicator": cell.indicator, "summed": "true"}
    if cell.currency:
        query["currency"] = cell.currency
    if cell.victims:
        query["victim_identification_status"] = cell.victims
    if by_country:
        query["country"] = cell.country or NONE
    return query


def rows_page(cell: Cell, period: Period, *, by_country: bool = False) -> str:
    """The address of the page that lists the rows."""
    return f"{reverse(cell.source)}?{urlencode(rows_query(cell, period, by_country=by_country))}"
