"""One record of every kind, as every reader of the cast meets it."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from investigations.models import Activity, Investigation, Result, Status, Trend
from jpa.codes.models import Indicator
from jpa.common.labels import Label
from jpa.periods.models import Period
from tests.conftest import Cast
from tests.factories import (
    ActivityFactory,
    IndicatorFactory,
    InvestigationFactory,
    PartnerFactory,
    ResultFactory,
    TrendFactory,
)


@dataclass(frozen=True)
class Records:
    """`own` is Thailand's case for Thailand alone, `shared` one that all members read, `red` a mere reference.

    `draft` is a result still being entered; the others named so are of the published record.
    """

    own: Investigation
    shared: Investigation
    red: Investigation
    draft: Result
    published_result: Result
    published_activity: Activity
    published_trend: Trend
    indicator: Indicator


@pytest.fixture
def records(cast: Cast, period: Period, published: Period) -> Records:
    arrests = IndicatorFactory(code="ARRESTS", label="Persons arrested")
    own = InvestigationFactory(country=cast.thailand, title="Boats at night", summary="Seen twice.")
    shared = InvestigationFactory(country=cast.thailand, label=Label.GREEN, title="False visas")
    PartnerFactory(investigation=shared, country=cast.new_zealand)
    was_published = {"period": published, "label": Label.CLEAR, "status": Status.PUBLISHED_RECORD, "country": None}
    return Records(
        own=own,
        shared=shared,
        red=InvestigationFactory(country=cast.thailand, label=Label.RED),
        draft=ResultFactory(investigation=own, period=period, status=Status.DRAFT, indicator=arrests),
        published_result=ResultFactory(
            indicator=arrests, value=Decimal(30), qualifier="over", quote="Over 30 arrests were made.",
            source_url="https://example.org/statement", **was_published,
        ),
        published_activity=ActivityFactory(title="Radio plays", **was_published),
        published_trend=TrendFactory(summary="More by air", **was_published),
        indicator=arrests,
    )  # fmt: skip
