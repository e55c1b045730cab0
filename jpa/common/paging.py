"""Keyset paging: a deep page costs what the first one costs. Pages and API use the same."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from jpa.common.errors import Fault, Invalid

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000


class KeysetPagination(CursorPagination):
    """`cursor` and `limit` (1 to 1,000, default 50). Newest first unless the view has a `keyset_ordering`."""

    page_size = DEFAULT_LIMIT
    max_page_size = MAX_LIMIT
    cursor_query_param = "cursor"
    cursor_query_description = "Where the page begins: take it from `next` or `previous`, never make one."
    page_size_query_param = "limit"
    page_size_query_description = f"How many to return: 1 to {MAX_LIMIT}, {DEFAULT_LIMIT} unless given."
    ordering = "-id"

    def get_page_size(self, request: Request) -> int:
        text = request.query_params.get("limit")
        if text is None:
            return self.page_size
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MAX_LIMIT:
            fault = Fault("limit", "invalid", f"limit is a whole number from 1 to {MAX_LIMIT}.")
            raise Invalid(fault.detail, [fault])
        return int(text)

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        ordering = getattr(view, "keyset_ordering", self.ordering)
        ordering = (ordering,) if isinstance(ordering, str) else tuple(ordering)
        self.position_field: Field = queryset.model._meta.get_field(ordering[0].lstrip("-"))
        return ordering

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Raises Invalid for anything that this paging has not given out itself."""
        given = request.query_params.get(self.cursor_query_param)
        if given is None:
            return None
        try:
            cursor = super().decode_cursor(request)
            if self.encode_cursor(cursor) != replace_query_param(self.base_url, self.cursor_query_param, given):
                raise ValueError(given)
            if cursor.position is not None:
                self._check_position(cursor.position)
        except (NotFound, ValidationError, ValueError) as problem:
            fault = Fault("cursor", "invalid", "This cursor is not one that was given out here.")
            raise Invalid(fault.detail, [fault]) from problem
        return cursor

    def _check_position(self, position: str) -> None:
        """A position that the database could not even compare is no position of ours."""
        if "\x00" in position:
            raise ValueError(position)
        self.position_field.run_validators(self.position_field.to_python(position))

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        """The rows of one page. Counts all rows only on request: it costs what paging saves."""
        counting = request.query_params.get("count", "false")
        if counting not in ("true", "false"):
            fault = Fault("count", "invalid", "count is true or false.")
            raise Invalid(fault.detail, [fault])
        self.total = queryset.count() if counting == "true" else None
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: Any) -> Response:
        count = {} if self.total is None else {"count": self.total}
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        return Response({**count, **links, "results": data})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        limits = {"minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        return [{**p, "schema": {**p["schema"], **limits}} if p["name"] == "limit" else p for p in parameters]

    def get_paginated_response_schema(self, schema: dict) -> dict:
        link = {"type": ["string", "null"], "format": "uri"}
        following = "https://jpa.example/api/v1/periods/?cursor=cD0yMDE5"
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "description": "How many rows there are in all, on request.",
                    "example": 120,
                },
                "next": {**link, "description": "The next page, or null on the last one.", "example": following},
                "previous": {**link, "description": "The page before, or null on the first one.", "example": None},
                "results": schema,
            },
        }
