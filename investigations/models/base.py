"""What a country hands in: records that follow the state of its return."""

from typing import Any

from django.db import models
from django.db.models import Q

from countries.models import Country
from jpa.accounts.policy import Can
from jpa.common.labels import MEMBERS_MAY_READ, Label
from jpa.common.models import Record
from jpa.periods.models import Period


class Status(models.TextChoices):
    """How far a record has come. The submissions app turns it; published records keep theirs."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Provisional"
    ACCEPTED = "accepted", "Final"
    CORRECTED = "corrected", "Corrected"
    PUBLISHED_RECORD = "published_record", "Published record"


ACCEPTED = (Status.ACCEPTED, Status.CORRECTED, Status.PUBLISHED_RECORD)
HANDED_IN = (Status.SUBMITTED, *ACCEPTED)


class HandedInQuerySet(models.QuerySet):
    """Reading of results, activities and trends, in one place for all three (policy.md, rulings.md)."""

    # May a member country read an accepted record? Results also ask the label of their investigation.
    def _members_may_read(self, user: Any) -> Q:
        return Q(label__in=MEMBERS_MAY_READ)

    def visible_to(self, user: Any) -> Any:
        """Own country: everything. Co-chairs of the period: what was handed in. Members: accepted, by label.

        Everyone who is signed in: the published record marked TLP:CLEAR.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        visible = Q(status=Status.PUBLISHED_RECORD, label=Label.CLEAR)
        if user.may(Can.READ_RECORDS):
            visible |= Q(country=user.country_id)
            visible |= Q(status__in=ACCEPTED) & self._members_may_read(user)
            visible |= Q(status__in=HANDED_IN, period__in=Period.objects.chaired_by(user))
        return self.filter(visible)

    def counted_for(self, user: Any) -> Any:
        """The records whose numbers this reader's figures include, whatever the label of the case.

        Rulings: accepted returns as country × indicator for members, submitted ones for the period's co-chairs,
        drafts for the own country; the published record for everyone who is signed in.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        included = Q(status=Status.PUBLISHED_RECORD)
        if user.may(Can.READ_LIVE_FIGURES):
            included |= Q(status__in=ACCEPTED) | Q(country=user.country_id)
            included |= Q(status__in=HANDED_IN, period__in=Period.objects.chaired_by(user))
        return self.filter(included)

    def register_for(self, user: Any) -> Any:
        """What the administration lists: all, for those who may read the register; else what is visible."""
        return self if user.is_authenticated and user.may(Can.READ_REGISTER) else self.visible_to(user)


class HandedIn(Record):
    """Abstract: a record of one country and period that is part of its return."""

    period = models.ForeignKey(Period, models.PROTECT, null=True, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True)
    label = models.CharField(max_length=16, choices=Label.choices, default=Label.GREEN)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.DRAFT)
    source_url = models.TextField(blank=True)
    quote = models.TextField(blank=True, help_text="The words of the publication")
    source_key = models.CharField(max_length=60, blank=True, help_text="Name of the record in its source file")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """A name without content: it is shown wherever the record is listed, linked or logged."""
        name = str(self._meta.verbose_name).capitalize()
        return f"{name} {str(self.pk)[-6:]} ({self.country_id or 'region'}, {self.period_id or 'between periods'})"
