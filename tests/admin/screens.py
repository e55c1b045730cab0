"""Addresses and forms of the administration screens."""

from typing import Any

from django.db import models
from django.urls import reverse


def listing(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def adding(model: type[models.Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def page(record: models.Model, what: str = "change") -> str:
    """`what` is change, history or delete."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=[record.pk])


def typed(response: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends for the form that was shown, with some boxes changed."""
    form = response.context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    boxes = {name: form.fields[name].prepare_value(value) for name, value in shown.items()}
    sent: dict[str, Any] = {}
    for name, value in (boxes | changes).items():
        if hasattr(form.fields.get(name), "queryset") and isinstance(value, list):
            sent[name] = [getattr(one, "pk", one) for one in value]
        elif value is True:
            sent[name] = "on"
        elif value is not None and value is not False:
            sent[name] = value
    return sent


def errors(response: Any) -> str:
    """Every error on the page, as one text."""
    assert response.status_code == 200, "the form was accepted"
    form = response.context["adminform"].form
    return " ".join(str(message) for messages in form.errors.values() for message in messages)
