"""A list asks as many questions of the database for thirty rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investigations.models import JointState, Result
from jpa.periods.models import Period
from tests.conftest import Cast
from tests.factories import (
    INVENTED,
    ActivityFactory,
    AttendanceFactory,
    CoChairFactory,
    CodeFactory,
    CountryFactory,
    FocusAreaFactory,
    IndicatorFactory,
    InvestigationFactory,
    JointResultFactory,
    LegFactory,
    NoteFactory,
    OrganisationFactory,
    ParticipationFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
    TrendFactory,
    WorkshopFactory,
)


def _period(n: int, **_: object) -> None:
    made = PeriodFactory(key=f"jpa-q-{n}")
    CoChairFactory(period=made)
    FocusAreaFactory(period=made, agreed_in=made)
    NoteFactory(period=made)


def _participation(n: int, **_: object) -> None:
    ParticipationFactory()


def _workshop(n: int, period: Period, **_: object) -> None:
    AttendanceFactory(workshop=WorkshopFactory(period=period))


def _case(n: int, period: Period, **_: object) -> None:
    case = InvestigationFactory()
    LegFactory(investigation=case, origin=CountryFactory(iso2="LK"), destination=CountryFactory(iso2="ID"))
    PartnerFactory(investigation=case)
    case.linked_periods.set([period])
    case.focus_areas.set([FocusAreaFactory(period=period)])
    case.purposes.set([CodeFactory()])
    case.methods.set([CodeFactory()])
    case.nationalities.set([CountryFactory(iso2="LK")])


def _result(n: int, period: Period, cast: Cast) -> None:
    joint = JointResultFactory(period=period)
    fields = {"period": period, "investigation": InvestigationFactory(), "joint": joint}
    whole = ResultFactory(**fields)
    part = ResultFactory(**fields, part_of=whole)
    part.contributed.set([cast.australia])


def _joint(n: int, period: Period, **_: object) -> None:
    joint = JointResultFactory(period=period, state=JointState.CONFIRMED)
    ResultFactory(period=period, joint=joint)


# Resource → how one row of it is made, and how many queries the list costs. The first is the token's.
LISTS = {
    "countries": (lambda n, **_: CountryFactory(), 2),
    "organisations": (lambda n, **_: OrganisationFactory(), 2),
    "indicators": (lambda n, **_: IndicatorFactory(), 3),  # + the groups one may ask for
    "code-lists": (lambda n, **_: CodeFactory(), 3),  # + codes
    "periods": (_period, 6),  # + co-chairs, focus areas, those for next time, notes
    "participations": (_participation, 2),
    "workshops": (_workshop, 3),  # + attendances
    "investigations": (_case, 9),  # + legs, partners, focus areas, periods, purposes, methods, nationalities
    "partners": (lambda n, **_: PartnerFactory(), 2),
    "results": (_result, 6),  # + readable cases, larger rows, joint results, countries that contributed
    "joint-results": (_joint, 3),  # + rows
    "activities": (lambda n, period, **_: ActivityFactory(period=period), 2),
    "trends": (lambda n, period, **_: TrendFactory(period=period), 2),
}


@pytest.mark.parametrize("resource", LISTS)
@pytest.mark.parametrize("count", [1, 30])
def test_a_list_costs_the_same(cast: Cast, period: Period, api_of: Callable, resource: str, count: int):
    make, expected = LISTS[resource]
    for n in range(count):
        make(n, period=period, cast=cast)
    api = api_of(cast.focal)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = api.get(f"/api/v1/{resource}/?limit=1000")
    assert len(response.json()["results"]) >= count
    assert len(asked) == expected, [q["sql"] for q in asked]


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("by", ["indicator", "country,indicator"])
def test_figures_cost_the_same(cast: Cast, period: Period, api_of: Callable, by: str, count: int):
    for n in range(count):
        _result(n, period, cast)
        ParticipationFactory(period=period, country=CountryFactory(iso2=INVENTED[n]))
        ActivityFactory(period=period)
    Result.objects.filter(part_of__isnull=False).update(indicator=IndicatorFactory(code="ARRESTS"))
    api = api_of(cast.cochair)
    with CaptureQueriesContext(connection) as asked:
        response = api.get(f"/api/v1/periods/{period.pk}/figures/?by={by}")
    assert response.json()["cells"]
    # Token, period, participations with cases, results, activities; for the region also what overlaps.
    assert len(asked) == 5, [q["sql"] for q in asked]
