"""The few helpers all charts share."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def num(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def pct(value: float) -> str:
    return num(value) + "%"


def text(value: object) -> str:
    """Words from records, escaped for SVG."""
    return str(escape(value))


def drawing(css: str, height: int, parts: Iterable[str], title: str = "", width: str = "100%") -> SafeString:
    """An svg element: named for screen readers when it has a `title`, hidden from them otherwise."""
    role = f'role="img" aria-label="{text(title)}"' if title else 'aria-hidden="true" focusable="false"'
    body = "".join(parts)
    # Built from numbers and escaped words only.
    return mark_safe(f'<svg class="{css}" width="{width}" height="{height}" {role}>{body}</svg>')  # noqa: S308
