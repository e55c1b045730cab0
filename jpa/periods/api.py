"""Endpoints of periods, participations and workshops."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework.generics import get_object_or_404

from jpa.accounts.rules import may_read_periods
from jpa.common.api import ReadViewSet
from jpa.periods.filters import ParticipationFilter, PeriodFilter, WorkshopFilter
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, Workshop
from jpa.periods.serializers import ParticipationSerializer, PeriodSerializer, WorkshopSerializer


class PeriodViewSet(ReadViewSet):
    """Joint Periods of Action, newest first. Their figures are at `/periods/{key}/figures/`."""

    model = Period
    serializer_class = PeriodSerializer
    filterset = PeriodFilter
    keyset_ordering = ("-year", "-key")
    lookup_url_kwarg = "key"
    allow = {"list": may_read_periods, "retrieve": may_read_periods}

    def get_queryset(self) -> QuerySet[Any]:
        focus_areas = FocusArea.objects.visible_to(self.request.user).order_by("position", "id")
        notes = Note.objects.visible_to(self.request.user).order_by("id")
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("co_chair_set", CoChair.objects.order_by("country")),
                Prefetch("focus_areas", focus_areas),
                Prefetch("priorities_set", focus_areas),
                Prefetch("notes", notes),
            )
        )


class ParticipationViewSet(ReadViewSet):
    """Which countries take part in which period."""

    model = Participation
    serializer_class = ParticipationSerializer
    filterset = ParticipationFilter
    allow = {"list": may_read_periods, "retrieve": may_read_periods}

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().with_return_open_to(self.request.user)


class ParticipationsOfPeriodViewSet(ParticipationViewSet):
    """Which countries take part in one period."""

    def get_queryset(self) -> QuerySet[Any]:
        period = get_object_or_404(Period.objects.visible_to(self.request.user), pk=self.kwargs["key"])
        return super().get_queryset().filter(period=period)


class WorkshopViewSet(ReadViewSet):
    """Workshops and who attended them."""

    model = Workshop
    serializer_class = WorkshopSerializer
    filterset = WorkshopFilter
    allow = {"list": may_read_periods, "retrieve": may_read_periods}

    def get_queryset(self) -> QuerySet[Any]:
        attendances = Attendance.objects.visible_to(self.request.user).order_by("capacity", "id")
        return super().get_queryset().prefetch_related(Prefetch("attendances", attendances))
