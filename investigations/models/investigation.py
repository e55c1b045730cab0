"""Investigations: one identity over the years, with partners and a corridor."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from countries.models import Country, Organisation
from jpa.accounts.policy import Can
from jpa.codes.models import Code
from jpa.common.dates import PartialDate, Precision, precise_date_constraint, span_words
from jpa.common.labels import MEMBERS_MAY_READ, PARTNERS_MAY_READ, Label
from jpa.common.models import Record, choices_constraint
from jpa.periods.models import FocusArea, Period


class CaseState(models.TextChoices):
    """Where the investigation stands."""

    OPEN = "open", "Open"
    SUSPENDED = "suspended", "Suspended"
    CLOSED = "closed", "Closed"


class PartnerState(models.TextChoices):
    """`proposed → accepted | declined`. No country is listed as partner without its own yes (domain rule 33)."""

    PROPOSED = "proposed", "Asked"
    ACCEPTED = "accepted", "Joined"
    DECLINED = "declined", "Declined"


class Position(models.TextChoices):
    """Where a partner lies on the route."""

    ORIGIN = "origin", "Origin"
    TRANSIT = "transit", "Transit"
    DESTINATION = "destination", "Destination"
    OTHER = "other", "Other"


class InvestigationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "InvestigationQuerySet":
        """Own country's; all members' GREEN and CLEAR; up to AMBER as accepted partner or co-chair of a period."""
        if not (user.is_authenticated and user.may(Can.READ_RECORDS)):
            return self.none()
        joined = Partner.objects.joined().filter(investigation=OuterRef("pk"), country=user.country_id)
        chaired = Period.objects.chaired_by(user).filter(_active_in_outer_period())
        return self.filter(
            Q(country=user.country_id)
            | Q(label__in=MEMBERS_MAY_READ)
            | (Q(label__in=PARTNERS_MAY_READ) & (Exists(joined) | Exists(chaired)))
        )

    def register_for(self, user: Any) -> "InvestigationQuerySet":
        """What the administration lists: all, for those who may read the register; else what is visible."""
        return self if user.is_authenticated and user.may(Can.READ_REGISTER) else self.visible_to(user)

    def active_in(self, period: Period) -> "InvestigationQuerySet":
        """Open on at least one day of the period, or linked to it explicitly (domain rule 7, INV_ACTIVE)."""
        return self.filter(active_in_period(period))

    def opened_in(self, period: Period) -> "InvestigationQuerySet":
        """Opened on a day of the period (INV_OPENED)."""
        return self.filter(_on_a_day_of(period, "opened_on"))

    def closed_in(self, period: Period) -> "InvestigationQuerySet":
        """Closed on a day of the period (INV_CLOSED)."""
        return self.filter(_on_a_day_of(period, "closed_on"))

    def counted_as(self, indicator: str, period: Period) -> "InvestigationQuerySet":
        """The cases an indicator counts in a period: INV_ACTIVE, INV_OPENED, INV_CLOSED or INV_JOINT."""
        if indicator == "INV_OPENED":
            return self.opened_in(period)
        if indicator == "INV_CLOSED":
            return self.closed_in(period)
        active = self.active_in(period)
        joined = Partner.objects.joined().filter(investigation=OuterRef("pk"), country__isnull=False)
        return active.filter(Exists(joined)) if indicator == "INV_JOINT" else active


def _on_a_day_of(period: Period, field: str) -> Q:
    if period.starts_on is None or period.ends_on is None:
        return Q(pk=None)
    return Q(**{f"{field}__gte": period.starts_on, f"{field}__lte": period.ends_on})


def worked_on(start: Any, end: Any, linked: Q) -> Q:
    """Open on at least one day from `start` to `end` (dates, or references to an outer query), or `linked`.

    Closed on a day nobody knows: the only day it surely was open is the one it was opened on.
    """
    undated = Q(closed_on__isnull=True)
    until = (undated & ~Q(state=CaseState.CLOSED)) | (undated & Q(opened_on__gte=start)) | Q(closed_on__gte=start)
    return (Q(opened_on__lte=end) & until) | linked


def active_in_period(period: Period) -> Q:
    """The condition of `active_in` for one known period, also used in aggregates."""
    linked = Q(pk__in=Investigation.linked_periods.through.objects.filter(period=period).values("investigation"))
    if period.starts_on is None or period.ends_on is None:
        return linked
    return worked_on(period.starts_on, period.ends_on, linked)


def _active_in_outer_period() -> Q:
    """The condition of `worked_on` seen from a period, inside a subquery of investigations."""
    is_closed = Exact(OuterRef("state"), CaseState.CLOSED)
    undated = Case(When(is_closed, then=OuterRef("opened_on")), default=Value(date.max))
    last_day = Coalesce(OuterRef("closed_on"), undated)
    linked = Investigation.linked_periods.through.objects.filter(
        investigation=OuterRef(OuterRef("pk")), period=OuterRef("pk")
    )
    return Q(ends_on__gte=OuterRef("opened_on"), starts_on__lte=last_day) | Q(Exists(linked))


class Investigation(Record):
    """A case a country works on, possibly for years; active in every period its dates overlap (domain rules 7–9).

    States: *open* while work goes on, *suspended* while it rests, *closed* with a `closed_on` when it is known.
    A case without dates is linked to its periods explicitly. Under TLP:RED only the reference is kept: title and
    summary stay empty.
    `corridor` is the legs in one word, "LK>ID>AU", kept by the action that sets them.
    """

    reference = models.CharField(max_length=12, unique=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="investigations")
    title = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    label = models.CharField(max_length=16, choices=Label.choices, default=Label.AMBER_STRICT)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    crime_type = models.CharField(max_length=40, blank=True, help_text="Code list crime_type")
    opened_on = models.DateField(null=True, blank=True)
    opened_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    closed_on = models.DateField(null=True, blank=True)
    closed_on_precision = models.CharField(max_length=8, choices=Precision.choices, default=Precision.UNKNOWN)
    outcome = models.CharField(max_length=200, blank=True)
    corridor = models.CharField(max_length=60, blank=True, editable=False)
    linked_periods = models.ManyToManyField(Period, blank=True, related_name="linked_investigations")
    focus_areas = models.ManyToManyField(FocusArea, blank=True, related_name="investigations")
    purposes = models.ManyToManyField(Code, blank=True, related_name="+")
    methods = models.ManyToManyField(Code, blank=True, related_name="+")
    nationalities = models.ManyToManyField(Country, blank=True, related_name="+")
    invented = models.BooleanField(default=False)
    source_url = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    source_key = models.CharField(max_length=60, null=True, blank=True, unique=True)

    objects = InvestigationQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("label", Label, "investigation_label_known"),
            choices_constraint("state", CaseState, "investigation_state_known"),
            precise_date_constraint("opened_on", "investigation_opened_as_precise_as_known"),
            precise_date_constraint("closed_on", "investigation_closed_as_precise_as_known"),
            models.CheckConstraint(
                name="investigation_red_has_no_narrative",
                condition=~Q(label=Label.RED) | Q(title="", summary="", quote="", outcome=""),
            ),
            models.CheckConstraint(
                name="investigation_with_a_closing_date_is_closed",
                condition=Q(closed_on__isnull=True) | Q(state=CaseState.CLOSED),
            ),
            models.CheckConstraint(
                name="investigation_closes_after_it_opens",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]
        indexes = [
            # "Which cases were active in this period?", asked by every dashboard.
            models.Index(fields=["opened_on", "closed_on"], name="investigation_life"),
            # "My country's cases", asked by every focal point.
            models.Index(fields=["country", "-id"], name="investigation_of_country"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def opened(self) -> PartialDate:
        return PartialDate(self.opened_on, self.opened_on_precision)

    @property
    def closed(self) -> PartialDate:
        return PartialDate(self.closed_on, self.closed_on_precision)

    @property
    def life(self) -> str:
        """When it was worked on, for reading."""
        return str(self.opened) if self.state != CaseState.CLOSED else span_words(self.opened, self.closed)


_JOINED = Q(state=PartnerState.ACCEPTED)


class PartnerQuerySet(models.QuerySet):
    def joined(self) -> "PartnerQuerySet":
        """Those who said yes; everyone else has merely been asked (domain rule 33)."""
        return self.filter(_JOINED)

    def visible_to(self, user: Any) -> "PartnerQuerySet":
        """Whoever may see the investigation sees who joined; unanswered and declined ones only the two sides.

        The country that was asked sees the question before it may see the case: it could not answer otherwise.
        """
        if not (user.is_authenticated and user.may(Can.READ_RECORDS)):
            return self.none()
        seen = Q(investigation__in=Investigation.objects.visible_to(user))
        return self.filter((_JOINED & seen) | Q(investigation__country=user.country_id) | Q(country=user.country_id))


class Partner(Record):
    """A country or an organisation on an investigation, with its role (code list country_case_role) and position."""

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="partners")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="partnerships")
    role = models.CharField(max_length=12, default="CR_PART")
    position = models.CharField(max_length=12, choices=Position.choices, default=Position.OTHER)
    state = models.CharField(max_length=10, choices=PartnerState.choices, default=PartnerState.PROPOSED)
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("position", Position, "partner_position_known"),
            choices_constraint("state", PartnerState, "partner_state_known"),
            models.CheckConstraint(
                name="partner_is_a_country_or_an_organisation",
                condition=Q(country__isnull=True, organisation__isnull=False)
                | Q(country__isnull=False, organisation__isnull=True),
            ),
            models.UniqueConstraint(fields=["investigation", "country"], name="partner_country_once"),
            models.UniqueConstraint(fields=["investigation", "organisation"], name="partner_organisation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id or self.organisation} on {self.investigation_id} ({self.state})"

    @property
    def who(self) -> str:
        return str(self.country or self.organisation)


class Leg(models.Model):
    """One leg of the corridor: from, to, and by which mode (domain rule 35; code list transport_mode)."""

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="legs")
    position = models.PositiveSmallIntegerField()
    origin = models.ForeignKey(Country, models.PROTECT, related_name="+")
    destination = models.ForeignKey(Country, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, default="TR_UNK")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["investigation", "position"], name="leg_position_once"),
            models.CheckConstraint(name="leg_goes_somewhere", condition=~Q(origin=models.F("destination"))),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} to {self.destination_id} ({self.mode})"
