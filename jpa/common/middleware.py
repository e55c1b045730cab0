"""Small middleware: request context for the trail, no caching of signed-in pages, refusals as pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jpa.common.context import serving
from jpa.common.errors import DomainError, Invalid

NUL = "\x00"
GetResponse = Callable[[HttpRequest], HttpResponse]


def _channel(path: str) -> str:
    if path.startswith("/api/"):
        return "api"
    return "admin" if path.startswith("/admin/") else "page"


class TextOnlyMiddleware:
    """Turns away what no database can look up: NUL in an address (404), in a query (400), in the session's cookie.

    The API says so itself, in its own form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        if request.path.startswith("/api/"):
            return self.get_response(request)
        if NUL in request.path:
            return HttpResponse(render_to_string("404.html"), status=404)
        if "%00" in request.META.get("QUERY_STRING", ""):
            problem = Invalid(_("A value in the address is not text."))
            return HttpResponse(render_to_string("problem.html", {"problem": problem}), status=problem.status)
        return self.get_response(request)


class RequestContextMiddleware:
    """Gives each request an id, told back in X-Request-ID and written into the trail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with serving(_channel(request.path)) as context:
            response = self.get_response(request)
        response["X-Request-ID"] = context.request_id
        return response


class NoStoreMiddleware:
    """Nothing a signed-in person or a token sees is kept by a cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class ProblemMiddleware:
    """A refusal raised anywhere under a page becomes a page that says what and why."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return render(request, "problem.html", {"problem": exception}, status=exception.status)
        return None
