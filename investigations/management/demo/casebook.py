"""The invented investigations, with their corridors and partners."""

from datetime import date
from typing import Any

from investigations.actions import cases
from investigations.management.demo.world import World, chance, dated
from investigations.models import CaseState, Investigation, PartnerState
from jpa.codes.models import Code
from jpa.common.dates import PartialDate

_LIST_OF = {"EXP": "exploitation_purpose", "SM": "smuggling_method", "RC": "recruitment_channel"}


def open_case(world: World, entry: dict[str, Any]) -> Investigation:
    """Register one case under a reference that is the same in every load."""
    by = world.user("focal", entry["country"])
    case = cases.open_case(
        country=world.countries[entry["country"]],
        by=by,
        rng=chance(entry["key"]),
        source_key=f"demo-{entry['key']}",
        invented=True,
        label=entry["label"],
        title=entry["title"],
        summary=entry.get("summary", ""),
        crime_type=entry["crime_type"],
        purposes=_codes(world, entry["purposes"]),
        methods=_codes(world, entry["methods"]),
        nationalities=[world.countries[code] for code in entry["nationalities"]],
        focus_areas=[world.focus_areas[number - 1] for number in entry["focus"]],
        **dated("opened_on", PartialDate.parse(entry["opened"])),
    )
    if entry["legs"]:
        case = cases.set_corridor(case, [_step(leg) for leg in entry["legs"]], by=by)
    for partner in entry["partners"]:
        _ask(world, case, partner)
    return case


def settle_case(world: World, entry: dict[str, Any], case: Investigation) -> None:
    """Close or suspend the case, after its results."""
    by = world.user("focal", entry["country"])
    if "closed" in entry:
        closed = PartialDate.parse(entry["closed"])
        cases.close_case(case, closed=closed, outcome=entry["outcome"], by=by, version=case.version)
    if "suspended" in entry:
        changes = {"state": CaseState.SUSPENDED}
        cases.change_case(case, changes, by=by, version=case.version, reason=entry["suspended"])


def _codes(world: World, codes: list[str]) -> list[Code]:
    return [world.codes[f"{_LIST_OF[code.split('_')[0]]}:{code}"] for code in codes]


def _step(leg: str) -> cases.Step:
    """ "LK>ID TR_AIR" """
    ends, mode = leg.split()
    return cases.Step(*ends.split(">"), mode)


def _ask(world: World, case: Investigation, entry: list[str | None]) -> None:
    """Ask a country or an organisation; a country answers by its own approver."""
    who, position, state, asked, answered, role = entry
    lead = world.user("focal", case.country_id)
    partner = cases.propose_partner(
        case,
        by=lead,
        country=world.countries.get(who),
        organisation=world.organisations.get(who),
        role=role,
        position=position,
        asked_on=date.fromisoformat(asked),
    )
    if answered:
        by = world.user("approver", who) if who in world.countries else lead
        accept, on = state == PartnerState.ACCEPTED, date.fromisoformat(answered)
        cases.answer_partner(partner, accept=accept, by=by, version=partner.version, answered_on=on)
