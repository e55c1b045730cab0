"""Lowering a handling label: a decision of its own, with a reason."""

from typing import Any

from django.db import models

from jpa.common.errors import Fault, Invalid
from jpa.common.labels import is_looser


def check_lowering(record: models.Model, changes: dict[str, Any], reason: str) -> None:
    """Raises Invalid when a stored record would be opened to more readers without a reason (policy.md, labels)."""
    new = changes.get("label")
    if not new or reason.strip():
        return
    stored = type(record)._base_manager.values_list("label", flat=True).get(pk=record.pk)
    if is_looser(new, stored):
        detail = f"This opens the record to more readers, from {stored} to {new}: give the reason."
        raise Invalid(detail, [Fault("reason", "missing", detail)])
