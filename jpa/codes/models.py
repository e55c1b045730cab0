"""The vocabulary: code lists, and the indicators results are counted by."""

import re
from typing import Any

from django.db import models

from jpa.common.models import choices_constraint


class ReferenceQuerySet(models.QuerySet):
    """Reference data is open to everyone who is signed in (policy.md)."""

    def visible_to(self, user: Any) -> "ReferenceQuerySet":
        return self if user.is_authenticated and user.is_active else self.none()


class CodeList(models.Model):
    """A closed list of codes, such as transport modes. Source: taxonomy.json."""

    key = models.CharField(max_length=40, primary_key=True)
    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReferenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.title} ({self.key})"


class Code(models.Model):
    """One entry of a code list, with its definition and the standard it comes from."""

    id = models.CharField(max_length=80, primary_key=True, help_text="list:code")
    code_list = models.ForeignKey(CodeList, models.PROTECT, related_name="codes")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    parent = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField()
    source = models.TextField(blank=True)
    source_url = models.TextField(blank=True)
    evidence = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code_list", "code"], name="code_once_in_its_list")]

    def __str__(self) -> str:
        return f"{self.label} ({self.id})"


class Unit(models.TextChoices):
    """What an indicator counts. Units are never mixed (domain rule 17)."""

    PERSONS = "persons"
    CASES = "cases"
    ACTIONS = "actions"
    ITEMS = "items"
    NETWORKS = "networks"
    COUNTRIES = "countries"
    MONEY = "money"


class Indicator(models.Model):
    """What is counted, and by which rule. `tier` is null for a result kept only "as published"."""

    code = models.CharField(max_length=60, primary_key=True)
    label = models.CharField(max_length=160)
    group = models.CharField(max_length=60)
    unit = models.CharField(max_length=12, choices=Unit.choices)
    tier = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 asked of every country; 2, 3 when recorded"
    )
    jpa_core = models.BooleanField(default=False, help_text="Published by the group in 2015; always comparable")
    definition = models.TextField(blank=True)
    counts = models.TextField(blank=True)
    excludes = models.TextField(blank=True)
    counted_when = models.TextField(blank=True)
    attribution = models.TextField(blank=True)
    no_double_count = models.TextField(blank=True)
    dimensions = models.JSONField(default=list, blank=True, help_text="Required dimensions first")
    disclosure_class = models.CharField(max_length=1, blank=True)
    validation_rules = models.JSONField(default=list, blank=True)
    statement_basis = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [choices_constraint("unit", Unit, "indicator_unit_known")]

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"

    @property
    def group_name(self) -> str:
        """The group without the letter the catalogue orders it by: "A Investigations" is "Investigations"."""
        return re.sub(r"^[A-Z] ", "", self.group)

    @property
    def is_as_published(self) -> bool:
        """Kept under the published name because no code of the catalogue fits."""
        return self.tier is None

    @property
    def is_money(self) -> bool:
        return self.unit == Unit.MONEY


class ValidationRule(models.Model):
    """A rule a return's figures obey: an error blocks, a warning asks why, an info informs (domain rule 21)."""

    code = models.CharField(max_length=8, primary_key=True)
    severity = models.CharField(max_length=8, choices=[("error", "error"), ("warn", "warn"), ("info", "info")])
    kind = models.CharField(max_length=20)
    expression = models.TextField()
    message = models.TextField()

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="validation_rule_severity_known", condition=models.Q(severity__in=["error", "warn", "info"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
