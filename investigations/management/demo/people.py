"""The invented people."""

from investigations.management.demo import DEMO_LOGINS, DEMO_PASSWORD, MORE_LOGINS
from investigations.management.demo.world import World, data
from jpa.accounts import actions as accounts
from jpa.accounts.models import User

DOMAIN = "demo.example"


def add_people(world: World) -> None:
    """The administrator first, who then adds everyone else."""
    for seat, name, role, bound in data("people")["people"]:
        world.users[seat] = _add(world, seat, name, role, bound)


def _add(world: World, seat: str, name: str, role: str, bound: str | None) -> User:
    email = f"{seat}@{DOMAIN}"
    signs_in = email in dict(DEMO_LOGINS + MORE_LOGINS)
    return accounts.add_user(
        by=world.users.get("admin"),
        password=DEMO_PASSWORD if signs_in else None,
        email=email,
        name=name,
        role=role,
        country=world.countries.get(bound),
        organisation=world.organisations.get(bound),
        invented=True,
    )
