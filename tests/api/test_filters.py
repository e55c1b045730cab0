"""Filters find what they say, name what is wrong, and never tell of what the reader may not see."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import RequestFactory

from countries.filters import CountryFilter, OrganisationFilter
from investigations import filters as cases
from investigations.models import ActivityKind, CaseState, Direction, Status
from jpa.codes.filters import CodeListFilter, IndicatorFilter
from jpa.common.dates import Precision
from jpa.common.labels import Label
from jpa.periods.filters import ParticipationFilter, PeriodFilter, WorkshopFilter
from jpa.periods.models import Period
from tests.api.conftest import World, ids
from tests.conftest import Cast
from tests.factories import (
    ActivityFactory,
    CodeFactory,
    CountryFactory,
    FocusAreaFactory,
    IndicatorFactory,
    InvestigationFactory,
    LegFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
    TrendFactory,
)

ALL = (
    cases.InvestigationFilter, cases.PartnerFilter, cases.ResultFilter, cases.JointResultFilter, cases.ActivityFilter,
    cases.TrendFilter, CountryFilter, OrganisationFilter, IndicatorFilter, CodeListFilter, PeriodFilter,
    ParticipationFilter, WorkshopFilter,
)  # fmt: skip


@pytest.fixture
def find(cast: Cast, api_of: Callable) -> Callable[[str], set[str]]:
    api = api_of(cast.focal)
    return lambda address: ids(api.get(f"/api/v1/{address}"))


@pytest.fixture
def case(cast: Cast, period: Period):
    """A case found by every filter, beside the one of `other`."""
    focus = FocusAreaFactory(period=period)
    made = InvestigationFactory(
        reference="TH-AB23C", title="Boats", crime_type=CodeFactory(list="crime_type", code="SOM").code
    )
    made.focus_areas.set([focus])
    LegFactory(investigation=made, origin=CountryFactory(iso2="LK"), destination=CountryFactory(iso2="ID"))
    PartnerFactory(investigation=made, country=cast.new_zealand)
    return made


@pytest.fixture
def other(cast: Cast):
    PartnerFactory(
        investigation=(
            made := InvestigationFactory(
                title="Lorries",
                label=Label.GREEN,
                state=CaseState.CLOSED,
                opened_on=date(2023, 1, 1),
                closed_on=date(2023, 8, 1),
                closed_on_precision=Precision.DAY,
                country=cast.australia,
            )
        ),
        country=cast.new_zealand,
        state="proposed",
    )
    return made


@pytest.mark.parametrize(
    "query",
    [
        "q=boat", "q=ab23", "country=TH", "country=tha", "state=open", "label=TLP:AMBER%2BSTRICT", "crime_type=SOM",
        "period=jpa-live", "opened_in=jpa-live", "corridor=LK", "corridor=IDN", "partner=NZ", "joint=true", "q=BOATS",
    ],
)  # fmt: skip
def test_investigations_are_found(case, other, period: Period, find: Callable, query: str):
    assert find(f"investigations/?{query}") == {str(case.pk)}


@pytest.mark.parametrize("query", ["q=lorries", "state=closed", "label=TLP:GREEN", "joint=false", "crime_type=none"])
def test_other_investigations_are_found(case, other, find: Callable, query: str):
    assert find(f"investigations/?{query}") == {str(other.pk)}


def test_investigations_are_found_by_focus_area_and_closing(case, other, find: Callable):
    PeriodFactory(key="jpa-2023", year=2023)
    PeriodFactory(key="jpa-undated", starts_on=None, starts_on_precision="unknown")
    area = case.focus_areas.get()
    assert find(f"investigations/?focus_area={area.pk}") == {str(case.pk)}
    assert find("investigations/?closed_in=jpa-2023") == {str(other.pk)}
    assert find("investigations/?closed_in=jpa-undated") == find("investigations/?opened_in=jpa-undated") == set()
    assert find("investigations/?period=jpa-2023") == {str(other.pk)}


class TestResults:
    @pytest.fixture
    def row(self, cast: Cast, period: Period) -> dict:
        for code_list, code in (("crime_type", "TIP"), ("sex", "F"), ("age_group", "Y_LT18")):
            CodeFactory(list=code_list, code=code)
        whole = ResultFactory(period=period, indicator=IndicatorFactory(code="ARRESTS"), country=cast.australia)
        part = ResultFactory(
            period=None,
            follow_up=True,
            credited_to=period,
            indicator=IndicatorFactory(code="CONVICTIONS"),
            investigation=InvestigationFactory(),
            part_of=whole,
            crime_type="TIP",
            sex="F",
            age_group="Y_LT18",
            nationality="LK",
            status=Status.SUBMITTED,
            currency="AUD",
        )
        return {"whole": whole, "part": part}

    @pytest.mark.parametrize(
        "query",
        [
            "period=none", "credited_to=jpa-live", "indicator=CONVICTIONS", "country=TH", "summed=false", "sex=F",
            "crime_type=TIP", "age_group=Y_LT18", "nationality=lk", "status=submitted", "currency=aud",
        ],
    )  # fmt: skip
    def test_a_part_is_found(self, row: dict, find: Callable, query: str):
        assert find(f"results/?{query}") == {str(row["part"].pk)}

    @pytest.mark.parametrize("query", ["period=jpa-live", "summed=true", "country=AU", "sex=none", "credited_to=none"])
    def test_the_whole_is_found(self, row: dict, find: Callable, query: str):
        assert find(f"results/?{query}") == {str(row["whole"].pk)}

    def test_rows_are_found_by_what_they_belong_to(self, row: dict, find: Callable):
        part = row["part"]
        assert find(f"results/?investigation={part.investigation_id}") == {str(part.pk)}
        assert find(f"results/?part_of={row['whole'].pk}") == {str(part.pk)}

    def test_the_regions_own_rows_are_found(self, world: World, find: Callable):
        assert find("results/?country=none") == {str(world.stated.pk)}


def test_activities_and_trends_are_found(cast: Cast, period: Period, find: Callable):
    training = ActivityFactory(period=period, kind=ActivityKind.TRAINING, title="Course")
    outreach = ActivityFactory(period=period, kind=ActivityKind.OUTREACH)
    trend = TrendFactory(
        period=period, direction=Direction.DOWN, mode=CodeFactory(list="transport_mode", code="A").code
    )
    TrendFactory(period=period)
    assert find("activities/?kind=training") == find("activities/?q=course") == {str(training.pk)}
    assert find("activities/?indicator=AWARE_EVENTS") == {str(outreach.pk)}
    assert find("activities/?indicator=TRAIN_SESS") == {str(training.pk)}
    assert find("trends/?direction=down") == find("trends/?mode=A") == {str(trend.pk)}


def test_reference_data_is_found(cast: Cast, api_of: Callable):
    CodeFactory(list="m49_region", code="M49_009")
    cast.australia.region = "009"
    cast.australia.save()
    CountryFactory(iso2="XA", is_member=False)
    IndicatorFactory(code="ARRESTS", jpa_core=True, tier=2, group="Offenders")
    IndicatorFactory(code="PUBLISHED_ONLY", tier=None)
    api = api_of(cast.observer)
    for address, key, found in (
        ("countries/?region=M49_009", "iso2", ["AU"]),
        ("countries/?member=false", "iso2", ["XA"]),
        ("countries/?q=zealand", "iso2", ["NZ"]),
        ("countries/?q=tha", "iso2", ["TH"]),
        ("indicators/?core=true", "code", ["ARRESTS"]),
        ("indicators/?tier=2", "code", ["ARRESTS"]),
        ("indicators/?tier=none", "code", ["PUBLISHED_ONLY"]),
        ("indicators/?group=Offenders", "code", ["ARRESTS"]),
        ("indicators/?q=arr", "code", ["ARRESTS"]),
        ("organisations/?q=iom", "acronym", ["IOM"]),
        ("code-lists/?q=m49", "key", ["m49_region"]),
    ):
        assert [row[key] for row in api.get(f"/api/v1/{address}").json()["results"]] == found, address


def test_periods_are_found(world: World, cast: Cast, api_of: Callable):
    api = api_of(cast.observer)
    for query, found in (
        ("published=true", ["jpa-published"]),
        ("stage=open", ["jpa-live"]),
        ("chaired_by=NZL", ["jpa-live"]),
        ("chaired_by=AU", []),
    ):
        assert [row["key"] for row in api.get(f"/api/v1/periods/?{query}").json()["results"]] == found


WRONG = (
    ("results/?country=ZZ", "country"),
    ("results/?country=Atlantis", "country"),
    ("results/?period=jpa-1999", "period"),
    ("results/?indicator=NOTHING", "indicator"),
    ("results/?crime_type=NONE", "crime_type"),
    ("results/?state=maybe", "state"),
    ("results/?summed=perhaps", "summed"),
    ("results/?investigation=abc", "investigation"),
    ("results/?part_of=1", "part_of"),
    ("investigations/?focus_area=none", "focus_area"),
    ("investigations/?period=none", "period"),
    ("investigations/?label=GREEN", "label"),
    ("indicators/?tier=4", "tier"),
    ("indicators/?group=Nothing", "group"),
    ("countries/?member=1", "member"),
    ("countries/?region=M49_000", "region"),
    (f"investigations/?q={'a' * 201}", "q"),
    ("trends/?mode=TR_AIR", "mode"),
)


@pytest.mark.parametrize(("address", "pointer"), WRONG)
def test_a_value_there_is_not_is_named(world: World, cast: Cast, api_of: Callable, address: str, pointer: str):
    response = api_of(cast.focal).get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


@pytest.mark.parametrize("value", ["%00", "a%00b", "%ff", "%ed%a0%80", "%e2%28%a1"])
@pytest.mark.parametrize("name", sorted(cases.ResultFilter.base_filters))
def test_what_is_not_text_is_refused(cast: Cast, api_of: Callable, name: str, value: str):
    response = api_of(cast.focal).get(f"/api/v1/results/?{name}={value}")
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(name, "not_text")]


@pytest.mark.parametrize("value", ["'", '"', "%", "_", "\\", "--", "1;DROP TABLE", "🚢", "Ελλάδα", "{{7*7}}", "none"])
def test_odd_text_is_just_text(cast: Cast, api_of: Callable, value: str):
    response = api_of(cast.focal).get("/api/v1/investigations/", {"q": value})
    assert response.json()["results"] == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("results/?investigation={}", "strict"),
        ("partners/?investigation={}", "strict"),
        ("results/?part_of={}", "draft"),
        ("results/?joint={}", "joint"),
    ],
)
def test_what_is_hidden_is_no_choice_just_as_what_is_missing(
    world: World, cast: Cast, api_of: Callable, address: str, name: str
):
    api = api_of(cast.stranger)
    hidden = api.get("/api/v1/" + address.format(getattr(world, name).pk))
    missing = api.get("/api/v1/" + address.format("0198c3a0-0000-7000-8000-000000000001"))
    assert (hidden.status_code, hidden.content) == (400, missing.content)


@pytest.mark.parametrize("filterset", ALL, ids=lambda f: f.__name__)
def test_each_filter_is_a_form_people_can_read(world: World, cast: Cast, filterset):
    request = RequestFactory().get("/")
    request.user = cast.stranger
    form = filterset(request.GET, queryset=filterset._meta.model.objects.all(), request=request).form
    page = form.as_p()
    assert all(str(field.label) for field in form)
    assert str(world.strict.pk) not in page
    assert world.strict.reference not in page
