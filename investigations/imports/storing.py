"""Storing a checked period file through the ordinary actions, in order: who, what was agreed, cases, results."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

from countries import actions as countries
from countries.models import Country, Organisation
from investigations.actions import cases, programmes, results
from investigations.imports.checking import number, state
from investigations.imports.known import Known
from investigations.models import CaseState, Investigation, Position, Result, Status
from jpa.audit import actions as audit
from jpa.codes.models import Code, Indicator
from jpa.common.dates import PartialDate
from jpa.common.errors import Fault, Invalid
from jpa.common.labels import Label
from jpa.periods import actions as periods
from jpa.periods.models import Answer, Certainty, Period, Stage

AS_PUBLISHED = "As published"
PUBLISHED = {"label": Label.CLEAR, "status": Status.PUBLISHED_RECORD}


@dataclass
class Loading:
    """One file being stored: what is known, what it has brought so far, and its period."""

    known: Known
    period: Period
    rows: dict[str, Result] = field(default_factory=dict)

    def country(self, code: str | None) -> Country | None:
        return self.known.countries[code] if code else None

    def organisation(self, name: str | None) -> Organisation | None:
        return self.known.organisations[name] if name else None


@contextmanager
def _at(pointer: str) -> Iterator[None]:
    """What an action refuses is told with its place in the file."""
    try:
        yield
    except Invalid as error:
        faults = error.faults or [Fault("", "invalid", error.detail)]
        raise Invalid(
            error.detail, [Fault(f"{pointer}/{f.pointer}".rstrip("/"), f.code, f.detail) for f in faults]
        ) from None


def store(data: dict[str, Any], digest: str, known: Known) -> Period:
    """Store everything a file holds, inside the caller's transaction. Raises Invalid with the place."""
    with _at(""):
        loading = Loading(known, _period(data, digest))
    steps = {
        "organisations": _organisation, "indicators": _indicator, "co_chairs": _co_chair,
        "participations": _participation, "workshops": _workshop, "focus_areas": _focus_area,
        "priorities_for_next": _priority, "notes": _note, "investigations": _investigation,
    }  # fmt: skip
    for name, step in steps.items():
        for i, item in enumerate(data.get(name, [])):
            with _at(f"/{name}/{i}"):
                step(loading, item, i)
    _store_results(loading, data.get("results", []))
    for name, step in {"activities": _activity, "trends": _trend}.items():
        for i, item in enumerate(data.get(name, [])):
            with _at(f"/{name}/{i}"):
                step(loading, item)
    return loading.period


def _only(item: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: item[name] for name in names if item.get(name) is not None}


def _date(field_name: str, text: str | None, *, end: bool = False) -> dict[str, Any]:
    """The two columns of a date: "2019-07" is its first day, or its last, at the precision of a month."""
    known = PartialDate.parse(text, end=end)
    return {field_name: known.day, f"{field_name}_precision": known.precision}


def _source(item: dict[str, Any]) -> dict[str, str]:
    return {"source_url": item.get("source", ""), "quote": item.get("quote", "")}


def _period(data: dict[str, Any], digest: str) -> Period:
    published, coverage = data.get("published", {}), data.get("coverage", {})
    return periods.add_period(
        by=None,
        **_only(data, "key", "name", "official_number", "aliases", "year", "duration_note"),
        **_date("starts_on", data["starts"]),
        **_date("ends_on", data["ends"], end=True),
        stage=Stage(data["stage"]),
        published_participants=published.get("participants"),
        published_attending=published.get("attending"),
        published_reported=coverage.get("reported"),
        published_expected=coverage.get("expected"),
        is_published_record=True,
        source_urls=data.get("sources", []),
        source_digest=digest,
    )


