"""Storing a whole reference data set at once, with one event in the trail."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from jpa.audit import actions as audit
from jpa.audit.models import Event
from jpa.common.datasets import DataSet

LOADED = "reference.loaded"
# An event about a whole table, not about one of its records.
ALL = "*"


@dataclass(frozen=True)
class Loaded:
    """What storing a data set did; both 0 when nothing was to do."""

    name: str
    added: int
    changed: int


@transaction.atomic
def store(data: DataSet) -> Loaded:
    """Bring a table to what the repository says, once for each edition of its rows.

    The same rows are not loaded again, so what an administrator changed since then stays.
    """
    name = str(data.model._meta.verbose_name_plural)
    table = Event.objects.filter(kind=LOADED, object_type=data.model._meta.label_lower)
    last = table.order_by("-id").values_list("after", flat=True).first()
    if last and last["digest"] == data.digest:
        return Loaded(name, 0, 0)
    stored = {getattr(row, data.key): row for row in data.model._default_manager.all()}
    added = [data.model(**row) for row in data.rows if row[data.key] not in stored]
    known = [(stored[row[data.key]], row) for row in data.rows if row[data.key] in stored]
    changed = [record for record, row in known if _adopt(record, row)]
    data.model._default_manager.bulk_create(added)
    if changed:
        data.model._default_manager.bulk_update(changed, _fields(data))
    audit.record(
        kind=LOADED, by=None, target=data.model(pk=ALL),
        after={"digest": data.digest, "added": len(added), "changed": [str(row) for row in changed]},
    )  # fmt: skip
    return Loaded(name, len(added), len(changed))


def _adopt(stored: models.Model, row: dict[str, Any]) -> bool:
    """Set the row's values on the stored record and say whether any was another."""
    different = {name: value for name, value in row.items() if getattr(stored, name) != value}
    for name, value in different.items():
        setattr(stored, name, value)
    if different and hasattr(stored, "version"):
        stored.version += 1
    return bool(different)


def _fields(data: DataSet) -> list[str]:
    names = [name for name in data.rows[0] if name != data.key and not data.model._meta.get_field(name).primary_key]
    return [*names, "version"] if hasattr(data.model, "version") else names
