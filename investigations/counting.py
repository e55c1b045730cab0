"""The arithmetic of results: pure, no database (domain rules 10–13, 17; rulings, "Figures")."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format

from investigations.models import ActivityKind, CellState, Qualifier

# The indicator that the sessions of an activity count for (AWARE_EVENTS, TRAIN_SESS of the catalogue).
COUNTED_AS = {
    ActivityKind.AWARENESS: "AWARE_EVENTS",
    ActivityKind.OUTREACH: "AWARE_EVENTS",
    ActivityKind.TRAINING: "TRAIN_SESS",
}

# The indicators that the register of investigations gives (rulings, "Derived, not typed").
CASES_COUNTED_AS = ("INV_ACTIVE", "INV_OPENED", "INV_CLOSED", "INV_JOINT")

# Victims a headline counts: formally identified, and those a total does not tell apart. Presumed and potential ones are
# figures of their own, never added (domain rule 18).
HEADLINE_VICTIMS = ("", "VI_FORMAL")

# When no part has a number, the sum is the first of these that occurs among its parts.
_NUMBERLESS = (CellState.NOT_COUNTED, CellState.NOT_YET, CellState.NOT_AVAILABLE, CellState.NOT_APPLICABLE)
_LOWER = {Qualifier.OVER, Qualifier.AT_LEAST}


def victims_apart(status: str) -> str:
    """The code under which victims are a figure of their own, or "" when they are in the headline."""
    return "" if status in HEADLINE_VICTIMS else status


@dataclass(frozen=True)
class Quantity:
    """A figure: `value` is a number exactly when `state` is *counted*, and `qualifier` says how it is meant."""

    value: Decimal | None
    qualifier: str = Qualifier.EXACT
    state: str = CellState.COUNTED

    @property
    def is_counted(self) -> bool:
        return self.state == CellState.COUNTED

    @property
    def qualifier_word(self) -> str:
        """ "over", "at least" …; nothing for an exact figure or none at all."""
        return str(Qualifier(self.qualifier).label) if self.is_counted else ""

    @property
    def amount(self) -> str:
        """The number alone, with separators, or the words for having none."""
        if self.value is None:
            return str(CellState(self.state).label)
        whole = self.value == self.value.to_integral_value()
        return number_format(self.value, decimal_pos=0 if whole else 2, force_grouping=True)

    def __str__(self) -> str:
        """For reading: "1,234", "over 51", "Said, not counted"."""
        return f"{self.qualifier_word} {self.amount}".strip()


def combined_qualifier(qualifiers: Iterable[str], *, with_uncounted: bool = False) -> str:
    """The qualifier of a sum. A part that was said and not counted makes a lower bound.

    Any *about*, or upper and lower bounds mixed → about; else any *over* → over; else any *at least* or uncounted
    part → at least; else any *at most* → at most; else exact.
    """
    found = set(qualifiers)
    lower = bool(found & _LOWER) or with_uncounted
    if Qualifier.ABOUT in found or (lower and Qualifier.AT_MOST in found):
        return Qualifier.ABOUT
    if Qualifier.OVER in found:
        return Qualifier.OVER
    if lower:
        return Qualifier.AT_LEAST
    return Qualifier.AT_MOST if Qualifier.AT_MOST in found else Qualifier.EXACT


def combined_state(states: Iterable[str]) -> str:
    """The state of a sum: counted as soon as one part has a number."""
    found = set(states)
    if CellState.COUNTED in found:
        return CellState.COUNTED
    return next((state for state in _NUMBERLESS if state in found), CellState.NOT_YET)


def total(parts: Iterable[Quantity]) -> Quantity:
    """The sum of disjoint parts: 20 + "over 30" + 1 is "over 51". Nothing at all is *not yet*."""
    parts = list(parts)
    state = combined_state(p.state for p in parts)
    if state != CellState.COUNTED:
        return Quantity(None, Qualifier.EXACT, state)
    counted = [p for p in parts if p.is_counted]
    uncounted = any(p.state == CellState.NOT_COUNTED for p in parts)
    qualifier = combined_qualifier((p.qualifier for p in counted), with_uncounted=uncounted)
    return Quantity(sum((p.value for p in counted), Decimal(0)), qualifier)
