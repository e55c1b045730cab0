"""The figures endpoint answers as the rulings say, and its links list the rows behind each figure."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from investigations.models import CellState, JointState, Qualifier, Status
from jpa.common.labels import Label
from jpa.periods.models import Period, ReturnState
from tests.conftest import Cast
from tests.factories import (
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    ParticipationFactory,
    ResultFactory,
)

LIVE = "/api/v1/periods/jpa-live/figures/"
PUBLISHED = "/api/v1/periods/jpa-published/figures/"


@pytest.fixture
def statement(published: Period) -> Period:
    """32 arrests of the region, seven of them inside; some boats nobody counted."""
    published.published_reported = published.published_expected = 8
    published.save()
    fields = {"period": published, "country": None, "status": Status.PUBLISHED_RECORD, "label": Label.CLEAR}
    arrests = IndicatorFactory(code="ARRESTS")
    whole = ResultFactory(**fields, indicator=arrests, value=Decimal(32))
    ResultFactory(**fields, indicator=arrests, value=Decimal(7), part_of=whole)
    ResultFactory(**fields, indicator=IndicatorFactory(code="BOATS"), value=None, state=CellState.NOT_COUNTED)
    return published


@pytest.fixture
def returns(cast: Cast, period: Period) -> Period:
    """Thailand and New Zealand have handed in, and both counted the same arrest."""
    arrests = IndicatorFactory(code="ARRESTS")
    joint = JointResultFactory(period=period, indicator=arrests, agreed_value=Decimal(1), state=JointState.CONFIRMED)
    for country in (cast.thailand, cast.new_zealand):
        ParticipationFactory(period=period, country=country, return_state=ReturnState.ACCEPTED)
        ResultFactory(period=period, country=country, indicator=arrests, value=Decimal(1), joint=joint)
    ResultFactory(period=period, country=cast.thailand, indicator=arrests, value=Decimal(5), qualifier=Qualifier.OVER)
    money = IndicatorFactory(code="SEIZED", unit="money")
    ResultFactory(period=period, country=cast.thailand, indicator=money, value=Decimal("1200.50"), currency="AUD")
    return period


def test_a_published_figure(statement: Period, cast: Cast, api_of: Callable):
    answer = api_of(cast.observer).get(PUBLISHED)
    figures = answer.json()
    assert list(figures) == ["period", "view", "as_of", "coverage", "cells"]
    assert (figures["period"], figures["view"]) == ("jpa-published", "period")
    assert figures["as_of"].endswith("Z")
    assert figures["coverage"] == {"reported": 8, "expected": 8}
    assert figures["cells"] == [
        {
            "indicator": "ARRESTS",
            "country": None,
            "value": "32",
            "qualifier": "exact",
            "state": "counted",
            "status": "published_record",
            "hidden": False,
            "conf_status": "F",
            "rows": "/api/v1/results/?period=jpa-published&indicator=ARRESTS&summed=true",
        },
        {
            "indicator": "BOATS",
            "country": None,
            "value": None,
            "qualifier": "exact",
            "state": "not_counted",
            "status": "published_record",
            "hidden": False,
            "conf_status": "F",
            "rows": "/api/v1/results/?period=jpa-published&indicator=BOATS&summed=true&currency=none",
        },
    ]


def test_unknown_coverage_is_null(published: Period, cast: Cast, api_of: Callable):
    figures = api_of(cast.observer).get(PUBLISHED).json()
    assert figures["coverage"] == {"reported": None, "expected": None}
    assert figures["cells"] == []


def test_a_joint_result_counts_once_and_both_sums_are_told(returns: Period, cast: Cast, api_of: Callable):
    cell = next(c for c in api_of(cast.cochair).get(LIVE).json()["cells"] if c["indicator"] == "ARRESTS")
    assert (cell["value"], cell["qualifier"], cell["status"]) == ("6", "over", "final")
    assert cell["national"] == {"value": "7", "qualifier": "over", "state": "counted"}


def test_each_country_has_its_own_cell(returns: Period, cast: Cast, api_of: Callable):
    figures = api_of(cast.cochair).get(f"{LIVE}?by=country,indicator").json()
    arrests = {c["country"]: c["value"] for c in figures["cells"] if c["indicator"] == "ARRESTS"}
    assert arrests == {"NZ": "1", "TH": "6"}
    assert figures["coverage"] == {"reported": 2, "expected": 2}


def test_money_keeps_its_currency_and_is_text(returns: Period, cast: Cast, api_of: Callable):
    cell = next(c for c in api_of(cast.cochair).get(LIVE).json()["cells"] if c["indicator"] == "SEIZED")
    assert (cell["value"], cell["currency"]) == ("1200.50", "AUD")
    assert cell["rows"].endswith("&currency=AUD")


def test_a_replaced_figure_tells_what_the_records_give(returns: Period, cast: Cast, api_of: Callable):
    InvestigationFactory(country=cast.thailand, label=Label.GREEN)
    ResultFactory(
        period=returns, country=cast.thailand, indicator=IndicatorFactory(code="INV_ACTIVE"), value=Decimal(9)
    )
    cells = api_of(cast.cochair).get(f"{LIVE}?by=country,indicator").json()["cells"]
    cell = next(c for c in cells if (c["indicator"], c["country"]) == ("INV_ACTIVE", "TH"))
    assert (cell["value"], cell["derived"]["value"]) == ("9", "1")


@pytest.mark.parametrize("by", ["indicator", "country,indicator"])
@pytest.mark.parametrize("view", ["period", "cohort"])
def test_the_link_lists_exactly_the_rows_behind_a_figure(
    returns: Period, statement: Period, cast: Cast, api_of: Callable, by: str, view: str
):
    case = InvestigationFactory(country=cast.thailand, label=Label.GREEN)
    fields = {"indicator": IndicatorFactory(code="CONVICTIONS"), "country": cast.thailand, "credited_to": returns}
    ResultFactory(**fields, period=None, follow_up=True, investigation=case, value=Decimal(4))
    api = api_of(cast.cochair)
    seen = 0
    for address in (LIVE, PUBLISHED):
        for cell in api.get(address, {"by": by, "view": view}).json()["cells"]:
            rows = api.get(cell["rows"]).json()["results"]
            if cell["rows"].startswith("/api/v1/results/") and cell["state"] == "counted":
                total = sum(Decimal(row["value"]) for row in rows)
                assert str(total.normalize()) == str(Decimal(cell.get("national", cell)["value"]).normalize())
                seen += 1
    assert seen


@pytest.mark.parametrize(
    ("code", "filters"),
    [
        ("INV_ACTIVE", "period=jpa-live&indicator=INV_ACTIVE"),
        ("INV_OPENED", "period=jpa-live&indicator=INV_OPENED"),
        ("INV_CLOSED", "period=jpa-live&indicator=INV_CLOSED"),
        ("INV_JOINT", "period=jpa-live&indicator=INV_JOINT"),
    ],
)
def test_what_cases_give_links_to_the_cases(returns: Period, cast: Cast, api_of: Callable, code: str, filters: str):
    InvestigationFactory(country=cast.thailand, label=Label.GREEN)
    api = api_of(cast.cochair)
    cells = api.get(f"{LIVE}?by=country,indicator").json()["cells"]
    cell = next(c for c in cells if (c["indicator"], c["country"]) == (code, "TH"))
    assert cell["rows"] == f"/api/v1/investigations/?{filters}&country=TH"
    assert len(api.get(cell["rows"]).json()["results"]) == int(cell["value"])


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("by=country", "by"),
        ("by=indicator,country", "by"),
        ("by=", "by"),
        ("by=indicator&by=indicator", "by"),
        ("by=%00", "by"),
        ("view=Period", "view"),
        ("view=", "view"),
        ("limit=10", "limit"),
        ("colour=red", "colour"),
    ],
)
def test_anything_else_is_refused_by_name(statement: Period, cast: Cast, api_of: Callable, query: str, pointer: str):
    response = api_of(cast.observer).get(f"{PUBLISHED}?{query}")
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


@pytest.mark.parametrize("key", ["nothing", "jpa-1999", "%00", "%ff", "JPA-LIVE"])
def test_a_period_there_is_not_is_missing(returns: Period, cast: Cast, api_of: Callable, key: str):
    assert api_of(cast.focal).get(f"/api/v1/periods/{key}/figures/").status_code == 404


@pytest.mark.parametrize("who", ["observer", "admin", "auditor"])
def test_live_figures_are_for_members(returns: Period, cast: Cast, api_of: Callable, who: str):
    response = api_of(getattr(cast, who)).get(LIVE)
    assert (response.status_code, response["Content-Type"]) == (403, "application/problem+json")
    assert "cells" not in response.json()


def test_another_countrys_draft_is_in_no_total(returns: Period, cast: Cast, api_of: Callable):
    ResultFactory(
        period=returns,
        country=cast.australia,
        indicator=IndicatorFactory(code="CONVICTIONS"),
        value=Decimal(8),
        status=Status.DRAFT,
    )
    for who, seen in (("stranger", True), ("focal", False), ("cochair", False)):
        cells = api_of(getattr(cast, who)).get(LIVE).json()["cells"]
        assert ("CONVICTIONS" in {c["indicator"] for c in cells}) is seen
