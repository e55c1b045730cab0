"""The invented results: by investigation, by country, the zeros of a finished return, corrections and joint results."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from countries.models import Country
from investigations.actions import results
from investigations.management.demo.parts import parts
from investigations.management.demo.season import HANDED_IN
from investigations.management.demo.world import World, chance, data, dated
from investigations.models import Investigation, Result, Status
from jpa.common.dates import UNKNOWN_DATE, PartialDate, Precision
from jpa.common.labels import Label
from jpa.periods import actions as periods
from jpa.periods.models import ReturnState

# Tier-1 indicators that records give; nobody types them (rulings, "Figures").
DERIVED = ("INV_ACTIVE", "INV_OPENED", "INV_JOINT", "AWARE_EVENTS", "TRAIN_SESS")
ONLY_THE_MONTH, NO_DATE = 0.2, 0.05
_STATUS = {ReturnState.SUBMITTED: Status.SUBMITTED, ReturnState.ACCEPTED: Status.ACCEPTED}
_AS_TOLD = ("state", "qualifier", "currency", "overrides", "note", *Result.DIMENSIONS)


def status_of(country: str) -> str:
    """The status of a country's records, as its return will stand."""
    entry = next(p for p in data("period")["participations"] if p["country"] == country)
    return _STATUS.get(entry["state"], Status.DRAFT)


def record_case(world: World, entry: dict[str, Any], case: Investigation) -> None:
    """What one investigation gave: counts in the order they happened, then the rows told in full."""
    rng = chance(f"results {entry['key']}")
    counts = entry.get("counts", {})
    dates = _dates(world, entry, len(counts), rng)
    for (indicator, count), when in zip(counts.items(), dates, strict=True):
        for part in parts(indicator, count, entry, rng):
            _record(world, case.country, case, {"indicator": indicator, **part}, when)
    for row in entry.get("rows", []):
        _record(world, case.country, case, row, PartialDate.parse(row.get("on")))


def record_countries(world: World) -> None:
    """What countries report without an investigation; a finished return leaves no tier-1 indicator open."""
    for code, rows in data("returns")["countries"].items():
        country = world.countries[code]
        for row in rows:
            _record(world, country, None, row, UNKNOWN_DATE)
        if world.participations[code].return_state in HANDED_IN:
            _count_zeros(world, country)


def _count_zeros(world: World, country: Country) -> None:
    """Zero is "checked, there were none" (domain rule 12); a nil return is nothing but these."""
    told = set(Result.objects.filter(country=country, period=world.period).values_list("indicator", flat=True))
    for code, indicator in world.indicators.items():
        if indicator.tier == 1 and code not in told and code not in DERIVED:
            currency = {"currency": country.currencies[0]} if indicator.is_money else {}
            _record(world, country, None, {"indicator": code, "value": 0, **currency}, UNKNOWN_DATE)


def _record(world: World, country: Country, case: Investigation | None, row: dict[str, Any], when: PartialDate) -> None:
    source = case.source_key if case else f"demo-{country.pk.lower()}"
    result = results.record(
        by=world.user("focal", country.pk),
        contributed=[world.countries[code] for code in row.get("contributed", [])],
        period=None if row.get("between") else world.period,
        country=country,
        investigation=case,
        indicator=world.indicators[row["indicator"]],
        value=Decimal(row["value"]) if "value" in row else None,
        label=Label.GREEN,
        status=status_of(country.pk),
        part_of=world.rows.get(row.get("part_of")),
        source_key=source,
        **dated("happened_on", when),
        **{name: row[name] for name in _AS_TOLD if row.get(name)},
    )
    if "id" in row:
        world.rows[row["id"]] = result


def _dates(world: World, entry: dict[str, Any], number: int, rng: Random) -> Iterable[PartialDate]:
    """Days in order, between the case's opening and the country's last entry; some known by the month or not at all."""
    start = max(world.period.starts_on, PartialDate.parse(entry["opened"]).day)
    end = world.last_entry(entry["country"])
    if "closed" in entry:
        end = min(end, PartialDate.parse(entry["closed"]).day)
    for offset in sorted(rng.sample(range((end - start).days), number)):
        day, luck = start + timedelta(days=offset), rng.random()
        if luck < NO_DATE:
            yield UNKNOWN_DATE
        elif luck < ONLY_THE_MONTH and day.replace(day=1) >= start:
            yield PartialDate(day.replace(day=1), Precision.MONTH)
        else:
            yield PartialDate(day, Precision.DAY)


def join_results(world: World) -> None:
    """Rows of two countries that count the same act: one pair agreed, one still asked about (domain rule 16)."""
    for entry in data("returns")["joint"]:
        rows = [world.rows[name] for name in entry["rows"]]
        by = world.users[entry["proposed_by"]]
        joint = results.propose_joint(rows, agreed_value=Decimal(entry["agreed"]), by=by, note=entry["note"])
        if "confirmed_by" in entry:
            results.confirm_joint(joint, by=world.users[entry["confirmed_by"]], version=joint.version)


def correct(world: World) -> None:
    """Change accepted results with a reason; the return then says so."""
    for entry in data("returns")["corrections"]:
        row = world.rows[entry["row"]]
        changes = {"value": Decimal(entry["value"]), "status": Status.CORRECTED}
        by, country = world.user("focal", row.country_id), row.country_id
        results.change(row, changes, by=by, version=row.version, reason=entry["reason"])
        now = world.participations[country]
        world.participations[country] = periods.change_participation(
            now, {"corrected": True}, by=world.users[entry["confirmed_by"]], version=now.version
        )
