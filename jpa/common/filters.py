"""Filters that refuse what they do not know. One FilterSet a model, shared by its page and its endpoint."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet

from jpa.common.errors import Fault, Invalid

PAGING_PARAMETERS = frozenset({"cursor", "limit"})


def refuse_unknown(given: Iterable[str], known: Iterable[str]) -> None:
    """Raises Invalid naming every query parameter that is not known here."""
    known = set(known)
    faults = [
        Fault(name, "unknown_parameter", f"There is no parameter {name!r} here. Known: {', '.join(sorted(known))}.")
        for name in dict.fromkeys(given)
        if name not in known
    ]
    if faults:
        raise Invalid(faults[0].detail, faults)


class StrictFilterSet(django_filters.FilterSet):
    """`strict()` gives the filtered rows, or raises Invalid naming each parameter that is wrong or unknown."""

    def strict(self, extra: Iterable[str] = ()) -> QuerySet[Any]:
        refuse_unknown(self.data, {*self.filters, *PAGING_PARAMETERS, *extra})
        if not self.is_valid():
            faults = [Fault(name, "invalid", " ".join(messages)) for name, messages in self.errors.items()]
            raise Invalid("; ".join(f"{f.pointer}: {f.detail}" for f in faults), faults)
        return self.qs
