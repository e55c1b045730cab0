"""Figures of stored rows."""

from django import template

from investigations.counting import Quantity
from investigations.models import Result
from investigations.queries import quantity_of

register = template.Library()


@register.filter
def figure(row: Result) -> Quantity:
    """The quantity one row holds, for `{% quantity row|figure row.currency %}`."""
    return quantity_of(row)
