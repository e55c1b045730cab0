"""Filters of investigations and of what countries hand in. Choices are what the reader may see."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from countries.filters import CountryChoiceFilter
from countries.models import Country
from investigations.counting import CASES_COUNTED_AS, COUNTED_AS, HEADLINE_VICTIMS
from investigations.models import (
    Activity,
    ActivityKind,
    CaseState,
    CellState,
    Direction,
    Investigation,
    JointResult,
    JointState,
    Leg,
    Partner,
    PartnerState,
    Result,
    Status,
    Trend,
)
from jpa.codes.filters import CodeChoiceFilter, IndicatorChoiceFilter
from jpa.common.errors import Fault, Invalid
from jpa.common.filters import ANY_LABEL, NONE, StrictFilterSet, TextFilter, YesNoFilter
from jpa.common.labels import Label
from jpa.periods.filters import PeriodChoiceFilter
from jpa.periods.models import FocusArea, Participation, Period, ReturnState

REGION = _("The region as a whole")


class RecordFilter(django_filters.ModelChoiceFilter):
    """A record by its id, from a link rather than a list. What the reader may not see is no choice."""

    def __init__(self, model: Any, **kwargs: Any) -> None:
        super().__init__(
            queryset=lambda request: model.objects.visible_to(request.user), widget=forms.HiddenInput, **kwargs
        )


class InvestigationFilter(StrictFilterSet):
    q = TextFilter(method="containing", label=_("Search"), help_text=_("Words of reference or title."))
    country = CountryChoiceFilter()
    period = PeriodChoiceFilter(
        method="active_in", label=_("Active in"), help_text=_("Worked on in this period, by its key.")
    )
    indicator = django_filters.ChoiceFilter(
        choices=[(code, code) for code in CASES_COUNTED_AS],
        method="counted_as",
        empty_label=ANY_LABEL,
        label=_("Counted as"),
        help_text=_("With period: cases this indicator counts there, of countries whose figures are in your totals."),
    )
    opened_in = PeriodChoiceFilter(method="first_day_in", label=_("Opened in"), help_text=_("The key of a period."))
    closed_in = PeriodChoiceFilter(method="last_day_in", label=_("Closed in"), help_text=_("The key of a period."))
    joint = YesNoFilter(method="worked_on_with", label=_("Joint"), help_text=_("Another country has joined it."))
    crime_type = CodeChoiceFilter("crime_type", label=_("Crime type"))
    state = django_filters.ChoiceFilter(choices=CaseState.choices, empty_label=ANY_LABEL, label=_("State"))
    label = django_filters.ChoiceFilter(choices=Label.choices, empty_label=ANY_LABEL, label=_("Handling label"))
    corridor = CountryChoiceFilter(
        method="on_route", label=_("On the route"), help_text=_("A country where a leg of the corridor begins or ends.")
    )
    route = TextFilter(field_name="corridor", label=_("Route"), help_text=_("A whole corridor, such as LK>ID>AU."))
    focus_area = django_filters.ModelChoiceFilter(
        field_name="focus_areas",
        queryset=lambda request: FocusArea.objects.visible_to(request.user).order_by("text", "id"),
        empty_label=ANY_LABEL,
        label=_("Focus area"),
        help_text=_("The id of a focus area."),
    )
    partner = CountryChoiceFilter(
        method="joined_by", label=_("Partner"), help_text=_("A country that has joined as a partner.")
    )

    class Meta:
        model = Investigation
        fields: list[str] = []

    def containing(self, queryset: QuerySet[Investigation], name: str, value: str) -> QuerySet[Investigation]:
        return queryset.filter(Q(reference__icontains=value) | Q(title__icontains=value))

    def active_in(self, queryset: Any, name: str, value: Period) -> QuerySet[Investigation]:
        return queryset.active_in(value)

    def counted_as(self, queryset: Any, name: str, value: str) -> QuerySet[Investigation]:
        period = self.form.cleaned_data.get("period")
        if period is None:
            fault = Fault(name, "no_period", _("Cases are counted in a period: name it too."))
            raise Invalid(fault.detail, [fault])
        included = Participation.objects.in_figures_of(self.request.user).filter(period=period)
        started = included.exclude(return_state=ReturnState.NOT_STARTED)
        return queryset.counted_as(value, period).filter(country__in=started.values("country"))

    def first_day_in(self, queryset: Any, name: str, value: Period) -> QuerySet[Investigation]:
        return queryset.opened_in(value)

    def last_day_in(self, queryset: Any, name: str, value: Period) -> QuerySet[Investigation]:
        return queryset.closed_in(value)

    def worked_on_with(self, queryset: QuerySet[Investigation], name: str, value: bool) -> QuerySet[Investigation]:
        joined = Exists(_joined().filter(country__isnull=False))
        return queryset.filter(joined if value else ~joined)

    def on_route(self, queryset: QuerySet[Investigation], name: str, value: Country) -> QuerySet[Investigation]:
        legs = Leg.objects.filter(Q(origin=value) | Q(destination=value), investigation=OuterRef("pk"))
        return queryset.filter(Exists(legs))

    def joined_by(self, queryset: QuerySet[Investigation], name: str, value: Country) -> QuerySet[Investigation]:
        return queryset.filter(Exists(_joined().filter(country=value)))


def _joined() -> QuerySet[Partner]:
    """Inside a query of investigations: who has joined, which everyone knows who may see the case."""
    return Partner.objects.joined().filter(investigation=OuterRef("pk"))


class PartnerFilter(StrictFilterSet):
    investigation = RecordFilter(Investigation, label=_("Investigation"), help_text=_("The id of an investigation."))
    country = CountryChoiceFilter(null_label=_("An organisation"))
    state = django_filters.ChoiceFilter(choices=PartnerState.choices, empty_label=ANY_LABEL, label=_("State"))

    class Meta:
        model = Partner
        fields: list[str] = []


class HandedInFilter(StrictFilterSet):
    """What filters of results, activities and trends have in common."""

    period = PeriodChoiceFilter(null_label=_("Between periods"))
    country = CountryChoiceFilter(null_label=REGION)
    status = django_filters.ChoiceFilter(choices=Status.choices, empty_label=ANY_LABEL, label=_("Status"))


class ResultFilter(HandedInFilter):
    credited_to = PeriodChoiceFilter(
        label=_("Begun in"), null_label=_("Before the first period"), help_text=_("Where its investigation began.")
    )
    indicator = IndicatorChoiceFilter()
    state = django_filters.ChoiceFilter(choices=CellState.choices, empty_label=ANY_LABEL, label=_("Number or not"))
    currency = TextFilter(
        method="in_currency", label=_("Currency"), help_text=_("ISO 4217 code; none for rows without one.")
    )
    investigation = RecordFilter(Investigation, label=_("Investigation"), help_text=_("The id of an investigation."))
    summed = YesNoFilter(
        method="in_the_totals",
        label=_("In the totals"),
        help_text=_("No for rows inside another row's number, and for presumed and potential victims."),
    )
    part_of = RecordFilter(Result, label=_("Part of"), help_text=_("The id of the larger row."))
    joint = RecordFilter(JointResult, label=_("Joint result"), help_text=_("The id of a joint result."))
    crime_type = CodeChoiceFilter("crime_type", label=_("Crime type"))
    sex = CodeChoiceFilter("sex", label=_("Sex"))
    age_group = CodeChoiceFilter("age_group", label=_("Age group"))
    nationality = TextFilter(
        lookup_expr="iexact", label=_("Nationality"), help_text=_("Alpha-2, or a code of the list nationality_special.")
    )
    exploitation_purpose = CodeChoiceFilter("exploitation_purpose", label=_("Purpose"))
    victim_identification_status = CodeChoiceFilter("victim_identification_status", label=_("Victim status"))

    class Meta:
        model = Result
        fields: list[str] = []

    def in_the_totals(self, queryset: QuerySet[Result], name: str, value: bool) -> QuerySet[Result]:
        counted = Q(part_of__isnull=True, victim_identification_status__in=HEADLINE_VICTIMS)
        return queryset.filter(counted if value else ~counted)

    def in_currency(self, queryset: QuerySet[Result], name: str, value: str) -> QuerySet[Result]:
        return queryset.filter(currency="" if value == NONE else value.upper())


class JointResultFilter(StrictFilterSet):
    period = PeriodChoiceFilter()
    indicator = IndicatorChoiceFilter()
    state = django_filters.ChoiceFilter(choices=JointState.choices, empty_label=ANY_LABEL, label=_("State"))

    class Meta:
        model = JointResult
        fields: list[str] = []


class ActivityFilter(HandedInFilter):
    kind = django_filters.ChoiceFilter(choices=ActivityKind.choices, empty_label=ANY_LABEL, label=_("Kind"))
    indicator = django_filters.ChoiceFilter(
        choices=[(code, code) for code in dict.fromkeys(COUNTED_AS.values())],
        method="counted_as",
        empty_label=ANY_LABEL,
        label=_("Counted as"),
        help_text=_("The indicator its sessions count for."),
    )
    q = TextFilter(field_name="title", lookup_expr="icontains", label=_("Search"))

    class Meta:
        model = Activity
        fields: list[str] = []

    def counted_as(self, queryset: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        return queryset.filter(kind__in=[kind for kind, indicator in COUNTED_AS.items() if indicator == value])


class TrendFilter(HandedInFilter):
    direction = django_filters.ChoiceFilter(choices=Direction.choices, empty_label=ANY_LABEL, label=_("Direction"))
    crime_type = CodeChoiceFilter("crime_type", label=_("Crime type"))
    mode = CodeChoiceFilter("transport_mode", label=_("Mode of travel"))
    exploitation_purpose = CodeChoiceFilter("exploitation_purpose", label=_("Purpose"))
    q = TextFilter(field_name="summary", lookup_expr="icontains", label=_("Search"))

    class Meta:
        model = Trend
        fields: list[str] = []
