"""One record of every resource, twice: in the published record, and in a live period where others may not look."""

from dataclasses import dataclass

import pytest
from django.db.models import Model

from investigations.models import Activity, Investigation, JointResult, JointState, Partner, Result, Status, Trend
from jpa.common.labels import Label
from jpa.periods.models import Participation, Period, Workshop
from tests.conftest import Cast
from tests.factories import (
    ActivityFactory,
    CodeFactory,
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    ParticipationFactory,
    PartnerFactory,
    ResultFactory,
    TrendFactory,
    WorkshopFactory,
)

RESOURCES = (
    "countries", "organisations", "indicators", "code-lists", "periods", "participations", "workshops",
    "investigations", "partners", "results", "joint-results", "activities", "trends",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """`strict` is a case of Thailand alone, `green` one all members may read. `draft` and `accepted` count for `strict`
    and for no case; `stated` is in the published record."""

    strict: Investigation
    green: Investigation
    partner: Partner
    draft: Result
    accepted: Result
    stated: Result
    joint: JointResult
    activity: Activity
    trend: Trend
    participation: Participation
    workshop: Workshop

    def address(self, name: str) -> str:
        record: Model = getattr(self, name)
        folder = {
            "strict": "investigations", "green": "investigations", "partner": "partners", "draft": "results",
            "accepted": "results", "stated": "results", "joint": "joint-results", "activity": "activities",
            "trend": "trends", "participation": "participations", "workshop": "workshops",
        }[name]  # fmt: skip
        return f"/api/v1/{folder}/{record.pk}/"


@pytest.fixture
def world(cast: Cast, period: Period, published: Period) -> World:
    arrests = IndicatorFactory(code="ARRESTS")
    CodeFactory(list="crime_type", code="TIP")
    strict, green = InvestigationFactory(), InvestigationFactory(label=Label.GREEN)
    joint = JointResultFactory(period=period, indicator=arrests, state=JointState.PROPOSED)
    row = {"period": period, "indicator": arrests}
    return World(
        strict=strict,
        green=green,
        partner=PartnerFactory(investigation=green, country=cast.new_zealand),
        draft=ResultFactory(**row, status=Status.DRAFT, investigation=strict),
        accepted=ResultFactory(**row, joint=joint),
        stated=ResultFactory(
            period=published, country=None, indicator=arrests, label=Label.CLEAR, status=Status.PUBLISHED_RECORD
        ),
        joint=joint,
        activity=ActivityFactory(period=period),
        trend=TrendFactory(period=period, status=Status.SUBMITTED),
        participation=ParticipationFactory(period=period, country=cast.thailand),
        workshop=WorkshopFactory(period=period),
    )


def ids(response) -> set[str]:
    """The ids a list answered with."""
    assert response.status_code == 200, response.content
    return {row["id"] for row in response.json()["results"]}
