"""Periods in the administration screens, and what belongs to them."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jpa.accounts.policy import Can
from jpa.accounts.rules import may_edit_reference, may_read_periods
from jpa.audit.admin import RecordedAdmin
from jpa.audit.forms import SEEN, RecordedForm
from jpa.common.forms import LinesField, PartialDateField
from jpa.periods import actions
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, Workshop
from jpa.periods.rules import may_answer, may_name_co_chairs, may_run


class PeriodForm(RecordedForm):
    start = PartialDateField(of="starts_on")
    end = PartialDateField(of="ends_on", end=True)
    aliases = LinesField()
    source_urls = LinesField()

    class Meta:
        help_texts = {
            "due_at": gettext_lazy("Such as 2026-12-11 16:59, in UTC; the pages show the period's own time zone too.")
        }

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("There is no such time zone. Write one such as Asia/Bangkok."))
        return zone


@admin.register(Period)
class PeriodAdmin(RecordedAdmin):
    """Administrators add periods; they and its co-chairs change a live one. Published numbers are only shown."""

    form = PeriodForm
    allow = {"view": may_read_periods, "add": may_edit_reference, "change": may_run}
    fields = ("key", "name", "official_number", "aliases", "year", "start", "end", "duration_note", "stage")
    fields += ("due_at", "time_zone", "source_urls")
    once = ("key",)
    told = ("chairs", "published_participants", "published_attending", "published_reported", "published_expected")
    told += ("is_published_record", "invented", "expected_frozen_at")
    list_display = ("name", "key", "year", "when", "stage", "is_published_record")
    list_filter = ("stage", "is_published_record", "invented")
    search_fields = ("name", "key", "official_number")
    ordering = ("-year", "key")

    @admin.display(description=gettext_lazy("Co-chairs"))
    def chairs(self, period: Period) -> str:
        return ", ".join(str(chair.country) for chair in period.co_chair_set.select_related("country")) or "–"

    def fixed(self, request: HttpRequest) -> dict[str, Any]:
        return {"invented": request.user.invented}

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Period:
        return actions.add_period(by=request.user, **values)

    def store_change(self, request: HttpRequest, obj: Period, values: dict[str, Any], form: Any) -> Period:
        return actions.change_period(obj, values, by=request.user, version=form.cleaned_data[SEEN])


class OfPeriodAdmin(RecordedAdmin):
    """A record of one period, added and changed through `adding` and `changing` by who runs the period."""

    allow = {"view": may_read_periods, "add": may_run, "change": may_run}
    once: tuple[str, ...] = ("period",)
    list_filter = ("period",)
    adding: Any
    changing: Any

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        """A co-chair chooses among the periods that the own country chairs."""
        rows = super().get_field_queryset(db, db_field, request)
        if request.user.may(Can.EDIT_REFERENCE):
            return rows
        chaired = Period.objects.chaired_by(request.user).filter(is_published_record=False)
        if rows.model is Period:
            return rows.filter(pk__in=chaired)
        return rows.filter(period__in=chaired) if rows.model is Workshop else rows

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Any:
        return self.adding(by=request.user, **values)

    def store_change(self, request: HttpRequest, obj: Any, values: dict[str, Any], form: Any) -> Any:
        return self.changing(obj, values, by=request.user, version=form.cleaned_data[SEEN])


@admin.register(CoChair)
class CoChairAdmin(RecordedAdmin):
    """Named by an administrator, or by the co-chairs of the period before."""

    allow = {"view": may_read_periods, "add": may_name_co_chairs}
    fields = ("period", "country", "agency", "source_url")
    list_display = ("country", "period", "agency")
    list_filter = ("period",)
    list_select_related = ("country", "period")
    search_fields = ("country__name", "agency")
    ordering = ("-period__year", "id")

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> CoChair:
        return actions.name_co_chair(by=request.user, **values)


@admin.register(Participation)
class ParticipationAdmin(OfPeriodAdmin):
    """Who takes part. Where a return stands is told to the own country and the co-chairs only (domain rule 26)."""

    adding = staticmethod(actions.add_participation)
    changing = staticmethod(actions.change_participation)
    fields = ("period", "country", "expected", "answer", "certainty", "basis", "focal_point_named")
    once = ("period", "country")
    told = ("return_stage",)
    list_display = ("country", "period", "answer", "expected", "certainty", "return_stage")
    list_filter = ("period", "answer", "certainty")
    list_select_related = ("country", "period")
    search_fields = ("country__name",)
    ordering = ("-period__year", "country__name", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Participation]:
        return super().get_queryset(request).with_return_open_to(request.user)

    @admin.display(description=gettext_lazy("Return"))
    def return_stage(self, participation: Participation) -> str:
        return participation.get_return_state_display() if participation.return_open else "–"

    def get_readonly_fields(self, request: HttpRequest, obj: Participation | None = None) -> tuple[str, ...]:
        fixed = super().get_readonly_fields(request, obj)
        if obj is None or may_run(request.user, obj):
            return fixed
        return tuple(dict.fromkeys([*fixed, *(name for name in self.fields if name != "answer")]))

    def _permits(self, action: str, request: HttpRequest, obj: Participation | None = None) -> bool:
        if action == "change" and may_answer(request.user, obj):
            return True
        return super()._permits(action, request, obj)

    def tells_changes(self, request: HttpRequest, obj: Participation) -> bool:
        return obj.return_open


class WorkshopForm(RecordedForm):
    start = PartialDateField(of="starts_on")
    end = PartialDateField(of="ends_on", end=True)


@admin.register(Workshop)
class WorkshopAdmin(OfPeriodAdmin):
    form = WorkshopForm
    adding = staticmethod(actions.add_workshop)
    changing = staticmethod(actions.change_workshop)
    fields = ("period", "kind", "name", "start", "end", "city", "country", "note", "source_url")
    list_display = ("title", "period", "when", "city", "country")
    list_filter = ("period", "kind")
    list_select_related = ("country", "period")
    search_fields = ("name", "city", "country__name")
    ordering = ("-period__year", "-starts_on", "id")


@admin.register(Attendance)
class AttendanceAdmin(OfPeriodAdmin):
    """Who was at a workshop. Not the same as taking part in the period."""

    adding = staticmethod(actions.record_attendance)
    changing = staticmethod(actions.change_attendance)
    fields = ("workshop", "country", "organisation", "capacity")
    once = ("workshop",)
    list_display = ("who", "workshop", "capacity")
    list_filter = ("capacity",)
    list_select_related = ("country", "organisation", "workshop__period")
    search_fields = ("country__name", "organisation__name")
    ordering = ("-workshop__period__year", "id")

    @admin.display(description=gettext_lazy("Who"))
    def who(self, attendance: Attendance) -> str:
        return str(attendance.country or attendance.organisation)


@admin.register(FocusArea)
class FocusAreaAdmin(OfPeriodAdmin):
    """Focus areas of a period; without one they are agreed for the next."""

    adding = staticmethod(actions.add_focus_area)
    changing = staticmethod(actions.change_focus_area)
    fields = ("text", "period", "agreed_in", "position")
    once = ()
    list_display = ("text", "period", "agreed_in", "position")
    list_select_related = ("period", "agreed_in")
    search_fields = ("text",)
    ordering = ("-period__year", "position", "id")


class NoteForm(RecordedForm):
    source_urls = LinesField()


@admin.register(Note)
class NoteAdmin(OfPeriodAdmin):
    form = NoteForm
    adding = staticmethod(actions.add_note)
    changing = staticmethod(actions.change_note)
    fields = ("period", "kind", "topic", "text", "resolution", "source_urls")
    list_display = ("__str__", "kind", "period")
    list_filter = ("period", "kind")
    list_select_related = ("period",)
    search_fields = ("topic", "text")
    ordering = ("-period__year", "id")