def _organisation(to: Loading, item: dict[str, Any], _: int) -> None:
    made = to.known.organisations.get(item["name"])
    if made is None or made.name != item["name"]:
        fields = _only(item, "name", "acronym", "kind")
        made = countries.add_organisation(by=None, country=to.country(item.get("country")), **fields)
    to.known.organisations[made.name] = made
    if item.get("acronym"):
        to.known.organisations.setdefault(item["acronym"], made)


def _indicator(to: Loading, item: dict[str, Any], _: int) -> None:
    if item["code"] not in to.known.indicators:
        fields = _only(item, "code", "label", "unit", "definition")
        made = Indicator(group=AS_PUBLISHED, position=len(to.known.indicators), **fields)
        to.known.indicators[made.code] = audit.create(made, by=None, kind="indicator.added")


def _co_chair(to: Loading, item: dict[str, Any], _: int) -> None:
    periods.name_co_chair(
        period=to.period, country=to.country(item["country"]), agency=item.get("agency", ""),
        source_url=item.get("source", ""), by=None,
    )  # fmt: skip


def _participation(to: Loading, item: dict[str, Any], _: int) -> None:
    """An inference is kept and never counted (rulings)."""
    periods.add_participation(
        by=None, period=to.period, country=to.country(item["country"]), answer=Answer.CONFIRMED,
        certainty=Certainty(item["certainty"]), expected=item["certainty"] != Certainty.INFERRED,
        basis=item.get("basis", ""),
    )  # fmt: skip


def _workshop(to: Loading, item: dict[str, Any], _: int) -> None:
    workshop = periods.add_workshop(
        by=None, period=to.period, country=to.country(item.get("country")), source_url=item.get("source", ""),
        **_only(item, "kind", "name", "city", "note"),
        **_date("starts_on", item.get("starts")), **_date("ends_on", item.get("ends"), end=True),
    )  # fmt: skip
    for i, who in enumerate(item.get("attendances", [])):
        with _at(f"attendances/{i}"):
            periods.record_attendance(
                by=None, workshop=workshop, country=to.country(who.get("country")),
                organisation=to.organisation(who.get("organisation")), capacity=who["capacity"],
            )  # fmt: skip


def _focus_area(to: Loading, text: str, position: int) -> None:
    periods.add_focus_area(by=None, period=to.period, text=text, position=position)


def _priority(to: Loading, text: str, position: int) -> None:
    """Agreed in this period for the next, which does not exist yet (¶15–16)."""
    periods.add_focus_area(by=None, period=None, agreed_in=to.period, text=text, position=position)


def _note(to: Loading, item: dict[str, Any], _: int) -> None:
    fields = _only(item, "kind", "topic", "text", "resolution")
    periods.add_note(by=None, period=to.period, source_urls=item.get("sources", []), **fields)


def _investigation(to: Loading, item: dict[str, Any], _: int) -> None:
    """Open a case, or take the stored one of this id further; either way it belongs to this period too."""
    case = to.known.cases.get(item["id"])
    if case is None:
        # The id draws the reference: a published case is called the same on every machine.
        rng = random.Random(item["id"])  # noqa: S311 -- a name, not a secret
        case = cases.open_case(
            by=None, country=to.country(item["country"]), rng=rng, source_key=item["id"], label=Label.CLEAR,
            **_case_fields(item),
        )  # fmt: skip
    else:
        case = cases.change_case(case, _case_fields(item), by=None, version=case.version)
    _add_links(to, case, item)
    _add_partners(to, case, item)
    if item.get("corridor"):
        legs = [cases.Step(leg["from"], leg["to"], leg.get("mode", "TR_UNK")) for leg in item["corridor"]]
        if list(case.legs.order_by("position").values_list("origin", "destination", "mode")) != [
            (leg.origin, leg.destination, leg.mode) for leg in legs
        ]:
            case = cases.set_corridor(case, legs, by=None)
    to.known.cases[item["id"]] = case


