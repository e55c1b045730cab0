"""What every stored record has in common."""

from django.db import models
from django.db.models import Q

from jpa.common.ids import uuid7


class Record(models.Model):
    """A row people edit: a public id, a version that counts changes, and its times (UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def choices_constraint(
    field: str, choices: type[models.TextChoices], name: str, blank: bool = False
) -> models.CheckConstraint:
    """The database itself refuses a value that is not one of the choices."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": values}))
