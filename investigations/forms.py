"""What is written about investigations, results, activities and trends, well-formed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from countries.models import Country
from investigations.models import Qualifier
from jpa.audit.forms import RecordedForm
from jpa.codes.models import Code
from jpa.common.forms import PartialDateField
from jpa.common.labels import Label

UNKNOWN = ("", _("Not known"))


def _codes(code_list: str) -> Callable[[], list[tuple[str, Any]]]:
    def choices() -> list[tuple[str, Any]]:
        known = Code.objects.filter(code_list=code_list).order_by("position", "id")
        return [UNKNOWN, *known.values_list("code", "label")]

    return choices


def _nationalities() -> list[tuple[str, Any]]:
    countries = Country.objects.order_by("name").values_list("iso2", "name")
    return [*_codes("nationality_special")(), *countries]


class CodeField(forms.ChoiceField):
    """A code of a list; empty is "not known"."""

    def __init__(self, code_list: str, **kwargs: Any) -> None:
        super().__init__(**{"choices": _codes(code_list), "required": False, **kwargs})


class LabelledForm(RecordedForm):
    """A record under a handling label; opening it to more readers needs a reason."""

    asides = ("reason",)
    reason = forms.CharField(
        required=False, max_length=500, help_text=_("Kept in the trail. Needed when the label lets more people read.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["reason"]


class CaseForm(LabelledForm):
    opened = PartialDateField(of="opened_on")
    closed = PartialDateField(of="closed_on", end=True)
    crime_type = CodeField("crime_type")


class PartnerForm(RecordedForm):
    role = CodeField("country_case_role", required=True, initial="CR_PART")


class HandedInForm(LabelledForm):
    """Part of a country's return. TLP:RED keeps no content, so what has content is not offered it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "label" in self.fields and self.instance.label != Label.RED:
            self.fields["label"].choices = [(v, name) for v, name in Label.choices if v != Label.RED]


class ResultForm(HandedInForm):
    happened = PartialDateField(of="happened_on")
    crime_type = CodeField("crime_type")
    sex = CodeField("sex")
    age_group = CodeField("age_group")
    exploitation_purpose = CodeField("exploitation_purpose")
    victim_identification_status = CodeField("victim_identification_status")
    nationality = forms.ChoiceField(choices=_nationalities, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "qualifier" in self.fields:
            self.fields["qualifier"].choices = [(v, name or _("exactly")) for v, name in Qualifier.choices]


class ActivityForm(HandedInForm):
    held = PartialDateField(of="held_on")


class TrendForm(HandedInForm):
    crime_type = CodeField("crime_type")
    mode = CodeField("transport_mode")
    exploitation_purpose = CodeField("exploitation_purpose")
