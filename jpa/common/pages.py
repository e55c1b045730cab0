"""Bases of the pages: the gate, scoped reads, the same filters and paging as the API."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.generic import TemplateView
from rest_framework.request import Request

from jpa.common.context import site
from jpa.common.errors import NotAllowed
from jpa.common.filters import StrictFilterSet, refuse_unknown
from jpa.common.gate import Rule, permits
from jpa.common.paging import DEFAULT_LIMIT, KeysetPagination
from jpa.common.problems import no_such_endpoint


class Page(TemplateView):
    """A page for signed-in people. `allow` names the rule of each action; a page without one is closed.

    `section` is the menu item it belongs to. `hidden` pages do not exist (404) for those whose role excludes them.
    """

    allow: dict[str, Rule] = {}
    section = ""
    title = ""
    hidden = False
    parameters: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not permits(self.allow, "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write", request.user):
            if self.hidden:
                raise Http404
            raise NotAllowed("Your role does not include this page.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"section": self.section, "title": self.title, **kwargs})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check_parameters()
        return super().get(request, *args, **kwargs)

    def check_parameters(self) -> None:
        refuse_unknown(self.request.GET, self.parameters)


class ListPage(Page):
    """A filtered, keyset-paged list. `shown_filters` get a box; the others work in the address alone.

    Context: `rows`, `filter_fields`, `filtered`, `next_link`, `previous_link`.
    """

    model: Any
    filterset: type[StrictFilterSet]
    shown_filters: tuple[str, ...] = ()
    keyset_ordering: str | tuple[str, ...] = "-id"
    page_size = DEFAULT_LIMIT

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.request.user)

    def check_parameters(self) -> None:
        """The filter itself refuses unknown parameters, see `get_context_data`."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = self.filterset(self.request.GET, queryset=self.get_queryset(), request=self.request)
        pager = KeysetPagination()
        pager.page_size = self.page_size
        rows = pager.paginate_queryset(filtered.strict(), Request(self.request), view=self)
        return super().get_context_data(
            rows=rows,
            filter_fields=self.boxes(filtered),
            filtered=any(value for name, value in self.request.GET.items() if name in filtered.filters),
            next_link=_query_of(pager.get_next_link()),
            previous_link=_query_of(pager.get_previous_link()),
            **kwargs,
        )

    def boxes(self, filtered: StrictFilterSet) -> list[BoundField]:
        """The boxes always shown, and those of any other filter in use, so that none is lost."""
        others = [name for name in filtered.filters if name in self.request.GET and name not in self.shown_filters]
        return [filtered.form[name] for name in (*self.shown_filters, *others)]


def _query_of(link: str | None) -> str | None:
    """Paging links stay on this page, whatever name the server has outside."""
    return f"?{urlsplit(link).query}" if link else None


class DetailPage(Page):
    """One record that the reader may see; anything else does not exist (404). Context: `object`, `title`, `crumbs`."""

    model: Any
    key = "pk"
    crumbs: tuple[tuple[Any, str], ...] = ()

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.request.user)

    def get_object(self) -> Model:
        """Raises Http404 alike for what is missing, misspelt and not visible."""
        try:
            return self.get_queryset().get(pk=self.kwargs[self.key])
        except (self.model.DoesNotExist, ValidationError) as nothing:
            raise Http404 from nothing

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.get_object()
        return super().get_context_data(
            **{
                "object": record,
                "title": str(record),
                "here": str(record),
                "crumbs": [(label, reverse(name)) for label, name in self.crumbs],
                **self.about(record),
                **kwargs,
            }
        )

    def about(self, record: Any) -> dict[str, Any]:
        """What the page tells beside the record itself; may replace `title` and `here`."""
        return {}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One page for what does not exist and for what the reader may not know of: the same bytes in both cases.

    It is rendered without the request, so that it holds no token, no name and no address.
    """
    if request.path.startswith("/api/"):
        return no_such_endpoint()
    response = HttpResponseNotFound(render_to_string("404.html", site(request)))
    patch_vary_headers(response, ["Cookie"])
    return response
