"""What is counted, and by which rule."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jpa.codes.filters import IndicatorFilter
from jpa.codes.models import Indicator, ValidationRule
from jpa.codes.queries import dimension_titles
from jpa.codes.rules import may_read_vocabulary
from jpa.common.pages import DetailPage, ListPage

TIERS = {
    1: _("Tier 1: asked of every country"),
    2: _("Tier 2: when the country records it"),
    3: _("Tier 3: when the country records it"),
    None: _("Kept as published: no indicator of the catalogue fits"),
}
# How far small numbers of this class are shown outside the group (rulings, "Disclosure thresholds").
DISCLOSURE = {
    "V": _("Victims: small numbers are hidden"),
    "P": _("Persons: small numbers are hidden"),
    "C": _("Cases: very small numbers are hidden"),
    "M": _("Money: hidden unless three countries contribute"),
    "O": _("Operations: with the country's consent"),
    "N": _("Volumes: never hidden"),
}


class IndicatorList(ListPage):
    """All indicators, by group, on one page."""

    allow = {"read": may_read_vocabulary}
    section = "indicators"
    title = _("Indicators")
    template_name = "codes/indicator_list.html"
    model = Indicator
    filterset = IndicatorFilter
    shown_filters = ("q", "tier", "core")
    keyset_ordering = ("position", "code")
    page_size = 200


class IndicatorPage(DetailPage):
    """The definition of one indicator."""

    allow = {"read": may_read_vocabulary}
    section = "indicators"
    template_name = "codes/indicator.html"
    model = Indicator
    key = "code"
    crumbs = ((_("Indicators"), "indicators"),)

    def about(self, record: Indicator) -> dict[str, Any]:
        return {
            "title": record.label,
            "here": record.label,
            "tier": TIERS[record.tier],
            "disclosure": DISCLOSURE.get(record.disclosure_class, ""),
            "dimensions": dimension_titles(record.dimensions),
            "checks": ValidationRule.objects.filter(pk__in=record.validation_rules).order_by("code"),
        }
