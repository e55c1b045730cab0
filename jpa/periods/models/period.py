"""A Joint Period of Action, its co-chairs, focus areas and notes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from countries.models import Country
from jpa.accounts.policy import Can
from jpa.codes.models import ReferenceQuerySet
from jpa.common.dates import PartialDate, Precision, precise_date_constraint, span_words
from jpa.common.models import Record, choices_constraint


class Stage(models.TextChoices):
    """`planned → open → reporting → debriefed → closed`. The debrief may come before the period ends."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    REPORTING = "reporting", "Reporting"
    DEBRIEFED = "debriefed", "Debriefed"
    CLOSED = "closed", "Closed"


class PeriodQuerySet(ReferenceQuerySet):
    def chaired_by(self, user: Any) -> "PeriodQuerySet":
        """The periods in which this user is a co-chair: holds the role, and the country chairs (domain rule 5)."""
        if not user.may(Can.RUN_PERIOD):
            return self.none()
        return self.filter(co_chair_set__country=user.country_id)

    def in_order(self) -> "PeriodQuerySet":
        """Oldest first; a period without dates stands in the year it is listed by."""
        return self.order_by("year", "key")


class PartOfPeriodQuerySet(models.QuerySet):
    """What belongs to a period: observers read only what the published record says (policy.md, matrix)."""

    def visible_to(self, user: Any) -> Any:
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self if user.may(Can.READ_ALL_OF_PERIODS) else self.filter(period__is_published_record=True)


class Period(models.Model):
    """One Joint Period of Action, known by its own key, never by its number (domain rule 1).

    Dates have a precision (rule 2); an end known by the month is stored as the month's last day. `year` only
    orders the list. `expected`/`reported` are the published coverage; a live period's coverage comes from its
    participations. `is_published_record` marks figures taken from publications, `invented` a demo period.
    """

    key = models.SlugField(max_length=40, primary_key=True)
    name = models.CharField(max_length=120, unique=True)
    official_number = models.CharField(max_length=20, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    year = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True, blank=True)
    starts_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    ends_on = models.DateField(null=True, blank=True)
    ends_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    duration_note = models.TextField(blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.PLANNED)
    due_at = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=40, default="Asia/Bangkok")
    reciprocity = models.BooleanField(default=False)
    expected_frozen_at = models.DateTimeField(null=True, blank=True)
    published_participants = models.PositiveSmallIntegerField(null=True, blank=True)
    published_attending = models.PositiveSmallIntegerField(null=True, blank=True)
    published_reported = models.PositiveSmallIntegerField(null=True, blank=True)
    published_expected = models.PositiveSmallIntegerField(null=True, blank=True)
    is_published_record = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)
    source_urls = models.JSONField(default=list, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    co_chairs = models.ManyToManyField(Country, through="CoChair", related_name="chaired_periods")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("stage", Stage, "period_stage_known"),
            precise_date_constraint("starts_on", "period_start_as_precise_as_known"),
            precise_date_constraint("ends_on", "period_end_as_precise_as_known"),
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="period_reported_at_most_expected",
                condition=Q(published_reported__isnull=True)
                | Q(published_expected__isnull=True)
                | Q(published_reported__lte=models.F("published_expected")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def start(self) -> PartialDate:
        return PartialDate(self.starts_on, self.starts_on_precision)

    @property
    def end(self) -> PartialDate:
        return PartialDate(self.ends_on, self.ends_on_precision)

    @property
    def when(self) -> str:
        """The dates for reading: "July to December 2019"."""
        return span_words(self.start, self.end)

    @property
    def due_local(self) -> datetime | None:
        """When returns are due, in the period's own time zone."""
        return self.due_at.astimezone(ZoneInfo(self.time_zone)) if self.due_at else None

    @property
    def due_words(self) -> str:
        """Such as "11 December 2026, 23:59 in Bangkok (UTC+7)"."""
        due = self.due_local
        if due is None:
            return ""
        hours = due.utcoffset().total_seconds() / 3600
        place = self.time_zone.rpartition("/")[2].replace("_", " ")
        return _("{when} in {place} (UTC{offset})").format(
            when=date_format(due, "j F Y, H:i"), place=place, offset=f"{hours:+g}"
        )

    @property
    def short_name(self) -> str:
        """The first alias ("JPA 5"), else the name."""
        return self.aliases[0] if self.aliases else self.name

    @property
    def is_live(self) -> bool:
        """Figures come from countries' returns, not from a publication."""
        return not self.is_published_record


class CoChair(models.Model):
    """A country that chairs one period, with the agency that does so."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="co_chair_set")
    country = models.ForeignKey(Country, models.PROTECT, related_name="co_chair_set")
    agency = models.CharField(max_length=160, blank=True)
    source_url = models.TextField(blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "co-chair"
        constraints = [models.UniqueConstraint(fields=["period", "country"], name="co_chair_once_a_period")]

    def __str__(self) -> str:
        return f"{self.country_id} chairs {self.period_id}"


class FocusArea(Record):
    """What a period concentrates on. `period` is empty while only "the next period" is agreed (¶15–16)."""

    period = models.ForeignKey(Period, models.CASCADE, null=True, blank=True, related_name="focus_areas")
    agreed_in = models.ForeignKey(Period, models.CASCADE, null=True, blank=True, related_name="priorities_set")
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ReferenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.text} ({self.period_id or 'next period'})"


class NoteKind(models.TextChoices):
    """What a note on a period is about."""

    CONFLICT = "conflict", "Sources disagree"
    INFERENCE = "inference", "Inference, not published"
    CHALLENGE = "challenge", "Challenge"
    PREFERENCE = "preference", "Members' preference"
    SUCCESS = "success", "Success"
    UPDATE = "update", "Update from another body"
    FACT = "fact", "Related fact"


class Note(Record):
    """A remark kept with a period: a conflict of sources, an inference, a challenge members named."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind.choices)
    topic = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    resolution = models.TextField(blank=True)
    source_urls = models.JSONField(default=list, blank=True)

    objects = PartOfPeriodQuerySet.as_manager()

    class Meta:
        constraints = [choices_constraint("kind", NoteKind, "note_kind_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.topic or self.text[:40]} ({self.period_id})"
