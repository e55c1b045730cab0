"""Handling labels: the Traffic Light Protocol 2.0, set by the originator (policy.md)."""

from django.db import models


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
