"""What is done to results: record, change, and count joint ones once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction

from countries.models import Country
from investigations.actions.labels import change_labelled
from investigations.models import CellState, JointResult, JointState, Result
from jpa.audit import actions as audit
from jpa.codes.models import Code, Indicator
from jpa.common.errors import Conflict, Fault, Invalid
from jpa.common.labels import Label, strictest
from jpa.periods.models import Period


def check(fields: dict[str, Any]) -> list[Fault]:
    """What is wrong with one row, without the database's own constraints: number, unit, money, codes."""
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


def _credited_to(case: Any, given: Period | None) -> Period | None:
    """Where the investigation began: the latest-starting period its opening date lies in (domain rule 8)."""
    if given or case is None or case.opened_on is None:
        return given
    return (
        Period.objects.filter(starts_on__lte=case.opened_on, ends_on__gte=case.opened_on).order_by("-starts_on").first()
    )


@transaction.atomic
def record(*, by: Any, contributed: Iterable[Country] = (), **fields: Any) -> Result:
    """Record one disjoint row. `value` is a Decimal or None. Raises Invalid naming each field that is wrong.

    The row's label is never looser than its investigation's (V30); its credit follows where that began.
    """
    case = fields.get("investigation")
    faults = [*check(fields), *_check_codes(fields)]
    if faults:
        raise Invalid(" ".join(f.detail for f in faults), faults)
    if case is not None:
        fields["label"] = strictest(fields.get("label", Label.GREEN), case.label)
    fields["credited_to"] = _credited_to(case, fields.get("credited_to"))
    fields.setdefault("follow_up", fields.get("period") is None)
    result = audit.create(Result(**fields), by=by, kind="result.recorded")
    result.contributed.set(contributed)
    return result


def change(result: Result, changes: dict[str, Any], *, by: Any, version: int, reason: str = "") -> Result:
    """Change a row. Raises Stale, Invalid; a lower label needs a reason, and is never looser than the case's."""
    fields = {name: changes.get(name, getattr(result, name)) for name in ("indicator", "value", "state", "currency")}
    faults = [*check(fields), *_check_codes(changes)]
    if faults:
        raise Invalid(" ".join(f.detail for f in faults), faults)
    if result.investigation and "label" in changes:
        changes = {**changes, "label": strictest(changes["label"], result.investigation.label)}
    if "period" in changes:
        changes = {"follow_up": changes["period"] is None, **changes}
    return change_labelled(result, changes, by=by, version=version, kind="result.changed", reason=reason)


@transaction.atomic
def propose_joint(rows: list[Result], *, agreed_value: Decimal, by: Any, note: str = "") -> JointResult:
    """Say that rows of different countries count the same act. Raises Invalid when they cannot."""
    if len({r.country_id for r in rows}) < 2 or None in {r.country_id for r in rows}:
        raise Invalid("A joint result needs rows of two countries.")
    if len({(r.period_id, r.indicator_id) for r in rows}) != 1:
        raise Invalid("A joint result is about one indicator in one period.")
    if any(r.joint_id for r in rows):
        raise Conflict("One of the rows is in a joint result already.")
    if agreed_value > sum(r.value or 0 for r in rows):
        raise Invalid("The region cannot count more than the countries together.")
    joint = JointResult(
        period_id=rows[0].period_id, indicator_id=rows[0].indicator_id, agreed_value=agreed_value, note=note
    )
    audit.create(joint, by=by, kind="joint_result.proposed")
    for row in rows:
        audit.update(row, {"joint_id": joint.pk}, by=by, version=row.version, kind="result.joined")
    return joint


def confirm_joint(joint: JointResult, *, by: Any, version: int) -> JointResult:
    """Both countries agree: from now on the region counts the agreed value. Raises Conflict when decided before."""
    if joint.state != JointState.PROPOSED:
        raise Conflict("This joint result has been decided already.")
    return audit.update(joint, {"state": JointState.CONFIRMED}, by=by, version=version, kind="joint_result.confirmed")
