"""Form fields of the house: a date as exactly as it is known, and a list with one entry a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jpa.common.dates import UNKNOWN_DATE, PartialDate


class PartialDateField(forms.CharField):
    """One box for a date and its precision (domain rule 2). Cleans to a PartialDate.

    `of` names the model's date; its precision is `<of>_precision`. A month stands for its last day when `end`.
    """

    def __init__(self, *, of: str, end: bool = False, **kwargs: Any) -> None:
        self.of, self.end = of, end
        help_text = _("Such as 2019-07-02; 2019-07 when only the month is known; empty when nothing is.")
        super().__init__(**{"required": False, "max_length": 10, "help_text": help_text, **kwargs})

    def to_python(self, value: Any) -> PartialDate:
        try:
            return PartialDate.parse(super().to_python(value), end=self.end)
        except ValueError as error:
            raise forms.ValidationError(_("Write a date such as 2019-07-02, or 2019-07 for a month.")) from error

    def run_validators(self, value: PartialDate) -> None:
        """What parses is right; the validators of text do not apply."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or "") != (data or "").strip()

    def shown(self, instance: Any) -> str:
        """What the box holds for a stored record."""
        return PartialDate(getattr(instance, self.of), getattr(instance, f"{self.of}_precision")).iso() or ""

    def stored(self, value: PartialDate | None) -> dict[str, Any]:
        """The two fields of the model."""
        known = value or UNKNOWN_DATE
        return {self.of: known.day, f"{self.of}_precision": known.precision}


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "help_text": _("One a line."), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)
