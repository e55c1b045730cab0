"""Charts for templates."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from jpa.dashboards.charts import lines

register = template.Library()


@register.simple_tag
def life_line(bands: list[dict], marks: list[dict], start: date, end: date, today: date) -> SafeString:
    """`bands`: dicts of label, start, end, now; `marks`: dicts of date, kind. See charts.lines."""
    drawn = [lines.Band(**band) for band in bands]
    return lines.life_line(drawn, [lines.Mark(m["date"], m["kind"]) for m in marks], start, end, today)


@register.simple_tag
def key_shape(kind: str) -> SafeString:
    return lines.key_shape(kind)
