"""Investigations and what countries hand in, as the API gives them out."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from investigations.counting import victims_apart
from investigations.models import Activity, Investigation, JointResult, Leg, Partner, Result, Trend
from investigations.rules import tells_its_story
from jpa.accounts.policy import Can
from jpa.common.serializers import DateAtPrecision, FigureField, ReadSerializer
from jpa.periods.serializers import FocusAreaSerializer

# A record of a demo period is invented with it.
_invented = {"source": "period.invented", "read_only": True, "default": False}


class LegSerializer(ReadSerializer):
    """One leg of the corridor; `mode` is a code of the list transport_mode."""

    class Meta:
        model = Leg
        fields = ("origin", "destination", "mode")


class PartnerSerializer(ReadSerializer):
    """A country or an organisation on an investigation. Unanswered and declined ones are seen by the two sides only.

    `role` is a code of the list country_case_role.
    """

    class Meta:
        model = Partner
        fields = (
            "id", "investigation", "country", "organisation", "role", "position", "state", "asked_on", "answered_on",
            "version",
        )  # fmt: skip


class InvestigationSerializer(ReadSerializer):
    """A case, possibly of years. Under TLP:RED only the reference is kept: title and summary are empty.

    `corridor` is the legs in one word, such as "LK>ID>AU". `linked_periods` are links made by hand; a case is active
    in every period its dates overlap as well. `crime_type` and `purposes`, `methods` are codes of their lists.
    """

    opened_on = DateAtPrecision()
    closed_on = DateAtPrecision()
    legs = LegSerializer(many=True, read_only=True)
    partners = PartnerSerializer(many=True, read_only=True)
    focus_areas = FocusAreaSerializer(many=True, read_only=True)
    purposes = serializers.SlugRelatedField("code", many=True, read_only=True)
    methods = serializers.SlugRelatedField("code", many=True, read_only=True)

    class Meta:
        model = Investigation
        fields = (
            "id", "reference", "country", "title", "summary", "label", "state", "crime_type", "opened_on",
            "opened_on_precision", "closed_on", "closed_on_precision", "outcome", "corridor", "legs", "partners",
            "linked_periods", "focus_areas", "purposes", "methods", "nationalities", "invented", "source_url", "quote",
            "version", "created_at", "updated_at",
        )  # fmt: skip


class CaseReferenceSerializer(serializers.Serializer):
    """The investigation behind a result. `id` is null when the reader may know no more than its reference."""

    id = serializers.UUIDField(read_only=True, allow_null=True)
    reference = serializers.CharField(read_only=True)


_RESULT = {
    "id": "0198c3a0-5f0e-7c11-9d3c-2f1f6a0c9b42",
    "period": "jpa-2019",
    "credited_to": "jpa-2016",
    "country": "NZ",
    "indicator": "ARRESTS",
    "value": "3",
    "qualifier": "at_least",
    "state": "counted",
    "currency": "",
    "status": "accepted",
    "label": "TLP:GREEN",
    "happened_on": "2019-07",
    "happened_on_precision": "month",
    "follow_up": False,
    "investigation": {"id": "0198c3a0-1a2b-7d33-8e44-5f6a7b8c9d0e", "reference": "NZ-7K3QF"},
    **dict.fromkeys(Result.DIMENSIONS, ""),
    "crime_type": "SOM",
    "summed": True,
    "part_of": None,
    "joint": None,
    "contributed": ["ID", "FJ"],
    "overrides": "",
    "note": "",
    "quote": "",
    "source_url": "",
    "invented": False,
    "version": 1,
    "created_at": "2019-08-01T02:00:00Z",
    "updated_at": "2019-08-01T02:00:00Z",
}


@extend_schema_serializer(examples=[OpenApiExample("At least three arrests", value=_RESULT)])
class ResultSerializer(ReadSerializer):
    """One disjoint part of what was achieved: totals are sums of rows whose `summed` is true.

    `value` is a number as text in the indicator's unit (money in `currency`), and stands exactly when `state` is
    `counted`. `country` counts it; null is the region's own figure. `period` is when it happened, `credited_to` where
    its investigation began. Dimensions are codes of the list of the same name; empty is unknown.
    """

    value = FigureField()
    happened_on = DateAtPrecision()
    investigation = serializers.SerializerMethodField(
        help_text="Null when there is none, or none this role may know of."
    )
    part_of = serializers.SerializerMethodField(help_text="The larger row this one is inside, if you may see it.")
    joint = serializers.SerializerMethodField(help_text="The joint result it is in, if you may see that.")
    summed = serializers.SerializerMethodField(
        help_text="False inside another row's number, and for presumed and potential victims."
    )
    note = serializers.SerializerMethodField()
    quote = serializers.SerializerMethodField()
    invented = serializers.BooleanField(**_invented)

    class Meta:
        model = Result
        fields = (
            "id", "period", "credited_to", "country", "indicator", "value", "qualifier", "state", "currency", "status",
            "label", "happened_on", "happened_on_precision", "follow_up", "investigation", *Result.DIMENSIONS, "summed",
            "part_of", "joint", "contributed", "overrides", "note", "quote", "source_url", "invented", "version",
            "created_at", "updated_at",
        )  # fmt: skip

    @extend_schema_field(CaseReferenceSerializer(allow_null=True))
    def get_investigation(self, result: Result) -> dict[str, Any] | None:
        """Figures are open before stories (rulings): without the right to the case, its reference is all there is."""
        case = result.investigation
        if case is None or not self.context["request"].user.may(Can.READ_RECORDS):
            return None
        return {"id": case.pk if result.readable_case else None, "reference": case.reference}

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_part_of(self, result: Result) -> Any:
        return result.readable_whole and result.readable_whole.pk

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_joint(self, result: Result) -> Any:
        return result.readable_joint and result.readable_joint.pk

    def get_summed(self, result: Result) -> bool:
        return result.part_of_id is None and not victims_apart(result.victim_identification_status)

    def get_note(self, result: Result) -> str:
        return result.note if self._may_be_told(result) else ""

    def get_quote(self, result: Result) -> str:
        return result.quote if self._may_be_told(result) else ""

    def _may_be_told(self, result: Result) -> bool:
        return tells_its_story(result, case_visible=result.readable_case is not None)


class JointResultSerializer(ReadSerializer):
    """The same act recorded by two countries. Once confirmed, the region counts `agreed_value` in place of the rows."""

    agreed_value = FigureField()
    results = serializers.PrimaryKeyRelatedField(
        many=True, read_only=True, help_text="Those of its rows that you may see."
    )

    class Meta:
        model = JointResult
        fields = ("id", "period", "indicator", "agreed_value", "state", "note", "results", "version", "updated_at")


class ActivitySerializer(ReadSerializer):
    """An awareness, outreach or training programme. `sessions` is a number as text, null when nobody counted."""

    held_on = DateAtPrecision()
    sessions = FigureField()
    invented = serializers.BooleanField(**_invented)

    class Meta:
        model = Activity
        fields = (
            "id", "period", "country", "kind", "title", "summary", "audience", "held_on", "held_on_precision",
            "sessions", "label", "status", "source_url", "quote", "invented", "version", "created_at", "updated_at",
        )  # fmt: skip


class TrendSerializer(ReadSerializer):
    """What a country sees changing; without a country it was said of participants in general.

    `mode` is a code of the list transport_mode.
    """

    invented = serializers.BooleanField(**_invented)

    class Meta:
        model = Trend
        fields = (
            "id", "period", "country", "direction", "summary", "narrative", "evidence", "crime_type", "mode",
            "exploitation_purpose", "origin", "destination", "label", "status", "source_url", "quote", "invented",
            "version", "created_at", "updated_at",
        )  # fmt: skip
