"""Endpoints of the vocabulary."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from jpa.codes.filters import CodeListFilter, IndicatorFilter
from jpa.codes.models import Code, CodeList, Indicator
from jpa.codes.rules import may_read_vocabulary
from jpa.codes.serializers import CodeListSerializer, IndicatorSerializer
from jpa.common.api import ReadViewSet


class CodeListViewSet(ReadViewSet):
    """Code lists with their codes, by key."""

    model = CodeList
    serializer_class = CodeListSerializer
    filterset = CodeListFilter
    keyset_ordering = "key"
    allow = {"list": may_read_vocabulary, "retrieve": may_read_vocabulary}

    def get_queryset(self) -> QuerySet[Any]:
        codes = Code.objects.visible_to(self.request.user).order_by("position", "code")
        return super().get_queryset().prefetch_related(Prefetch("codes", codes))


class IndicatorViewSet(ReadViewSet):
    """Indicators, in the order of the catalogue."""

    model = Indicator
    serializer_class = IndicatorSerializer
    filterset = IndicatorFilter
    keyset_ordering = ("position", "code")
    allow = {"list": may_read_vocabulary, "retrieve": may_read_vocabulary}
