"""Keyset paging: a deep page costs what the first one costs. Pages and API use the same."""

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.response import Response

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000


class KeysetPagination(CursorPagination):
    """`cursor` and `limit` (1 to 1,000, default 50). Newest first unless the view says otherwise."""

    page_size = DEFAULT_LIMIT
    max_page_size = MAX_LIMIT
    cursor_query_param = "cursor"
    page_size_query_param = "limit"
    ordering = "-id"

    def get_page_size(self, request) -> int:
        text = request.query_params.get("limit")
        if text is None:
            return self.page_size
        if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MAX_LIMIT:
            raise ValidationError({"limit": f"A whole number from 1 to {MAX_LIMIT}."})
        return int(text)

    def get_ordering(self, request, queryset, view):
        ordering = getattr(view, "keyset_ordering", self.ordering)
        return (ordering,) if isinstance(ordering, str) else tuple(ordering)

    def get_paginated_response(self, data) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }
