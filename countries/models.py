"""Countries and organisations: who takes part, and how sure that is."""

from django.db import models

from jpa.codes.models import ReferenceQuerySet
from jpa.common.ids import uuid7
from jpa.common.models import choices_constraint


class CountryQuerySet(ReferenceQuerySet):
    def members(self) -> "CountryQuerySet":
        return self.filter(is_member=True)


class Country(models.Model):
    """A country or area of ISO 3166-1, named as the Working Group names it. The key is the alpha-2 code."""

    iso2 = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    m49 = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80, unique=True)
    region = models.CharField(max_length=3, blank=True, help_text="UN M49 code")
    subregion = models.CharField(max_length=3, blank=True, help_text="UN M49 code")
    currencies = models.JSONField(default=list, blank=True, help_text="ISO 4217 codes")
    is_member = models.BooleanField(default=False)
    membership_confidence = models.CharField(max_length=120, blank=True)
    membership_evidence = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    """How an organisation stands to the Bali Process, or what sort of partner it is."""

    MEMBER = "member", "Member organisation"
    OBSERVER = "observer", "Observer organisation"
    BODY = "body", "Body of the Bali Process"
    GOVERNMENT = "government", "Government agency"
    PRIVATE = "private", "Private companies"
    NGO = "ngo", "Non-governmental organisations"
    OTHER = "other", "Other"


class Organisation(models.Model):
    """An organisation that takes part, observes or is a partner of a case; of one country, or of none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=160, unique=True)
    acronym = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="organisations")
    confidence = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [choices_constraint("kind", OrganisationKind, "organisation_kind_known")]

    def __str__(self) -> str:
        return self.name
