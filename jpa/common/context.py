"""What is known about the request being served: its id and the way it came in. Read by the trail."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class RequestContext:
    """`channel` is one of page, api, admin, import, job."""

    request_id: str
    channel: str


_current: ContextVar[RequestContext | None] = ContextVar("jpa_request_context", default=None)


def current() -> RequestContext:
    return _current.get() or RequestContext(request_id="", channel="job")


@contextmanager
def serving(channel: str, request_id: str | None = None) -> Iterator[RequestContext]:
    """Everything recorded inside carries this channel and request id."""
    context = RequestContext(request_id or uuid.uuid4().hex, channel)
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


def site(request: HttpRequest) -> dict:
    """Template context of every page: the colour theme chosen, and whether this is a demo database."""
    theme = request.COOKIES.get("theme", "")
    return {"theme": theme if theme in ("light", "dark") else "", "demo": settings.DEMO, "version": settings.VERSION}
