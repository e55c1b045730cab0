"""What is known about periods, for every page that needs one."""

from typing import Any

from jpa.accounts.policy import Can
from jpa.periods.models import Period, Stage


def current_period(user: Any) -> Period | None:
    """The period whose dashboard a reader starts at: the latest open or reporting one, else the latest.

    Only periods whose figures this reader may read (see `rules.may_read_figures`).
    """
    periods = Period.objects.visible_to(user)
    if not user.may(Can.READ_LIVE_FIGURES):
        periods = periods.filter(is_published_record=True)
    latest = periods.in_order().reverse()
    return latest.filter(stage__in=(Stage.OPEN, Stage.REPORTING)).first() or latest.first()
