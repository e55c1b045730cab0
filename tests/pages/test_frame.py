"""What every page has: a title, one heading, its place in the menu, nothing inline; and the small addresses."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from jpa.common import views
from tests.factories import PeriodFactory

KB = 1024
# The page, the record it shows, the beginning of its title.
PAGES = [
    ("sign-in", None, "Sign in"),
    ("help", None, "Help and words"),
    ("investigations", None, "Investigations"),
    ("investigation", "shared", "False visas"),
    ("results", None, "Results"),
    ("result", "published_result", "Persons arrested: over 30"),
    ("activities", None, "Activities and training"),
    ("activity", "published_activity", "Radio plays"),
    ("trends", None, "Trends"),
    ("trend", "published_trend", "More by air"),
    ("indicators", None, "Indicators"),
    ("indicator", "indicator", "Persons arrested"),
]
every_page = pytest.mark.parametrize(("name", "record", "title"), PAGES, ids=[name for name, _, _ in PAGES])


@pytest.fixture
def opened(cast, records, client_of):
    """`opened(name, record)`: the text of a page as the focal point gets it; the sign-in page as a stranger does."""

    def page(name, record):
        client = Client() if name == "sign-in" else client_of(cast.focal)
        answer = client.get(reverse(name, args=[getattr(records, record).pk] if record else []))
        assert answer.status_code == 200
        return answer.content.decode()

    return page


@every_page
def test_title_and_heading(name, record, title, opened):
    text = opened(name, record)
    assert f"<title>{title} – JPA Results</title>" in text
    assert len(re.findall(r"<h1[ >]", text)) == 1


@every_page
def test_nothing_inline(name, record, title, opened):
    text = opened(name, record)
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! src=)|javascript:", text)


@every_page
def test_boxes_have_names_and_ids_are_unique(name, record, title, opened):
    text = opened(name, record)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))
    labelled = set(re.findall(r'<label for="([^"]+)"', text))
    boxes = {re.search(r'id="([^"]+)"', box)[1] for box in re.findall(r"<(?:input|select)[^>]*>", text) if "id=" in box}
    assert boxes - labelled == set()


@every_page
def test_weight(name, record, title, opened):
    assert len(gzip.compress(opened(name, record).encode())) <= 8 * KB


@pytest.mark.parametrize(
    ("file", "limit"), [("jpa.css", 12), ("jpa.js", 6), ("icons.svg", 3), ("geo/ap.svg", 10), ("mark.svg", 1)]
)
def test_weight_of_static_files(file, limit):
    assert len(gzip.compress(Path(finders.find(file)).read_bytes())) <= limit * KB


def test_both_lists_of_dark_colours_are_the_same():
    css = Path(finders.find("jpa.css")).read_text()
    device, chosen = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{(.*?)\}', css, re.DOTALL
    )
    assert device.split() == chosen.split()


@pytest.mark.parametrize("person", ["focal", "approver", "cochair", "observer", "admin", "auditor"])
def test_the_menu_has_at_most_seven_items_and_each_opens(person, cast, published, client_of):
    client = client_of(getattr(cast, person))
    text = client.get(reverse("help")).content.decode()
    menu = re.findall(r'<li><a href="([^"]+)"', text.partition('<details class="menu">')[0])
    assert 4 <= len(menu) <= 7
    assert {address: client.get(address, follow=True).status_code for address in menu} == dict.fromkeys(menu, 200)


@pytest.mark.parametrize(("name", "label"), [("trends", "Trends"), ("compare", "Compare periods")])
def test_the_menu_says_where_the_reader_is(name, label, cast, client_of):
    address = reverse(name)
    text = client_of(cast.focal).get(address).content.decode()
    assert f'<a href="{address}" aria-current="page">{label}</a>' in text
    assert text.count('aria-current="page"') == 2  # wide screens and phones


@pytest.mark.parametrize(("person", "offered"), [("approver", True), ("admin", True), ("focal", False)])
def test_administration_is_offered_to_those_who_may_use_it(person, offered, cast, client_of):
    text = client_of(getattr(cast, person)).get(reverse("help")).content.decode()
    assert ('href="/admin/"' in text) is offered


@pytest.mark.parametrize("demo", [True, False])
def test_a_demonstration_says_so_on_every_page(demo, db, settings):
    settings.DEMO = demo
    for address in ("/sign-in/", "/nothing/"):
        assert ("Demonstration database." in Client().get(address).content.decode()) is demo


def test_home_leads_to_the_dashboard_of_the_period_that_is_open(cast, period, published, client_of):
    PeriodFactory(key="jpa-planned", year=2027, stage="planned")
    assert client_of(cast.focal).get("/").headers["Location"] == "/periods/jpa-live/dashboard/"


def test_home_leads_to_the_latest_period_when_none_is_open(cast, published, client_of):
    PeriodFactory(key="jpa-older", year=2015, is_published_record=True, stage="closed")
    assert client_of(cast.focal).get("/").headers["Location"] == "/periods/jpa-published/dashboard/"


@pytest.mark.parametrize("person", ["observer", "admin", "auditor"])
def test_home_leads_readers_to_published_figures(person, cast, period, published, client_of):
    assert client_of(getattr(cast, person)).get("/").headers["Location"] == "/periods/jpa-published/dashboard/"


@pytest.mark.parametrize("person", ["focal", "admin"])
def test_home_says_what_belongs_there_while_there_is_no_period(person, cast, client_of):
    page = client_of(getattr(cast, person)).get("/")
    assert page.status_code == 200
    assert ("Open the administration" in page.content.decode()) is (person == "admin")


def test_healthz_needs_no_session(db):
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_healthz_says_when_the_database_does_not_answer(monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(views, "connection", Gone())
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "no database"})


def test_a_page_that_broke_says_so_without_context():
    text = render_to_string("500.html")
    assert "Something went wrong on our side" in text
    assert "csrf" not in text


def test_pages_are_not_kept_by_caches(cast, client_of):
    assert client_of(cast.focal).get(reverse("help")).headers["Cache-Control"] == "no-store"
