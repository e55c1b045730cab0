"""The main menu: what each role comes for, at most seven items."""

from typing import Any, NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jpa.accounts.policy import Can

register = template.Library()


class Item(NamedTuple):
    """One menu item: `section` is what a page calls itself, `url` the name of the address."""

    section: str
    url: str
    label: Promise


DASHBOARD = Item("dashboard", "home", _("Dashboard"))
COMPARE = Item("compare", "compare", _("Compare periods"))
COUNTRIES = Item("countries", "countries", _("Countries"))
INVESTIGATIONS = Item("investigations", "investigations", _("Investigations"))
RESULTS = Item("results", "results", _("Results"))
ACTIVITIES = Item("activities", "activities", _("Activities and training"))
TRENDS = Item("trends", "trends", _("Trends"))
INDICATORS = Item("indicators", "indicators", _("Indicators"))

MEMBER_MENU = (DASHBOARD, INVESTIGATIONS, RESULTS, ACTIVITIES, TRENDS, COUNTRIES, COMPARE)
READER_MENU = (DASHBOARD, RESULTS, ACTIVITIES, TRENDS, COUNTRIES, COMPARE, INDICATORS)


@register.simple_tag
def menu_for(user: Any) -> tuple[Item, ...]:
    """The items of this reader's menu; none before signing in."""
    if not getattr(user, "is_authenticated", False):
        return ()
    return MEMBER_MENU if user.may(Can.READ_RECORDS) else READER_MENU


@register.simple_tag
def may(user: Any, right: str) -> bool:
    """Whether the reader's role includes a right: a link that would lead nowhere is not drawn."""
    return bool(getattr(user, "is_authenticated", False) and user.may(right))
