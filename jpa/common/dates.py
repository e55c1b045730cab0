"""Dates that say how exactly they are known (domain rule 2): a day, a month, or not at all."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision. `day` is None exactly when the precision is unknown."""

    day: date | None
    precision: str

    @classmethod
    def parse(cls, text: str | None, *, end: bool = False) -> "PartialDate":
        """Read "2019-07-02", "2019-07" or nothing. A month stands for its first day, or its last when `end`.

        Raises ValueError on anything else.
        """
        if not text:
            return cls(None, Precision.UNKNOWN)
        if re.fullmatch(r"\d{4}-\d{2}", text):
            year, month = int(text[:4]), int(text[5:])
            last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
            return cls(date(year, month, last if end else 1), Precision.MONTH)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return cls(date.fromisoformat(text), Precision.DAY)
        raise ValueError(f"{text!r} is not a date such as 2019-07-02 or 2019-07")

    def iso(self) -> str | None:
        """ISO 8601 at the precision known: "2019-07", never an invented day."""
        if self.day is None:
            return None
        return self.day.strftime("%Y-%m") if self.precision == Precision.MONTH else self.day.isoformat()

    def __str__(self) -> str:
        if self.day is None:
            return _("date not known")
        return date_format(self.day, "F Y" if self.precision == Precision.MONTH else "j F Y")


UNKNOWN_DATE = PartialDate(None, Precision.UNKNOWN)


def precise_date_constraint(field: str, name: str) -> models.CheckConstraint:
    """A date is stored exactly when its precision is known."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True, f"{field}_precision": Precision.UNKNOWN})
        | Q(**{f"{field}__isnull": False, f"{field}_precision__in": [Precision.DAY, Precision.MONTH]}),
    )


def span_words(start: PartialDate, end: PartialDate) -> str:
    """A span for reading: "28 September to 28 October 2015", "2 to 3 July 2019", "July to December 2019"."""
    if start.day is None and end.day is None:
        return _("dates not known")
    if end.day is None:
        return _("{start}, end not known").format(start=start)
    if start.day is None:
        return _("until {end}, start not known").format(end=end)
    if start.day.year != end.day.year:
        return _("{start} to {end}").format(start=start, end=end)
    by_month = start.precision == Precision.MONTH
    same_month = start.day.month == end.day.month and end.precision == start.precision
    if same_month and by_month:
        return str(start)
    first = date_format(start.day, "F" if by_month else "j" if same_month else "j F")
    return _("{start} to {end}").format(start=first, end=end)
