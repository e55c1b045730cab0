"""Workshops and who was there."""

from typing import Any

from django.db import models
from django.db.models import Q

from countries.models import Country, Organisation
from jpa.common.dates import PartialDate, Precision, precise_date_constraint, span_words
from jpa.common.models import Record, choices_constraint
from jpa.periods.models.period import PartOfPeriodQuerySet, Period


class WorkshopKind(models.TextChoices):
    """What a workshop is for (domain rule 37)."""

    PLANNING = "planning", "Planning workshop"
    PROGRESS = "progress", "Progress session"
    DEBRIEF = "debrief", "Debrief workshop"
    ANNUAL = "annual", "Annual workshop"
    MEETING = "meeting", "Meeting"


class Capacity(models.TextChoices):
    """In which capacity somebody attends."""

    MEMBER = "member", "Member"
    OBSERVER = "observer", "Observer"


class Workshop(Record):
    """A meeting of the Working Group about one period."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="workshops")
    kind = models.CharField(max_length=10, choices=WorkshopKind.choices)
    name = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    starts_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    ends_on = models.DateField(null=True, blank=True)
    ends_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    city = models.CharField(max_length=80, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="workshops")
    note = models.TextField(blank=True)
    source_url = models.TextField(blank=True)

    objects = PartOfPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("kind", WorkshopKind, "workshop_kind_known"),
            precise_date_constraint("starts_on", "workshop_start_as_precise_as_known"),
            precise_date_constraint("ends_on", "workshop_end_as_precise_as_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} of {self.period_id}, {self.when}"

    @property
    def title(self) -> str:
        return self.name or self.get_kind_display()

    @property
    def start(self) -> PartialDate:
        return PartialDate(self.starts_on, self.starts_on_precision)

    @property
    def end(self) -> PartialDate:
        return PartialDate(self.ends_on, self.ends_on_precision)

    @property
    def when(self) -> str:
        return str(self.start) if self.start == self.end else span_words(self.start, self.end)


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        return self.filter(workshop__in=Workshop.objects.visible_to(user))


class Attendance(Record):
    """A country or an organisation at a workshop, as member or observer."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="attendances")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="attendances")
    capacity = models.CharField(max_length=10, choices=Capacity.choices)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("capacity", Capacity, "attendance_capacity_known"),
            models.CheckConstraint(
                name="attendance_of_a_country_or_an_organisation",
                condition=Q(country__isnull=True, organisation__isnull=False)
                | Q(country__isnull=False, organisation__isnull=True),
            ),
            models.UniqueConstraint(fields=["workshop", "country"], name="attendance_of_a_country_once"),
            models.UniqueConstraint(fields=["workshop", "organisation"], name="attendance_of_an_organisation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id or self.organisation} at {self.workshop_id} ({self.capacity})"
