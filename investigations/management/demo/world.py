"""What the demo loader knows while it builds, and the order in which it builds."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from countries.models import Country, Organisation
from investigations.models import Result
from jpa.accounts.models import User
from jpa.codes.models import Code, Indicator
from jpa.common.datasets import read_json
from jpa.common.dates import PartialDate
from jpa.common.errors import Conflict
from jpa.periods.models import FocusArea, Participation, Period

KEY = "jpa-demo"
SEED = "Joint Period of Action, demonstration"
DATA = Path(__file__).parents[2] / "data" / "demo"


@cache
def data(name: str) -> dict[str, Any]:
    """One of the demo's data files, read once and never changed."""
    return read_json(DATA / f"{name}.json")


def chance(key: str) -> Random:
    """The same sequence in every load, and another for each key: a new case does not change the others."""
    return Random(f"{SEED} {key}")  # noqa: S311 -- invented figures, no secret


def dated(name: str, when: PartialDate) -> dict[str, Any]:
    """The two fields a partial date is stored in."""
    return {name: when.day, f"{name}_precision": when.precision}


@dataclass
class World:
    """Reference records by their key, and what has been built so far."""

    countries: dict[str, Country]
    organisations: dict[str, Organisation]  # by acronym
    indicators: dict[str, Indicator]
    codes: dict[str, Code]  # by list:code
    users: dict[str, User] = field(default_factory=dict)  # by the address before the @
    period: Period | None = None
    focus_areas: list[FocusArea] = field(default_factory=list)
    participations: dict[str, Participation] = field(default_factory=dict)  # by alpha-2 code
    rows: dict[str, Result] = field(default_factory=dict)  # those with an id in the data

    @classmethod
    def read(cls) -> "World":
        """Raises Conflict when the reference data are not there."""
        world = cls(
            countries=Country.objects.in_bulk(),
            organisations={o.acronym: o for o in Organisation.objects.exclude(acronym="")},
            indicators=Indicator.objects.in_bulk(),
            codes=Code.objects.in_bulk(),
        )
        if not all((world.countries, world.organisations, world.indicators, world.codes)):
            raise Conflict("The reference data are not loaded. Run `manage.py load_reference` first.")
        return world

    def user(self, seat: str, country: str = "") -> User:
        """`user("focal", "TH")` is focal.th@demo.example."""
        return self.users[f"{seat}.{country.lower()}" if country else seat]

    def chair_for(self, country: str) -> User:
        """The co-chair who reviews a country's return: never of the own country (domain rule 23)."""
        return self.user("cochair", "TH" if country == "NZ" else "NZ")

    def last_entry(self, country: str) -> date:
        return date.fromisoformat(
            next(p for p in data("period")["participations"] if p["country"] == country)["last_entry"]
        )
