"""Bases of the pages: the gate, scoped reads, the same filters and paging as the API."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import TemplateView
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from jpa.common.errors import Invalid, NotAllowed
from jpa.common.filters import StrictFilterSet, refuse_unknown
from jpa.common.gate import Rule, permits
from jpa.common.paging import KeysetPagination


class Page(TemplateView):
    """A page for signed-in people. `allow` names the rule of each action; a page without one is closed."""

    allow: dict[str, Rule] = {}
    section = ""
    parameters: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not permits(self.allow, "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write", request.user):
            raise NotAllowed("Your role does not include this page.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section=self.section, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check_parameters()
        return super().get(request, *args, **kwargs)

    def check_parameters(self) -> None:
        refuse_unknown(self.request.GET, self.parameters)


class ListPage(Page):
    """A filtered, keyset-paged list. Context: `rows`, `filter`, `next_link`, `previous_link`."""

    model: Any
    filterset: type[StrictFilterSet]
    keyset_ordering: str | tuple[str, ...] = "-id"

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.request.user)

    def check_parameters(self) -> None:
        """The filter itself refuses unknown parameters, see `get_context_data`."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = self.filterset(self.request.GET, queryset=self.get_queryset(), request=self.request)
        pager = KeysetPagination()
        try:
            rows = pager.paginate_queryset(filtered.strict(), Request(self.request), view=self)
        except (ValidationError, Http404) as problem:
            raise Invalid(f"This page of the list cannot be shown: {problem}") from problem
        return super().get_context_data(
            rows=rows,
            filter=filtered,
            next_link=pager.get_next_link(),
            previous_link=pager.get_previous_link(),
            **kwargs,
        )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One page for what does not exist and for what the reader may not know of."""
    return render(request, "404.html", status=404)
