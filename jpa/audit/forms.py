"""The form every recorded thing is added and changed with."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import UniqueConstraint
from django.forms.models import construct_instance
from django.utils.translation import gettext_lazy as _

from jpa.common.errors import DomainError, Fault, Stale
from jpa.common.forms import PartialDateField

SEEN = "seen_version"


class RecordedForm(forms.ModelForm):
    """Collects what an action is to store; it stores nothing itself.

    `refusal` is the action's refusal of the same input, shown beside the fields it is about. `asides` are boxes
    that are not fields of the record.
    """

    refusal: DomainError | None = None
    asides: tuple[str, ...] = ()

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("This form is incomplete: open the record again."),
            "invalid": _("This form is damaged: open the record again."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding or not hasattr(self.instance, "version"):
            del self.fields[SEEN]
        else:
            self.initial[SEEN] = self.instance.version
        for name, field in self.fields.items():
            if isinstance(field, PartialDateField) and not self.instance._state.adding:
                self.initial[name] = field.shown(self.instance)

    def values(self) -> dict[str, Any]:
        """What was written, by the model's field names; a date with its precision."""
        found: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(field, PartialDateField):
                found |= field.stored(value)
            elif name != SEEN and name not in self.asides:
                found[name] = value
        return found

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.refusal is not None:
            self._tell(self.refusal)
        return cleaned

    def _post_clean(self) -> None:
        """Fields and "already there" are checked here; the action and the database say what else is wrong."""
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        record, left_out = self.instance, self._get_validation_exclusions()
        once = [c for c in record._meta.constraints if isinstance(c, UniqueConstraint)]
        checks = [record.clean, partial(record.clean_fields, left_out), partial(record.validate_unique, left_out)]
        for check in [*checks, *(partial(c.validate, type(record), record, left_out) for c in once)]:
            try:
                check()
            except forms.ValidationError as error:
                self.add_error(None, error)

    def _tell(self, refusal: DomainError) -> None:
        if isinstance(refusal, Stale):
            self.add_error(None, str(refusal))
            for name in [n for n in self.changed_data if n != SEEN]:
                self.add_error(name, _("Stored now: {value}").format(value=self._stored_words(name)))
            return
        boxes = {f.of: name for name, f in self.fields.items() if isinstance(f, PartialDateField)}
        for fault in refusal.faults or [Fault(NON_FIELD_ERRORS, "refused", refusal.detail)]:
            box = boxes.get(fault.pointer.removesuffix("_precision"), fault.pointer)
            self.add_error(box if box in self.fields else None, fault.detail)

    def _stored_words(self, name: str) -> str:
        """What the record holds by now, as a person reads it."""
        field, value = self.fields[name], self[name].initial
        if isinstance(field, forms.ModelMultipleChoiceField):
            return ", ".join(str(one) for one in value or []) or "–"
        if isinstance(field, forms.ModelChoiceField):
            return str(field.queryset.filter(pk=value).first() or "–") if value else "–"
        choices = dict(getattr(field, "choices", ()))
        return str(choices.get(value, field.prepare_value(value)) or "–")
