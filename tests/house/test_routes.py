"""Every route there is, found by walking the resolver: each names its rules, and a stranger gets nowhere."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.regex_helper import normalize
from rest_framework.views import APIView

from jpa.common.pages import Page

# Open before signing in, and why.
OPEN = {
    "healthz": "says only that the process and its database live",
    "sign-in": "the way in",
    "sign-out": "the way out; POST, harmless without a session",
    "theme": "light or dark, a cookie of the browser",
    "admin:logout": "as sign-out",
    "admin:login": "sends on to the sign-in page",
    "admin:jsi18n": "words of the interface",
}
SAMPLES = ("TH", "0198c3a0-0000-7000-8000-000000000001", "1")
FIXED = {"format": "json", "app_label": "accounts"}
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Route:
    """One address of the product: its full name, the address itself with sample values, its view."""

    name: str
    path: str
    view: Any

    @property
    def page(self) -> type | None:
        return getattr(self.view, "view_class", None)

    @property
    def endpoint(self) -> type | None:
        return getattr(self.view, "cls", None)

    @property
    def served(self) -> dict[str, str]:
        """Method → action, as the gate is asked."""
        if actions := getattr(self.view, "actions", None):
            return {method: action for method, action in actions.items() if method not in ("head", "options")}
        cls = self.page or self.endpoint
        reads = {"get": "read", "post": "write", "put": "write", "patch": "write", "delete": "write"}
        return {m: action for m, action in reads.items() if hasattr(cls, m) and m in cls.http_method_names}


def _address(regex: str, view: Any) -> str:
    """An address that this view answers, made of sample values."""
    template, names = normalize(regex)[0]
    for sample in SAMPLES:
        path = "/" + template % {name: FIXED.get(name, sample) for name in names}
        try:
            if resolve(path).func is view:
                return path
        except Resolver404:
            continue
    raise AssertionError(f"no sample address for {regex}")


def _walk(resolver: URLResolver, before: str = "", space: str = "") -> list[Route]:
    found = []
    for item in resolver.url_patterns:
        regex = before + item.pattern.regex.pattern.removeprefix("^").replace("\\Z", "")
        if isinstance(item, URLPattern):
            found.append(Route(space + (item.name or ""), _address(regex, item.callback), item.callback))
        else:
            found += _walk(item, regex, space + (f"{item.namespace}:" if item.namespace else ""))
    return found


ROUTES = _walk(get_resolver())
each = pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.name} {r.path}")
own = pytest.mark.parametrize(
    "route", [r for r in ROUTES if not r.path.startswith("/admin/") and r.name not in OPEN], ids=lambda r: r.path
)


def test_routes_are_found():
    assert len(ROUTES) > 50


@own
def test_it_is_a_page_or_an_endpoint(route: Route):
    assert (route.page and issubclass(route.page, Page)) or (route.endpoint and issubclass(route.endpoint, APIView))


@own
def test_it_names_a_rule_for_each_action(route: Route):
    allow = (route.page or route.endpoint).allow
    assert route.served
    assert set(route.served.values()) - set(allow) == set()


@own
def test_it_has_one_name(route: Route):
    assert route.name
    assert len({r.path for r in ROUTES if r.name == route.name and not r.path.endswith(".json")}) <= 1


@each
@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_gets_nowhere(route: Route, method: str):
    if route.name in OPEN:
        return
    answer = getattr(Client(), method)(route.path)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(("/sign-in/", "/admin/login/"))
    else:
        assert answer.status_code == (401 if route.path.startswith("/api/") else 405)
