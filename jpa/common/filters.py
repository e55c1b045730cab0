"""Filters that refuse what they do not know. One FilterSet a model, shared by its page and its endpoint."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jpa.common.errors import Fault, Invalid

PAGING_PARAMETERS = frozenset({"cursor", "limit"})
# What a choice of "has none of it" is called in an address: `?country=none`.
NONE = "none"
ANY_LABEL = _("Any")
# NUL (PostgreSQL stores none), and what Django puts where the address was not UTF-8.
NOT_TEXT = ("\x00", "\ufffd")


def refuse_unknown(given: QueryDict, known: Iterable[str]) -> None:
    """Raises Invalid naming every query parameter that is unknown here, given twice or not text."""
    known = set(known)
    faults = [fault for name in given if (fault := _fault(name, given.getlist(name), known))]
    if faults:
        raise Invalid(" ".join(f.detail for f in faults), faults)


def _fault(name: str, values: list[str], known: set[str]) -> Fault | None:
    if name not in known:
        offered = f"Known: {', '.join(sorted(known))}." if known else "It takes none."
        return Fault(name, "unknown_parameter", f"There is no parameter {name!r} here. {offered}")
    if len(values) > 1:
        return Fault(name, "repeated_parameter", f"The parameter {name!r} is given more than once.")
    if any(mark in values[0] for mark in NOT_TEXT):
        return Fault(name, "not_text", f"The value of {name!r} is not UTF-8 text.")
    return None


class TextFilter(django_filters.CharFilter):
    """A few words. Longer ones than any title would only make the database work."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)


class YesNoFilter(django_filters.TypedChoiceFilter):
    """`true` or `false`, nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", ANY_LABEL), ("true", _("Yes")), ("false", _("No"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", **kwargs)


class StrictFilterSet(django_filters.FilterSet):
    """`strict()` gives the filtered rows, or raises Invalid naming each parameter that is wrong or unknown."""

    def strict(self, extra: Iterable[str] = ()) -> QuerySet[Any]:
        refuse_unknown(self.data, {*self.filters, *PAGING_PARAMETERS, *extra})
        if not self.is_valid():
            faults = [Fault(name, "invalid", " ".join(messages)) for name, messages in self.errors.items()]
            raise Invalid(" ".join(f"{f.pointer}: {f.detail}" for f in faults), faults)
        return self.qs