def _case_fields(item: dict[str, Any]) -> dict[str, Any]:
    """The fields the file names, so that a later file leaves alone what it does not speak of."""
    fields = _only(item, "title", "summary", "crime_type", "state", "outcome", "quote")
    if "source" in item:
        fields["source_url"] = item["source"]
    if item.get("opened"):
        fields |= _date("opened_on", item["opened"])
    if item.get("closed"):
        fields |= _date("closed_on", item["closed"], end=True) | {"state": CaseState.CLOSED}
    return fields


def _add_links(to: Loading, case: Investigation, item: dict[str, Any]) -> None:
    codes: dict[str, list[Code]] = {
        "purposes": [to.known.codes[f"exploitation_purpose:{code}"] for code in item.get("purposes", [])],
        "methods": [to.known.codes[f"smuggling_method:{code}"] for code in item.get("methods", [])],
    }
    nationalities = [to.known.countries[code] for code in item.get("nationalities", [])]
    for name, targets in {**codes, "nationalities": nationalities, "linked_periods": [to.period]}.items():
        if targets:
            cases.link(case, name, {*getattr(case, name).all(), *targets}, by=None)


def _add_partners(to: Loading, case: Investigation, item: dict[str, Any]) -> None:
    """A partner of the published record has joined: the publication says so."""
    joined = set(case.partners.values_list("country", "organisation"))
    for i, who in enumerate(item.get("partners", [])):
        country, organisation = to.country(who.get("country")), to.organisation(who.get("organisation"))
        if (country and country.pk, organisation and organisation.pk) in joined:
            continue
        with _at(f"partners/{i}"):
            partner = cases.propose_partner(
                case, by=None, country=country, organisation=organisation, role=who.get("role", "CR_PART"),
                position=who.get("position", Position.OTHER),
            )  # fmt: skip
            cases.answer_partner(partner, accept=True, by=None, version=partner.version)


def _store_results(to: Loading, items: list[dict[str, Any]]) -> None:
    """Totals before their parts."""
    places = {item["id"]: i for i, item in enumerate(items)}
    order = TopologicalSorter({item["id"]: [item["part_of"]] if item.get("part_of") else [] for item in items})
    for key in order.static_order():
        with _at(f"/results/{places[key]}"):
            to.rows[key] = _result(to, items[places[key]])


def _result(to: Loading, item: dict[str, Any]) -> Result:
    follow_up, credited = item.get("follow_up", False), item.get("credited_to")
    return results.record(
        by=None,
        **PUBLISHED,
        **_source(item),
        **_only(item, "qualifier", "currency", "note", *Result.DIMENSIONS),
        **_date("happened_on", item.get("happened")),
        source_key=item["id"],
        period=None if follow_up else to.period,
        follow_up=follow_up,
        credited_to={**to.known.periods, to.period.key: to.period}[credited] if credited else None,
        country=to.country(item["country"]),
        indicator=to.known.indicators[item["indicator"]],
        investigation=to.known.cases[item["investigation"]] if item.get("investigation") else None,
        value=number(item),
        state=state(item),
        part_of=to.rows[item["part_of"]] if item.get("part_of") else None,
        contributed=[to.known.countries[code] for code in item.get("contributed", [])],
    )


def _activity(to: Loading, item: dict[str, Any]) -> None:
    programmes.record_activity(
        by=None, **PUBLISHED, **_source(item), source_key=item["id"], period=to.period,
        country=to.country(item["country"]), **_date("held_on", item.get("held")),
        **_only(item, "kind", "title", "summary", "audience", "sessions"),
    )  # fmt: skip


def _trend(to: Loading, item: dict[str, Any]) -> None:
    names = ("direction", "summary", "narrative", "evidence", "crime_type", "mode", "exploitation_purpose")
    programmes.record_trend(
        by=None, **PUBLISHED, **_source(item), source_key=item["id"], period=to.period, **_only(item, *names),
        country=to.country(item.get("country")), origin=to.country(item.get("origin")),
        destination=to.country(item.get("destination")),
    )  # fmt: skip
