"""What a figure is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from investigations.counting import Quantity
from jpa.periods.models import Participation, Period

PERIOD_VIEW, COHORT_VIEW = "period", "cohort"
VIEWS = (PERIOD_VIEW, COHORT_VIEW)
RESULTS, CASES, ACTIVITIES = "results", "investigations", "activities"
PROVISIONAL, FINAL, CORRECTED, AS_PUBLISHED = "provisional", "final", "corrected", "published_record"


class Key(NamedTuple):
    """What makes two figures different things. They are never added across a key (domain rules 17, 18).

    `country` is None for the region's own rows. `victims` is a code of victim_identification_status when these are
    presumed or potential victims: the headline holds those formally identified, and those a total does not tell apart.
    """

    period: str
    indicator: str
    country: str | None
    currency: str = ""
    victims: str = ""

    def for_region(self) -> "Key":
        return self._replace(country=None)


@dataclass(frozen=True)
class Cell:
    """One figure. `country` is an alpha-2 code, or None for the region.

    `national` is the sum of national counts when the region counts less; `derived` is what records give when a
    country replaced it with a reason; `source` names where its rows are: results, investigations or activities.
    """

    indicator: str
    country: str | None
    quantity: Quantity
    status: str
    currency: str = ""
    victims: str = ""
    rows: int = 0
    source: str = RESULTS
    national: Quantity | None = None
    derived: Quantity | None = None


@dataclass(frozen=True)
class Coverage:
    """How many countries the totals include, of how many expected. None: not known."""

    reported: int | None
    expected: int | None


@dataclass(frozen=True)
class Figures:
    """All figures of one period for one reader; the order of `cells` is that of the indicators' codes.

    `participations` are those the reader may see, annotated as by `queries.participations_with_cases`.
    """

    period: Period
    view: str
    as_of: datetime
    coverage: Coverage
    cells: tuple[Cell, ...]
    participations: tuple[Participation, ...] = ()

    def get(self, indicator: str, country: str | None = None, *, currency: str = "", victims: str = "") -> Cell | None:
        wanted = (indicator, country, currency, victims)
        return next((c for c in self.cells if (c.indicator, c.country, c.currency, c.victims) == wanted), None)
