"""Endpoints of investigations and of what countries hand in."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework.generics import get_object_or_404

from investigations.filters import (
    ActivityFilter,
    InvestigationFilter,
    JointResultFilter,
    PartnerFilter,
    ResultFilter,
    TrendFilter,
)
from investigations.models import Activity, Investigation, JointResult, Leg, Partner, Result, Trend
from investigations.serializers import (
    ActivitySerializer,
    InvestigationSerializer,
    JointResultSerializer,
    PartnerSerializer,
    ResultSerializer,
    TrendSerializer,
)
from jpa.accounts.rules import is_signed_in, may_read_records
from jpa.common.api import ReadViewSet
from jpa.periods.models import FocusArea

# Who sees which row is a matter of each row's label and status: `visible_to` decides, and hidden is 404.
READ = {"list": is_signed_in, "retrieve": is_signed_in}
# Cases do not exist for those outside the member countries (policy.md, "investigation · list, read").
READ_CASES = {"list": may_read_records, "retrieve": may_read_records}


class InvestigationViewSet(ReadViewSet):
    """Investigations the reader's country works on or may know of, newest first."""

    model = Investigation
    serializer_class = InvestigationSerializer
    filterset = InvestigationFilter
    allow = READ_CASES
    hidden = True

    def get_queryset(self) -> QuerySet[Any]:
        user = self.request.user
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("legs", Leg.objects.order_by("position")),
                Prefetch("partners", Partner.objects.visible_to(user).order_by("id")),
                Prefetch("focus_areas", FocusArea.objects.visible_to(user).order_by("text", "id")),
                "linked_periods",
                "purposes",
                "methods",
                "nationalities",
            )
        )


class PartnerViewSet(ReadViewSet):
    """Partners of the investigations the reader may see, newest first."""

    model = Partner
    serializer_class = PartnerSerializer
    filterset = PartnerFilter
    allow = READ_CASES
    hidden = True


class ResultViewSet(ReadViewSet):
    """Result rows, newest first. Rows of one figure are listed by the address that stands with the figure."""

    model = Result
    serializer_class = ResultSerializer
    filterset = ResultFilter
    allow = READ

    def get_queryset(self) -> QuerySet[Any]:
        user = self.request.user
        return (
            super()
            .get_queryset()
            .select_related("investigation", "period")
            .prefetch_related(
                Prefetch("investigation", Investigation.objects.visible_to(user), to_attr="readable_case"),
                Prefetch("part_of", Result.objects.visible_to(user), to_attr="readable_whole"),
                Prefetch("joint", JointResult.objects.visible_to(user), to_attr="readable_joint"),
                "contributed",
            )
        )


class ResultsOfInvestigationViewSet(ResultViewSet):
    """Result rows of one investigation, newest first."""

    allow = READ_CASES
    hidden = True

    def get_queryset(self) -> QuerySet[Any]:
        case = get_object_or_404(Investigation.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        return super().get_queryset().filter(investigation=case)


class JointResultViewSet(ReadViewSet):
    """Acts that two countries recorded and the region counts once, newest first."""

    model = JointResult
    serializer_class = JointResultSerializer
    filterset = JointResultFilter
    allow = READ

    def get_queryset(self) -> QuerySet[Any]:
        rows = Result.objects.visible_to(self.request.user).order_by("id")
        return super().get_queryset().prefetch_related(Prefetch("results", rows))


class ActivityViewSet(ReadViewSet):
    """Awareness, outreach and training programmes, newest first."""

    model = Activity
    serializer_class = ActivitySerializer
    filterset = ActivityFilter
    allow = READ

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("period")


class TrendViewSet(ReadViewSet):
    """What countries see changing, newest first."""

    model = Trend
    serializer_class = TrendSerializer
    filterset = TrendFilter
    allow = READ

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("period")
