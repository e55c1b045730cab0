"""What no schema can say of a period file: dates in order, nothing twice, parts inside totals, numbers that can be.

Each check is tolerant: what the structure check took out is simply not there.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from investigations.actions import results as results_actions
from investigations.imports.known import Known, listed
from investigations.models import CaseState, CellState, Qualifier, Result
from jpa.codes.models import Indicator
from jpa.common.dates import PartialDate
from jpa.common.errors import Fault
from jpa.periods.models import Period

# Lists in which a value of one of these keys may stand once.
ONCE = {
    "investigations": ("id",), "results": ("id",), "activities": ("id",), "trends": ("id",),
    "organisations": ("name",), "indicators": ("code",), "co_chairs": ("country",), "participations": ("country",),
}  # fmt: skip
ONCE_INSIDE = {
    ("workshops", "attendances"): ("country", "organisation"),
    ("investigations", "partners"): ("country", "organisation"),
}


def check(data: Any, known: Known) -> list[Fault]:
    """Every fault of meaning, with its place."""
    if not isinstance(data, dict):
        return []
    checks = (_spans, _repeats, _period, _own_vocabulary, _cases, _results, _parts)
    return [fault for one in checks for fault in one(data, known)]


def _spans(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """Nothing ends before it starts."""
    spans = [("", data, "starts", "ends")]
    spans += [(f"/workshops/{i}", item, "starts", "ends") for i, item in listed(data, "workshops")]
    spans += [(f"/investigations/{i}", item, "opened", "closed") for i, item in listed(data, "investigations")]
    for at, item, first, last in spans:
        start, end = PartialDate.parse(item.get(first)).day, PartialDate.parse(item.get(last), end=True).day
        if start and end and end < start:
            yield Fault(f"{at}/{last}", "order", f"{item[last]} lies before {item[first]}, where it starts.")


def _repeats(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """Nobody takes part twice, under whatever name; no id is given twice."""
    organisations = _organisations(data, known)
    lists = [(f"/{name}", listed(data, name), keys) for name, keys in ONCE.items()]
    lists += [
        (f"/{outer}/{i}/{inner}", listed(item, inner), keys)
        for (outer, inner), keys in ONCE_INSIDE.items()
        for i, item in listed(data, outer)
    ]
    for at, items, keys in lists:
        for key in keys:
            times = Counter[str]()
            for i, item in items:
                if value := item.get(key):
                    name = organisations.get(value, value) if key == "organisation" else value
                    times[name] += 1
                    if times[name] > 1:
                        yield Fault(f"{at}/{i}/{key}", "twice", f"{name} stands here for the second time.")


def _organisations(data: dict[str, Any], known: Known) -> dict[str, str]:
    """Every name and acronym a file may use → the one name of that organisation."""
    names = {given: organisation.name for given, organisation in known.organisations.items()}
    brought = [item for _, item in listed(data, "organisations") if item.get("name")]
    names |= {item["name"]: item["name"] for item in brought}
    for item in brought:
        if item.get("acronym"):
            names.setdefault(item["acronym"], item["name"])
    return names


def _period(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """A name of its own, and no more reports than expected."""
    if any(p.name == data.get("name") and p.key != data.get("key") for p in known.periods.values()):
        yield Fault("/name", "taken", f"Another period is called {data['name']} already.")
    coverage = data.get("coverage") or {}
    reported, expected = coverage.get("reported"), coverage.get("expected")
    if reported is not None and expected is not None and reported > expected:
        yield Fault("/coverage/reported", "order", "More countries reported than were expected.")


def _own_vocabulary(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """What the file brings and the database holds already is the same."""
    for i, item in listed(data, "organisations"):
        stored = known.organisations.get(item.get("name", ""))
        if stored and stored.name == item["name"] and item.get("kind") not in (None, stored.kind):
            yield Fault(f"/organisations/{i}/kind", "differs", f"{stored.name} is stored as {stored.kind!r}.")
    for i, item in listed(data, "indicators"):
        stored = known.indicators.get(item.get("code", ""))
        if stored and item.get("unit") not in (None, stored.unit):
            yield Fault(f"/indicators/{i}/unit", "differs", f"{stored.code} is stored with the unit {stored.unit!r}.")


def _cases(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """A new case says whose it is; a stored one belongs to the same country; a corridor hangs together."""
    for i, item in listed(data, "investigations"):
        at, stored = f"/investigations/{i}", known.cases.get(item.get("id", ""))
        country = stored.country_id if stored else item.get("country")
        if stored and item.get("country") not in (None, stored.country_id):
            yield Fault(f"{at}/country", "differs", f"{item['id']} is stored as a case of {stored.country_id}.")
        for name in () if stored else ("country", "title"):
            if name not in item:
                yield Fault(f"{at}/{name}", "missing", "A case that is not stored yet needs this.")
        if item.get("closed") and item.get("state", CaseState.CLOSED) != CaseState.CLOSED:
            yield Fault(f"{at}/state", "differs", "A case with a closing date is closed.")
        for j, partner in listed(item, "partners"):
            if country and partner.get("country") == country:
                yield Fault(f"{at}/partners/{j}/country", "self", "The case's own country cannot be its partner.")
        legs = listed(item, "corridor")
        for (_, one), (j, leg) in zip(legs, legs[1:], strict=False):
            if one.get("to") != leg.get("from"):
                yield Fault(f"{at}/corridor/{j}/from", "gap", "Each leg starts where the one before ends.")
        for j, leg in legs:
            if leg.get("from") and leg.get("from") == leg.get("to"):
                yield Fault(f"{at}/corridor/{j}/to", "self", "A leg goes from one country to another.")


def _results(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """What the action says of each row, and what only the format asks."""
    rows = _rows(data, known)
    for i, item in listed(data, "results"):
        row = rows.get(i)
        if row:
            fields = {name: getattr(row, name) for name in results_actions.CHECKED} | {"period": _period_of(data)}
            yield from (_in_file(fault, i) for fault in results_actions.check(fields, row.pk))
        if state(item) != CellState.COUNTED and item.get("qualifier", Qualifier.EXACT) != Qualifier.EXACT:
            yield Fault(f"/results/{i}/qualifier", "unexpected", "Only a counted result can be over or about a number.")
        if number(item) is not None and round(number(item), 2) != number(item):
            yield Fault(f"/results/{i}/value", "decimals", "At most two decimals are kept.")


def _in_file(fault: Fault, i: int) -> Fault:
    """The same fault in the words of the format."""
    name = {"happened_on": "happened"}.get(fault.pointer, fault.pointer)
    outside = "It happened outside the period: mark it as follow_up."
    return Fault(f"/results/{i}/{name}", fault.code, outside if fault.code == "outside" else fault.detail)


def _rows(data: dict[str, Any], known: Known) -> dict[int, Result]:
    """The rows by their places, as they would be stored; without those whose indicator nobody knows."""
    brought = [item for _, item in listed(data, "indicators") if "code" in item]
    indicators = {item["code"]: Indicator(**_indicator(item)) for item in brought}
    indicators |= known.indicators
    period = _period_of(data)
    rows = {
        i: _row(item, indicators[item["indicator"]], period)
        for i, item in listed(data, "results")
        if item.get("indicator") in indicators
    }
    by_id = {item["id"]: rows.get(i) for i, item in listed(data, "results") if "id" in item}
    for i, row in rows.items():
        row.part_of = by_id.get(data["results"][i].get("part_of"))
    return rows


def _period_of(data: dict[str, Any]) -> Period:
    start, end = PartialDate.parse(data.get("starts")).day, PartialDate.parse(data.get("ends"), end=True).day
    return Period(key=data.get("key", ""), starts_on=start, ends_on=end, is_published_record=True)


def _row(item: dict[str, Any], indicator: Indicator, period: Period) -> Result:
    happened, follow_up = PartialDate.parse(item.get("happened")), item.get("follow_up", False)
    return Result(
        indicator=indicator,
        period=None if follow_up else period,
        follow_up=follow_up,
        value=number(item),
        state=state(item),
        currency=item.get("currency", ""),
        happened_on=happened.day,
        happened_on_precision=happened.precision,
    )


def _parts(data: dict[str, Any], known: Known) -> Iterator[Fault]:
    """A part names a result of this file."""
    ids = {item["id"] for _, item in listed(data, "results") if "id" in item}
    for i, item in listed(data, "results"):
        if item.get("part_of") is not None and item["part_of"] not in ids:
            yield Fault(f"/results/{i}/part_of", "unknown", f"There is no result {item['part_of']} in this file.")


def _indicator(item: dict[str, Any]) -> dict[str, Any]:
    return {name: item.get(name, "") for name in ("code", "label", "unit")}


def number(item: dict[str, Any]) -> Decimal | None:
    """A row's value; money as printed, never through a binary fraction."""
    value = item.get("value")
    return None if value is None else Decimal(value)


def state(item: dict[str, Any]) -> str:
    """A row's state: counted unless it says otherwise."""
    return item.get("state", CellState.COUNTED)
