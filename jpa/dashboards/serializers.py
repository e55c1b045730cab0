"""Figures as the API gives them out (rulings, "A figures answer")."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from investigations.models import CellState, Qualifier
from jpa.common.serializers import FigureField
from jpa.dashboards.facts.headlines import Compared
from jpa.dashboards.facts.rows import rows_query
from jpa.dashboards.figures import VIEWS, Cell, Figures

STATUSES = ("provisional", "final", "corrected", "published_record")
WHEN_PRESENT = ("currency", "victim_identification_status", "national", "derived")
_QUALIFIER = {"choices": Qualifier.choices, "read_only": True}
_STATE = {"choices": CellState.choices, "read_only": True}


class QuantitySerializer(serializers.Serializer):
    """A figure: `value` is a number as text exactly when `state` is `counted`; `qualifier` says how it is meant."""

    value = FigureField()
    qualifier = serializers.ChoiceField(**_QUALIFIER)
    state = serializers.ChoiceField(**_STATE)


class CoverageSerializer(serializers.Serializer):
    """How many countries the figures include, of how many expected. Null is unknown."""

    reported = serializers.IntegerField(read_only=True, allow_null=True)
    expected = serializers.IntegerField(read_only=True, allow_null=True)


class CellSerializer(serializers.Serializer):
    """One figure, in the unit of its indicator. `country` is null for the region.

    `currency` stands with money only; `victim_identification_status` with presumed and potential victims, who are never
    added to those formally identified; `national` is the sum of national counts, when the region counts joint results
    once; `derived` is what records give, when a country replaced it with a reason. `rows` lists what it is made of, as
    far as the reader may see it.
    """

    indicator = serializers.CharField(read_only=True)
    country = serializers.CharField(read_only=True, allow_null=True)
    value = FigureField(source="quantity.value")
    qualifier = serializers.ChoiceField(source="quantity.qualifier", **_QUALIFIER)
    state = serializers.ChoiceField(source="quantity.state", **_STATE)
    currency = serializers.CharField(read_only=True, required=False)
    victim_identification_status = serializers.CharField(source="victims", read_only=True, required=False)
    status = serializers.ChoiceField(STATUSES, read_only=True)
    national = QuantitySerializer(read_only=True, required=False)
    derived = QuantitySerializer(read_only=True, required=False)
    hidden = serializers.SerializerMethodField(help_text="Is the number kept back because it is small?")
    conf_status = serializers.SerializerMethodField(help_text="SDMX confidentiality: F is free.")
    rows = serializers.SerializerMethodField(help_text="A relative address.")

    def get_hidden(self, cell: Cell) -> bool:
        """Nothing is hidden between those who may read figures; published tables will hide small numbers."""
        return False

    @extend_schema_field({"type": "string", "enum": ["F"]})
    def get_conf_status(self, cell: Cell) -> str:
        return "F"

    @extend_schema_field({"type": "string", "format": "uri-reference"})
    def get_rows(self, cell: Cell) -> str:
        return rows_address(cell, self.context["figures"], by_country=self.context["by_country"])

    def to_representation(self, instance: Cell) -> dict[str, Any]:
        shown = super().to_representation(instance)
        return {name: value for name, value in shown.items() if value or name not in WHEN_PRESENT}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Arrests of the first period",
            value={
                "period": "jpa-2015",
                "view": "period",
                "as_of": "2026-01-15T03:00:00Z",
                "coverage": {"reported": 8, "expected": 8},
                "cells": [
                    {
                        "indicator": "ARRESTS",
                        "country": None,
                        "value": "32",
                        "qualifier": "exact",
                        "state": "counted",
                        "status": "published_record",
                        "hidden": False,
                        "conf_status": "F",
                        "rows": "/api/v1/results/?period=jpa-2015&indicator=ARRESTS&summed=true",
                    }
                ],
            },
        )
    ]
)
class FiguresSerializer(serializers.Serializer):
    """All figures of one period for one reader, as of a moment. Cells are in the order of the indicators' codes."""

    period = serializers.CharField(source="period.key", read_only=True)
    view = serializers.ChoiceField(VIEWS, read_only=True)
    as_of = serializers.DateTimeField(read_only=True)
    coverage = CoverageSerializer(read_only=True)
    cells = serializers.SerializerMethodField()

    @extend_schema_field(CellSerializer(many=True))
    def get_cells(self, figures: Figures) -> list[dict[str, Any]]:
        context = {"figures": figures, "by_country": self.context["by_country"]}
        return CellSerializer(figures.cells, many=True, context=context).data


class ComparedPeriodSerializer(serializers.Serializer):
    """A period and what makes it hard to compare: its dates and its coverage."""

    period = serializers.CharField(source="period.key", read_only=True)
    starts_on = serializers.CharField(source="period.start.iso", read_only=True, allow_null=True)
    ends_on = serializers.CharField(source="period.end.iso", read_only=True, allow_null=True)
    invented = serializers.BooleanField(source="period.invented", read_only=True)
    coverage = CoverageSerializer(read_only=True)


class CellOfPeriodSerializer(QuantitySerializer):
    """One period's figure."""

    period = serializers.CharField(read_only=True)
    status = serializers.ChoiceField(STATUSES, read_only=True)


class ComparedSerializer(serializers.Serializer):
    """One indicator over the periods. A period that did not collect it is left out of `figures`.

    `total` is null where a sum makes no sense: cases that are active in several periods, invented beside real figures.
    """

    indicator = serializers.CharField(source="indicator.pk", read_only=True)
    currency = serializers.CharField(read_only=True)
    victim_identification_status = serializers.CharField(source="victims", read_only=True)
    total = QuantitySerializer(read_only=True, allow_null=True)
    figures = CellOfPeriodSerializer(many=True, read_only=True)


class ComparisonSerializer(serializers.Serializer):
    """Periods side by side, oldest first (view: by when it happened)."""

    periods = ComparedPeriodSerializer(many=True, read_only=True)
    rows = serializers.SerializerMethodField()

    @extend_schema_field(ComparedSerializer(many=True))
    def get_rows(self, compared: dict[str, Any]) -> list[dict[str, Any]]:
        keys = [figures.period.pk for figures in compared["periods"]]
        return [ComparedSerializer(_as_told(row, keys)).data for row in compared["rows"]]


def _as_told(row: Compared, keys: list[str]) -> dict[str, Any]:
    """A compared row with its cells named by their periods; the others collected nothing."""
    cells = [
        {"period": key, "status": cell.status, **asdict(cell.quantity)}
        for key, cell in zip(keys, row.cells, strict=True)
        if cell
    ]
    named = {name: getattr(row, name) for name in ("indicator", "currency", "victims", "total")}
    return {**named, "figures": cells}


def rows_address(cell: Cell, figures: Figures, *, by_country: bool) -> str:
    """Where the rows behind a figure are listed: results, cases or activities, filtered to exactly these."""
    query = rows_query(cell, figures.period, view=figures.view, by_country=by_country)
    return f"{reverse(f'api-{cell.source}-list')}?{urlencode(query)}"
