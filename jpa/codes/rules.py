"""Who may read the vocabulary."""

from typing import Any


def may_read_vocabulary(user: Any, target: Any = None) -> bool:
    """Everyone whose role reads reference data (policy.md, first row of the matrix)."""
    return user.may("read_reference")
