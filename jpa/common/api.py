"""Bases of the REST endpoints: the gate, one scoped read, shared filters, keyset lists."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import viewsets
from rest_framework.views import APIView

from jpa.common.errors import Fault, Invalid
from jpa.common.filters import StrictFilterSet, refuse_unknown
from jpa.common.gate import Rule

READ_METHODS = ["get", "head"]
# What every list and every record understands beside filters and paging.
RECORD_PARAMETERS = frozenset({"fields"})
LIST_PARAMETERS = RECORD_PARAMETERS | {"count"}


class ReadView(APIView):
    """One address that answers GET. Subclasses name `allow` (its action is "read") and their `parameters`."""

    allow: dict[str, Rule] = {}
    parameters: Iterable[str] = ()
    http_method_names = READ_METHODS

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request.query_params, self.parameters)


class ReadViewSet(viewsets.ReadOnlyModelViewSet):
    """List and read what the caller may see. Subclasses name `model`, `allow`, `serializer_class`, `filterset`.

    A `hidden` resource does not exist (404) for those whose role excludes it.
    """

    model: Any
    allow: dict[str, Rule] = {}
    hidden = False
    filterset: type[StrictFilterSet]
    filter_backends: list = []
    http_method_names = READ_METHODS

    def permission_denied(self, request: Any, message: str | None = None, code: str | None = None) -> None:
        if self.hidden and request.user.is_authenticated:
            raise Http404
        super().permission_denied(request, message, code)

    def get_queryset(self) -> QuerySet[Any]:
        """Every read starts here; what is invisible does not exist."""
        return self.model.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        query = self.request.query_params
        if self.action != "list":
            refuse_unknown(query, RECORD_PARAMETERS)
            return queryset
        return self.filterset(query, queryset=queryset, request=self.request).strict(LIST_PARAMETERS)

    def get_serializer_context(self) -> dict[str, Any]:
        """With `only`, the names that `fields=` asks for. Raises Invalid naming those that are not known."""
        asked = self.request.query_params.get("fields") if self.request else None
        only = asked.split(",") if asked is not None else None
        unknown = [name for name in only or () if name not in self.serializer_class.Meta.fields]
        if unknown:
            fault = Fault("fields", "invalid", f"There is no field {unknown[0]!r} here.")
            raise Invalid(fault.detail, [fault])
        return {**super().get_serializer_context(), "only": only}
