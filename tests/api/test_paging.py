"""Lists go by keyset: every row once, in order, forwards and backwards."""

from collections.abc import Callable, Iterator

import pytest
from rest_framework.test import APIClient

from countries.models import Country
from jpa.periods.models import Period
from tests.conftest import Cast
from tests.factories import CountryFactory, IndicatorFactory, PeriodFactory, ResultFactory


def walk(api: APIClient, address: str, way: str = "next") -> Iterator[dict]:
    while address:
        page = api.get(address).json()
        yield page
        address = page[way]


def rows(pages: list[dict], key: str = "id") -> list[str]:
    return [row[key] for page in pages for row in page["results"]]


@pytest.fixture
def many(cast: Cast, period: Period) -> list[str]:
    indicator = IndicatorFactory()
    made = [ResultFactory(period=period, country=cast.thailand, indicator=indicator) for _ in range(120)]
    return sorted((str(row.pk) for row in made), reverse=True)


@pytest.mark.parametrize("limit", [1, 7, 50, 119, 120, 121])
def test_every_row_is_met_once_newest_first(many: list[str], cast: Cast, api_of: Callable, limit: int):
    pages = list(walk(api_of(cast.focal), f"/api/v1/results/?limit={limit}"))
    assert rows(pages) == many
    assert {len(page["results"]) for page in pages[:-1]} <= {limit}


def test_the_way_back_is_the_same(many: list[str], cast: Cast, api_of: Callable):
    api = api_of(cast.focal)
    last = list(walk(api, "/api/v1/results/?limit=50"))[-1]
    back = list(walk(api, last["previous"], "previous"))
    assert rows([*reversed(back), last]) == many


def test_fifty_rows_are_the_default(many: list[str], cast: Cast, api_of: Callable):
    page = api_of(cast.focal).get("/api/v1/results/").json()
    assert len(page["results"]) == 50
    assert page["previous"] is None


def test_new_rows_do_not_move_a_page(many: list[str], cast: Cast, api_of: Callable):
    api = api_of(cast.focal)
    following = api.get("/api/v1/results/?limit=50").json()["next"]
    before = rows([api.get(following).json()])
    ResultFactory(country=cast.thailand)
    assert rows([api.get(following).json()]) == before


def test_paging_keeps_the_filters(many: list[str], cast: Cast, api_of: Callable):
    ResultFactory(country=cast.australia)
    pages = list(walk(api_of(cast.focal), "/api/v1/results/?country=TH&limit=40"))
    assert rows(pages) == many


def test_countries_go_by_code_and_indicators_by_place(cast: Cast, api_of: Callable):
    for code in ("XC", "XA", "XB"):
        CountryFactory(iso2=code)
    for code, position in (("B", 2), ("C", 1), ("A", 2)):
        IndicatorFactory(code=code, position=position)
    api = api_of(cast.focal)
    countries = rows(list(walk(api, "/api/v1/countries/?limit=2")), "iso2")
    assert countries == sorted(Country.objects.values_list("pk", flat=True))
    assert rows(list(walk(api, "/api/v1/indicators/?limit=1")), "code") == ["C", "A", "B"]


def test_periods_of_one_year_are_all_met(cast: Cast, api_of: Callable):
    for key in ("jpa-b", "jpa-a", "jpa-c"):
        PeriodFactory(key=key, year=2021)
    PeriodFactory(key="jpa-d", year=2020)
    pages = list(walk(api_of(cast.observer), "/api/v1/periods/?limit=1"))
    assert rows(pages, "key") == ["jpa-c", "jpa-b", "jpa-a", "jpa-d"]


def test_a_cursor_of_another_list_is_refused(many: list[str], cast: Cast, api_of: Callable):
    api = api_of(cast.focal)
    cursor = api.get("/api/v1/results/?limit=1").json()["next"].split("?")[1]
    assert api.get(f"/api/v1/countries/?{cursor}").status_code == 400


def test_rows_are_counted_on_request(many: list[str], cast: Cast, api_of: Callable):
    api = api_of(cast.focal)
    assert api.get("/api/v1/results/?limit=5&count=true").json()["count"] == 120
    assert "count" not in api.get("/api/v1/results/?limit=5&count=false").json()
    assert "count" not in api.get("/api/v1/results/?limit=5").json()
    assert api.get("/api/v1/results/?count=yes").json()["errors"][0]["pointer"] == "count"


def test_a_page_has_no_such_parameters(cast: Cast, client_of: Callable):
    for name in ("count", "fields"):
        assert client_of(cast.focal).get(f"/results/?{name}=true").status_code == 400


class TestFields:
    def test_only_those_asked_for_are_given(self, many: list[str], cast: Cast, api_of: Callable):
        api = api_of(cast.focal)
        assert api.get("/api/v1/results/?limit=1&fields=value,id").json()["results"] == [{"id": many[0], "value": "3"}]
        assert api.get(f"/api/v1/results/{many[0]}/?fields=value").json() == {"value": "3"}

    def test_what_a_record_holds_stays_whole(self, cast: Cast, period: Period, api_of: Callable):
        shown = api_of(cast.focal).get(f"/api/v1/periods/{period.pk}/?fields=co_chairs").json()
        assert shown == {"co_chairs": [{"country": "NZ", "agency": "", "source_url": ""}]}

    @pytest.mark.parametrize("names", ["", "id,", "nothing", "country__name", "%00", "return_state"])
    @pytest.mark.parametrize("address", ["participations/", "results/", "countries/TH/", "investigations/"])
    def test_what_is_no_field_is_named(self, cast: Cast, api_of: Callable, address: str, names: str):
        response = api_of(cast.focal).get(f"/api/v1/{address}?fields={names}")
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "fields")
