"""Loading the published record: one documented JSON file a period (docs/period-format.md), whole or not at all."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from investigations.imports import checking, reading, storing, structure
from investigations.imports.known import Known
from jpa.common.context import serving
from jpa.common.errors import Conflict, Fault, Invalid
from jpa.periods.models import Period


@dataclass(frozen=True)
class Outcome:
    """What loading one file did; `stored` is False when the very same file was loaded before."""

    period: str
    stored: bool


def load(path: Path) -> Outcome:
    """Load one period file in one transaction.

    Raises Invalid with every fault and its place, and Conflict when the period exists with other content.
    """
    with serving("import"), transaction.atomic():
        file = reading.read(path)
        if earlier := _earlier(file):
            return Outcome(earlier.key, stored=False)
        known = Known.now()
        if faults := _faults(file, known):
            raise Invalid(f"{len(faults)} problem{'s' if len(faults) > 1 else ''}, nothing stored.", faults)
        return Outcome(storing.store(file.data, file.digest, known).key, stored=True)


def published_files() -> list[Path]:
    """The repository's own files of the published record, oldest first."""
    folder = Path(str(files("jpa.periods") / "data" / "published"))
    return sorted(folder.glob("*.json"))


def _earlier(file: reading.PeriodFile) -> Period | None:
    """The period that was loaded from these very bytes. Raises Conflict when it came from others."""
    key = file.data.get("key") if isinstance(file.data, dict) else None
    period = Period.objects.filter(pk=key).first() if isinstance(key, str) else None
    if period and period.source_digest != file.digest:
        raise Conflict(
            f"{period.key} is there already, with other content. A published record is not loaded twice: "
            "change it on the administration screens, where each change is recorded."
        )
    return period


def _faults(file: reading.PeriodFile, known: Known) -> list[Fault]:
    """Structure first; a place that is wrong in itself is not judged for its meaning too."""
    wrong = structure.check(file.data, known)
    places = {fault.pointer for fault in wrong}
    meant = [fault for fault in checking.check(file.data, known) if fault.pointer not in places]
    return list(dict.fromkeys([*wrong, *meant]))
