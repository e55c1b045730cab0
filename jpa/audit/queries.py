"""What the trail knows."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import QuerySet

from jpa.audit.models import Event


def history_of(target: models.Model) -> QuerySet[Event]:
    """Everything recorded about one record, newest first. The caller has checked that the reader may see it."""
    return Event.objects.filter(object_type=target._meta.label_lower, object_id=str(target.pk)).order_by("-id")


def differences(event: Event) -> list[tuple[str, Any, Any]]:
    """What an event changed: (field, before, after) in the order of the fields' names."""
    return [(n, event.before.get(n, ""), event.after.get(n, "")) for n in sorted({*event.before, *event.after})]


def history_of_all(targets: Iterable[models.Model]) -> QuerySet[Event]:
    """Everything recorded about several records together, newest first; the same care as with `history_of`."""
    ids: dict[str, list[str]] = {}
    for target in targets:
        ids.setdefault(target._meta.label_lower, []).append(str(target.pk))
    wanted = models.Q(pk=None)
    for object_type, object_ids in ids.items():
        wanted |= models.Q(object_type=object_type, object_id__in=object_ids)
    return Event.objects.filter(wanted).order_by("-id")
