"""What the API guide shows works as shown, on the published record."""

import contextlib
import io
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command

from jpa.accounts.actions import issue_token
from tests.conftest import Cast

GUIDE = (settings.BASE_DIR / "docs" / "api.md").read_text()
ADDRESSES = re.findall(r'curl -H "Authorization: Bearer \$TOKEN" "\$JPA(/api/v1/[^"]*)"', GUIDE)
(PROGRAM,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def record(cast: Cast) -> None:
    call_command("load_reference", stdout=io.StringIO())
    call_command("load_published", stdout=io.StringIO())


def test_every_example_answers_as_told(record: None, cast: Cast, api_of: Callable):
    api = api_of(cast.observer)
    answers = {address: api.get(address) for address in ADDRESSES}
    refused = {address: a.status_code for address, a in answers.items() if a.status_code != 200}
    assert refused == {"/api/v1/results/?colour=red": 400}
    empty = [address for address, a in answers.items() if a.json().get("results") == []]
    assert empty == []


def test_the_figures_shown_are_the_figures(record: None, cast: Cast, api_of: Callable):
    figures = api_of(cast.observer).get("/api/v1/periods/jpa-2015/figures/").json()
    shown = re.search(r'"indicator": "ARRESTS".*?"rows": "(.*?)"', GUIDE, re.DOTALL)
    cell = next(c for c in figures["cells"] if c["indicator"] == "ARRESTS")
    assert cell["rows"] == shown[1]
    assert all(f'"{name}"' in GUIDE for name in cell)
    assert (cell["value"], cell["country"], figures["coverage"]) == ("32", None, {"reported": 8, "expected": 8})


@pytest.mark.django_db(transaction=True)
def test_the_program_runs(live_server, record: None, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JPA", live_server.url)
    monkeypatch.setenv("TOKEN", issue_token(owner=cast.observer, name="guide", by=cast.observer))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(PROGRAM, "docs/api.md", "exec"), {})
    assert "ARRESTS exact 32 rows: 1" in said.getvalue()
    assert "reported: 8 of 8" in said.getvalue()
