"""Changing what stands under a handling label."""

from typing import Any, TypeVar

from django.db import models, transaction

from jpa.audit import actions as audit
from jpa.common.errors import Fault, Invalid
from jpa.common.labels import is_looser

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def change_labelled(record: M, changes: dict[str, Any], *, by: Any, version: int, kind: str, reason: str = "") -> M:
    """Change a record; one that would be opened to more readers needs a reason (policy.md, labels).

    Raises Stale, Invalid.
    """
    return amend_labelled(audit.locked(record, version), changes, by=by, kind=kind, reason=reason)


def amend_labelled(stored: M, changes: dict[str, Any], *, by: Any, kind: str, reason: str = "") -> M:
    """The same for a record that the caller has locked, in the caller's transaction. Raises Invalid."""
    new = changes.get("label")
    if new and is_looser(new, stored.label) and not reason.strip():
        detail = f"This opens the record to more readers, from {stored.label} to {new}: give the reason."
        raise Invalid(detail, [Fault("reason", "missing", detail)])
    return audit.amend(stored, changes, by=by, kind=kind, reason=reason)
