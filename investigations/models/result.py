"""Results: disjoint rows that add up, and joint results that count once."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from countries.models import Country
from investigations.models.base import HandedIn, HandedInQuerySet, Status
from investigations.models.investigation import Investigation, Partner
from jpa.codes.models import Indicator
from jpa.common.dates import PartialDate, Precision, precise_date_constraint
from jpa.common.labels import MEMBERS_MAY_READ, PARTNERS_MAY_READ, Label
from jpa.common.models import Record, choices_constraint
from jpa.periods.models import Period


class CellState(models.TextChoices):
    """Zero is not blank (domain rule 12): a number, or one of four ways of having none."""

    COUNTED = "counted", "Counted"
    NOT_COUNTED = "not_counted", "Said, not counted"
    NOT_AVAILABLE = "not_available", "Not available"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_YET = "not_yet", "Not yet"


class Qualifier(models.TextChoices):
    """How a number is meant; it survives addition (domain rule 11)."""

    EXACT = "exact", ""
    OVER = "over", "over"
    AT_LEAST = "at_least", "at least"
    ABOUT = "about", "about"
    AT_MOST = "at_most", "at most"


class JointState(models.TextChoices):
    """`proposed → confirmed | rejected`: the overlap is taken off only when both countries said yes."""

    PROPOSED = "proposed", "Proposed"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Not the same"


class JointResultQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "JointResultQuerySet":
        """Readers who may see one of its rows; a proposal is for the countries concerned and the co-chairs."""
        rows = Result.objects.visible_to(user).filter(joint=OuterRef("pk"))
        own = Result.objects.filter(joint=OuterRef("pk"), country=getattr(user, "country_id", None))
        chaired = Q(period__in=Period.objects.chaired_by(user)) if user.is_authenticated else Q(pk=None)
        return self.filter(Exists(rows)).filter(Q(state=JointState.CONFIRMED) | Exists(own) | chaired)


class JointResult(Record):
    """The same act recorded by two countries, with the count the region agrees on (domain rule 16).

    The member rows keep their national counts. Once confirmed, the region counts `agreed_value` in their place.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="joint_results")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    agreed_value = models.DecimalField(max_digits=18, decimal_places=2)
    state = models.CharField(max_length=10, choices=JointState.choices, default=JointState.PROPOSED)
    note = models.CharField(max_length=200, blank=True)

    objects = JointResultQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("state", JointState, "joint_result_state_known"),
            models.CheckConstraint(name="joint_result_not_negative", condition=Q(agreed_value__gte=0)),
        ]

    def __str__(self) -> str:
        return (
            f"{self.indicator_id} counted once in {self.period_id} ({self.state}, {self.created_at:%Y-%m-%d %H:%M:%S})"
        )


class ResultQuerySet(HandedInQuerySet):
    def _members_may_read(self, user: Any) -> Q:
        """The effective label: the stricter of the row's and its investigation's; partners read up to AMBER."""
        joined = Partner.objects.joined().filter(investigation=OuterRef("investigation"), country=user.country_id)
        free = Q(label__in=MEMBERS_MAY_READ) & (
            Q(investigation__isnull=True) | Q(investigation__label__in=MEMBERS_MAY_READ)
        )
        shared = Q(label__in=PARTNERS_MAY_READ, investigation__label__in=PARTNERS_MAY_READ) & Exists(joined)
        return free | shared

    def summable(self) -> "ResultQuerySet":
        """Without rows that are already inside another row's number (domain rule 13)."""
        return self.filter(part_of__isnull=True)


class Result(HandedIn):
    """One disjoint part of what was achieved (domain rules 8–18): totals are sums of rows.

    `period` is when it happened (null between periods, then `follow_up`), `credited_to` where its investigation
    began. `country` is the counting country, null for the region's own figure. Dimensions are codes of the list
    of the same name; "" is unknown. `value` stands exactly when `state` is *counted*; money has a `currency`.
    """

    investigation = models.ForeignKey(Investigation, models.PROTECT, null=True, blank=True, related_name="results")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="results")
    credited_to = models.ForeignKey(Period, models.PROTECT, null=True, blank=True, related_name="credited_results")
    happened_on = models.DateField(null=True, blank=True)
    happened_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    follow_up = models.BooleanField(default=False, help_text="Happened outside every period")
    state = models.CharField(max_length=16, choices=CellState.choices, default=CellState.COUNTED)
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT)
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217, for money only")
    crime_type = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=4, blank=True)
    age_group = models.CharField(max_length=12, blank=True)
    nationality = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-2, or nationality_special")
    exploitation_purpose = models.CharField(max_length=40, blank=True)
    victim_identification_status = models.CharField(max_length=20, blank=True)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    joint = models.ForeignKey(JointResult, models.PROTECT, null=True, blank=True, related_name="results")
    contributed = models.ManyToManyField(Country, blank=True, related_name="contributed_results")
    overrides = models.TextField(blank=True, help_text="Why this replaces the figure that records give")
    note = models.TextField(blank=True)

    objects = ResultQuerySet.as_manager()

    DIMENSIONS = (
        "crime_type", "sex", "age_group", "nationality", "exploitation_purpose", "victim_identification_status",
    )  # fmt: skip

    class Meta:
        constraints = [
            choices_constraint("state", CellState, "result_state_known"),
            choices_constraint("qualifier", Qualifier, "result_qualifier_known"),
            choices_constraint("label", Label, "result_label_known"),
            choices_constraint("status", Status, "result_status_known"),
            models.CheckConstraint(
                name="result_has_a_value_exactly_when_counted",
                condition=Q(state=CellState.COUNTED, value__isnull=False)
                | (~Q(state=CellState.COUNTED) & Q(value__isnull=True, qualifier=Qualifier.EXACT)),
            ),
            models.CheckConstraint(name="result_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)),
            models.CheckConstraint(
                name="result_not_part_of_itself", condition=Q(part_of__isnull=True) | ~Q(part_of=F("id"))
            ),
            models.CheckConstraint(
                name="result_outside_periods_is_follow_up", condition=Q(period__isnull=False) | Q(follow_up=True)
            ),
            precise_date_constraint("happened_on", "result_date_as_precise_as_known"),
        ]
        indexes = [
            # Figures group one period's rows by indicator and country: every dashboard and figures call.
            models.Index(fields=["period", "indicator", "country"], name="result_figures"),
            # The cohort view groups by where the investigation began.
            models.Index(fields=["credited_to", "indicator"], name="result_cohort"),
        ]

    @property
    def happened(self) -> PartialDate:
        return PartialDate(self.happened_on, self.happened_on_precision)
