"""A country's taking part in one period, and where its return stands."""

from typing import Any

from django.db import models
from django.db.models import Q

from countries.models import Country
from jpa.accounts.policy import Can
from jpa.common.models import Record, choices_constraint
from jpa.periods.models.period import PartOfPeriodQuerySet, Period


class Answer(models.TextChoices):
    """What the country answered to the invitation."""

    INVITED = "invited", "Invited"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"


class Certainty(models.TextChoices):
    """How sure it is that the country took part. An inference is kept and never counted (rulings)."""

    RECORDED = "recorded", "Recorded here"
    PUBLISHED = "published", "Published"
    NAMED = "named", "Named in a publication"
    INFERRED = "inferred", "Inference"


class ReturnState(models.TextChoices):
    """Where the country's return stands; the submissions app turns it (domain rule 23)."""

    NOT_STARTED = "not_started", "Not started"
    DRAFT = "draft", "Being filled in"
    SUBMITTED = "submitted", "With co-chairs"
    SENT_BACK = "sent_back", "Sent back"
    ACCEPTED = "accepted", "Accepted"


HANDED_IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)


class ParticipationQuerySet(PartOfPeriodQuerySet):
    def in_figures_of(self, user: Any) -> "ParticipationQuerySet":
        """Those whose figures this reader's totals include (rulings, "Other countries' figures").

        Accepted returns; sent ones for the period's co-chairs; the own country's in any state.
        """
        included = Q(return_state=ReturnState.ACCEPTED)
        included |= Q(return_state__in=HANDED_IN, period__in=Period.objects.chaired_by(user))
        if user.country_id:
            included |= Q(country=user.country_id)
        return self.filter(included)

    def with_return_open_to(self, user: Any) -> "ParticipationQuerySet":
        """Adds `return_open`: may this reader know where the return stands? Own country and the period's co-chairs.

        Who is late is the co-chairs' to see, never a league table (domain rule 26).
        """
        own = Q(country=user.country_id) if user.may(Can.READ_RECORDS) else Q(pk=None)
        return self.annotate(return_open=Q(period__in=Period.objects.chaired_by(user)) | own)


class Participation(Record):
    """A country takes part in a period. Not the same as attending a workshop (¶2–3).

    `expected` is frozen when the period opens (domain rule 4). `return_state` is a flag that the submissions app
    turns: `not_started → draft → submitted → accepted`, with `sent_back` between.
    """

    period = models.ForeignKey(Period, models.CASCADE, related_name="participations")
    country = models.ForeignKey(Country, models.PROTECT, related_name="participations")
    expected = models.BooleanField(default=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.INVITED)
    certainty = models.CharField(max_length=10, choices=Certainty.choices, default=Certainty.RECORDED)
    basis = models.CharField(max_length=200, blank=True)
    focal_point_named = models.BooleanField(default=False)
    return_state = models.CharField(max_length=12, choices=ReturnState.choices, default=ReturnState.NOT_STARTED)
    nil_return = models.BooleanField(default=False)
    corrected = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    last_entry_on = models.DateField(null=True, blank=True, help_text="Last sign of life")
    remark = models.CharField(max_length=200, blank=True, help_text="What the co-chairs asked, when sent back")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "country"], name="participation_once_a_period"),
            choices_constraint("answer", Answer, "participation_answer_known"),
            choices_constraint("certainty", Certainty, "participation_certainty_known"),
            choices_constraint("return_state", ReturnState, "participation_return_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.period_id}"

    @property
    def is_handed_in(self) -> bool:
        """With the co-chairs, or accepted."""
        return self.return_state in HANDED_IN

    @property
    def is_started(self) -> bool:
        return self.return_state != ReturnState.NOT_STARTED

    @property
    def is_certain(self) -> bool:
        """Counts as taking part: said yes, and not merely inferred."""
        return self.answer == Answer.CONFIRMED and self.certainty != Certainty.INFERRED
