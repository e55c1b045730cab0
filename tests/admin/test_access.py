"""Who gets into the administration screens, and what nobody can do there."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import NoReverseMatch, reverse

from countries.models import Country, Organisation
from investigations.models import Activity, Investigation, Partner, Result, Trend
from jpa.accounts.models import ApiToken, User
from jpa.audit.admin import RecordedAdmin
from jpa.codes.models import Code, CodeList, Indicator, ValidationRule
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, Workshop
from tests.admin.screens import adding, listing, page
from tests.factories import CountryFactory, InvestigationFactory, PeriodFactory

REFERENCE = [Country, Organisation, CodeList, Code, Indicator, ValidationRule]
PERIODS = [Period, CoChair, Participation, Workshop, Attendance, FocusArea, Note]
RECORDS = [Investigation, Result, Activity, Trend]
MEMBERS = {"view": [*REFERENCE, *PERIODS, *RECORDS, Partner, User]}
MAY = {
    "admin": {
        "view": [*REFERENCE, *PERIODS, *RECORDS, User, ApiToken],
        "add": [Organisation, User, *PERIODS],
        "change": [Country, Organisation, CodeList, Code, Indicator, User, *PERIODS[:1], *PERIODS[2:]],
    },
    "approver": {**MEMBERS, "add": [*RECORDS, Partner], "change": []},
    "cochair": {
        **MEMBERS,
        "add": [*PERIODS[1:], *RECORDS, Partner],
        "change": [Period, *PERIODS[2:]],
    },
}


def test_every_screen_is_one_that_records():
    assert all(isinstance(screen, RecordedAdmin) for screen in admin.site._registry.values())
    assert set(admin.site._registry) == {*REFERENCE, *PERIODS, *RECORDS, Partner, User, ApiToken}


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("screen", admin.site._registry.values(), ids=lambda screen: screen.opts.label)
def test_rights_of_each_role_on_each_screen(cast, period, rf, name, screen):
    request = rf.get("/admin/")
    request.user = getattr(cast, name)
    rights = {name for name, held in screen.get_model_perms(request).items() if held}
    assert rights == {right for right in ("view", "add", "change") if screen.model in MAY[name][right]}


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("model", admin.site._registry)
def test_lists_and_add_forms_open_for_those_who_may(cast, period, client_of, name, model):
    client = client_of(getattr(cast, name))
    assert client.get(listing(model)).status_code == (200 if model in MAY[name]["view"] else 403)
    assert client.get(adding(model)).status_code == (200 if model in MAY[name]["add"] else 403)


def test_a_co_chair_whose_country_chairs_no_period_reads_and_does_not_write(cast, client_of):
    client = client_of(cast.cochair)
    assert client.get(listing(Investigation)).status_code == 200
    for model in (*RECORDS, Partner, Note, CoChair):
        assert client.get(adding(model)).status_code == 403


@pytest.mark.parametrize("name", ["focal", "stranger", "observer", "auditor"])
@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/accounts/user/", "/admin/nowhere/"])
def test_other_roles_are_refused_everywhere(cast, client_of, name, path):
    assert client_of(getattr(cast, name)).get(path).status_code == 403


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/"])
def test_strangers_are_sent_to_the_sign_in_page(client, db, path):
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('sign-in')}?next={path}"


def test_suspended_people_are_strangers(cast, client_of):
    cast.approver.is_active = False
    cast.approver.save()
    assert client_of(cast.approver).get("/admin/").status_code == 302


def test_the_sign_in_page_of_the_administration_leads_in(cast, client_of):
    assert client_of(cast.admin).get("/admin/login/").url == "/admin/"


@pytest.mark.parametrize("name", ["password_change", "password_change_done", "view_on_site", "autocomplete"])
def test_pages_that_would_go_past_the_actions_are_gone(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}")


def test_nothing_can_be_deleted(cast, client_of):
    client, country = client_of(cast.admin), CountryFactory(iso2="FJ")
    assert client.post(page(country, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": ["FJ"]}
    assert "delete" not in client.post(listing(Country), chosen, follow=True).context["cl"].model_admin.get_actions(
        client.get(listing(Country)).wsgi_request
    )
    assert Country.objects.filter(pk="FJ").exists()


def test_what_one_may_not_see_is_not_found(cast, client_of):
    hidden = InvestigationFactory(country=cast.australia)
    for method in ("get", "post"):
        for what in ("change", "history", "delete"):
            assert getattr(client_of(cast.approver), method)(page(hidden, what)).status_code == 404
    missing = InvestigationFactory.build(country=cast.australia)
    assert client_of(cast.approver).get(page(missing)).status_code == 404


def test_django_keeps_no_log_beside_the_trail(cast, client_of):
    client_of(cast.admin).get("/admin/")
    PeriodFactory(key="jpa-x")
    assert LogEntry.objects.count() == 0
