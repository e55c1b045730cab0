"""Bases of what the API gives out: explicit fields, dates as precise as known, figures as text."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from jpa.common.dates import PartialDate


def number_text(value: Decimal | None) -> str | None:
    """A count or an amount of money as text: "32", "1200.50"; None stays None."""
    if value is None:
        return None
    return str(int(value)) if value == int(value) else f"{value:.2f}"


class ReadSerializer(serializers.ModelSerializer):
    """Fields named in Meta, all of them read only. The context's `only` narrows the record, not what is in it."""

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        only = self.context.get("only")
        is_the_record = self.parent is None or self.parent is self.root
        return {name: fields[name] for name in fields if name in only} if only and is_the_record else fields

    def get_extra_kwargs(self) -> dict[str, Any]:
        return {name: {"read_only": True, **kwargs} for name, kwargs in self._kwargs_by_field().items()}

    def _kwargs_by_field(self) -> dict[str, Any]:
        given = super().get_extra_kwargs()
        return {name: given.get(name, {}) for name in self.Meta.fields}


@extend_schema_field(
    {
        "type": ["string", "null"],
        "pattern": r"^\d{4}-\d{2}(-\d{2})?$",
        "description": "ISO 8601, as precise as it is known: a day, a month, or null. See the field of the same name "
        "with `_precision`.",
        "examples": ["2019-07-02", "2019-07"],
    }
)
class DateAtPrecision(serializers.Field):
    """The date of the field's own name, at the precision stored beside it: "2019-07", never an invented day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:
        day, precision = getattr(value, self.field_name), getattr(value, f"{self.field_name}_precision")
        return PartialDate(day, precision).iso()


@extend_schema_field(
    {
        "type": ["string", "null"],
        "pattern": r"^\d+(\.\d+)?$",
        "description": "A number as text, in the indicator's unit (money: in `currency`). Null when there is none.",
        "examples": ["32", "1200.50"],
    }
)
class FigureField(serializers.Field):
    """A count or an amount of money, as text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str | None:
        return number_text(value)


class TextListField(serializers.ListField):
    """A list of texts, kept as JSON."""

    child = serializers.CharField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)
