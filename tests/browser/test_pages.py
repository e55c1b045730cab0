"""Every page in a real Chromium: accessible, light and dark, narrow and wide, without JavaScript, small, on its own."""

import gzip

import pytest

from jpa.common.pages import Page
from tests.house.test_routes import ROUTES

pytestmark = pytest.mark.browser

KB = 1024
FOCAL, CO_CHAIR, OBSERVER, ADMINISTRATOR = "focal.th", "cochair.nz", "observer.iom", "admin"
# The name of the address, who opens it, and the address; "list > text" is the link on a list that leads to the record.
PAGES = [
    ("sign-in", "", "/sign-in/"),
    ("home", FOCAL, "/"),
    ("help", FOCAL, "/help/"),
    ("periods", CO_CHAIR, "/periods/"),
    ("compare", CO_CHAIR, "/periods/compare/"),
    ("period", CO_CHAIR, "/periods/jpa-2019/"),
    ("period", OBSERVER, "/periods/jpa-2017/"),
    ("dashboard", CO_CHAIR, "/periods/jpa-demo/dashboard/"),
    ("dashboard", OBSERVER, "/periods/jpa-2015/dashboard/"),
    ("dashboard", FOCAL, "/periods/jpa-2017/dashboard/"),
    ("dashboard", OBSERVER, "/periods/jpa-2019/dashboard/"),
    ("figure", FOCAL, "/periods/jpa-demo/figures/ARRESTS/"),
    ("countries", OBSERVER, "/countries/"),
    ("country", FOCAL, "/countries/TH/"),
    ("country", OBSERVER, "/countries/FJ/"),
    ("indicators", OBSERVER, "/indicators/"),
    ("indicator", OBSERVER, "/indicators/ARRESTS/"),
    ("investigations", FOCAL, "/investigations/"),
    ("investigation", FOCAL, "/investigations/ > False visitor visas"),
    ("investigation", CO_CHAIR, "/investigations/ > Failed maritime"),
    ("results", FOCAL, "/results/"),
    ("result", OBSERVER, "/results/ > Persons arrested"),
    ("result", FOCAL, "/results/ > Officials trained"),
    ("activities", ADMINISTRATOR, "/activities/"),
    ("activity", CO_CHAIR, "/activities/ > "),
    ("trends", OBSERVER, "/trends/"),
    ("trend", FOCAL, "/trends/ > "),
]
REFUSALS = [
    ("not found", FOCAL, "/nothing/", 404),
    ("hidden", OBSERVER, "/investigations/", 404),
    ("bad parameter", FOCAL, "/results/?colour=blue", 400),
    ("not allowed", OBSERVER, "/periods/jpa-demo/dashboard/", 403),
]
# Pages of figures; the others are lists, forms and records.
LARGE = ("home", "dashboard", "period", "compare", "country")

every_page = pytest.mark.parametrize(("name", "person", "path"), PAGES, ids=[f"{n} {p}" for n, _, p in PAGES])


@pytest.fixture(scope="module")
def address_of(site, browser, sessions):
    """`address_of(person, path)`: the address itself, found by following a list's link where the path says so."""
    known = {}

    def find(person, path):
        start, arrow, words = path.partition(" > ")
        if arrow and (person, path) not in known:
            context = browser.new_context(storage_state=sessions(person))
            page = context.new_page()
            page.goto(site + start)
            row = page.locator("main tbody tr", has_text=words).first
            known[person, path] = row.locator("th a").get_attribute("href")
            context.close()
        return known.get((person, path), start)

    return find


def test_every_page_is_looked_at():
    names = {route.name for route in ROUTES if route.page and issubclass(route.page, Page)}
    assert names - {name for name, _, _ in PAGES} == set()


def violations_by_view(visit):
    """axe's objections in each width and colour scheme that has any."""
    found = {}
    for width in (1280, 390):
        visit.page.set_viewport_size({"width": width, "height": 900})
        for colours in ("light", "dark"):
            visit.page.emulate_media(color_scheme=colours)
            if objections := visit.violations():
                found[width, colours] = objections
    return found


def too_wide(visit):
    """The widths of the window (down to a phone's, or 400 % zoom) that the page does not fit in."""
    found = []
    for width in (1280, 640, 390, 320):
        visit.page.set_viewport_size({"width": width, "height": 900})
        if visit.overflow:
            found.append(width)
    return found


@every_page
def test_page(name, person, path, open_as, address_of):
    """One first visit: small, self-contained, quiet; accessible in every view; the same without JavaScript."""
    address = address_of(person, path)
    visit = open_as(person, address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    assert visit.answer.status == 200
    assert visit.strangers == []
    assert visit.bytes <= 50 * KB
    assert len(visit.requests) <= 10
    assert len(gzip.compress(visit.answer.body())) <= (20 if name in LARGE else 8) * KB
    assert violations_by_view(visit) == {}
    assert too_wide(visit) == []
    assert visit.complaints == []
    assert visit.refused == []
    assert open_as(person, address, java_script_enabled=False).text() == visit.text()


@pytest.mark.parametrize(("name", "person", "path", "status"), REFUSALS, ids=[r[0] for r in REFUSALS])
def test_a_refusal_is_a_page_too(name, person, path, status, open_as):
    visit = open_as(person, path, reduced_motion="reduce")
    assert visit.answer.status == status
    assert violations_by_view(visit) == {}
    assert too_wide(visit) == []
    assert visit.refused == []


def test_the_keyboard_reaches_the_content_first(open_as):
    page = open_as(FOCAL, "/trends/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_signing_in_filtering_and_signing_out_need_no_javascript(site, open_as):
    page = open_as("", "/trends/", java_script_enabled=False).page
    page.get_by_label("E-mail address").fill("focal.th@demo.example")
    page.get_by_label("Password").fill("demo-only-password")
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{site}/trends/"
    page.get_by_label("Direction").select_option("up")
    page.get_by_role("button", name="Show").click()
    assert "direction=up" in page.url
    page.get_by_role("button", name="Sign out").click()
    assert page.url == f"{site}/sign-in/"


def test_a_wrong_password_moves_the_focus_to_what_is_wrong(open_as):
    page = open_as("", "/sign-in/").page
    page.get_by_label("E-mail address").fill("focal.th@demo.example")
    page.get_by_label("Password").fill("something-else-entirely")
    page.get_by_role("button", name="Sign in").click()
    assert page.evaluate("document.activeElement.id") == "errors"
    assert page.title().startswith("Error: Sign in")
    assert page.get_by_label("E-mail address").input_value() == "focal.th@demo.example"


def test_the_colours_chosen_stay(open_as):
    visit = open_as(FOCAL, "/trends/?direction=up")
    visit.page.get_by_label("Colours").select_option("dark")
    visit.page.get_by_role("button", name="Set").click()
    assert visit.page.url.endswith("/trends/?direction=up")
    assert visit.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 21, 27)"


def test_the_menu_opens_on_a_phone_without_javascript(open_as):
    page = open_as(FOCAL, "/help/", java_script_enabled=False, viewport={"width": 390, "height": 800}).page
    page.get_by_text("Menu", exact=True).click()
    page.locator("details.menu").get_by_role("link", name="Investigations").click()
    assert page.title().startswith("Investigations")
