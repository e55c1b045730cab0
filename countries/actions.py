"""What is done to reference tables: countries, organisations, and the words of the vocabulary."""

from typing import Any

from countries.models import Country, Organisation
from jpa.audit import actions as audit
from jpa.codes.models import Code, CodeList, Indicator


def change_country(country: Country, changes: dict[str, Any], *, by: Any, version: int) -> Country:
    """Change a country's name or membership. Raises Stale, Invalid."""
    return audit.update(country, changes, by=by, version=version, kind="country.changed")


def add_organisation(*, by: Any, **fields: Any) -> Organisation:
    """Add an organisation. Raises Invalid."""
    return audit.create(Organisation(**fields), by=by, kind="organisation.added")


def change_organisation(organisation: Organisation, changes: dict[str, Any], *, by: Any, version: int) -> Organisation:
    """Change an organisation. Raises Stale, Invalid."""
    return audit.update(organisation, changes, by=by, version=version, kind="organisation.changed")


def change_code_list(code_list: CodeList, changes: dict[str, Any], *, by: Any, version: int) -> CodeList:
    """Change the title or description of a code list. Raises Stale, Invalid."""
    return audit.update(code_list, changes, by=by, version=version, kind="code_list.changed")


def change_code(code: Code, changes: dict[str, Any], *, by: Any, version: int) -> Code:
    """Change the words of a code; the code itself stays. Raises Stale, Invalid."""
    return audit.update(code, changes, by=by, version=version, kind="code.changed")


def change_indicator(indicator: Indicator, changes: dict[str, Any], *, by: Any, version: int) -> Indicator:
    """Change the words of an indicator; its code, unit and rules stay. Raises Stale, Invalid."""
    return audit.update(indicator, changes, by=by, version=version, kind="indicator.changed")
