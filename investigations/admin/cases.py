"""Investigations and their partners in the administration screens."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.actions import cases as actions
from investigations.admin.register import RegisterAdmin, code_words
from investigations.forms import CaseForm, PartnerForm
from investigations.models import CaseState, Investigation, Partner
from investigations.rules import may_answer_partner, may_edit, may_propose_partner, may_record, may_write_for
from jpa.accounts.rules import may_read_records
from jpa.audit.admin import RecordedAdmin
from jpa.audit.forms import SEEN
from jpa.codes.models import Code

# Which code lists a many-to-many of codes takes its codes from.
CODE_LISTS = {"purposes": ("exploitation_purpose",), "methods": ("smuggling_method", "recruitment_channel")}


@admin.register(Investigation)
class InvestigationAdmin(RegisterAdmin):
    """A country's own cases to change, others' to read as their label allows; the register for administrators."""

    form = CaseForm
    allow = {**RegisterAdmin.allow, "add": may_record, "change": may_edit}
    fields = ("label", "reason", "title", "summary", "state", "crime_type", "opened", "closed", "outcome")
    fields += ("linked_periods", "focus_areas", *CODE_LISTS, "nationalities", "source_url", "quote")
    told = ("reference", "country", "corridor", "created_at", "updated_at")
    list_display = ("reference", "title", "country", "state", "label", "opened", "closed")
    list_filter = (("country", RelatedOnlyFieldListFilter), "state", "label")
    list_select_related = ("country",)
    search_fields = ("reference", "title")
    ordering = ("-id",)
    register = ("reference", "country", "state", "label", "opened", "closed", "created_at", "updated_at")
    register_stored = ("reference", "country", "state", "label", "opened_on", "opened_on_precision", "closed_on")
    register_stored += ("closed_on_precision", "created_at", "updated_at", "version")
    register_list = ("reference", "country", "state", "label", "opened", "closed")
    register_filter = list_filter
    register_search = ("reference", "country__name")

    crime_type = code_words("crime_type", "crime_type")

    @admin.display(description=gettext_lazy("Closed"))
    def closed(self, case: Investigation) -> str:
        return str(case.closed) if case.state == CaseState.CLOSED else "–"

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.filter(code_list__in=CODE_LISTS[db_field.name]) if rows.model is Code else rows

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field.queryset.model is Code:
            field.label_from_instance = lambda code: code.label
        return field

    def fixed(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().fixed(request), "invented": request.user.invented}

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Investigation:
        return actions.open_case(by=request.user, **values)

    @transaction.atomic
    def store_change(
        self, request: HttpRequest, obj: Investigation, values: dict[str, Any], form: CaseForm
    ) -> Investigation:
        links = {name: values.pop(name) for name in actions.LINKS}
        case = actions.change_case(
            obj, values, by=request.user, version=form.cleaned_data[SEEN], reason=form.cleaned_data["reason"]
        )
        for name, targets in links.items():
            actions.link(case, name, targets, by=request.user)
        return case


@admin.register(Partner)
class PartnerAdmin(RecordedAdmin):
    """Who was asked to join, and what they answered. Only the country that was asked answers."""

    form = PartnerForm
    allow = {"view": may_read_records, "add": may_propose_partner, "answer": may_answer_partner}
    fields = ("investigation", "country", "organisation", "role", "position", "asked_on")
    told = ("state", "answered_on")
    list_display = ("who", "investigation", "role", "position", "state", "asked_on", "answered_on")
    list_filter = ("state", "position")
    list_select_related = ("country", "organisation", "investigation")
    search_fields = ("investigation__reference", "country__name", "organisation__name")
    ordering = ("-id",)
    actions = ("accept", "decline")

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_field_queryset(db, db_field, request)
        return rows.filter(country=request.user.country_id) if rows.model is Investigation else rows

    def tells_changes(self, request: HttpRequest, obj: Partner) -> bool:
        return may_write_for(request.user, obj.country_id) or may_write_for(request.user, obj.investigation.country_id)

    def has_answer_permission(self, request: HttpRequest) -> bool:
        return self._permits("answer", request)

    def store_new(self, request: HttpRequest, values: dict[str, Any]) -> Partner:
        case = values.pop("investigation")
        return actions.propose_partner(case, by=request.user, **values)

    @admin.action(description=gettext_lazy("Join the chosen investigations"), permissions=["answer"])
    def accept(self, request: HttpRequest, chosen: QuerySet[Partner]) -> None:
        self._answer(request, chosen, accept=True)

    @admin.action(description=gettext_lazy("Decline to join"), permissions=["answer"])
    def decline(self, request: HttpRequest, chosen: QuerySet[Partner]) -> None:
        self._answer(request, chosen, accept=False)

    def _answer(self, request: HttpRequest, chosen: QuerySet[Partner], *, accept: bool) -> None:
        def answer(partner: Partner) -> None:
            self.demand("answer", request, partner)
            actions.answer_partner(partner, accept=accept, by=request.user, version=partner.version)

        self.for_each(request, chosen, answer, _("The answer is stored."))
