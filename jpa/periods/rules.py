"""Who may, in a period."""

from typing import Any

from jpa.accounts.policy import Can
from jpa.periods.models import Period


def is_co_chair_of(user: Any, period: Period) -> bool:
    """Holds the role, and the country chairs this period (domain rule 5)."""
    return user.may(Can.RUN_PERIOD) and user.country_id in {c.country_id for c in period.co_chair_set.all()}


def may_read_figures(user: Any, period: Period) -> bool:
    """Published figures are everyone's; a live period's are the members' (policy.md, "dashboard · live figures")."""
    return user.may(Can.READ_PUBLISHED) if period.is_published_record else user.may(Can.READ_LIVE_FIGURES)
