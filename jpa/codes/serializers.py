"""The vocabulary as the API gives it out."""

from rest_framework import serializers

from jpa.codes.models import Code, CodeList, Indicator
from jpa.common.serializers import ReadSerializer, TextListField


class CodeSerializer(ReadSerializer):
    """One code, with its definition and the standard it comes from."""

    class Meta:
        model = Code
        fields = ("code", "label", "definition", "parent", "source", "source_url", "evidence")


class CodeListSerializer(ReadSerializer):
    """A closed list of codes. Other resources name codes of the list of the same name as the field."""

    codes = CodeSerializer(many=True, read_only=True)

    class Meta:
        model = CodeList
        fields = ("key", "title", "description", "codes")


class IndicatorSerializer(ReadSerializer):
    """What is counted and by which rule. `unit` is what its figures count: units are never mixed."""

    dimensions = TextListField(help_text="What its rows may be broken down by, required ones first.")
    validation_rules = TextListField(help_text="Codes of the rules its figures obey.")
    as_published = serializers.BooleanField(
        source="is_as_published",
        read_only=True,
        help_text="Kept under the published name, because no code of the catalogue fits.",
    )

    class Meta:
        model = Indicator
        fields = (
            "code", "label", "group", "unit", "tier", "jpa_core", "as_published", "definition", "counts", "excludes",
            "counted_when", "attribution", "no_double_count", "dimensions", "disclosure_class", "validation_rules",
            "statement_basis", "position",
        )  # fmt: skip
