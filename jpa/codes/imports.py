"""The vocabulary's own data: code lists, indicators with their counting rules, validation rules.

Only read here; `load_reference` stores it, because the trail stands above this app.
"""

from pathlib import Path
from typing import Any

from jpa.codes.models import Code, CodeList, Indicator, ValidationRule
from jpa.common.datasets import DataSet, read_json

DATA = Path(__file__).parent / "data"


def data_sets() -> list[DataSet]:
    """Code lists, codes, indicators and validation rules, in the order in which they can be stored."""
    lists = read_json(DATA / "taxonomy.json")["code_lists"]
    catalogue = read_json(DATA / "indicators.json")
    indicators = [_indicator(entry) for entry in catalogue["indicators"]]
    indicators += read_json(DATA / "indicators_as_published.json")["indicators"]
    return [
        DataSet(CodeList, "key", [_code_list(key, entry) for key, entry in lists.items()]),
        DataSet(Code, "id", [_code(key, i, c) for key, entry in lists.items() for i, c in enumerate(entry["codes"])]),
        DataSet(Indicator, "code", [{**row, "position": i} for i, row in enumerate(indicators)]),
        DataSet(ValidationRule, "code", [_rule(entry) for entry in catalogue["validation_rules"]]),
    ]


def _code_list(key: str, entry: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "title": entry["title"], "description": entry["description"]}


def _code(list_key: str, position: int, entry: dict[str, Any]) -> dict[str, Any]:
    standard, number = entry.get("source_standard") or "", entry.get("source_code") or ""
    return {
        "id": f"{list_key}:{entry['code']}",
        "code_list_id": list_key,
        "code": entry["code"],
        "label": entry["label"],
        "definition": entry.get("definition") or "",
        "parent": entry.get("parent") or "",
        "position": position,
        "source": f"{standard} ({number})" if standard and number else standard,
        "source_url": entry.get("source_url") or "",
        "evidence": entry.get("evidence") or "",
    }


def _indicator(entry: dict[str, Any]) -> dict[str, Any]:
    rule, parts = entry["counting_rule"], entry["disaggregations"]
    return {
        "code": entry["code"],
        "label": entry["label"],
        "group": entry["group"],
        "unit": entry["unit"],
        "tier": entry["tier"],
        "jpa_core": entry["jpa_core"],
        "definition": entry["definition"],
        "counts": rule["counts"],
        "excludes": rule["excludes"],
        "counted_when": rule["when"],
        "attribution": rule["attribution"],
        "no_double_count": rule["no_double_count"],
        "dimensions": [*parts["required"], *parts["optional"]],
        "disclosure_class": entry["disclosure_class"],
        "validation_rules": entry["validation_rules"],
        "statement_basis": entry["statement_basis"] or "",
    }


def _rule(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": entry["id"],
        "severity": entry["severity"],
        "kind": entry["type"],
        "expression": entry["expression"],
        "message": entry["message"],
    }
