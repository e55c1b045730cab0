"""Invented totals split into disjoint rows. Pure: the same seed gives the same rows."""

from random import Random
from typing import Any

ADULT, CHILD, UNKNOWN = "Y_GE18", "Y_LT18", ""
# What is known of the people an indicator counts, beside the crime type (indicators.json, dimensions).
OFFENDERS = ("SUSP_IDENT", "ARRESTS", "CHARGED", "PROSECUTED", "CONVICTED")
PEOPLE = ("VIC_IDENT", "VIC_ASSISTED", "MIG_DETECTED")
SEX_NOT_RECORDED, AGE_NOT_RECORDED = 0.1, 0.08
WOMEN = {"TIP_SEX": 0.9, "TIP_LAB": 0.4, "TIP_OTH": 0.6}
WOMEN_OTHERWISE, WOMEN_OFFENDERS = 0.35, 0.2


def parts(indicator: str, count: int | dict[str, int], case: dict[str, Any], rng: Random) -> list[dict[str, Any]]:
    """Rows (dimensions and `value`) that add up to `count`, an int, or for victims identified a dict by status."""
    crime_type = {"crime_type": case["crime_type"]}
    if count == 0 or indicator not in OFFENDERS + PEOPLE:
        return [{**crime_type, "value": count}]
    if indicator in OFFENDERS:
        groups = _by_sex(count, ADULT, WOMEN_OFFENDERS, rng)
        with_age = indicator in ("SUSP_IDENT", "ARRESTS")
        return [{**crime_type, **group, "age_group": group["age_group"] if with_age else UNKNOWN} for group in groups]
    about = {**crime_type, **_known_of_victims(indicator, case)}
    if indicator != "VIC_IDENT":
        children = case.get("children", 0) if indicator == "VIC_ASSISTED" else 0
        return [{**about, **group} for group in _by_age_and_sex(count, children, case, rng)]
    rows, children = [], case.get("children", 0)
    for status, number in count.items():
        young = min(children, number)
        children -= young
        groups = _by_age_and_sex(number, young, case, rng)
        rows += [{**about, **group, "victim_identification_status": status} for group in groups]
    return rows


def _known_of_victims(indicator: str, case: dict[str, Any]) -> dict[str, str]:
    known = {"nationality": case["nationalities"][0]} if case["nationalities"] else {}
    if indicator != "MIG_DETECTED" and case["purposes"]:
        known["exploitation_purpose"] = case["purposes"][0]
    return known


def _by_age_and_sex(number: int, children: int, case: dict[str, Any], rng: Random) -> list[dict[str, Any]]:
    women = WOMEN.get(case["crime_type"], WOMEN_OTHERWISE)
    grown_up = UNKNOWN if rng.random() < AGE_NOT_RECORDED else ADULT
    return _by_sex(number - children, grown_up, women, rng) + _by_sex(children, CHILD, women, rng)


def _by_sex(number: int, age_group: str, women: float, rng: Random) -> list[dict[str, Any]]:
    """Rows of one age group; empty groups are left out."""
    if rng.random() < SEX_NOT_RECORDED:
        found = {UNKNOWN: number}
    else:
        female = sum(rng.random() < women for _ in range(number))
        found = {"F": female, "M": number - female}
    return [{"sex": sex, "age_group": age_group, "value": n} for sex, n in found.items() if n]
