"""The invented period: its focus areas, who takes part, its workshops, and where each return stands at the end."""

from datetime import datetime
from typing import Any

from investigations.management.demo.world import World, data, dated
from jpa.common.dates import PartialDate
from jpa.periods import actions as periods
from jpa.periods.models import Answer, Capacity, Period, ReturnState, Stage

HANDED_IN = (ReturnState.SUBMITTED, ReturnState.SENT_BACK, ReturnState.ACCEPTED)


def open_period(world: World) -> None:
    """Plan the period, ask the countries, hold the planning workshop, open it with the list of countries frozen."""
    plan = data("period")
    world.period = _plan(world, plan["period"])
    for country in plan["co_chairs"]:
        periods.name_co_chair(period=world.period, country=world.countries[country], by=world.user("admin"))
    chair = world.user("cochair", "NZ")
    world.focus_areas = [
        periods.add_focus_area(by=chair, period=world.period, text=text, position=position)
        for position, text in enumerate(plan["focus_areas"], start=1)
    ]
    for entry in plan["participations"]:
        _take_part(world, entry)
    for entry in plan["workshops"]:
        _hold_workshop(world, entry)
    frozen_at = datetime.fromisoformat(plan["period"]["expected_frozen_at"])
    opening = {"stage": Stage.OPEN, "expected_frozen_at": frozen_at}
    world.period = periods.change_period(world.period, opening, by=chair, version=world.period.version)


def _plan(world: World, plan: dict[str, Any]) -> Period:
    return periods.add_period(
        by=world.user("admin"),
        key=plan["key"],
        name=plan["name"],
        aliases=plan["aliases"],
        year=plan["year"],
        due_at=datetime.fromisoformat(plan["due_at"]),
        time_zone=plan["time_zone"],
        invented=True,
        **dated("starts_on", PartialDate.parse(plan["starts_on"])),
        **dated("ends_on", PartialDate.parse(plan["ends_on"])),
    )


def _take_part(world: World, entry: dict[str, Any]) -> None:
    """Invite, and confirm; a country without a focal point is confirmed by the co-chairs from its letter."""
    code = entry["country"]
    chair = world.user("cochair", "NZ")
    invited = periods.add_participation(
        by=chair, period=world.period, country=world.countries[code], basis="Invented for the demonstration"
    )
    named = not entry.get("no_focal_point", False)
    by = world.user("approver", code) if named else chair
    changes = {"answer": Answer.CONFIRMED, "focal_point_named": named}
    if not named:
        changes["last_entry_on"] = world.last_entry(code)
    world.participations[code] = periods.change_participation(invited, changes, by=by, version=invited.version)


def _hold_workshop(world: World, entry: dict[str, Any]) -> None:
    """Enter a workshop; one with observers has been held, and all countries were there."""
    chair = world.user("cochair", "NZ")
    workshop = periods.add_workshop(
        by=chair,
        period=world.period,
        kind=entry["kind"],
        name=entry["name"],
        city=entry["city"],
        country=world.countries[entry["country"]],
        note=entry["note"],
        **dated("starts_on", PartialDate.parse(entry["starts_on"])),
        **dated("ends_on", PartialDate.parse(entry["ends_on"])),
    )
    if "observers" not in entry:
        return
    for code in world.participations:
        periods.record_attendance(by=chair, workshop=workshop, country=world.countries[code], capacity=Capacity.MEMBER)
    for acronym in entry["observers"]:
        periods.record_attendance(
            by=chair, workshop=workshop, organisation=world.organisations[acronym], capacity=Capacity.OBSERVER
        )


def turn_returns(world: World) -> None:
    """Fill in, send, send back and accept, each by the person who may."""
    for entry in data("period")["participations"]:
        if entry["state"] != ReturnState.NOT_STARTED:
            _turn(world, entry)


def _turn(world: World, entry: dict[str, Any]) -> None:
    code = entry["country"]
    focal, chair = world.user("focal", code), world.chair_for(code)
    steps = [(focal, {"return_state": ReturnState.DRAFT, "last_entry_on": world.last_entry(code)})]
    if entry["state"] in HANDED_IN:
        sent_at = datetime.fromisoformat(entry["submitted"])
        nil = entry.get("nil_return", False)
        steps.append((focal, {"return_state": ReturnState.SUBMITTED, "submitted_at": sent_at, "nil_return": nil}))
    if entry["state"] == ReturnState.SENT_BACK:
        steps.append((chair, {"return_state": ReturnState.SENT_BACK, "remark": entry["remark"]}))
    if entry["state"] == ReturnState.ACCEPTED:
        accepted_at = datetime.fromisoformat(entry["accepted"])
        steps.append((chair, {"return_state": ReturnState.ACCEPTED, "accepted_at": accepted_at}))
    for by, changes in steps:
        now = world.participations[code]
        world.participations[code] = periods.change_participation(now, changes, by=by, version=now.version)
