"""What is done to results: record, change, and count joint ones once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from countries.models import Country
from investigations.actions.labels import amend_labelled
from investigations.counting import CASES_COUNTED_AS, COUNTED_AS
from investigations.models import CellState, Investigation, JointResult, JointState, Result
from jpa.audit import actions as audit
from jpa.codes.models import Code, Indicator
from jpa.common.dates import PartialDate, Precision
from jpa.common.errors import Conflict, Fault, Invalid
from jpa.common.labels import Label, is_looser, strictest
from jpa.periods.models import Period

# Indicators that records give; a country may type another number, and says why (rulings, "Derived, not typed").
FROM_RECORDS = frozenset({*CASES_COUNTED_AS, *COUNTED_AS.values()})
# The fields `check` judges together.
CHECKED = (
    "indicator", "value", "state", "currency", "period", "happened_on", "happened_on_precision", "follow_up",
    "overrides", "part_of",
)  # fmt: skip


def check(fields: dict[str, Any], pk: Any = None) -> list[Fault]:
    """What is wrong with one row in itself: number, unit, money, reason, date, larger figure.

    `fields` are those of CHECKED, as far as they are given; records in them may be unsaved. `pk` is the row's own.
    The period with `follow_up` is the one it followed; in storage a follow-up has none.
    """
    return [*_check_number(fields), *_check_reason(fields), *_check_date(fields), *_check_whole(fields, pk)]


def _check_number(fields: dict[str, Any]) -> list[Fault]:
    indicator: Indicator = fields["indicator"]
    value, state = fields.get("value"), fields.get("state", CellState.COUNTED)
    faults = []
    if state == CellState.COUNTED and value is None:
        faults.append(Fault("value", "missing", "A counted result needs a number; zero means checked and none."))
    if state != CellState.COUNTED and value is not None:
        faults.append(Fault("value", "unexpected", f"A result that is {state!r} has no number."))
    if value is not None and value < 0:
        faults.append(Fault("value", "negative", "A count cannot be negative."))
    if value is not None and not indicator.is_money and value != int(value):
        faults.append(Fault("value", "not_whole", f"{indicator.label} is counted in whole {indicator.unit}."))
    if value is not None and indicator.is_money != bool(fields.get("currency")):
        faults.append(Fault("currency", "currency", "Money, and only money, has a currency (ISO 4217)."))
    return faults


def _check_reason(fields: dict[str, Any]) -> list[Fault]:
    """The published record keeps its own numbers; in a live period records give these, unless a reason is told."""
    indicator, period = fields["indicator"], fields.get("period")
    if period is None or period.is_published_record or indicator.pk not in FROM_RECORDS:
        return []
    if fields.get("overrides", "").strip():
        return []
    detail = f"{indicator.label}: the records give this figure. Say in a sentence why yours replaces it."
    return [Fault("overrides", "missing", detail)]


def _check_date(fields: dict[str, Any]) -> list[Fault]:
    """V05: an event of the period, or marked as follow-up. A month counts when any of its days lies inside."""
    period, follow_up = fields.get("period"), fields.get("follow_up", False)
    day = fields.get("happened_on")
    if period is None or day is None or period.starts_on is None or period.ends_on is None:
        return []
    month = PartialDate(day, fields.get("happened_on_precision", Precision.DAY)).iso()
    first, last = PartialDate.parse(month).day, PartialDate.parse(month, end=True).day
    if not follow_up and (last < period.starts_on or first > period.ends_on):
        return [Fault("happened_on", "outside", "It happened outside the period. A follow-up has no period.")]
    if follow_up and period.starts_on <= first and last <= period.ends_on:
        return [Fault("follow_up", "inside", "It happened inside the period and is no follow-up.")]
    return []


def _check_whole(fields: dict[str, Any], pk: Any) -> list[Fault]:
    """A part is of the same indicator and period as the larger figure, and never inside itself (domain rule 13)."""
    whole: Result | None = fields.get("part_of")
    if whole is None:
        return []
    if pk in _chain(whole):
        return [Fault("part_of", "cycle", "A result cannot be inside itself.")]
    if whole.indicator_id != fields["indicator"].pk:
        return [Fault("part_of", "differs", "The larger figure counts another indicator.")]
    period = None if fields.get("follow_up") else fields.get("period")
    if whole.period_id != (period and period.pk):
        return [Fault("part_of", "differs", "The larger figure is of another period.")]
    return []


def _chain(row: Result | None) -> set[Any]:
    """The row, the larger one it is part of, and so on upwards."""
    found: set[Any] = set()
    while row is not None and row.pk not in found:
        found.add(row.pk)
        row = row.part_of
    return found


def _check_codes(fields: dict[str, Any]) -> list[Fault]:
    wanted = {
        f"{name}:{fields[name]}": name for name in Result.DIMENSIONS if fields.get(name) and name != "nationality"
    }
    known = set(Code.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [
        Fault(name, "unknown_code", f"{fields[name]!r} is not a code of the list {name}.")
        for key, name in wanted.items()
        if key not in known
    ]


def began_in(opened_on: date | None) -> Period | None:
    """The latest-starting period a day lies in: where an investigation opened that day began (domain rule 8).

    Of periods that start on the same day it is the first by key, so that the credit is the same every time.
    """
    if opened_on is None:
        return None
    return Period.objects.filter(starts_on__lte=opened_on, ends_on__gte=opened_on).order_by("-starts_on", "key").first()


def _refuse(fields: dict[str, Any], given: dict[str, Any], pk: Any = None) -> None:
    """Raise Invalid naming each field that is wrong; `given` are the fields whose codes are looked up."""
    faults = [*check(fields, pk), *_check_codes(given)]
    if fields.get("follow_up") and fields.get("period") is not None:
        faults.append(Fault("follow_up", "period", "A follow-up happened outside every period and has none."))
    if faults:
        raise Invalid(" ".join(f.detail for f in faults), faults)


@transaction.atomic
def record(*, by: Any, contributed: Iterable[Country] = (), **fields: Any) -> Result:
    """Record one disjoint row. `value` is a Decimal or None. Raises Invalid naming each field that is wrong.

    The row's label is never looser than its investigation's (V30); its credit follows where that began.
    """
    case: Investigation | None = fields.get("investigation")
    fields.setdefault("follow_up", fields.get("period") is None)
    _refuse(fields, fields)
    if case is not None:
        fields["label"] = strictest(fields.get("label", Label.GREEN), case.label)
        fields["credited_to"] = fields.get("credited_to") or began_in(case.opened_on)
    result = audit.create(Result(**fields), by=by, kind="result.recorded")
    if helpers := sorted(contributed, key=lambda country: country.pk):
        result.contributed.set(helpers)
        told = {"contributed": [country.pk for country in helpers]}
        audit.record(kind="result.contributors_named", by=by, target=result, after=told)
    return result


@transaction.atomic
def change(result: Result, changes: dict[str, Any], *, by: Any, version: int, reason: str = "") -> Result:
    """Change a row. Raises Stale, Invalid, Conflict; a lower label needs a reason, and is never looser than the case's.

    Another investigation brings its own credit.
    """
    stored = audit.locked(result, version)
    if "period" in changes:
        changes = {"follow_up": changes["period"] is None, **changes}
    after = {name: changes.get(name, getattr(stored, name)) for name in CHECKED}
    _refuse(after, changes, stored.pk)
    _check_parts(stored, after)
    _check_joint(stored, after)
    case = changes.get("investigation", stored.investigation)
    if case and ("label" in changes or "investigation" in changes):
        changes = {**changes, "label": strictest(changes.get("label", stored.label), case.label)}
    if case != stored.investigation:
        changes = {"credited_to": began_in(case and case.opened_on), **changes}
    return amend_labelled(stored, changes, by=by, kind="result.changed", reason=reason)


def _check_parts(row: Result, after: dict[str, Any]) -> None:
    """A larger figure keeps the indicator and the period of its parts."""
    parts = row.parts.exclude(indicator=after["indicator"], period=after["period"])
    if parts.exists():
        raise Conflict("Other results are part of this one: it keeps its indicator and its period.")


def _check_joint(row: Result, after: dict[str, Any]) -> None:
    """What both countries agreed on stays possible: the region never counts more than they do together."""
    joint = row.joint_id and JointResult.objects.select_for_update().get(pk=row.joint_id)
    if not joint or joint.state != JointState.CONFIRMED:
        return
    if (after["indicator"].pk, after["period"] and after["period"].pk) != (joint.indicator_id, joint.period_id):
        raise Conflict("This row is in a joint result that is agreed: it keeps its indicator and its period.")
    others = sum(r.value or 0 for r in joint.results.exclude(pk=row.pk))
    if joint.agreed_value > others + (after["value"] or 0):
        raise Conflict(f"Both countries agreed on {joint.agreed_value:f}: their rows cannot make less together.")


@transaction.atomic
def credit_anew(case: Investigation, *, before: Period | None, by: Any) -> None:
    """Credit the case's rows to where it began by its present opening date; one event each.

    `before` is where it began by the date it had. A credit that was given otherwise stands.
    """
    after = began_in(case.opened_on)
    if after == before:
        return
    for row in case.results.select_for_update().filter(credited_to=before).order_by("id"):
        audit.amend(row, {"credited_to": after}, by=by, kind="result.credited")


def tighten(case: Investigation, *, by: Any) -> None:
    """Bring the case's rows under its label where theirs is looser (V30); one event each."""
    looser = [label for label in Label.values if is_looser(label, case.label)]
    for row in case.results.select_for_update().filter(label__in=looser).order_by("id"):
        audit.amend(row, {"label": case.label}, by=by, kind="result.tightened")


