"""What every page draws the same way: icons, tags, figures, sources. No rights and no records are known here."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jpa.common.labels import AUDIENCES

register = template.Library()

STAGE_ICONS = {
    "done": "check",
    "part": "ellipsis",
    "waiting": "clock",
    "returned": "undo-2",
    "late": "triangle-alert",
    "none": "minus",
}
# What stands where there is no number: a word and a shape, never colour alone (domain rule 12).
NO_NUMBER = {
    "not_counted": "message-square",
    "not_available": "circle-help",
    "not_applicable": "x",
    "not_yet": "clock",
}
# Records and figures name their status differently; people read one word (colour, icon, word).
STATUSES = {
    "draft": ("", "pencil", gettext_lazy("Draft")),
    "submitted": ("info", "clock", gettext_lazy("Provisional")),
    "provisional": ("info", "clock", gettext_lazy("Provisional")),
    "accepted": ("ok", "check", gettext_lazy("Final")),
    "final": ("ok", "check", gettext_lazy("Final")),
    "corrected": ("warn", "refresh-cw", gettext_lazy("Corrected")),
    "published_record": ("", "file-text", gettext_lazy("Published record")),
}


def _use(name: str, css: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', css, static("icons.svg"), name
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: a word always stands beside it."""
    return _use(name, "i")


@register.simple_tag
def stage_icon(code: str) -> SafeString:
    """The shape inside a participation mark."""
    return _use(STAGE_ICONS[code], "g")


@register.simple_tag
def tag(text: Any, kind: str = "", icon_name: str = "") -> SafeString:
    """A tag: word first, shape second, colour last. `kind` is "", ok, warn, bad or info."""
    css = f"tag {kind}".strip()
    return format_html('<span class="{}">{}{}</span>', css, _use(icon_name, "i") if icon_name else "", text)


@register.simple_tag
def label_tag(label: str) -> SafeString:
    """The handling label of a record, such as TLP:GREEN."""
    return tag(label, icon_name="lock" if label in ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER") else "eye")


@register.filter
def audience(label: str) -> str:
    """Who can read a record under this label, in words."""
    return str(AUDIENCES[label])


@register.simple_tag
def status_tag(status: str) -> SafeString:
    """How final a figure or record is: Provisional, Final, Corrected, Published record, Draft."""
    kind, shape, word = STATUSES[status]
    return tag(word, kind, shape)


@register.filter
def status_words(status: str) -> str:
    return str(STATUSES[status][2])


@register.simple_tag
def quantity(figure: Any, currency: str = "") -> SafeString:
    """A Quantity as it stands in a table: a number, "Said, not counted", "Not available" …, or a dash for None."""
    if figure is None:
        return format_html('<span aria-hidden="true">–</span><span class="vh">{}</span>', _("Nothing recorded"))
    if figure.state in NO_NUMBER:
        return format_html('<span class="nonum">{}{}</span>', _use(NO_NUMBER[figure.state], "i"), figure)
    return format_html('<span class="num">{}</span>', f"{figure} {currency}".strip())


@register.simple_tag
def source_link(url: str) -> SafeString | str:
    """A link to a publication, named by its host. Anything but http(s) is shown as text."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url
    return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', url, parts.hostname)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's box with the stylesheet's class. Django itself ties hint and error to it."""
    kind = field.field.widget.__class__.__name__
    return field.as_widget(attrs={"class": "select" if "Select" in kind else "area" if kind == "Textarea" else "input"})
