"""The trail in plain words."""

from datetime import date
from typing import Any, NamedTuple

from django import template
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jpa.audit.models import Event
from jpa.audit.queries import differences

register = template.Library()

DEEDS = {
    "investigation.opened": gettext_lazy("Registered"),
    "investigation.changed": gettext_lazy("Changed"),
    "investigation.closed": gettext_lazy("Closed"),
    "investigation.linked": gettext_lazy("Links changed"),
    "investigation.corridor_set": gettext_lazy("Route set"),
    "partner.proposed": gettext_lazy("Asked to join"),
    "partner.accepted": gettext_lazy("Joined"),
    "partner.declined": gettext_lazy("Declined to join"),
    "result.recorded": gettext_lazy("Result recorded"),
    "result.contributors_named": gettext_lazy("Countries that took part named"),
    "result.changed": gettext_lazy("Result changed"),
    "result.tightened": gettext_lazy("Result brought under its investigation's label"),
    "result.credited": gettext_lazy("Result credited to where its investigation began"),
    "result.joined": gettext_lazy("Result counted together with another country's"),
}
# What a person need not read: keys, and numbers only the machine uses.
UNTOLD = {"id", "source_key", "joint_id", "modes"}
LONGEST_NAME = 12  # a country or a period names itself; longer keys are only numbered


class Change(NamedTuple):
    """One changed field in words."""

    name: str
    before: str
    after: str


@register.filter
def deed(event: Event) -> str:
    """What was done: "Joined", "Result recorded"; any other kind by its own words."""
    return str(DEEDS.get(event.kind) or event.kind.replace(".", " ").replace("_", " ").capitalize())


@register.filter
def actor(event: Event) -> str:
    """Who did it, without the address."""
    return event.actor_name.split(" <")[0]


@register.filter
def changes(event: Event) -> list[Change]:
    """The fields that got another value; none for a new record, whose page shows its values."""
    if not event.before:
        return []
    model = apps.get_model(event.object_type)
    told = [(name, old, new) for name, old, new in differences(event) if name not in UNTOLD]
    return [Change(_name(model, name), _value(model, name, old), _value(model, name, new)) for name, old, new in told]


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return None


def _name(model: type[models.Model], name: str) -> str:
    field = _field(model, name)
    return str(getattr(field, "verbose_name", None) or name.replace("_", " ")).capitalize()


def _value(model: type[models.Model], name: str, value: Any) -> str:
    if value in (None, "", []):
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        named = all(len(str(item)) <= LONGEST_NAME for item in value)
        return (
            ", ".join(map(str, value))
            if named
            else ngettext("{n} entry", "{n} entries", len(value)).format(n=len(value))
        )
    field = _field(model, name)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return date_format(date.fromisoformat(value), "j F Y")
    return str(dict(getattr(field, "flatchoices", None) or []).get(value, value))
