"""Builds the demo world, once and in one transaction."""

from django.db import transaction

from investigations.management.demo import casebook, outreach, people, returns, season
from investigations.management.demo.world import KEY, World, data
from investigations.models import Activity, Investigation, Result, Trend
from jpa.common.context import serving
from jpa.periods.models import Period


def load() -> dict[str, int]:
    """Build it and say how many of what there are; empty when it is there already. Raises Conflict."""
    if Period.objects.filter(pk=KEY).exists():
        return {}
    world = World.read()
    with serving("import"), transaction.atomic():
        people.add_people(world)
        season.open_period(world)
        for entry in data("cases")["cases"]:
            case = casebook.open_case(world, entry)
            returns.record_case(world, entry, case)
            casebook.settle_case(world, entry, case)
        outreach.record_activities(world)
        outreach.record_trends(world)
        season.turn_returns(world)
        returns.record_countries(world)
        returns.join_results(world)
        returns.correct(world)
    return _counts(world)


def _counts(world: World) -> dict[str, int]:
    return {
        "people": len(world.users),
        "countries": len(world.participations),
        "investigations": Investigation.objects.filter(invented=True).count(),
        "results": Result.objects.filter(source_key__startswith="demo-").count(),
        "activities": Activity.objects.filter(period=world.period).count(),
        "trends": Trend.objects.filter(period=world.period).count(),
    }
