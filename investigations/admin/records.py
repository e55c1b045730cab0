"""Results, activities and trends in the administration screens."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from investigations.actions import programmes
from investigations.actions import results as results_actions
from investigations.admin.register import RegisterAdmin, code_words
from investigations.counting import Quantity
from investigations.forms import ActivityForm, HandedInForm, ResultForm, TrendForm
from investigations.models import Activity, Investigation, Result, Trend
from investigations.rules import may_change_draft, may_record, tells_its_story
from jpa.audit.forms import SEEN
from jpa.periods.models import Period

TOLD = ("country", "status", "created_at", "updated_at")
STORED = ("country", "period", "label", "status", "created_at", "updated_at")
FILTERS = (("period", RelatedOnlyFieldListFilter), ("country", RelatedOnlyFieldListFilter), "status", "label")


class HandedInAdmin(RegisterAdmin):
    """Part of a country's return: changed by the country while it is a draft, through `adding` and `changing`."""

    allow = {**RegisterAdmin.allow, "add": may_record, "change": may_change_draft}
    told = TOLD
    list_filter = FILTERS
    list_select_related = ("country", "period")
    ordering = ("-id",)
    register = ("name", "period", "label", *TOLD)
    register_stored = STORED
    register_related = ("country", "period")
    register_list = ("name", "country", "period", "status", "label", "created_at")
    register_filter = FILTERS
    register_search = ("country__name", "period__name", "period__key")
    adding: Any
    changing: Any

    @admin.display(description=gettext_lazy("Record"))
    def name(self, record: Any) -> str:
        return str(record)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "name")

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """Nothing is added to the published record here."""
        rows = super().get_field_queryset(db, db_field, request)
        return rows.filter(is_published_record=False) if rows.model is Period else rows

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Any:
        return self.adding(by=request.user, **values)

    def store_change(self, request: HttpRequest, obj: Any, values: dict[str, Any], form: HandedInForm) -> Any:
        seen, reason = form.cleaned_data[SEEN], form.cleaned_data["reason"]
        return self.changing(obj, values, by=request.user, version=seen, reason=reason)


@admin.register(Result)
class ResultAdmin(HandedInAdmin):
    form = ResultForm
    adding = staticmethod(results_actions.record)
    changing = staticmethod(results_actions.change)
    fields = ("investigation", "indicator", "period", "happened", "state", "qualifier", "value", "currency")
    fields += (*Result.DIMENSIONS, "contributed", "label", "reason", "overrides", "note", "source_url", "quote")
    once = ("investigation", "contributed")
    told = ("credited_to", "follow_up", "is_inside_another", *TOLD)
    list_display = ("indicator", "value", "country", "period", "status", "label", "happened", "investigation")
    list_filter = (*FILTERS, ("indicator", RelatedOnlyFieldListFilter))
    list_select_related = ("country", "period", "indicator", "investigation")
    search_fields = ("indicator__label", "indicator__code", "country__name", "investigation__reference")
    register = ("name", "period", "happened", "label", *TOLD)
    register_stored = (*STORED, "happened_on", "happened_on_precision")
    register_list = ("name", "country", "period", "happened", "status", "label")

    crime_type = code_words("crime_type", "crime_type")
    sex = code_words("sex", "sex")
    age_group = code_words("age_group", "age_group")
    exploitation_purpose = code_words("exploitation_purpose", "exploitation_purpose")
    victim_identification_status = code_words("victim_identification_status", "victim_identification_status")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Among the cases one may see, the title helps to choose."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field.queryset.model is Investigation:
            field.label_from_instance = lambda case: f"{case.reference} {case.title}"
        return field

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Remarks on a row stay with its case (`rules.tells_its_story`)."""
        fields = super().get_fields(request, obj)
        if obj is None or obj.investigation_id is None:
            return fields
        seen = Investigation.objects.visible_to(request.user).filter(pk=obj.investigation_id).exists()
        return fields if tells_its_story(obj, case_visible=seen) else [n for n in fields if n not in ("note", "quote")]

    @admin.display(description=gettext_lazy("Number"))
    def value(self, row: Result) -> str:
        return f"{Quantity(row.value, row.qualifier, row.state)} {row.currency}".strip()

    @admin.display(description=gettext_lazy("Qualifier"))
    def qualifier(self, row: Result) -> str:
        return row.get_qualifier_display() or gettext("exactly")

    @admin.display(description=gettext_lazy("Inside a larger number"), boolean=True)
    def is_inside_another(self, row: Result) -> bool:
        return row.part_of_id is not None


@admin.register(Activity)
class ActivityAdmin(HandedInAdmin):
    form = ActivityForm
    adding = staticmethod(programmes.record_activity)
    changing = staticmethod(programmes.change_activity)
    fields = ("period", "kind", "title", "summary", "audience", "held", "sessions", "label", "reason")
    fields += ("source_url", "quote")
    list_display = ("title", "kind", "country", "period", "held", "sessions", "status", "label")
    list_filter = (*FILTERS, "kind")
    search_fields = ("title", "country__name")
    register = ("name", "period", "held", "label", *TOLD)
    register_stored = (*STORED, "held_on", "held_on_precision")
    register_list = ("name", "country", "period", "held", "status", "label")


@admin.register(Trend)
class TrendAdmin(HandedInAdmin):
    form = TrendForm
    adding = staticmethod(programmes.record_trend)
    changing = staticmethod(programmes.change_trend)
    fields = ("period", "direction", "summary", "narrative", "evidence", "crime_type", "mode", "exploitation_purpose")
    fields += ("origin", "destination", "label", "reason", "source_url", "quote")
    list_display = ("summary", "direction", "country", "period", "status", "label")
    list_filter = (*FILTERS, "direction")
    search_fields = ("summary", "country__name")
    crime_type = code_words("crime_type", "crime_type")
    mode = code_words("mode", "transport_mode")
    exploitation_purpose = code_words("exploitation_purpose", "exploitation_purpose")
