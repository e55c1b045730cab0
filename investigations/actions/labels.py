"""Changing what stands under a handling label."""

from typing import Any, TypeVar

from django.db import models

from jpa.audit import actions as audit
from jpa.common.errors import Fault, Invalid
from jpa.common.labels import is_looser

M = TypeVar("M", bound=models.Model)


def change_labelled(record: M, changes: dict[str, Any], *, by: Any, version: int, kind: str, reason: str = "") -> M:
    """Change a record; one that would be opened to more readers needs a reason (policy.md, labels).

    Raises Stale, Invalid.
    """
    new = changes.get("label")
    stored = type(record)._base_manager.values_list("label", flat=True).get(pk=record.pk)
    if new and is_looser(new, stored) and not reason.strip():
        detail = f"This opens the record to more readers, from {stored} to {new}: give the reason."
        raise Invalid(detail, [Fault("reason", "missing", detail)])
    return audit.update(record, changes, by=by, version=version, kind=kind, reason=reason)
