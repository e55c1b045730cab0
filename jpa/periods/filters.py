"""Filters of periods, participations and workshops, and the choice of a period others take from here."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from countries.filters import CountryChoiceFilter
from jpa.common.filters import ANY_LABEL, NONE, StrictFilterSet, YesNoFilter
from jpa.periods.models import Answer, Certainty, Participation, Period, ReturnState, Stage, Workshop, WorkshopKind


class PeriodField(ModelChoiceField):
    """A period, shown by its short name."""

    def label_from_instance(self, obj: Period) -> str:
        return obj.short_name


class PeriodChoiceFilter(django_filters.ModelChoiceFilter):
    """One period by its key; with `null_label` also `none`, for what lies in no period."""

    field_class = PeriodField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": lambda request: Period.objects.visible_to(request.user).order_by("-year", "-key"),
                "empty_label": ANY_LABEL,
                "null_value": NONE,
                "error_messages": {"invalid_choice": _("There is no period %(value)s here.")},
                "label": _("Period"),
                "help_text": _("The key of a period, such as jpa-2019."),
                **kwargs,
            }
        )


class PeriodFilter(StrictFilterSet):
    stage = django_filters.ChoiceFilter(choices=Stage.choices, empty_label=ANY_LABEL, label=_("Stage"))
    published = YesNoFilter(
        field_name="is_published_record",
        label=_("Published record"),
        help_text=_("Its figures come from publications, not from returns."),
    )
    chaired_by = CountryChoiceFilter(field_name="co_chairs", label=_("Chaired by"))

    class Meta:
        model = Period
        fields: list[str] = []


class ParticipationFilter(StrictFilterSet):
    period = PeriodChoiceFilter()
    country = CountryChoiceFilter()
    expected = YesNoFilter(label=_("Expected"), help_text=_("On the list frozen when the period opened."))
    answer = django_filters.ChoiceFilter(choices=Answer.choices, empty_label=ANY_LABEL, label=_("Answer"))
    certainty = django_filters.ChoiceFilter(choices=Certainty.choices, empty_label=ANY_LABEL, label=_("How sure"))
    return_state = django_filters.ChoiceFilter(
        choices=ReturnState.choices,
        method="with_return",
        empty_label=ANY_LABEL,
        label=_("Return"),
        help_text=_("Among the returns whose state you may know: your country's, and those of periods it chairs."),
    )

    class Meta:
        model = Participation
        fields: list[str] = []

    def with_return(self, queryset: QuerySet[Participation], name: str, value: str) -> QuerySet[Participation]:
        return queryset.with_return_open_to(self.request.user).filter(return_open=True, return_state=value)


class WorkshopFilter(StrictFilterSet):
    period = PeriodChoiceFilter()
    kind = django_filters.ChoiceFilter(choices=WorkshopKind.choices, empty_label=ANY_LABEL, label=_("Kind"))
    country = CountryChoiceFilter(label=_("Held in"), null_label=_("Place not known"))

    class Meta:
        model = Workshop
        fields: list[str] = []
