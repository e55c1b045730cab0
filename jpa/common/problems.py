"""Errors of the API as RFC 9457 problem details."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from jpa.common.errors import DomainError, Fault

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "This request cannot be right",
    401: "Sign in first",
    403: "You may not do this",
    404: "Not found",
    405: "This method is not offered here",
    406: "This format is not offered",
    415: "This content type is not accepted",
    429: "Too many requests",
}
# One sentence for what does not exist and for what the reader may not know of.
NOT_FOUND = "There is nothing at this address for you."


def problem(
    status: int, detail: str, faults: list[Fault] | None = None, title: str | None = None, instance: str | None = None
) -> dict[str, Any]:
    """The body: `type title status detail instance` and `errors[{pointer, code, detail}]`.

    `instance` is the address asked for. A 404 goes without, so that there is one body for hidden and for missing.
    """
    body = {"type": "about:blank", "title": title or TITLES.get(status, "Error"), "status": status, "detail": detail}
    if instance is not None and status != 404:
        body["instance"] = instance
    return {**body, "errors": [{"pointer": f.pointer, "code": f.code, "detail": f.detail} for f in faults or []]}


def _faults(data: Any, pointer: str = "") -> list[Fault]:
    """Flatten DRF's nested error detail into one list with JSON pointers."""
    if isinstance(data, dict):
        return [f for key, value in data.items() for f in _faults(value, f"{pointer}/{key}")]
    if isinstance(data, list):
        nested = any(isinstance(item, dict | list) for item in data)
        return [f for i, item in enumerate(data) for f in _faults(item, f"{pointer}/{i}" if nested else pointer)]
    return [Fault(pointer, getattr(data, "code", "invalid"), str(data))]


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every refusal leaves as problem details, never with a stack trace."""
    instance = context["request"].path
    if isinstance(exc, DomainError):
        set_rollback()
        body = problem(exc.status, exc.detail, exc.faults, exc.title, instance)
        return Response(body, status=exc.status, content_type=CONTENT_TYPE)
    response = exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, Http404 | exceptions.NotFound):
        detail, faults = NOT_FOUND, []
    elif isinstance(exc, exceptions.ValidationError):
        faults = _faults(exc.detail)
        detail = " ".join(f.detail for f in faults[:3])
    elif isinstance(exc, PermissionDenied):
        detail, faults = TITLES[403], []
    else:
        detail, faults = str(getattr(exc, "detail", exc)), []
    response.data = problem(response.status_code, detail, faults, instance=instance)
    response.content_type = CONTENT_TYPE
    return response


def no_such_endpoint() -> HttpResponse:
    """The 404 of an address under /api/ that no endpoint answers: the same body as any other."""
    return HttpResponse(JSONRenderer().render(problem(404, NOT_FOUND)), status=404, content_type=CONTENT_TYPE)
