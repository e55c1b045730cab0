"""Handling labels: the Traffic Light Protocol 2.0, set by the originator (policy.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.TextChoices):
    """From the strictest to the freest. The order is the order of strictness."""

    RED = "TLP:RED", "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT", "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER", "TLP:AMBER"
    GREEN = "TLP:GREEN", "TLP:GREEN"
    CLEAR = "TLP:CLEAR", "TLP:CLEAR"


PARTNERS_MAY_READ = (Label.AMBER, Label.GREEN, Label.CLEAR)
MEMBERS_MAY_READ = (Label.GREEN, Label.CLEAR)


def strictest(*labels: str) -> str:
    """The effective label of something: the strictest of its own and its ancestors'."""
    order = list(Label.values)
    return min(labels, key=order.index)


def is_looser(label: str, than: str) -> bool:
    """Whether more people may read under `label`."""
    order = list(Label.values)
    return order.index(label) > order.index(than)


# Who can read what stands under a label, in words for the pages (policy.md, "Handling labels").
AUDIENCES = {
    Label.RED: _("Nobody here. Only the reference is kept; ask the focal point"),
    Label.AMBER_STRICT: _("The focal points and approvers of the country that recorded it"),
    Label.AMBER: _("The country that recorded it, countries that joined the case, and the co-chairs of its periods"),
    Label.GREEN: _("Focal points, approvers and co-chairs of all member countries"),
    Label.CLEAR: _("Everyone who is signed in"),
}
