"""Signing in and out, and colours."""

import pytest
from django.test import Client

from jpa.accounts.policy import Role
from tests.factories import PASSWORD, UserFactory

WRONG = "This e-mail address and password do not belong to an account that can sign in here."


def sign_in(email, password=PASSWORD, **extra):
    return Client().post("/sign-in/", {"username": email, "password": password, **extra})


def test_the_address_may_be_written_in_any_case(cast):
    answer = sign_in("Focal@Example.ORG")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_signing_in_leads_back_to_the_page_asked_for(cast):
    assert sign_in("focal@example.org", next="/trends/").headers["Location"] == "/trends/"


def test_signing_in_never_leads_to_another_host(cast):
    assert sign_in("focal@example.org", next="https://elsewhere.example/").headers["Location"] == "/"


def test_every_failure_answers_the_same(cast):
    UserFactory(email="system@example.org", role=Role.PARTNER_SYSTEM)
    refused = {
        "wrong password": sign_in("focal@example.org", "not-the-password-of-anyone"),
        "unknown": sign_in("nobody@example.org"),
        "suspended": sign_in("suspended@example.org"),
        "machine": sign_in("system@example.org"),
    }
    assert {name: answer.status_code for name, answer in refused.items()} == dict.fromkeys(refused, 200)
    assert all(WRONG in answer.content.decode() for answer in refused.values())


def test_an_error_is_in_the_title_and_on_top(db):
    page = sign_in("nobody@example.org").content.decode()
    assert "<title>Error: Sign in" in page
    assert 'id="errors"' in page


def test_a_mistyped_address_keeps_what_was_typed(db):
    page = sign_in("not an address").content.decode()
    assert 'value="not an address"' in page
    assert 'aria-describedby="id_username_error"' in page


def test_someone_signed_in_is_sent_home(cast, client_of):
    assert client_of(cast.focal).get("/sign-in/").headers["Location"] == "/"


def test_signing_out_ends_the_session(cast, client_of):
    client = client_of(cast.focal)
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/help/").status_code == 302


def test_a_link_cannot_sign_anybody_out(cast, client_of):
    client = client_of(cast.focal)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/help/").status_code == 200


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-out/", "/theme/"])
def test_a_form_of_another_site_is_refused(address, cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, {"username": "focal@example.org", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_colours_chosen_are_kept(chosen, db):
    client = Client()
    answer = client.post("/theme/", {"theme": chosen, "next": "/sign-in/"})
    assert answer.headers["Location"] == "/sign-in/"
    assert f'data-theme="{chosen}"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("chosen", ["", "pink"])
def test_any_other_colours_are_the_devices(chosen, db):
    client = Client()
    client.cookies["theme"] = "dark"
    client.post("/theme/", {"theme": chosen})
    assert "data-theme" not in client.get("/sign-in/").content.decode()


def test_a_cookie_made_up_is_not_repeated(db):
    client = Client()
    client.cookies["theme"] = "x onload=1"
    assert "onload" not in client.get("/sign-in/").content.decode()


def test_the_colours_lead_to_no_other_host(db):
    assert Client().post("/theme/", {"theme": "dark", "next": "//elsewhere.example"}).headers["Location"] == "/"


def test_colours_are_set_by_a_form_alone(db):
    assert Client().get("/theme/").status_code == 405