@transaction.atomic
def propose_joint(rows: list[Result], *, agreed_value: Decimal, by: Any, note: str = "") -> JointResult:
    """Say that rows of different countries count the same act. Raises Invalid when they cannot."""
    if len({r.country_id for r in rows}) < 2 or None in {r.country_id for r in rows}:
        raise Invalid("A joint result needs rows of two countries.")
    if len({(r.period_id, r.indicator_id) for r in rows}) != 1:
        raise Invalid("A joint result is about one indicator in one period.")
    if any(r.joint_id for r in rows):
        raise Conflict("One of the rows is in a joint result already.")
    counts = [r.value or 0 for r in rows]
    if agreed_value > sum(counts):
        raise Invalid("The region cannot count more than the countries together.")
    if agreed_value < max(counts):
        raise Invalid("The region cannot count less than one of the countries alone.")
    joint = JointResult(
        period_id=rows[0].period_id, indicator_id=rows[0].indicator_id, agreed_value=agreed_value, note=note
    )
    audit.create(joint, by=by, kind="joint_result.proposed")
    for row in rows:
        audit.update(row, {"joint_id": joint.pk}, by=by, version=row.version, kind="result.joined")
    return joint


@transaction.atomic
def confirm_joint(joint: JointResult, *, by: Any, version: int) -> JointResult:
    """Both countries agree: from now on the region counts the agreed value.

    Raises Stale, and Conflict when it was decided before or the rows have become too small for it.
    """
    joint = audit.locked(joint, version)
    if joint.state != JointState.PROPOSED:
        raise Conflict("This joint result has been decided already.")
    if joint.agreed_value > sum(r.value or 0 for r in joint.results.all()):
        raise Conflict("The rows were changed: together they count less than the value to agree on.")
    return audit.amend(joint, {"state": JointState.CONFIRMED}, by=by, kind="joint_result.confirmed")
