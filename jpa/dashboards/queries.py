"""What the dashboards ask the records, beside the figures."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from countries.models import Country
from investigations.models import Investigation, Partner, Trend, worked_on
from jpa.periods.models import FocusArea, Participation, Period


def participations_with_cases(periods: Iterable[Period], user: Any) -> QuerySet[Participation]:
    """Participations the reader may see, each with what its country's register of investigations gives.

    Annotations: `inv_active`, `inv_opened`, `inv_closed`, `inv_joint` (numbers of cases), and `is_included`:
    is the country in this reader's totals?
    """
    return (
        Participation.objects.visible_to(user)
        .filter(period__in=periods)
        .select_related("country")
        .annotate(is_included=Q(pk__in=Participation.objects.in_figures_of(user).values("pk")), **case_counts())
        .order_by("country__name")
    )


def case_counts() -> dict[str, Any]:
    """Numbers of cases for a (period, country) row: active, opened, closed, joint (INV_* of the catalogue)."""
    start, end = OuterRef("period__starts_on"), OuterRef("period__ends_on")
    linked = Investigation.linked_periods.through.objects.filter(
        investigation=OuterRef("pk"), period=OuterRef(OuterRef("period"))
    )
    active = worked_on(start, end, Q(Exists(linked)))
    partner = Partner.objects.joined().filter(investigation=OuterRef("pk"), country__isnull=False)
    own = Investigation.objects.filter(country=OuterRef("country"))
    return {
        "inv_active": _number(own.filter(active)),
        "inv_opened": _number(own.filter(opened_on__gte=start, opened_on__lte=end)),
        "inv_closed": _number(own.filter(closed_on__gte=start, closed_on__lte=end)),
        "inv_joint": _number(own.filter(active).filter(Exists(partner))),
    }


def _number(cases: QuerySet[Investigation]) -> Coalesce:
    counted = cases.order_by().values("country").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def focus_areas_with_cases(period: Period, user: Any) -> QuerySet[FocusArea]:
    """The period's focus areas with `cases` and `countries`: visible investigations active in it that work on them."""
    active = Q(investigations__in=Investigation.objects.visible_to(user).active_in(period))
    return (
        FocusArea.objects.visible_to(user)
        .filter(period=period)
        .annotate(
            cases=Count("investigations", filter=active, distinct=True),
            countries=Count("investigations__country", filter=active, distinct=True),
        )
        .order_by("-cases", "position", "pk")
    )


def corridors(period: Period, user: Any) -> QuerySet[Investigation]:
    """Visible corridors of the period, heaviest first: dicts of `corridor` ("LK>ID>AU"), `crime_type`, `cases`."""
    return (
        Investigation.objects.visible_to(user)
        .active_in(period)
        .exclude(corridor="")
        .values("corridor", "crime_type")
        .annotate(cases=Count("pk"))
        .order_by("-cases", "corridor", "crime_type")
    )


def trends_of(period: Period, user: Any) -> QuerySet[Trend]:
    """The period's trends this reader may see, those on one subject together."""
    return (
        Trend.objects.visible_to(user)
        .filter(period=period)
        .select_related("country", "origin", "destination")
        .order_by("crime_type", "direction", F("country__name").asc(nulls_first=True), "pk")
    )


def names_of(codes: Iterable[str], user: Any) -> dict[str, str]:
    """Countries' names by alpha-2 code."""
    return dict(Country.objects.visible_to(user).filter(pk__in=set(codes)).values_list("pk", "name"))
