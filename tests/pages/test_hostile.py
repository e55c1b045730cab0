"""What a hostile reader tries on pages."""

import pytest
from django.urls import reverse

from investigations.actions import cases
from investigations.models import Partner, PartnerState
from jpa.common.labels import Label
from tests.factories import CountryFactory, InvestigationFactory, PartnerFactory, ResultFactory


@pytest.mark.parametrize("path", ["/periods/%00/", "/countries/%00/", "/indicators/%00/", "/results/%00/"])
def test_nul_in_an_address_is_no_address(cast, client_of, path):
    assert client_of(cast.focal).get(path).status_code == 404


def test_nul_in_a_query_is_refused(cast, client_of):
    assert client_of(cast.focal).get("/results/?period=%00").status_code == 400


def test_a_session_cookie_with_nul_is_no_session(db, client):
    client.cookies["sessionid"] = "\x00aaaaaaaaaa"
    assert client.get("/sign-in/").status_code == 200


def test_under_red_not_even_the_history_tells_the_story(cast, client_of):
    case = cases.open_case(country=cast.thailand, by=cast.focal, title="Seen at the pier", label=Label.AMBER_STRICT)
    cases.change_case(case, {"title": "", "label": Label.RED}, by=cast.focal, version=case.version)
    page = client_of(cast.focal).get(reverse("investigation", args=[case.pk])).content.decode()
    assert "Seen at the pier" not in page


def test_a_stricter_case_makes_its_rows_as_strict(cast):
    case = InvestigationFactory(country=cast.thailand, label=Label.GREEN)
    row = ResultFactory(investigation=case, label=Label.GREEN)
    cases.change_case(case, {"label": Label.AMBER_STRICT}, by=cast.focal, version=case.version)
    row.refresh_from_db()
    assert row.label == Label.AMBER_STRICT


def test_the_country_that_was_asked_sees_the_question_before_the_case(cast):
    case = InvestigationFactory(country=CountryFactory(iso2="FJ"), label=Label.AMBER)
    asked = PartnerFactory(investigation=case, country=cast.thailand, state=PartnerState.PROPOSED)
    assert list(Partner.objects.visible_to(cast.approver)) == [asked]
    assert not Partner.objects.visible_to(cast.stranger).exists()
