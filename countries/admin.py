"""Reference tables in the administration screens: countries, organisations, and the vocabulary.

The vocabulary lies below the accounts in the order of the house, so its screens stand here.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from countries import actions
from countries.models import Country, Organisation
from jpa.accounts.rules import may_edit_reference, may_read_reference
from jpa.audit.admin import RecordedAdmin
from jpa.audit.forms import SEEN, RecordedForm
from jpa.codes.models import Code, CodeList, Indicator, ValidationRule
from jpa.common.forms import LinesField


class ReferenceAdmin(RecordedAdmin):
    """Read by all who may open the administration, changed by administrators through `changing`."""

    allow = {"view": may_read_reference, "change": may_edit_reference}
    changing: Any

    def store_change(self, request: HttpRequest, obj: Any, values: dict[str, Any], form: Any) -> Any:
        return self.changing(obj, values, by=request.user, version=form.cleaned_data[SEEN])


class CountryForm(RecordedForm):
    currencies = LinesField()
    membership_evidence = LinesField()


@admin.register(Country)
class CountryAdmin(ReferenceAdmin):
    """All countries and areas of ISO 3166-1; their codes are fixed."""

    form = CountryForm
    changing = staticmethod(actions.change_country)
    fields = ("iso2", "iso3", "m49", "name", "region", "subregion", "currencies")
    fields += ("is_member", "membership_confidence", "membership_evidence")
    once = ("iso2", "iso3", "m49")
    list_display = ("name", "iso2", "iso3", "is_member", "membership_confidence")
    list_filter = ("is_member",)
    search_fields = ("name", "iso2", "iso3")
    ordering = ("name",)


@admin.register(Organisation)
class OrganisationAdmin(ReferenceAdmin):
    allow = {**ReferenceAdmin.allow, "add": may_edit_reference}
    changing = staticmethod(actions.change_organisation)
    fields = ("name", "acronym", "kind", "country", "confidence")
    list_display = ("name", "acronym", "kind", "country")
    list_filter = ("kind",)
    list_select_related = ("country",)
    search_fields = ("name", "acronym", "country__name")
    ordering = ("name",)

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Organisation:
        return actions.add_organisation(by=request.user, **values)


@admin.register(CodeList)
class CodeListAdmin(ReferenceAdmin):
    changing = staticmethod(actions.change_code_list)
    fields = ("key", "title", "description")
    once = ("key",)
    list_display = ("title", "key")
    search_fields = ("title", "key")
    ordering = ("title", "key")


@admin.register(Code)
class CodeAdmin(ReferenceAdmin):
    """Words may be improved; a code, its list and its place stay, because records hold it."""

    changing = staticmethod(actions.change_code)
    fields = ("code_list", "code", "label", "definition", "parent", "position", "source", "source_url", "evidence")
    once = ("code_list", "code", "parent", "position", "evidence")
    list_display = ("label", "code", "code_list", "parent")
    list_filter = ("code_list",)
    list_select_related = ("code_list",)
    search_fields = ("label", "code", "definition")
    ordering = ("code_list", "position", "id")


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin):
    """Words may be improved; what an indicator counts by stays, because figures rest on it."""

    changing = staticmethod(actions.change_indicator)
    fields = ("code", "label", "group", "unit", "tier", "jpa_core", "definition", "counts", "excludes", "counted_when")
    fields += ("attribution", "no_double_count", "dimensions", "disclosure_class", "validation_rules")
    fields += ("statement_basis",)
    once = ("code", "group", "unit", "tier", "jpa_core", "dimensions", "disclosure_class", "validation_rules")
    list_display = ("label", "code", "group", "unit", "tier", "jpa_core")
    list_filter = ("group", "unit", "tier", "jpa_core")
    search_fields = ("label", "code", "definition")
    ordering = ("position", "code")


@admin.register(ValidationRule)
class ValidationRuleAdmin(ReferenceAdmin):
    """What returns are checked by; changed with the product, not here."""

    allow = {"view": may_read_reference}
    fields = ("code", "severity", "kind", "expression", "message")
    list_display = ("code", "severity", "kind", "message")
    list_filter = ("severity", "kind")
    search_fields = ("code", "message")
    ordering = ("code",)
