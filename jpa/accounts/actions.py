"""What is done to accounts: invite, change, issue and revoke tokens."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from jpa.accounts.models import ApiToken, User
from jpa.audit import actions as audit
from jpa.common.errors import Conflict, Invalid

TOKEN_PREFIX = "jpa_"  # noqa: S105 -- how a token begins, no secret
TOKEN_DAYS = 90


def digest(token: str) -> str:
    """The SHA-256 a token is stored and found by."""
    return hashlib.sha256(token.encode()).hexdigest()


def add_user(*, by: Any, password: str | None = None, **fields: Any) -> User:
    """Create an account; without a password nobody can sign in to it yet. Raises Invalid."""
    user = User(**fields)
    user.set_password(password)
    return audit.create(user, by=by, kind="user.added")


def change_user(user: User, changes: dict[str, Any], *, by: Any, version: int) -> User:
    """Change role, country, name or suspension. Raises Stale, Invalid, Conflict for the own role or suspension."""
    if (
        by is not None
        and by.pk == user.pk
        and not (changes.get("is_active", True) and changes.get("role", by.role) == by.role)
    ):
        raise Conflict("You cannot suspend yourself or change your own role. Another administrator can.")
    return audit.update(user, changes, by=by, version=version, kind="user.changed")


@transaction.atomic
def issue_token(*, owner: User, name: str, by: Any, days: int = TOKEN_DAYS) -> str:
    """Make a personal API token and return it in clear, once. Raises Invalid for a suspended owner."""
    if not owner.is_active:
        raise Invalid(f"{owner.email} is suspended.")
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    stored = ApiToken(user=owner, name=name, digest=digest(token), expires_at=timezone.now() + timedelta(days=days))
    stored.save()
    audit.record(kind="token.issued", by=by, target=stored, after={"owner": owner.email, "name": name})
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Any) -> None:
    """End a token at once. Raises Conflict when it has been revoked before."""
    revoked = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    if not revoked:
        raise Conflict(f"{token.name!r} has been revoked already.")
    audit.record(kind="token.revoked", by=by, target=token, after={"name": token.name})
