"""What is done to investigations: open, change, close, set the corridor, link to periods, find partners."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from countries.models import Country, Organisation
from investigations.actions import results
from investigations.actions.labels import amend_labelled
from investigations.models import CaseState, Investigation, Leg, Partner, PartnerState, Position
from jpa.audit import actions as audit
from jpa.common.dates import PartialDate
from jpa.common.errors import Conflict, Invalid
from jpa.common.ids import reference as new_reference
from jpa.common.labels import Label, is_looser

LINKS = ("linked_periods", "focus_areas", "purposes", "methods", "nationalities")
MOST_STEPS = 19  # `corridor` holds twenty stops


@dataclass(frozen=True)
class Step:
    """One leg of a corridor: alpha-2 codes, and a code of the list transport_mode."""

    origin: str
    destination: str
    mode: str = "TR_UNK"


def _check_label(fields: dict[str, Any]) -> None:
    narrative = [name for name in ("title", "summary", "outcome", "quote") if fields.get(name)]
    if fields.get("label") == Label.RED and narrative:
        raise Invalid("Under TLP:RED nothing but the reference is kept here. Remove the title and the text.")


@transaction.atomic
def open_case(*, country: Country, by: Any, rng: random.Random | None = None, **fields: Any) -> Investigation:
    """Register an investigation under a new reference. `fields` may hold the many-to-many LINKS. Raises Invalid."""
    _check_label(fields)
    links = {name: fields.pop(name) for name in LINKS if name in fields}
    reference = new_reference(country.pk, rng)
    while Investigation.objects.filter(reference=reference).exists():
        reference = new_reference(country.pk, rng)
    case = audit.create(
        Investigation(country=country, reference=reference, **fields), by=by, kind="investigation.opened"
    )
    for name, targets in links.items():
        _link(case, name, targets, by=by)
    return case


@transaction.atomic
def change_case(
    case: Investigation, changes: dict[str, Any], *, by: Any, version: int, reason: str = ""
) -> Investigation:
    """Change fields of an investigation. Raises Stale, Invalid; a lower label needs a reason.

    With another opening date its results are credited to where it now began (domain rule 8); under a stricter label
    its results become as strict (V30).
    """
    stored = audit.locked(case, version)
    names = ("label", "title", "summary", "outcome", "quote")
    _check_label({n: changes.get(n, getattr(stored, n)) for n in names})
    opened_on, label = stored.opened_on, stored.label
    changed = amend_labelled(stored, changes, by=by, kind="investigation.changed", reason=reason)
    if changed.opened_on and changed.opened_on != opened_on:
        results.credit_anew(changed, before=results.began_in(opened_on), by=by)
    if is_looser(label, changed.label):
        results.tighten(changed, by=by)
    return changed


def close_case(case: Investigation, *, closed: PartialDate, outcome: str, by: Any, version: int) -> Investigation:
    """Close an investigation with its outcome. Raises Conflict when it is closed already."""
    if case.state == CaseState.CLOSED:
        raise Conflict(f"{case.reference} is closed already.")
    changes = {
        "state": CaseState.CLOSED,
        "closed_on": closed.day,
        "closed_on_precision": closed.precision,
        "outcome": outcome,
    }
    return audit.update(case, changes, by=by, version=version, kind="investigation.closed")


@transaction.atomic
def _link(case: Investigation, name: str, targets: Iterable[Any], *, by: Any) -> None:
    manager = getattr(case, name)
    before = sorted(str(t.pk) for t in manager.all())
    manager.set(targets)
    after = sorted(str(t.pk) for t in manager.all())
    if before != after:
        audit.record(kind="investigation.linked", by=by, target=case, before={name: before}, after={name: after})


def link(case: Investigation, name: str, targets: Iterable[Any], *, by: Any) -> None:
    """Set one of the LINKS, such as the focus areas or the periods of a case without dates."""
    if name not in LINKS:
        raise Invalid(f"An investigation has no links called {name!r}.")
    _link(case, name, targets, by=by)


def _check_steps(steps: list[Step]) -> None:
    if len(steps) > MOST_STEPS:
        raise Invalid(f"A corridor has at most {MOST_STEPS} steps.")
    stops = {stop for step in steps for stop in (step.origin, step.destination)}
    unknown = stops - set(Country.objects.filter(pk__in=stops).values_list("pk", flat=True))
    if unknown:
        raise Invalid(f"Not a country: {', '.join(sorted(unknown))}.")
    for number, step in enumerate(steps, start=1):
        if step.origin == step.destination:
            raise Invalid(f"Step {number} starts and ends in {step.origin}.")
    for number, (one, following) in enumerate(zip(steps, steps[1:], strict=False), start=2):
        if one.destination != following.origin:
            raise Invalid(
                f"Step {number} starts in {following.origin}, but step {number - 1} ends in {one.destination}."
            )


@transaction.atomic
def set_corridor(case: Investigation, steps: list[Step], *, by: Any) -> Investigation:
    """Replace the corridor. Each step starts where the one before ends. Raises Stale, Invalid naming the step."""
    _check_steps(steps)
    case = audit.locked(case, case.version)
    before = case.corridor
    case.legs.all().delete()
    Leg.objects.bulk_create(
        Leg(investigation=case, position=i, origin_id=s.origin, destination_id=s.destination, mode=s.mode)
        for i, s in enumerate(steps)
    )
    case.corridor = ">".join([steps[0].origin, *(s.destination for s in steps)]) if steps else ""
    case.version += 1
    case.save(update_fields=["corridor", "version", "updated_at"])
    modes = [s.mode for s in steps]
    audit.record(
        kind="investigation.corridor_set", by=by, target=case,
        before={"corridor": before}, after={"corridor": case.corridor, "modes": modes},
    )  # fmt: skip
    return case


def propose_partner(
    case: Investigation, *, by: Any, country: Country | None = None, organisation: Organisation | None = None,
    role: str = "CR_PART", position: str = Position.OTHER, asked_on: date | None = None,
) -> Partner:  # fmt: skip
    """Ask a country or an organisation to join. Raises Invalid for the case's own country or a second asking."""
    if country and country.pk == case.country_id:
        raise Invalid(f"{country} leads this investigation and cannot be its own partner.")
    partner = Partner(
        investigation=case, country=country, organisation=organisation, role=role, position=position, asked_on=asked_on
    )
    return audit.create(partner, by=by, kind="partner.proposed")


def answer_partner(
    partner: Partner, *, accept: bool, by: Any, version: int, answered_on: date | None = None
) -> Partner:
    """Accept or decline for the country that was asked. Raises Conflict when it was answered before."""
    if partner.state != PartnerState.PROPOSED:
        raise Conflict(f"{partner.who} has answered already.")
    state = PartnerState.ACCEPTED if accept else PartnerState.DECLINED
    changes = {"state": state, "answered_on": answered_on}
    return audit.update(partner, changes, by=by, version=version, kind=f"partner.{state}")
