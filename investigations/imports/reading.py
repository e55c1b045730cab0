"""A period file, from bytes to JSON: size, encoding, syntax, keys given twice, characters no database takes."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jpa.common.errors import Fault, Invalid

MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class PeriodFile:
    """What a file holds, as JSON values (numbers with a point are Decimals), and the SHA-256 of its bytes."""

    name: str
    data: Any
    digest: str


class _Object(dict):
    """A JSON object that remembers which keys stood in it twice."""

    twice: tuple[str, ...] = ()


def read(path: Path) -> PeriodFile:
    """Read one file. Raises Invalid saying at which byte, line or key it goes wrong."""
    raw = _bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refusal("encoding", f"Byte {error.start}: the file is not UTF-8.") from None
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        detail = f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg})."
        raise _refusal("json", detail) from None
    except RecursionError:
        raise _refusal("json", "The file is nested too deeply.") from None
    except (ValueError, ArithmeticError) as error:
        raise _refusal("json", f"This is not JSON ({error}).") from None
    if faults := list(_misprints(data)):
        raise Invalid("The file cannot be read without doubt.", faults)
    return PeriodFile(path.name, data, hashlib.sha256(raw).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refusal("file", f"The file cannot be opened ({error.strerror}).") from None
    if len(raw) > MAX_BYTES:
        raise _refusal("size", f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    return raw


def _refusal(code: str, detail: str) -> Invalid:
    return Invalid(detail, [Fault("", code, detail)])


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        made.twice = tuple(key for key in made if times[key] > 1)
    return made


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def escaped(step: str | int) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return str(step).replace("~", "~0").replace("/", "~1")


def _misprints(value: Any, at: str = "") -> Iterator[Fault]:
    """Keys given twice, and characters that stand for nothing: NUL, halves of a surrogate pair."""
    if isinstance(value, _Object):
        for key in value.twice:
            yield Fault(f"{at}/{escaped(key)}", "twice", "This key stands twice in one object.")
        for key, part in value.items():
            yield from _misprints(part, f"{at}/{escaped(key)}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _misprints(part, f"{at}/{number}")
    elif isinstance(value, str) and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        yield Fault(at, "character", "This text holds a character that cannot be stored.")
