"""What is known about periods, for every page that needs one."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jpa.accounts.policy import Can
from jpa.common.dates import Precision
from jpa.common.errors import Fault, Invalid
from jpa.periods.models import CoChair, Period, Stage
from jpa.periods.rules import may_read_figures

FEWEST, MOST = 2, 7  # periods side by side
DAYS_AS_DAYS = 60  # shorter periods are given in days
DAYS_A_MONTH = 30.4


def current_period(user: Any) -> Period | None:
    """The period whose dashboard a reader starts at: the latest open or reporting one, else the latest.

    Only periods whose figures this reader may read (see `rules.may_read_figures`).
    """
    periods = Period.objects.visible_to(user)
    if not user.may(Can.READ_LIVE_FIGURES):
        periods = periods.filter(is_published_record=True)
    latest = periods.in_order().reverse()
    return latest.filter(stage__in=(Stage.OPEN, Stage.REPORTING)).first() or latest.first()


def periods_for(user: Any) -> QuerySet[Period]:
    """All periods, oldest first, with their co-chairs (two queries)."""
    chairs = CoChair.objects.select_related("country").order_by("country__name")
    return Period.objects.visible_to(user).in_order().prefetch_related(Prefetch("co_chair_set", chairs))


def with_figures(periods: Iterable[Period], user: Any) -> list[Period]:
    """Those whose figures this reader may see."""
    return [p for p in periods if may_read_figures(user, p)]


def chosen(readable: Iterable[Period], keys: Collection[str], *, parameter: str) -> list[Period]:
    """The periods to set side by side, in order of time; without keys the last ones that happened.

    Raises Invalid naming the parameter: a period this reader does not have, fewer than 2 or more than 7.
    """
    readable = list(readable)
    if not keys:
        real = [p for p in readable if not p.invented]
        return (real or readable)[-MOST:]
    known = {p.pk for p in readable}
    details = [_("There is no period {key} here.").format(key=key) for key in keys if key not in known]
    if not FEWEST <= len(set(keys)) <= MOST:
        details.append(_("Choose 2 to 7 periods."))
    if details:
        raise Invalid(" ".join(details), [Fault(parameter, "invalid", detail) for detail in details])
    return [p for p in readable if p.pk in keys]


def length_words(period: Period) -> str:
    """How long it lasted, to stand beside any comparison (domain rule 20); nothing when the dates are not known."""
    if period.starts_on is None or period.ends_on is None:
        return ""
    days = (period.ends_on - period.starts_on).days + 1
    if days < DAYS_AS_DAYS:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    months = round(days / DAYS_A_MONTH)
    if Precision.MONTH in (period.starts_on_precision, period.ends_on_precision):
        return ngettext("about {n} month", "about {n} months", months).format(n=months)
    return ngettext("{n} month", "{n} months", months).format(n=months)
