"""A token opens the API while it is valid, and every way of not being valid looks the same."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from jpa.accounts.actions import digest
from tests.conftest import Cast
from tests.factories import ApiTokenFactory

ADDRESS = "/api/v1/periods/"


def _ask(header: str | None) -> object:
    headers = {"HTTP_AUTHORIZATION": header} if header else {}
    return APIClient().get(ADDRESS, **headers)


def test_a_valid_token_opens(cast: Cast, api_of: Callable):
    assert api_of(cast.focal).get(ADDRESS).status_code == 200


def test_invalid_tokens_are_refused_alike(cast: Cast):
    now = timezone.now()
    ApiTokenFactory(user=cast.focal, digest=digest("expired"), expires_at=now - timedelta(seconds=1))
    ApiTokenFactory(user=cast.focal, digest=digest("revoked"), revoked_at=now)
    ApiTokenFactory(user=cast.suspended, digest=digest("suspended"))
    answers = [_ask(f"Bearer {name}") for name in ("expired", "revoked", "suspended", "jpa_garbage", "\xff")]
    assert {(a.status_code, a.content, a["WWW-Authenticate"]) for a in answers} == {
        (401, answers[0].content, "Bearer"),
    }
    assert answers[0]["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer one two", "Basic Zm9vOmJhcg==", "Token x", "jpa_x"])
def test_what_is_no_bearer_token_is_no_token(cast: Cast, header: str | None):
    answer = _ask(header)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_suspension_takes_effect_at_the_next_request(cast: Cast, api_of: Callable):
    api = api_of(cast.focal)
    assert api.get(ADDRESS).status_code == 200
    cast.focal.is_active = False
    cast.focal.save()
    assert api.get(ADDRESS).status_code == 401


def test_who_is_not_known_learns_nothing_of_methods_or_parameters(cast: Cast):
    for method in ("get", "post", "put", "patch", "delete", "options", "trace"):
        assert getattr(APIClient(), method)(f"{ADDRESS}?colour=red").status_code == 401
