"""The participation board: how far each country is, and the next step (for the period's co-chairs only)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jpa.periods.models import Answer, Participation, Period, ReturnState

STAGES = (
    gettext_lazy("Confirmed"),
    gettext_lazy("Focal point"),
    gettext_lazy("Registered"),
    gettext_lazy("Results"),
    gettext_lazy("Sent"),
    gettext_lazy("Accepted"),
)
QUIET_DAYS = 30  # without an entry for so long, somebody should call
DONE, PART, WAITING, RETURNED, LATE, NONE = "done", "part", "waiting", "returned", "late", "none"
_URGENCY = {LATE: 0, RETURNED: 1, PART: 2, NONE: 2, WAITING: 3, DONE: 4}


@dataclass(frozen=True)
class Mark:
    """One stage of one country: `code` is the shape, `words` are for those who do not see it."""

    code: str
    words: str


@dataclass(frozen=True)
class Row:
    """One country on the board."""

    participation: Participation
    marks: tuple[Mark, ...]
    next_step: str
    urgent: bool
    rank: int


def board(participations: Iterable[Participation], period: Period, today: date) -> list[Row]:
    """One row a country, those that need help first, then by name."""
    rows = [_row(p, _lateness(p, period, today)) for p in participations if p.expected]
    return sorted(rows, key=lambda r: (r.rank, r.participation.country.name))


def _lateness(p: Participation, period: Period, today: date) -> str:
    """Why a country is late, in words, or nothing: the due day has passed, or nobody entered anything for long.

    What was sent back has its own next step.
    """
    if p.is_handed_in or p.return_state == ReturnState.SENT_BACK:
        return ""
    if period.due_local and period.due_local.date() < today:
        return _("Late. The return was due on {day}").format(day=date_format(period.due_local, "j F"))
    since = p.last_entry_on or period.starts_on
    quiet = (today - since).days if since else 0
    return _("Late. No entry for {n} days").format(n=quiet) if quiet > QUIET_DAYS else ""


def _mark(code: str) -> Mark:
    words = {
        DONE: _("Done"),
        PART: _("Being filled in"),
        WAITING: _("With co-chairs"),
        RETURNED: _("Sent back"),
        LATE: _("Late"),
        NONE: _("Not started"),
    }
    return Mark(code, words[code])


def _row(p: Participation, late: str) -> Row:
    done = p.is_handed_in or p.return_state == ReturnState.SENT_BACK
    codes = (
        DONE if p.answer == Answer.CONFIRMED else NONE,
        DONE if p.focal_point_named else LATE if late else NONE,
        DONE if p.inv_active or p.nil_return else NONE,
        LATE if late and p.focal_point_named else DONE if done else PART if p.is_started else NONE,
        RETURNED if p.return_state == ReturnState.SENT_BACK else DONE if p.is_handed_in else NONE,
        DONE if p.return_state == ReturnState.ACCEPTED else WAITING if p.is_handed_in else NONE,
    )
    rank = _rank(p, codes)
    return Row(p, tuple(_mark(c) for c in codes), _next_step(p, late), rank <= _URGENCY[RETURNED], rank)


def _rank(p: Participation, codes: tuple[str, ...]) -> int:
    """Where the country stands on the board: the worst mark, but what waits for the co-chairs comes after."""
    settled = {ReturnState.ACCEPTED: DONE, ReturnState.SUBMITTED: WAITING}
    return _URGENCY[settled[p.return_state]] if p.return_state in settled else min(_URGENCY[c] for c in codes)


def _next_step(p: Participation, late: str) -> str:
    """The one human step to take."""
    if p.answer != Answer.CONFIRMED:
        return _("Ask whether the country takes part")
    if not p.focal_point_named:
        return _("Late. No focal point named") if late else _("Name a focal point")
    if late:
        return late
    steps = {
        ReturnState.NOT_STARTED: _("Register investigations"),
        ReturnState.DRAFT: _("Finish and send the return"),
        ReturnState.SENT_BACK: _("Sent back. {remark}").format(remark=p.remark) if p.remark else _("Sent back"),
        ReturnState.SUBMITTED: _("Co-chairs to review"),
        ReturnState.ACCEPTED: _("Nothing to do"),
    }
    return steps[p.return_state]


def waiting(participations: Iterable[Participation], user: Any, today: date) -> tuple[list[str], int]:
    """Countries whose returns wait for this co-chair (never the own one), and for how many days the oldest has."""
    sent = [p for p in participations if p.return_state == ReturnState.SUBMITTED]
    pending = [p for p in sent if p.country_id != user.country_id]
    oldest = min((p.submitted_at.date() for p in pending if p.submitted_at), default=today)
    return [p.country.name for p in pending], (today - oldest).days
