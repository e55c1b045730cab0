"""Bases of the REST endpoints: the gate, one scoped read, shared filters, keyset lists."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import viewsets
from rest_framework.permissions import BasePermission

from jpa.common.filters import StrictFilterSet, refuse_unknown
from jpa.common.gate import Rule, permits


class Allowed(BasePermission):
    """DRF's permission that asks the gate. A view without `allow` refuses everything."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if view.action is None if hasattr(view, "action") else False:
            return True  # no such method here: let DRF answer 405
        return permits(getattr(view, "allow", {}), getattr(view, "action", "read"), request.user)


class ReadViewSet(viewsets.ReadOnlyModelViewSet):
    """List and read what the caller may see. Subclasses name `model`, `allow`, `serializer_class`, `filterset`."""

    model: Any
    allow: dict[str, Rule] = {}
    filterset: type[StrictFilterSet] | None = None
    filter_backends: list = []

    def get_queryset(self) -> QuerySet[Any]:
        """Every read starts here; what is invisible does not exist."""
        return self.model.objects.visible_to(self.request.user)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        query = self.request.query_params
        if self.action != "list" or self.filterset is None:
            refuse_unknown(query, {"cursor", "limit"} if self.action == "list" else ())
            return queryset
        return self.filterset(query, queryset=queryset, request=self.request).strict()
