"""Writing the trail, and the two ways every record is written: create and update, each with its event."""

import json
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from jpa.audit.models import Event
from jpa.common import context
from jpa.common.errors import Fault, Invalid, Stale

M = TypeVar("M", bound=models.Model)
SYSTEM = "System"
_UNTOLD = {"version", "created_at", "updated_at", "password", "last_login"}


def record(
    *, kind: str, by: Any, target: models.Model, before: dict | None = None, after: dict | None = None, reason: str = ""
) -> Event:
    """Append one event in the caller's transaction. `by` is a user, or None for the system itself."""
    now = context.current()
    return Event.objects.create(
        at=timezone.now(),
        kind=kind,
        actor_id=str(by.pk) if by else "",
        actor_name=str(by) if by else SYSTEM,
        object_type=target._meta.label_lower,
        object_id=str(target.pk),
        reference=str(getattr(target, "reference", "")),
        country=getattr(target, "country_id", "") or "",
        before=before or {},
        after=after or {},
        reason=reason,
        channel=now.channel,
        request_id=now.request_id,
    )


def snapshot(instance: models.Model) -> dict[str, Any]:
    """The fields as JSON values in the form they are stored in, without secrets and book-keeping."""
    fields = [f for f in instance._meta.concrete_fields if f.name not in _UNTOLD]
    values = {f.attname: _as_stored(f, f.value_from_object(instance)) for f in fields}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _as_stored(field: models.Field, value: Any) -> Any:
    """3 and 3.00 are one number, "2025-07-01" and that day one date. What cannot be stored is refused later."""
    try:
        value = field.to_python(value)
        places = getattr(field, "decimal_places", None)
        return value if value is None or places is None else value.quantize(Decimal(1).scaleb(-places))
    except (ValidationError, ArithmeticError):
        return value


@transaction.atomic
def create(instance: M, *, by: Any, kind: str, reason: str = "") -> M:
    """Store a new record and its event. Raises Invalid naming each field that is wrong."""
    _store(instance, force_insert=True)
    filled = {name: value for name, value in snapshot(instance).items() if value not in (None, "", [], {})}
    record(kind=kind, by=by, target=instance, after=filled, reason=reason)
    return instance


def locked(instance: M, version: int) -> M:
    """The record as it is stored, held until the transaction ends. Raises Stale when it is not at `version`."""
    current = type(instance)._base_manager.select_for_update().get(pk=instance.pk)
    if current.version != version:
        raise Stale(f"{current} was changed by somebody else. Your change was not stored; look at it again.")
    return current


@transaction.atomic
def update(instance: M, changes: dict[str, Any], *, by: Any, version: int, kind: str, reason: str = "") -> M:
    """Change fields of a record that is still at `version`; nothing is recorded when nothing changes.

    Raises Stale when somebody else was first, Invalid naming each field that is wrong.
    """
    return amend(locked(instance, version), changes, by=by, kind=kind, reason=reason)


def amend(current: M, changes: dict[str, Any], *, by: Any, kind: str, reason: str = "") -> M:
    """The same for a record that the caller has locked, in the caller's transaction. Raises Invalid."""
    old = snapshot(current)
    for name, value in changes.items():
        setattr(current, name, value)
    new = snapshot(current)
    changed = [name for name in new if new[name] != old.get(name)]
    if not changed:
        return current
    current.version += 1
    _store(current)
    before, after = ({n: s[n] for n in changed} for s in (old, new))
    record(kind=kind, by=by, target=current, before=before, after=after, reason=reason)
    return current


def _store(instance: models.Model, **options: Any) -> None:
    """Check the fields, let the database check the rest, and say plainly what is wrong."""
    links = [f.name for f in instance._meta.concrete_fields if f.is_relation]
    try:
        instance.clean_fields(exclude=links)
        instance.clean()
        with transaction.atomic():
            instance.save(**options)
    except ValidationError as error:
        faults = [Fault(name, "invalid", " ".join(texts)) for name, texts in error.message_dict.items()]
        raise Invalid("; ".join(f"{f.pointer}: {f.detail}" for f in faults), faults) from error
    except IntegrityError as error:
        broken = _broken(instance, str(error))
        detail = f"{instance._meta.verbose_name}: {broken}" if broken else "already there or not known"
        raise Invalid(f"This breaks a rule of the records ({detail}).") from error


def _broken(instance: models.Model, told: str) -> str:
    """The broken constraint in words. Of a unique one SQLite tells the columns, not the name."""
    meta = instance._meta
    for constraint in meta.constraints:
        columns = [f"{meta.db_table}.{meta.get_field(name).column}" for name in getattr(constraint, "fields", ())]
        if constraint.name in told or (columns and told.endswith(": " + ", ".join(columns))):
            return constraint.name.replace("_", " ")
    return ""
