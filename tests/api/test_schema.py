"""The OpenAPI document is valid and complete, and its page loads nothing from elsewhere."""

import json
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from rest_framework.test import APIClient

from jpa.api import RESOURCES
from jpa.common.api import LIST_PARAMETERS
from jpa.common.filters import PAGING_PARAMETERS
from jpa.periods.models import Period
from tests.api.conftest import World
from tests.conftest import Cast

SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"
ADDRESSES = (
    *(f"/api/v1/{name}/" for name in RESOURCES),
    "/api/v1/periods/{key}/figures/",
    "/api/v1/periods/{key}/participations/",
    "/api/v1/investigations/{id}/results/",
)


@pytest.fixture(scope="module")
def document() -> dict:
    made = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(OpenApiJsonRenderer().render(made))


def test_it_is_valid_and_without_a_doubt():
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO())


def test_the_address_answers_with_it(document: dict, cast: Cast, api_of: Callable):
    assert api_of(cast.observer).get(SCHEMA).json() == document


def test_it_is_openapi_3_1(document: dict):
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_is_told(document: dict, address: str):
    assert address in document["paths"]


@pytest.mark.parametrize("name", RESOURCES)
def test_every_parameter_is_told(document: dict, name: str):
    told = document["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
    assert {p["name"] for p in told} == {*RESOURCES[name].filterset.base_filters, *PAGING_PARAMETERS, *LIST_PARAMETERS}
    assert all(p["description"] for p in told)


def test_every_refusal_is_told(document: dict):
    for address, operations in document["paths"].items():
        for operation in operations.values():
            assert {"200", "400", "401", "403", "404", "406"} <= set(operation["responses"]), address
            assert operation["security"] == [{"token": []}]
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


def test_every_component_says_what_it_is(document: dict):
    untold = [
        name
        for name, schema in document["components"]["schemas"].items()
        if schema["type"] == "object" and not schema.get("description") and not name.startswith("Paginated")
    ]
    assert untold == []


@pytest.mark.parametrize("name", ["accepted", "strict", "participation", "workshop", "trend", "activity", "joint"])
def test_what_is_answered_is_what_was_told(document: dict, world: World, cast: Cast, api_of: Callable, name: str):
    address = world.address(name)
    answer = api_of(cast.focal).get(address).json()
    operation = document["paths"][re.sub(r"[^/]+/$", "{id}/", address)]["get"]
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    assert set(answer) == set(schema["properties"]) == set(schema["required"])


@pytest.mark.parametrize(("address", "name"), [("results/{id}", "Result"), ("periods/{key}", "Period")])
def test_examples_are_whole(document: dict, address: str, name: str):
    content = document["paths"][f"/api/v1/{address}/"]["get"]["responses"]["200"]["content"]["application/json"]
    (example,) = content["examples"].values()
    assert list(example["value"]) == list(document["components"]["schemas"][name]["properties"])


def test_a_token_or_a_session_opens_them(cast: Cast, api_of: Callable, client_of: Callable):
    for one in (api_of(cast.observer), client_of(cast.observer)):
        assert one.get(SCHEMA).status_code == 200
        assert one.get(DOCS).status_code == 200


def test_nobody_else_reads_them(cast: Cast):
    refused = APIClient().get(SCHEMA)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    sent = Client().get(DOCS)
    assert (sent.status_code, sent["Location"]) == (302, f"/sign-in/?next={DOCS}")
    assert APIClient().get(DOCS, HTTP_AUTHORIZATION="Bearer garbage").status_code == 302


def test_the_page_is_made_of_local_files(cast: Cast, client_of: Callable):
    client = client_of(cast.observer)
    page = client.get(DOCS)
    script = client.get(f"{DOCS}?script=")
    addresses = re.findall(r"(?:src|href)=\"([^\"]*)\"", page.content.decode())
    assert addresses
    assert [a for a in addresses if not a.startswith("/")] == []
    assert "://" not in script.content.decode()
    assert script["Content-Type"].startswith("application/javascript")


def test_only_styles_are_freer_on_that_page(cast: Cast, client_of: Callable, period: Period):
    policy = client_of(cast.observer).get(DOCS)["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "'unsafe-inline'" not in client_of(cast.observer).get("/help/")["Content-Security-Policy"]
