"""What is done to reference tables."""

import pytest

from countries import actions
from jpa.audit.models import Event
from jpa.common.errors import Invalid, Stale
from tests.factories import CodeFactory, CodeListFactory, CountryFactory, IndicatorFactory, OrganisationFactory


@pytest.mark.parametrize(
    ("factory", "change", "changes"),
    [
        (CountryFactory, actions.change_country, {"is_member": False}),
        (OrganisationFactory, actions.change_organisation, {"acronym": "RSO"}),
        (CodeListFactory, actions.change_code_list, {"title": "Other"}),
        (CodeFactory, actions.change_code, {"label": "Other"}),
        (IndicatorFactory, actions.change_indicator, {"label": "Other"}),
    ],
)
def test_it_is_changed_at_the_version_that_was_seen(cast, factory, change, changes):
    record = factory()
    changed = change(record, changes, by=cast.admin, version=1)
    assert {name: getattr(changed, name) for name in changes} == changes
    assert Event.objects.get().kind.endswith(".changed")
    with pytest.raises(Stale):
        change(record, changes, by=cast.admin, version=1)


def test_an_organisation_is_added(cast):
    made = actions.add_organisation(by=cast.admin, name="Regional Support Office", kind="body")
    assert (made.version, Event.objects.get().kind) == (1, "organisation.added")


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"kind": "club"}, {"name": "International Organization for Migration"}]
)
def test_an_organisation_that_cannot_be_is_refused(cast, fields):
    with pytest.raises(Invalid):
        actions.add_organisation(by=cast.admin, **{"name": "Other", "kind": "other", **fields})
    assert not Event.objects.exists()
