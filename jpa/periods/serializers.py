"""Periods, participations and workshops as the API gives them out."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from jpa.common.serializers import DateAtPrecision, ReadSerializer, TextListField
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, ReturnState, Workshop


class CoChairSerializer(ReadSerializer):
    """A country that chairs the period."""

    class Meta:
        model = CoChair
        fields = ("country", "agency", "source_url")


class FocusAreaSerializer(ReadSerializer):
    """What the period concentrates on."""

    class Meta:
        model = FocusArea
        fields = ("id", "text")


class NoteSerializer(ReadSerializer):
    """A remark kept with the period: sources that disagree, an inference, a challenge members named."""

    source_urls = TextListField()

    class Meta:
        model = Note
        fields = ("id", "kind", "topic", "text", "resolution", "source_urls")


_PERIOD = {
    "key": "jpa-2019",
    "name": "5th Joint Period of Action",
    "official_number": "5",
    "aliases": ["JPA 5"],
    "year": 2019,
    "starts_on": "2019-07",
    "starts_on_precision": "month",
    "ends_on": "2019-12",
    "ends_on_precision": "month",
    "duration_note": "",
    "stage": "closed",
    "due_at": None,
    "time_zone": "Asia/Bangkok",
    "co_chairs": [{"country": "FJ", "agency": "", "source_url": ""}],
    "focus_areas": [],
    "next_focus_areas": [{"id": "0198c3a0-5f0e-7c11-9d3c-2f1f6a0c9b42", "text": "Online recruitment"}],
    "notes": [],
    "published_participants": 7,
    "published_attending": 11,
    "published_reported": None,
    "published_expected": 7,
    "is_published_record": True,
    "invented": False,
    "source_urls": [],
    "version": 1,
    "updated_at": "2026-01-15T03:00:00Z",
}


@extend_schema_serializer(examples=[OpenApiExample("The fifth period", value=_PERIOD)])
class PeriodSerializer(ReadSerializer):
    """One Joint Period of Action, known by its `key`, never by its number.

    `published_reported` of `published_expected` countries is the coverage a publication states; null is unknown.
    A live period's coverage stands with its figures.
    """

    aliases = TextListField()
    source_urls = TextListField()
    starts_on = DateAtPrecision()
    ends_on = DateAtPrecision()
    co_chairs = CoChairSerializer(source="co_chair_set", many=True, read_only=True)
    focus_areas = FocusAreaSerializer(many=True, read_only=True)
    next_focus_areas = FocusAreaSerializer(
        source="priorities_set", many=True, read_only=True, help_text="Agreed in this period for the next one."
    )
    notes = NoteSerializer(many=True, read_only=True)

    class Meta:
        model = Period
        fields = (
            "key", "name", "official_number", "aliases", "year", "starts_on", "starts_on_precision", "ends_on",
            "ends_on_precision", "duration_note", "stage", "due_at", "time_zone", "co_chairs", "focus_areas",
            "next_focus_areas", "notes", "published_participants", "published_attending", "published_reported",
            "published_expected", "is_published_record", "invented", "source_urls", "version", "updated_at",
        )  # fmt: skip


class SubmissionSerializer(ReadSerializer):
    """Where a country's return stands."""

    state = serializers.ChoiceField(ReturnState.choices, source="return_state", read_only=True)
    nil = serializers.BooleanField(source="nil_return", read_only=True, help_text="Nothing to report, as an act.")

    class Meta:
        model = Participation
        fields = ("state", "nil", "corrected", "submitted_at", "accepted_at", "last_entry_on", "remark")


class ParticipationSerializer(ReadSerializer):
    """A country's taking part in one period. Not the same as attending a workshop.

    `submission` is null for everyone but the country itself and the co-chairs of the period.
    """

    submission = serializers.SerializerMethodField()

    class Meta:
        model = Participation
        fields = (
            "id", "period", "country", "expected", "answer", "certainty", "basis", "focal_point_named", "submission",
            "version", "updated_at",
        )  # fmt: skip

    @extend_schema_field(SubmissionSerializer(allow_null=True))
    def get_submission(self, participation: Participation) -> dict[str, Any] | None:
        return SubmissionSerializer(participation).data if participation.return_open else None


class AttendanceSerializer(ReadSerializer):
    """Who was there: a country or an organisation."""

    class Meta:
        model = Attendance
        fields = ("country", "organisation", "capacity")


class WorkshopSerializer(ReadSerializer):
    """A meeting of the Working Group about one period. `country` and `city` say where."""

    starts_on = DateAtPrecision()
    ends_on = DateAtPrecision()
    attendances = AttendanceSerializer(many=True, read_only=True)

    class Meta:
        model = Workshop
        fields = (
            "id", "period", "kind", "name", "starts_on", "starts_on_precision", "ends_on", "ends_on_precision", "city",
            "country", "note", "source_url", "attendances", "version", "updated_at",
        )  # fmt: skip
