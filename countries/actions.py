"""What is done to countries and organisations."""

from typing import Any

from countries.models import Country, Organisation
from jpa.audit import actions as audit


def change_country(country: Country, changes: dict[str, Any], *, by: Any, version: int) -> Country:
    """Change a country's name or membership. Raises Stale, Invalid."""
    return audit.update(country, changes, by=by, version=version, kind="country.changed")


def add_organisation(*, by: Any, **fields: Any) -> Organisation:
    """Add an organisation. Raises Invalid."""
    return audit.create(Organisation(**fields), by=by, kind="organisation.added")


def change_organisation(organisation: Organisation, changes: dict[str, Any], *, by: Any, version: int) -> Organisation:
    """Change an organisation. Raises Stale, Invalid."""
    return audit.update(organisation, changes, by=by, version=version, kind="organisation.changed")
