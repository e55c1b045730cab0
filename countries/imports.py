"""Countries and organisations as they lie in the repository: ISO 3166-1, and what is known of membership."""

from pathlib import Path
from typing import Any

from countries.models import Country, Organisation, OrganisationKind
from jpa.common.datasets import DataSet, read_json

DATA = Path(__file__).parent / "data"


def data_sets() -> list[DataSet]:
    """All countries and areas, then the organisations known to take part or observe."""
    members = read_json(DATA / "members.json")
    countries = read_json(DATA / "countries.json")["countries"]
    standing = {entry["iso2"]: _standing(entry, members["evidence_codes"]) for entry in members["member_states"]}
    standing |= {entry["iso2"]: _observing(entry) for entry in members["observer_states"]}
    return [
        DataSet(Country, "iso2", [_country(entry) | standing.get(entry["alpha2"], {}) for entry in countries]),
        DataSet(Organisation, "name", _organisations(members)),
    ]


def _country(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "iso2": entry["alpha2"],
        "iso3": entry["alpha3"],
        "m49": entry["numeric"],
        "name": entry["name"],
        "region": entry["m49_region"] or "",
        "subregion": entry["m49_subregion"] or "",
        "currencies": entry["currency"],
        "is_member": False,
        "membership_confidence": "",
        "membership_evidence": [],
    }


def _standing(entry: dict[str, Any], evidence: dict[str, str]) -> dict[str, Any]:
    """A member's name as the group writes it, and why it is taken to be one."""
    return {
        "name": entry["name"],
        "is_member": True,
        "membership_confidence": entry["membership_confidence"],
        "membership_evidence": [evidence[code] for code in entry["evidence"]],
    }


def _observing(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "membership_confidence": f"observer state: {entry['confidence']}",
        "membership_evidence": [entry["evidence"]] if entry["evidence"] else [],
    }


def _organisations(members: dict[str, Any]) -> list[dict[str, Any]]:
    kinds = [
        (OrganisationKind.MEMBER, "member_organisations"),
        (OrganisationKind.OBSERVER, "observer_organisations"),
        (OrganisationKind.BODY, "other_bodies"),
    ]
    return [
        {
            "name": entry["name"],
            "acronym": entry["acronym"],
            "kind": kind.value,
            "confidence": entry.get("confidence") or entry.get("note") or "",
        }
        for kind, key in kinds
        for entry in members[key]
    ]
