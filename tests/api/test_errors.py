"""How the API says no: problem details (RFC 9457), and never a 500 for what somebody sent."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from rest_framework import exceptions

from jpa.common.problems import problem_response
from tests.api.conftest import RESOURCES, World
from tests.conftest import Cast

BAD_VALUES = {
    "unknown": ("colour=red", "colour", "unknown_parameter"),
    "format": ("format=csv", "format", "unknown_parameter"),
    "twice": ("limit=1&limit=2", "limit", "repeated_parameter"),
    "NUL": ("limit=%00", "limit", "not_text"),
    "not UTF-8": ("limit=%ff%fe", "limit", "not_text"),
    "limit 0": ("limit=0", "limit", "invalid"),
    "limit 1001": ("limit=1001", "limit", "invalid"),
    "limit as a word": ("limit=abc", "limit", "invalid"),
    "limit of other digits": ("limit=%D9%A1", "limit", "invalid"),
    "limit too long": ("limit=0001000999", "limit", "invalid"),
    "limit empty": ("limit=", "limit", "invalid"),
    "cursor": ("cursor=abc", "cursor", "invalid"),
    "cursor of no alphabet": ("cursor=%21%21", "cursor", "invalid"),
    "cursor with NUL": ("cursor=cD0lMDA%3D", "cursor", "invalid"),
    "cursor with an offset": ("cursor=bz14", "cursor", "invalid"),
}


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("case", BAD_VALUES)
def test_a_wrong_parameter_is_named(world: World, cast: Cast, api_of: Callable, resource: str, case: str):
    query, pointer, code = BAD_VALUES[case]
    response = api_of(cast.focal).get(f"/api/v1/{resource}/?{query}")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert problem["status"] == 400
    assert problem["instance"] == f"/api/v1/{resource}/"
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [(pointer, code)]
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}


@pytest.mark.parametrize("resource", ["periods", "indicators", "countries", "results"])
def test_a_position_the_database_could_not_compare_is_refused(cast: Cast, api_of: Callable, resource: str):
    beyond_every_number = "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ%3D%3D"
    response = api_of(cast.focal).get(f"/api/v1/{resource}/?cursor={beyond_every_number}")
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "cursor")


@pytest.mark.parametrize("name", ["NUL%00", "%ff", "", "__class__", "country__name", "id__in", "or%27--"])
def test_names_of_parameters_are_a_short_list(cast: Cast, api_of: Callable, name: str):
    response = api_of(cast.focal).get(f"/api/v1/results/?{name}=1")
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "unknown_parameter"


@pytest.mark.parametrize("address", ["results/{}/", "periods/jpa-live/", "countries/TH/", ""])
def test_one_record_takes_no_parameters(world: World, cast: Cast, api_of: Callable, address: str):
    response = api_of(cast.focal).get(f"/api/v1/{address.format(world.draft.pk)}?limit=1")
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (400, "limit")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", ["", "results/", "results/{}/", "periods/jpa-live/figures/", "schema/", "docs/"])
def test_what_only_reads_refuses_other_methods(world: World, cast: Cast, api_of: Callable, address: str, method: str):
    response = getattr(api_of(cast.focal), method)(f"/api/v1/{address.format(world.draft.pk)}")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["", "results/", "results/{}/", "periods/jpa-live/figures/", "schema/"])
def test_head_answers_as_get_without_a_body(world: World, cast: Cast, api_of: Callable, address: str):
    response = api_of(cast.focal).head(f"/api/v1/{address.format(world.draft.pk)}")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "application/xml", "nonsense"])
def test_json_is_the_only_format(cast: Cast, api_of: Callable, accept: str):
    response = api_of(cast.focal).get("/api/v1/results/", HTTP_ACCEPT=accept)
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/nothing/", "/api/v2/results/", "/api/v1/results/a/b/c/"])
def test_an_address_nobody_answers_is_a_problem_too(cast: Cast, api_of: Callable, address: str):
    response = api_of(cast.focal).get(address)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["errors"] == []


def test_a_page_that_is_missing_stays_a_page(cast: Cast, client_of: Callable):
    assert client_of(cast.focal).get("/nothing/")["Content-Type"].startswith("text/html")


def test_an_address_without_its_slash_is_led_to_it(cast: Cast, api_of: Callable):
    response = api_of(cast.focal).get("/api/v1/results?limit=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/results/?limit=1")


def test_nothing_is_kept_by_caches(cast: Cast, api_of: Callable):
    assert api_of(cast.focal).get("/api/v1/periods/")["Cache-Control"] == "no-store"


class TestTranslation:
    """What DRF and Django raise leaves as problem details as well."""

    def told(self, error: Exception) -> dict:
        return problem_response(error, {"request": RequestFactory().get("/api/v1/results/")}).data

    def test_nested_faults_carry_json_pointers(self):
        detail = {"rows": [{"value": ["Not a number."]}, {"value": ["Too large."]}], "period": ["Missing."]}
        problem = self.told(exceptions.ValidationError(detail))
        assert [e["pointer"] for e in problem["errors"]] == ["/rows/0/value", "/rows/1/value", "/period"]
        assert problem["detail"] == "Not a number. Too large. Missing."

    def test_a_permission_denied_says_no_more(self):
        assert self.told(PermissionDenied("the reason"))["detail"] == "You may not do this"

    def test_a_fault_of_ours_is_not_dressed_up(self):
        context = {"request": RequestFactory().get("/")}
        assert problem_response(RuntimeError("a bug"), context) is None
