"""What is done to accounts and tokens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jpa.accounts import actions
from jpa.accounts.models import ApiToken, User
from jpa.accounts.policy import Role
from jpa.audit.models import Event
from jpa.common.errors import Conflict, Invalid, Stale


def add(cast, **fields) -> User:
    given = {"email": "new@example.org", "name": "New", "role": Role.FOCAL_POINT, "country": cast.thailand, **fields}
    return actions.add_user(by=cast.admin, **given)


def test_an_account_is_added_without_a_password(cast):
    user = add(cast)
    assert not user.has_usable_password()
    event = Event.objects.get()
    assert event.kind == "user.added"
    assert "password" not in event.after


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "FOCAL@example.org"},
        {"country": None},
        {"role": Role.ADMINISTRATOR},
        {"role": "king"},
        {"email": "nowhere"},
    ],
)
def test_an_account_that_cannot_be_is_refused(cast, fields):
    before = User.objects.count()
    with pytest.raises(Invalid):
        add(cast, **fields)
    assert User.objects.count() == before


def test_an_account_is_suspended_at_the_version_that_was_seen(cast):
    assert not actions.change_user(cast.focal, {"is_active": False}, by=cast.admin, version=1).is_active
    assert Event.objects.get().kind == "user.changed"
    with pytest.raises(Stale):
        actions.change_user(cast.focal, {"name": "Other"}, by=cast.admin, version=1)


@pytest.mark.parametrize("changes", [{"is_active": False}, {"role": Role.AUDITOR}])
def test_nobody_suspends_or_promotes_themselves(cast, changes):
    with pytest.raises(Conflict):
        actions.change_user(cast.admin, changes, by=cast.admin, version=1)
    assert actions.change_user(cast.admin, {"name": "Renamed"}, by=cast.admin, version=1).name == "Renamed"


def test_the_system_may_change_an_account(cast):
    assert not actions.change_user(cast.admin, {"is_active": False}, by=None, version=1).is_active


def test_a_token_is_shown_once_and_kept_as_a_digest(cast):
    token = actions.issue_token(owner=cast.focal, name="laptop", by=cast.focal, days=2)
    stored = ApiToken.objects.get()
    assert stored.digest == actions.digest(token)
    assert token not in (stored.digest, stored.name)
    assert timedelta(days=1) < stored.expires_at - timezone.now() <= timedelta(days=2)
    assert Event.objects.get().kind == "token.issued"


def test_a_suspended_account_gets_no_token(cast):
    with pytest.raises(Invalid, match="suspended"):
        actions.issue_token(owner=cast.suspended, name="laptop", by=cast.admin)
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_once(cast):
    actions.issue_token(owner=cast.focal, name="laptop", by=cast.focal)
    token = ApiToken.objects.get()
    actions.revoke_token(token, by=cast.focal)
    assert not ApiToken.objects.usable().exists()
    with pytest.raises(Conflict, match="revoked already"):
        actions.revoke_token(token, by=cast.focal)
    assert list(Event.objects.values_list("kind", flat=True)) == ["token.issued", "token.revoked"]
