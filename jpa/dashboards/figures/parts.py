"""Where figures come from: typed results, the register of investigations, activities."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from investigations.counting import CASES_COUNTED_AS, COUNTED_AS, Quantity, victims_apart
from investigations.models import Activity, CellState, JointState, Result, Status
from jpa.dashboards.figures.cells import (
    ACTIVITIES,
    AS_PUBLISHED,
    CASES,
    COHORT_VIEW,
    CORRECTED,
    FINAL,
    PROVISIONAL,
    RESULTS,
    Key,
)
from jpa.periods.models import Participation, Period, ReturnState

STATUS = {
    Status.DRAFT: PROVISIONAL,
    Status.SUBMITTED: PROVISIONAL,
    Status.ACCEPTED: FINAL,
    Status.CORRECTED: CORRECTED,
    Status.PUBLISHED_RECORD: AS_PUBLISHED,
}


@dataclass(frozen=True)
class Asked:
    """What was asked: these periods, by this reader, in this view, for one country or all."""

    periods: list[Period]
    user: Any
    view: str
    country: str | None

    @property
    def where(self) -> str:
        """The period a result is counted in: where it happened, or where its investigation began."""
        return "credited_to" if self.view == COHORT_VIEW else "period"

    @property
    def live(self) -> list[Period]:
        return [p for p in self.periods if p.is_live]

    def of_country(self, rows: Any) -> Any:
        return rows.filter(country=self.country) if self.country else rows

    def results(self) -> Any:
        rows = Result.objects.counted_for(self.user).summable().filter(**{f"{self.where}__in": self.periods})
        return self.of_country(rows)


@dataclass(frozen=True)
class Part:
    """One disjoint group of rows on its way into a cell."""

    quantity: Quantity
    status: str
    rows: int
    source: str = RESULTS


Parts = dict[Key, list[Part]]


@dataclass(frozen=True)
class JointPart:
    """The member rows of one confirmed joint result as far as this reader's figures include them."""

    key: Key
    value: Decimal
    agreed: Decimal
    country: str


def _key(where: str, group: dict[str, Any]) -> Key:
    apart = victims_apart(group["victim_identification_status"])
    return Key(group[where], group["indicator"], group["country"], group["currency"], apart)


def from_results(asked: Asked) -> tuple[Parts, dict[Any, list[JointPart]]]:
    """The rows people recorded, grouped by the database: a group for each way of being counted.

    Beside them the groups that belong to a confirmed joint result, by joint result.
    """
    what = (asked.where, "indicator", "country", "currency", "victim_identification_status")
    joint = ("joint", "joint__state", "joint__agreed_value")
    groups = (
        asked.results()
        .values(*what, *joint, "state", "qualifier", "status")
        .annotate(sum=Sum("value"), rows=Count("pk"))
        .order_by()
    )
    found: Parts = defaultdict(list)
    shared: dict[Any, list[JointPart]] = defaultdict(list)
    for g in groups:
        key = _key(asked.where, g)
        found[key].append(Part(Quantity(g["sum"], g["qualifier"], g["state"]), STATUS[g["status"]], g["rows"]))
        if g["joint__state"] == JointState.CONFIRMED and g["sum"] is not None:
            shared[g["joint"]].append(JointPart(key, g["sum"], g["joint__agreed_value"], g["country"]))
    return found, shared


def from_records(asked: Asked, taking_part: dict[str, list[Participation]]) -> Parts:
    """What cases and activities give in live periods (rulings, "Derived, not typed"); 0 where a return has none."""
    found: Parts = {}
    for period_key in (p.pk for p in asked.live):
        for p in (p for p in taking_part[period_key] if p.is_included and p.is_started):
            for indicator in CASES_COUNTED_AS:
                count = getattr(p, indicator.lower())  # annotated by `queries.case_counts`
                found[Key(period_key, indicator, p.country_id)] = [Part(_number(count), _status_of(p), count, CASES)]
            for indicator in COUNTED_AS.values():
                found[Key(period_key, indicator, p.country_id)] = [Part(_number(0), _status_of(p), 0, ACTIVITIES)]
    return {**found, **_from_activities(asked)}


def _number(count: int) -> Quantity:
    return Quantity(Decimal(count))


def _status_of(participation: Participation) -> str:
    if participation.return_state != ReturnState.ACCEPTED:
        return PROVISIONAL
    return CORRECTED if participation.corrected else FINAL


def _from_activities(asked: Asked) -> Parts:
    """Sessions held; an activity whose sessions nobody counted makes the sum a lower bound."""
    found: Parts = defaultdict(list)
    if not asked.live:
        return found
    groups = (
        asked.of_country(Activity.objects.counted_for(asked.user).filter(period__in=asked.live))
        .values("period", "country", "kind", "status")
        .annotate(sum=Sum("sessions"), rows=Count("pk"), uncounted=Count("pk", filter=Q(sessions__isnull=True)))
        .order_by()
    )
    for g in groups:
        parts = found[Key(g["period"], COUNTED_AS[g["kind"]], g["country"])]
        status = STATUS[g["status"]]
        if g["sum"] is not None:
            parts.append(Part(_number(g["sum"]), status, g["rows"] - g["uncounted"], ACTIVITIES))
        if g["uncounted"]:
            nameless = Quantity(None, state=CellState.NOT_COUNTED)
            parts.append(Part(nameless, status, g["uncounted"], ACTIVITIES))
    return found


def overlaps(shared: dict[Any, list[JointPart]]) -> dict[Key, Decimal]:
    """What confirmed joint results count too often for the region, where the figures include both sides."""
    found: dict[Key, Decimal] = defaultdict(Decimal)
    for parts in shared.values():
        if len({p.country for p in parts}) > 1:
            found[parts[0].key.for_region()] += sum(p.value for p in parts) - parts[0].agreed
    return found
