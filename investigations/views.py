"""Investigations and what countries hand in, for reading."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from countries.models import Country
from investigations import queries
from investigations.filters import ActivityFilter, InvestigationFilter, ResultFilter, TrendFilter
from investigations.models import Activity, Investigation, JointResult, Leg, Partner, Result, Trend
from investigations.rules import has_narrative, may_edit, tells_its_story
from jpa.accounts.policy import Can
from jpa.accounts.rules import is_signed_in, may_read_records
from jpa.audit.queries import history_of_all
from jpa.codes.queries import code_names, dimension_titles
from jpa.common.pages import DetailPage, ListPage

HISTORY_SHOWN = 30


class InvestigationList(ListPage):
    allow = {"read": may_read_records}
    hidden = True
    section = "investigations"
    title = _("Investigations")
    template_name = "investigations/investigation_list.html"
    model = Investigation
    filterset = InvestigationFilter
    shown_filters = ("country", "period", "state", "crime_type")

    def get_queryset(self) -> QuerySet[Investigation]:
        return super().get_queryset().select_related("country")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(names=code_names(["crime_type"]), **kwargs)


class InvestigationPage(DetailPage):
    """One investigation over all its periods, as far as its label lets this reader see it."""

    allow = {"read": may_read_records}
    hidden = True
    section = "investigations"
    template_name = "investigations/investigation.html"
    model = Investigation
    crumbs = ((_("Investigations"), "investigations"),)

    def get_queryset(self) -> QuerySet[Investigation]:
        legs = Leg.objects.select_related("origin", "destination").order_by("position")
        return (
            super()
            .get_queryset()
            .select_related("country")
            .prefetch_related(Prefetch("legs", legs), "focus_areas", "purposes", "methods", "nationalities")
        )

    def about(self, record: Investigation) -> dict[str, Any]:
        user, today = self.request.user, timezone.localdate()
        seen = Partner.objects.visible_to(user).filter(investigation=record)
        partners = list(seen.select_related("country", "organisation").order_by("id"))
        results = Result.objects.visible_to(user).filter(investigation=record)
        rows = list(results.select_related("indicator", "period", "credited_to").order_by("happened_on", "id"))
        periods = queries.periods_of_case(record, rows, today)
        marks = queries.marks_of(record, periods, partners, rows)
        life = queries.life_of(record, periods, marks, today)
        names = code_names(["crime_type", "transport_mode", "country_case_role"])
        return {
            "title": record.title or record.reference,
            "here": record.reference,
            "names": names,
            "today": today,
            "periods": periods,
            "life": life,
            "marks": marks,
            "drawn": {mark.kind for mark in marks} | ({"today"} if life and life.start <= today <= life.end else set()),
            "positions": queries.seats_by_position(record, partners, names),
            "joint": queries.is_joint(partners),
            "table": queries.result_table(rows),
            "rows": rows,
            "narrative": has_narrative(record),
            "history": self.history(record, partners, rows),
        }

    def history(self, record: Investigation, partners: list[Partner], rows: list[Result]) -> list[tuple] | None:
        """(event, what it is about) for the own country; None for everyone else (policy.md, "trail · read").

        Rows of other countries keep their earlier drafts to themselves; under TLP:RED nothing is told here at all.
        """
        if not may_edit(self.request.user, record) or not has_narrative(record):
            return None
        rows = [row for row in rows if row.country_id == record.country_id]
        subjects = {str(p.pk): p.who for p in partners} | {str(row.pk): row.indicator.label for row in rows}
        events = history_of_all([record, *partners, *rows])[:HISTORY_SHOWN]
        return [(event, subjects.get(event.object_id, "")) for event in events]


class ResultList(ListPage):
    allow = {"read": is_signed_in}
    section = "results"
    title = _("Results")
    template_name = "investigations/result_list.html"
    model = Result
    filterset = ResultFilter
    shown_filters = ("indicator", "country", "period", "status")

    def get_queryset(self) -> QuerySet[Result]:
        return super().get_queryset().select_related("indicator", "country", "period")


class ResultPage(DetailPage):
    """One row: what, when, who counts it, what it is known by, and where it comes from."""

    allow = {"read": is_signed_in}
    section = "results"
    template_name = "investigations/result.html"
    model = Result
    crumbs = ((_("Results"), "results"),)

    def get_queryset(self) -> QuerySet[Result]:
        links = ("indicator", "country", "period", "credited_to", "investigation")
        return super().get_queryset().select_related(*links).prefetch_related("contributed")

    def about(self, record: Result) -> dict[str, Any]:
        user = self.request.user
        visible = Result.objects.visible_to(user).select_related("indicator", "country")
        case, joint = record.investigation_id, record.joint_id
        case_visible = bool(case) and Investigation.objects.visible_to(user).filter(pk=case).exists()
        return {
            "title": queries.result_title(record),
            "here": record.indicator.label,
            "dimensions": _dimensions_of(record),
            "case_visible": case_visible,
            "case_named": case_visible or user.may(Can.READ_RECORDS),
            "story": tells_its_story(record, case_visible=case_visible),
            "whole": visible.filter(pk=record.part_of_id).first() if record.part_of_id else None,
            "parts": visible.filter(part_of=record).order_by("id"),
            "joint": JointResult.objects.visible_to(user).filter(pk=joint).first() if joint else None,
            "together": visible.filter(joint=joint).exclude(pk=record.pk).order_by("id") if joint else [],
        }


def _dimensions_of(record: Result) -> list[tuple[str, str]]:
    """(title, value) of every dimension that is known."""
    known = [name for name in Result.DIMENSIONS if getattr(record, name)]
    if not known:
        return []
    names = code_names([*known, "nationality_special"])
    country = Country.objects.filter(pk=record.nationality).values_list("name", flat=True).first()
    values = {name: names.of(name, getattr(record, name)) for name in known}
    if record.nationality:
        values["nationality"] = country or names.of("nationality_special", record.nationality)
    return list(zip(dimension_titles(known), values.values(), strict=True))


class ActivityList(ListPage):
    allow = {"read": is_signed_in}
    section = "activities"
    title = _("Activities and training")
    template_name = "investigations/activity_list.html"
    model = Activity
    filterset = ActivityFilter
    shown_filters = ("kind", "country", "period")

    def get_queryset(self) -> QuerySet[Activity]:
        return super().get_queryset().select_related("country", "period")


class ActivityPage(DetailPage):
    allow = {"read": is_signed_in}
    section = "activities"
    template_name = "investigations/activity.html"
    model = Activity
    crumbs = ((_("Activities and training"), "activities"),)

    def get_queryset(self) -> QuerySet[Activity]:
        return super().get_queryset().select_related("country", "period")

    def about(self, record: Activity) -> dict[str, Any]:
        return {"title": record.title, "here": record.title}


class TrendList(ListPage):
    allow = {"read": is_signed_in}
    section = "trends"
    title = _("Trends")
    template_name = "investigations/trend_list.html"
    model = Trend
    filterset = TrendFilter
    shown_filters = ("direction", "crime_type", "country", "period")

    def get_queryset(self) -> QuerySet[Trend]:
        return super().get_queryset().select_related("country", "period")


class TrendPage(DetailPage):
    allow = {"read": is_signed_in}
    section = "trends"
    template_name = "investigations/trend.html"
    model = Trend
    crumbs = ((_("Trends"), "trends"),)

    def get_queryset(self) -> QuerySet[Trend]:
        return super().get_queryset().select_related("country", "period", "origin", "destination")

    def about(self, record: Trend) -> dict[str, Any]:
        names = code_names(["crime_type", "transport_mode", "exploitation_purpose"])
        return {"title": record.summary, "here": record.summary, "names": names}
