"""The invented activities and trends."""

from investigations.actions import programmes
from investigations.management.demo.returns import status_of
from investigations.management.demo.world import World, data, dated
from jpa.common.dates import PartialDate
from jpa.common.labels import Label


def record_activities(world: World) -> None:
    """Awareness, outreach and training; where nobody counted the sessions they stay unknown."""
    for code, entries in data("programmes")["activities"].items():
        for kind, title, audience, held, sessions, summary in entries:
            programmes.record_activity(
                by=world.user("focal", code),
                period=world.period,
                country=world.countries[code],
                status=status_of(code),
                label=Label.GREEN,
                source_key=f"demo-{code.lower()}",
                kind=kind,
                title=title,
                audience=audience,
                summary=summary,
                sessions=sessions,
                **dated("held_on", PartialDate.parse(held)),
            )


def record_trends(world: World) -> None:
    """What countries see changing; several say the same of one subject."""
    for entry in data("programmes")["trends"]:
        code = entry["country"]
        programmes.record_trend(
            by=world.user("focal", code),
            period=world.period,
            country=world.countries[code],
            status=status_of(code),
            label=Label.GREEN,
            source_key=f"demo-{code.lower()}",
            direction=entry["direction"],
            summary=entry["summary"],
            narrative=entry["narrative"],
            evidence=entry["evidence"],
            crime_type=entry["crime_type"],
            mode=entry.get("mode", ""),
            exploitation_purpose=entry.get("purpose", ""),
            origin=world.countries.get(entry.get("origin")),
            destination=world.countries.get(entry.get("destination")),
        )
