"""Reference data as it lies in the repository: rows for one table, read from a file beside the code that owns them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


@dataclass(frozen=True)
class DataSet:
    """Rows (field name → value) of one model; `key` is the field by which a row is found again."""

    model: type[models.Model]
    key: str
    rows: list[dict[str, Any]]

    @property
    def digest(self) -> str:
        """The SHA-256 of the rows: the same rows are never loaded twice."""
        return hashlib.sha256(json.dumps(self.rows, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def read_json(path: Path) -> Any:
    """A data file of the repository."""
    return json.loads(path.read_text(encoding="utf-8"))
