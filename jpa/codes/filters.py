"""Filters of the vocabulary, and the choices other filters take from it."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from jpa.codes.models import Code, CodeList, Indicator, Unit
from jpa.common.filters import ANY_LABEL, NONE, StrictFilterSet, TextFilter, YesNoFilter


class LabelledField(ModelChoiceField):
    """A code or an indicator, shown by its label."""

    def label_from_instance(self, obj: Code | Indicator) -> str:
        return obj.label


class CodeChoiceFilter(django_filters.ModelChoiceFilter):
    """A code of one list, compared with a field that keeps codes as text; `none` finds what is not known."""

    field_class = LabelledField

    def __init__(self, code_list: str, **kwargs: Any) -> None:
        self.code_list = code_list
        super().__init__(
            queryset=self._codes,
            to_field_name="code",
            empty_label=ANY_LABEL,
            null_label=_("Not known"),
            null_value=NONE,
            error_messages={"invalid_choice": _("There is no code %(value)s here.")},
            help_text=_("A code of the list {list}.").format(list=code_list),
            **kwargs,
        )

    def _codes(self, request: Any) -> QuerySet[Code]:
        return Code.objects.visible_to(request.user).filter(code_list=self.code_list).order_by("position")

    def filter(self, qs: QuerySet[Any], value: Code | str | None) -> QuerySet[Any]:
        if not value:
            return qs
        return qs.filter(**{self.field_name: "" if value == NONE else value.code})


class IndicatorChoiceFilter(django_filters.ModelChoiceFilter):
    """One indicator, by its code."""

    field_class = LabelledField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=lambda request: Indicator.objects.visible_to(request.user).order_by("position", "code"),
            empty_label=ANY_LABEL,
            error_messages={"invalid_choice": _("There is no indicator %(value)s here.")},
            label=_("Indicator"),
            help_text=_("The code of an indicator."),
            **kwargs,
        )


class IndicatorFilter(StrictFilterSet):
    q = TextFilter(method="containing", label=_("Search"), help_text=_("Words of the code or label."))
    tier = django_filters.ChoiceFilter(
        choices=[(1, "1"), (2, "2"), (3, "3")],
        empty_label=ANY_LABEL,
        null_label=_("As published"),
        null_value=NONE,
        label=_("Tier"),
        help_text=_("1 is asked of every country; 2 and 3 when recorded."),
    )
    core = YesNoFilter(field_name="jpa_core", label=_("Core"), help_text=_("Published by the group in 2015."))
    unit = django_filters.ChoiceFilter(choices=Unit.choices, empty_label=ANY_LABEL, label=_("Unit"))
    group = django_filters.AllValuesFilter(empty_label=ANY_LABEL, label=_("Group"))

    class Meta:
        model = Indicator
        fields: list[str] = []

    def containing(self, queryset: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        return queryset.filter(Q(code__icontains=value) | Q(label__icontains=value))


class CodeListFilter(StrictFilterSet):
    q = TextFilter(method="containing", label=_("Search"), help_text=_("Words of the key or title."))

    class Meta:
        model = CodeList
        fields: list[str] = []

    def containing(self, queryset: QuerySet[CodeList], name: str, value: str) -> QuerySet[CodeList]:
        return queryset.filter(Q(key__icontains=value) | Q(title__icontains=value))
