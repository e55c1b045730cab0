"""Who may, with cases and their records."""

from typing import Any

from investigations.models import Investigation
from jpa.accounts.policy import Can
from jpa.common.labels import Label


def may_write_for(user: Any, country_id: str | None) -> bool:
    """Own country's records only (policy.md, matrix)."""
    return user.may(Can.WRITE_OWN_COUNTRY) and country_id is not None and user.country_id == country_id


def has_narrative(case: Investigation) -> bool:
    """TLP:RED keeps a reference and "ask the focal point"; everything else tells its story."""
    return case.label != Label.RED


def may_edit(user: Any, target: Any) -> bool:
    """The own country edits its investigations, results, activities and trends."""
    return may_write_for(user, getattr(target, "country_id", None))
