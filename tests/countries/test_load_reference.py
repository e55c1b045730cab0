"""The reference data of the repository, and loading them twice."""

import pytest
from django.core.management import call_command

from countries.models import Country, Organisation, OrganisationKind
from jpa.audit.models import Event
from jpa.codes.models import Code, CodeList, Indicator, ValidationRule


@pytest.fixture
def reference(db):
    call_command("load_reference", verbosity=0)


def test_it_loads_all_countries_with_their_codes(reference):
    assert Country.objects.count() == 249
    fiji = Country.objects.get(pk="FJ")
    assert (fiji.iso3, fiji.m49, fiji.currencies, fiji.is_member) == ("FJI", "242", ["FJD"], True)


def test_it_knows_45_members_with_the_evidence_for_each(reference):
    members = Country.objects.members()
    assert members.count() == 45
    assert not members.filter(membership_confidence="").exists()
    assert Country.objects.get(pk="AU").membership_evidence[0].startswith("Ad Hoc Group list")


def test_countries_are_named_as_the_group_names_them(reference):
    names = dict(Country.objects.values_list("iso2", "name"))
    assert names["KR"] == "Republic of Korea"
    assert names["GB"] == "United Kingdom"


def test_an_observer_state_is_no_member(reference):
    canada = Country.objects.get(pk="CA")
    assert not canada.is_member
    assert canada.membership_confidence == "observer state: published"


def test_organisations_have_their_kind(reference):
    kinds = dict(Organisation.objects.values_list("acronym", "kind"))
    assert kinds["IOM"] == kinds["UNODC"] == OrganisationKind.MEMBER
    assert kinds["INTERPOL"] == OrganisationKind.OBSERVER
    assert kinds["RSO"] == OrganisationKind.BODY


def test_indicators_come_with_rule_tier_and_dimensions(reference):
    assert Indicator.objects.filter(tier__isnull=False).count() == 52
    assert Indicator.objects.filter(tier=1).count() == 26
    assert Indicator.objects.filter(jpa_core=True).count() == 9
    arrests = Indicator.objects.get(pk="ARRESTS")
    assert arrests.dimensions[:3] == ["crime_type", "sex", "age_group"]
    assert "once per period and country" in arrests.counts


def test_published_names_without_a_code_are_indicators_as_published(reference):
    published = Indicator.objects.filter(tier=None)
    assert published.count() == 11
    assert set(published.values_list("group", flat=True)) == {"As published"}
    assert Indicator.objects.get(pk="PUB_PROSECUTIONS_SUCCESSFUL").unit == "persons"


def test_code_lists_and_rules_are_complete(reference):
    assert CodeList.objects.count() == 50
    assert Code.objects.get(pk="transport_mode:TR_AIR").label == "Air"
    assert ValidationRule.objects.count() == 37


def test_every_row_is_one_the_fields_allow(reference):
    for model in (CodeList, Code, Indicator, ValidationRule, Country, Organisation):
        for row in model.objects.all():
            row.clean_fields()


def test_one_event_a_data_set_tells_of_the_loading(reference):
    events = Event.objects.filter(kind="reference.loaded", channel="import", actor_name="System")
    assert events.count() == Event.objects.count() == 6


def test_loading_again_changes_nothing(reference, capsys):
    call_command("load_reference")
    assert Event.objects.count() == 6
    assert capsys.readouterr().out.count("nothing to do") == 6


def test_what_an_administrator_changed_stays(reference):
    Country.objects.filter(pk="VN").update(name="Vietnam")
    call_command("load_reference", verbosity=0)
    assert Country.objects.get(pk="VN").name == "Vietnam"


def test_a_new_edition_changes_only_what_differs(reference):
    Event.objects.filter(object_type="countries.country").update(after={"digest": "of an older edition"})
    Country.objects.filter(pk="VN").update(name="Vietnam")
    call_command("load_reference", verbosity=0)
    vietnam, fiji = Country.objects.get(pk="VN"), Country.objects.get(pk="FJ")
    assert (vietnam.name, vietnam.version, fiji.version) == ("Viet Nam", 2, 1)
    assert Event.objects.latest("id").after["changed"] == ["Viet Nam"]
