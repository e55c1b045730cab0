"""The administration screens in a real Chromium: nothing refused by the policy, accessible, light and dark."""

import pytest

pytestmark = pytest.mark.browser

SCREENS = [
    ("admin", "/admin/"),
    ("admin", "/admin/accounts/user/"),
    ("admin", "/admin/accounts/user/add/"),
    ("admin", "/admin/countries/country/TH/change/"),
    ("admin", "/admin/countries/country/TH/history/"),
    ("admin", "/admin/investigations/investigation/"),
    ("admin", "/admin/periods/period/jpa-2019/change/"),
    ("approver.th", "/admin/"),
    ("approver.th", "/admin/investigations/investigation/"),
    ("approver.th", "/admin/investigations/investigation/add/"),
    ("approver.th", "/admin/investigations/result/add/"),
    ("cochair.nz", "/admin/periods/period/jpa-demo/change/"),
    ("cochair.nz", "/admin/periods/participation/"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("person", "path"), SCREENS)
def test_screens_are_sound(open_as, person, path, scheme):
    visit = open_as(person, path, color_scheme=scheme)
    assert visit.answer.status == 200
    assert (visit.refused, visit.strangers, visit.complaints) == ([], [], [])
    assert visit.violations() == []


def test_a_mistake_is_shown_beside_its_box(open_as):
    page = open_as("approver.th", "/admin/investigations/investigation/add/").page
    page.get_by_label("Opened").fill("soon")
    page.get_by_label("Title").fill("A new case")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Write a date such as 2019-07-02" in page.locator(".field-opened").inner_text()
    assert page.get_by_label("Title").input_value() == "A new case"
