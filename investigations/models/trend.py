"""Trends: what a country sees changing."""

from django.db import models

from countries.models import Country
from investigations.models.base import HandedIn, HandedInQuerySet, Status
from jpa.common.labels import Label
from jpa.common.models import choices_constraint


class Direction(models.TextChoices):
    """Which way it goes."""

    UP = "up", "Increasing"
    DOWN = "down", "Decreasing"
    STEADY = "steady", "Steady"
    NEW = "new", "New"
    PRESENT = "present", "Seen"


class Trend(HandedIn):
    """What a country sees changing (¶4–6): direction, crime type, mode of travel, purpose, route, in its own words.

    `crime_type`, `mode` and `exploitation_purpose` are codes of their lists. Without a country it was said of
    participants in general.
    """

    direction = models.CharField(max_length=10, choices=Direction.choices)
    summary = models.CharField(max_length=300)
    narrative = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    crime_type = models.CharField(max_length=40, blank=True)
    mode = models.CharField(max_length=12, blank=True)
    exploitation_purpose = models.CharField(max_length=40, blank=True)
    origin = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    destination = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandedInQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("direction", Direction, "trend_direction_known"),
            choices_constraint("label", Label, "trend_label_known"),
            choices_constraint("status", Status, "trend_status_known"),
        ]
        indexes = [
            # Trends of one period, shared ones together.
            models.Index(fields=["period", "crime_type", "direction"], name="trend_of_period"),
        ]
