"""Filters of countries and organisations, and the choices other filters take from them."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from countries.models import Country, Organisation, OrganisationKind
from jpa.codes.models import Code
from jpa.common.filters import ANY_LABEL, NONE, StrictFilterSet, TextFilter, YesNoFilter

M49_LIST, M49_PREFIX = "m49_region", "M49_"


def code_of(text: str) -> dict[str, str]:
    """How to look a country up by its ISO 3166-1 code: alpha-2 or alpha-3, in any case."""
    return {"iso3" if len(text) == 3 else "iso2": text.upper()}


class MembersOffered(ModelChoiceIterator):
    """A list to choose from holds the members, and whichever other country was named in the address."""

    def __iter__(self) -> Any:
        self.queryset = self.field.queryset.filter(Q(is_member=True) | Q(pk=self.field.named))
        yield from super().__iter__()


class CountryField(ModelChoiceField):
    """A country by its alpha-2 or alpha-3 code: any country there is, though only members are offered."""

    iterator = MembersOffered
    named: str | None = None

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or value == self.null_value:
            return super().to_python(value)
        found = self.queryset.filter(**code_of(str(value))).first() or super().to_python(value)
        self.named = found.pk
        return found


class CountryChoiceFilter(django_filters.ModelChoiceFilter):
    """One country; with `null_label` also `none`, for records of no country."""

    field_class = CountryField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": lambda request: Country.objects.visible_to(request.user).order_by("name"),
                "empty_label": ANY_LABEL,
                "null_value": NONE,
                "error_messages": {"invalid_choice": _("There is no country %(value)s here.")},
                "label": _("Country"),
                "help_text": _("ISO 3166-1 alpha-2 or alpha-3 code."),
                **kwargs,
            }
        )


class RegionFilter(django_filters.ModelChoiceFilter):
    """A region or subregion, by its UN M49 code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=lambda request: (
                Code.objects.visible_to(request.user).filter(code_list=M49_LIST).order_by("position")
            ),
            to_field_name="code",
            empty_label=ANY_LABEL,
            label=_("Region"),
            help_text=_("A code of the list m49_region, such as M49_009 (Oceania)."),
            **kwargs,
        )

    def filter(self, qs: QuerySet[Any], value: Code | None) -> QuerySet[Any]:
        if not value:
            return qs
        area = value.code.removeprefix(M49_PREFIX)
        return qs.filter(Q(region=area) | Q(subregion=area))


class CountryFilter(StrictFilterSet):
    q = TextFilter(method="containing", label=_("Search"), help_text=_("Part of the name, or the code."))
    member = YesNoFilter(field_name="is_member", label=_("Member"), help_text=_("Member of the Working Group."))
    region = RegionFilter()

    class Meta:
        model = Country
        fields: list[str] = []

    def containing(self, queryset: QuerySet[Country], name: str, value: str) -> QuerySet[Country]:
        return queryset.filter(Q(name__icontains=value) | Q(iso2__iexact=value) | Q(iso3__iexact=value))


class OrganisationFilter(StrictFilterSet):
    q = TextFilter(method="containing", label=_("Search"), help_text=_("Part of the name or acronym."))
    kind = django_filters.ChoiceFilter(choices=OrganisationKind.choices, empty_label=ANY_LABEL, label=_("Kind"))
    country = CountryChoiceFilter(null_label=_("No country"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def containing(self, queryset: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        return queryset.filter(Q(name__icontains=value) | Q(acronym__icontains=value))
