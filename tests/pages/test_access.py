"""Who gets which page: allowed 200, not the role's 403, hidden 404, nobody signed in 302."""

import pytest
from django.test import Client
from django.urls import reverse

MEMBERS = ("focal", "approver", "cochair", "stranger")
READERS = ("observer", "admin", "auditor")
EVERYONE = MEMBERS + READERS

# The page, the record it shows, and who may open it. Everyone else meets a 404.
PAGES = [
    ("investigations", None, MEMBERS),
    ("investigation", "own", ("focal", "approver")),
    ("investigation", "shared", MEMBERS),
    ("investigation", "red", ("focal", "approver")),
    ("results", None, EVERYONE),
    ("result", "draft", ("focal", "approver")),
    ("result", "published_result", EVERYONE),
    ("activities", None, EVERYONE),
    ("activity", "published_activity", EVERYONE),
    ("trends", None, EVERYONE),
    ("trend", "published_trend", EVERYONE),
    ("indicators", None, EVERYONE),
    ("indicator", "indicator", EVERYONE),
    ("help", None, EVERYONE),
]
CASES = [(name, record, person, person in allowed) for name, record, allowed in PAGES for person in EVERYONE]


def address(name, record, records):
    return reverse(name, args=[getattr(records, record).pk] if record else [])


@pytest.mark.parametrize(("name", "record", "person", "allowed"), CASES)
def test_page_by_role(name, record, person, allowed, cast, records, client_of):
    answer = client_of(getattr(cast, person)).get(address(name, record, records))
    assert answer.status_code == (200 if allowed else 404)


@pytest.mark.parametrize(("name", "record", "_"), PAGES)
def test_page_without_signing_in(name, record, _, records):
    path = address(name, record, records)
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={path}")


@pytest.mark.parametrize(("name", "record", "_"), PAGES)
def test_page_after_suspension(name, record, _, cast, records, client_of):
    client = client_of(cast.focal)
    cast.focal.is_active = False
    cast.focal.save()
    assert client.get(address(name, record, records)).status_code == 302


@pytest.mark.parametrize(("name", "record"), [("investigation", "own"), ("result", "draft")])
def test_hidden_and_missing_are_the_same_bytes(name, record, cast, records, client_of):
    client = client_of(cast.stranger)
    hidden = client.get(address(name, record, records))
    missing = client.get(reverse(name, args=["0198c3a0-0000-7000-8000-000000000001"]))
    nowhere = client.get("/nothing/here/")
    assert hidden.status_code == missing.status_code == nowhere.status_code == 404
    assert hidden.content == missing.content == nowhere.content
    told = [{k: v for k, v in answer.headers.items() if k != "X-Request-ID"} for answer in (hidden, missing, nowhere)]
    assert told[0] == told[1] == told[2]


def test_an_unknown_indicator_is_not_found(cast, client_of):
    assert client_of(cast.focal).get("/indicators/NOTHING/").status_code == 404


@pytest.mark.parametrize("person", READERS)
def test_observers_see_no_draft_in_the_list_of_results(person, cast, records, client_of):
    page = client_of(getattr(cast, person)).get(reverse("results"))
    assert [row.pk for row in page.context["rows"]] == [records.published_result.pk]


def test_the_country_sees_its_draft_in_the_list_of_results(cast, records, client_of):
    page = client_of(cast.focal).get(reverse("results"))
    assert {row.pk for row in page.context["rows"]} == {records.published_result.pk, records.draft.pk}
