"""Who may, in a period."""

from typing import Any

from django.db.models import Q

from jpa.accounts.policy import Can
from jpa.periods.models import Attendance, CoChair, Participation, Period


def is_co_chair_of(user: Any, period: Period) -> bool:
    """Holds the role, and the country chairs this period (domain rule 5)."""
    return user.may(Can.RUN_PERIOD) and user.country_id in {c.country_id for c in period.co_chair_set.all()}


def chairs_a_period(user: Any) -> bool:
    """A co-chair whose country chairs no period reads and does not write (rulings, "Who")."""
    return Period.objects.chaired_by(user).exists()


def may_read_figures(user: Any, period: Period) -> bool:
    """Published figures are everyone's; a live period's are the members' (policy.md, "dashboard · live figures")."""
    return user.may(Can.READ_PUBLISHED) if period.is_published_record else user.may(Can.READ_LIVE_FIGURES)


def may_run(user: Any, target: Any = None) -> bool:
    """Set up a period or what belongs to it: administrators, and the co-chairs of a live period.

    `target` is a period or a record of one. Without a target: is there anything such a person could run?
    """
    if user.may(Can.EDIT_REFERENCE) or target is None:
        return user.may(Can.EDIT_REFERENCE) or chairs_a_period(user)
    period = _period_of(target)
    return period is not None and period.is_live and is_co_chair_of(user, period)


def _period_of(target: Any) -> Period | None:
    if isinstance(target, Period):
        return target
    if isinstance(target, Attendance):
        return target.workshop.period
    return target.period or getattr(target, "agreed_in", None)


def may_answer(user: Any, participation: Participation | None) -> bool:
    """An approver answers the invitation for the own country (policy.md, "own participation answer")."""
    if participation is None or not user.may(Can.ANSWER_PARTNERS):
        return False
    return participation.country_id == user.country_id and participation.period.is_live


def may_name_co_chairs(user: Any, target: CoChair | None = None) -> bool:
    """Administrators, and the co-chairs of the period before (rulings, "Co-chairs of a period")."""
    if user.may(Can.EDIT_REFERENCE) or target is None:
        return user.may(Can.EDIT_REFERENCE) or chairs_a_period(user)
    year, key = target.period.year, target.period_id
    earlier = Period.objects.filter(Q(year__lt=year) | Q(year=year, key__lt=key)).order_by("-year", "-key").first()
    return earlier is not None and target.period.is_live and is_co_chair_of(user, earlier)
