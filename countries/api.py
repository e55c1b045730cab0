"""Endpoints of countries and organisations."""

from rest_framework.generics import get_object_or_404

from countries.filters import CountryFilter, OrganisationFilter, code_of
from countries.models import Country, Organisation
from countries.serializers import CountrySerializer, OrganisationSerializer
from jpa.accounts.rules import may_read_reference
from jpa.common.api import ReadViewSet


class CountryViewSet(ReadViewSet):
    """Countries and areas, by alpha-2 code. One is found by its alpha-2 or alpha-3 code, in any case."""

    model = Country
    serializer_class = CountrySerializer
    filterset = CountryFilter
    keyset_ordering = "iso2"
    allow = {"list": may_read_reference, "retrieve": may_read_reference}

    def get_object(self) -> Country:
        return get_object_or_404(self.filter_queryset(self.get_queryset()), **code_of(self.kwargs["pk"]))


class OrganisationViewSet(ReadViewSet):
    """Organisations, newest first."""

    model = Organisation
    serializer_class = OrganisationSerializer
    filterset = OrganisationFilter
    allow = {"list": may_read_reference, "retrieve": may_read_reference}
