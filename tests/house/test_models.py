"""What every stored thing has: constraints, a docstring, a name that tells it apart, a factory."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, Q

from tests import factories
from tests.house.tree import APPS

OWN = [m for m in apps.get_models() if m.__module__.startswith(APPS)]
FACTORIES = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type)
    and issubclass(made, factories.DjangoModelFactory)
    and getattr(made._meta, "model", None)
    and not made._meta.abstract
}
every_model = pytest.mark.parametrize("model", OWN, ids=lambda m: m._meta.label)


def _fields_in(condition: Q) -> set[str]:
    """The fields a condition speaks of."""
    names = set()
    for child in condition.children:
        names |= _fields_in(child) if isinstance(child, Q) else {child[0].partition("__")[0]}
    return names


def _checked(model: type[models.Model]) -> list[set[str]]:
    return [_fields_in(c.condition) for c in model._meta.constraints if isinstance(c, CheckConstraint)]


@every_model
def test_the_database_knows_the_choices(model):
    checked = set().union(*_checked(model))
    fields = {f.name for f in model._meta.concrete_fields if f.choices}
    assert fields - checked == set()


def _apart(model: type[models.Model]) -> list[set[str]]:
    """Pairs of who and when (`signed_by`, `signed_at`) that no constraint keeps together."""
    names = {f.name for f in model._meta.concrete_fields}
    pairs = [{name, f"{name[:-3]}_by"} for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names]
    return [pair for pair in pairs if not any(pair <= fields for fields in _checked(model))]


@every_model
def test_who_and_when_go_together(model):
    assert _apart(model) == []


class Signed(models.Model):
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=10, null=True)

    class Meta:
        abstract = True


class SignedTogether(Signed):
    class Meta:
        abstract = True
        constraints = [
            CheckConstraint(
                name="signed_by_somebody",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            )
        ]


def test_who_without_when_would_be_noticed():
    assert _apart(Signed) == [{"signed_at", "signed_by"}]
    assert _apart(SignedTogether) == []


@every_model
def test_it_says_what_it_is(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django made this docstring"


@every_model
def test_there_is_no_hidden_order(model):
    assert not model._meta.ordering


@every_model
@pytest.mark.django_db
def test_its_name_tells_two_apart(model):
    assert model.__str__ is not models.Model.__str__
    one, other = FACTORIES[model](), FACTORIES[model]()
    assert str(one) != str(other)


@every_model
def test_every_constraint_and_index_has_a_name_of_its_own(model):
    names = [c.name for c in (*model._meta.constraints, *model._meta.indexes)]
    assert len(names) == len(set(names))
    assert not [name for name in names if model._meta.label_lower.partition(".")[2] not in name.replace("_", "")]
