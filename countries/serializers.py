"""Countries and organisations as the API gives them out."""

from countries.models import Country, Organisation
from jpa.common.serializers import ReadSerializer, TextListField


class CountrySerializer(ReadSerializer):
    """A country or area of ISO 3166-1. Other resources name it by `iso2`; alpha-3 is accepted in addresses."""

    currencies = TextListField(help_text="ISO 4217 codes.")
    membership_evidence = TextListField()

    class Meta:
        model = Country
        fields = (
            "iso2", "iso3", "m49", "name", "region", "subregion", "currencies", "is_member", "membership_confidence",
            "membership_evidence",
        )  # fmt: skip


class OrganisationSerializer(ReadSerializer):
    """An organisation that takes part, observes or is a partner of a case; `country` is null for one of no country."""

    class Meta:
        model = Organisation
        fields = ("id", "name", "acronym", "kind", "country", "confidence")
