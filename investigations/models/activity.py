"""Awareness, outreach and training programmes."""

from django.db import models
from django.db.models import Q

from investigations.models.base import HandedIn, HandedInQuerySet, Status
from jpa.common.dates import PartialDate, Precision, precise_date_constraint
from jpa.common.labels import Label
from jpa.common.models import choices_constraint


class ActivityKind(models.TextChoices):
    """What sort of programme; awareness and training are counted apart (AWARE_EVENTS, TRAIN_SESS)."""

    AWARENESS = "awareness", "Awareness"
    OUTREACH = "outreach", "Outreach"
    TRAINING = "training", "Training"


class Activity(HandedIn):
    """A programme of one country (¶7). `sessions` is the number of events or sessions, null when it was not counted."""

    kind = models.CharField(max_length=10, choices=ActivityKind.choices)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    audience = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    held_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    sessions = models.PositiveIntegerField(null=True, blank=True)

    objects = HandedInQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            choices_constraint("kind", ActivityKind, "activity_kind_known"),
            choices_constraint("label", Label, "activity_label_known"),
            choices_constraint("status", Status, "activity_status_known"),
            precise_date_constraint("held_on", "activity_date_as_precise_as_known"),
            models.CheckConstraint(
                name="activity_sessions_not_none", condition=Q(sessions__isnull=True) | Q(sessions__gt=0)
            ),
        ]
        indexes = [
            # Counted per period, kind and country by the figures.
            models.Index(fields=["period", "kind", "country"], name="activity_figures"),
        ]

    @property
    def held(self) -> PartialDate:
        return PartialDate(self.held_on, self.held_on_precision)
