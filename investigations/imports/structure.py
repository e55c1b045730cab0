"""The structure of a period file: its JSON Schema, with names looked up in what is known, told in plain sentences."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from investigations.imports.known import Known, named
from investigations.imports.reading import escaped
from jpa.common.dates import PartialDate
from jpa.common.errors import Fault

CODE_LISTS = (
    "crime_type", "transport_mode", "exploitation_purpose", "smuggling_method", "country_case_role", "sex",
    "age_group", "victim_identification_status",
)  # fmt: skip
SENTENCES = {
    "partial-date": "{} is not a date such as 2019-07-02 or 2019-07.",
    "country": "{} is not a known country (ISO 3166-1 alpha-2, such as NZ).",
    "nationality": "{} is not a known country or special nationality.",
    "currency": "{} is not a known currency (ISO 4217).",
    "organisation": "{} is neither a known organisation nor one of this file.",
    "indicator": "{} is neither a known indicator nor one of this file.",
    "investigation": "{} is neither a stored investigation nor one of this file.",
    "period": "{} is not a known period.",
}
TYPES = {
    "string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip
# What is said of a value, by the keyword of the schema it does not meet: (what was wanted, what stands there) → words.
WORDS: dict[str, Callable[[Any, str], str]] = {
    "format": lambda wanted, shown: SENTENCES.get(wanted, f"{{}} is not a code of the list {wanted}.").format(shown),
    "enum": lambda wanted, shown: f"{shown} is not one of: {', '.join(wanted)}.",
    "type": lambda wanted, shown: f"{shown} is not {_kinds(wanted)}.",
    "oneOf": lambda wanted, shown: "Give either a country or an organisation.",
    "minimum": lambda wanted, shown: f"{shown} is less than {wanted}." if wanted else "A count cannot be negative.",
    "maximum": lambda wanted, shown: f"{shown} is more than {wanted}.",
    "exclusiveMaximum": lambda wanted, shown: f"{shown} is too large.",
    "minLength": lambda wanted, shown: "This text is empty.",
    "maxLength": lambda wanted, shown: f"This text is longer than {wanted} characters.",
    "maxItems": lambda wanted, shown: f"This list is longer than {wanted}.",
    "uniqueItems": lambda wanted, shown: "Something stands twice in this list.",
}
# Faults of a value itself; such a value is taken out, so that later checks meet only what they understand.
OF_A_VALUE = ("type", "enum", "format", "pattern", "minimum", "exclusiveMaximum", "maximum", "minLength", "maxLength")


@cache
def schema() -> dict[str, Any]:
    """The documented format (docs/period-format.md)."""
    return json.loads((files("jpa.periods") / "data" / "period.schema.json").read_text(encoding="utf-8"))


def check(data: Any, known: Known) -> list[Fault]:
    """Every fault of the structure. Values that are wrong in themselves are removed from `data`."""
    errors = list(Draft202012Validator(schema(), format_checker=_formats(data, known)).iter_errors(data))
    faults = [fault for error in errors for fault in _faults(error)]
    for error in errors:
        if error.validator in OF_A_VALUE and error.absolute_path:
            _take_out(data, list(error.absolute_path))
    return faults


def _formats(data: Any, known: Known) -> FormatChecker:
    """The schema's formats, answered by the database and by what the file itself brings."""
    names: dict[str, Callable[[str], bool]] = {
        "partial-date": _is_date,
        "country": known.countries.__contains__,
        "nationality": lambda v: v in known.countries or f"nationality_special:{v}" in known.codes,
        "currency": known.currencies.__contains__,
        "organisation": (named(data, "organisations", "name", "acronym") | known.organisations.keys()).__contains__,
        "indicator": (named(data, "indicators", "code") | known.indicators.keys()).__contains__,
        "investigation": (named(data, "investigations", "id") | known.cases.keys()).__contains__,
        "period": lambda v: v in known.periods or v == data.get("key"),
    }
    names |= {name: lambda v, name=name: f"{name}:{v}" in known.codes for name in CODE_LISTS}
    checker = FormatChecker(formats=())
    for name, test in names.items():
        checker.checks(name)(lambda value, test=test: not isinstance(value, str) or test(value))
    return checker


def _is_date(text: str) -> bool:
    try:
        return PartialDate.parse(text).day is not None
    except ValueError:
        return False


def _faults(error: ValidationError) -> Iterator[Fault]:
    at = "".join(f"/{escaped(step)}" for step in error.absolute_path)
    if error.validator == "required":
        missing = (name for name in error.validator_value if name not in error.instance)
        yield from (Fault(f"{at}/{escaped(name)}", "missing", "This is missing.") for name in missing)
    elif error.validator == "additionalProperties":
        extra = (name for name in error.instance if name not in error.schema["properties"])
        yield from (Fault(f"{at}/{escaped(name)}", "unknown_key", "This key is not known here.") for name in extra)
    else:
        yield Fault(at, error.validator, _sentence(error))


def _sentence(error: ValidationError) -> str:
    words = WORDS.get(error.validator)
    shown = _shown(error.instance)
    return words(error.validator_value, shown) if words else f"{shown} is not allowed here."


def _kinds(wanted: str | list[str]) -> str:
    return " or ".join(TYPES[kind] for kind in ([wanted] if isinstance(wanted, str) else wanted))


def _shown(value: Any) -> str:
    """A value for a sentence, cut short."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _take_out(data: Any, path: list[Any]) -> None:
    for step in path[:-1]:
        data = data[step]
    if isinstance(data, list):
        data[path[-1]] = None
    else:
        data.pop(path[-1], None)
