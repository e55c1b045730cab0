"""What the database knows and a period file may name: fetched once, so that checking asks nothing row by row."""

from dataclasses import dataclass
from typing import Any

from countries.models import Country, Organisation
from investigations.models import Investigation
from jpa.codes.models import Code, Indicator
from jpa.common.errors import Invalid
from jpa.periods.models import Period


@dataclass(frozen=True)
class Known:
    """Stored records by the names files use. Organisations by name and by acronym, cases by their id in files."""

    countries: dict[str, Country]
    organisations: dict[str, Organisation]
    indicators: dict[str, Indicator]
    codes: dict[str, Code]
    cases: dict[str, Investigation]
    periods: dict[str, Period]

    @classmethod
    def now(cls) -> "Known":
        """Raises Invalid when the reference data were never loaded."""
        countries, indicators = Country.objects.in_bulk(), Indicator.objects.in_bulk()
        if not countries or not indicators:
            raise Invalid("There are no countries or indicators yet. Run `manage.py load_reference` first.")
        return cls(
            countries=countries,
            organisations=organisations(),
            indicators=indicators,
            codes=Code.objects.in_bulk(),
            cases={c.source_key: c for c in Investigation.objects.exclude(source_key=None).select_related("country")},
            periods=Period.objects.in_bulk(),
        )

    @property
    def currencies(self) -> set[str]:
        return {code for country in self.countries.values() for code in country.currencies}


def organisations() -> dict[str, Organisation]:
    """By acronym and by name; a name wins over another's acronym."""
    stored = list(Organisation.objects.all())
    return {o.acronym: o for o in stored if o.acronym} | {o.name: o for o in stored}


def listed(data: Any, name: str) -> list[tuple[int, dict[str, Any]]]:
    """The objects of a list with their places; what is not an object is left out, the structure check names it."""
    items = data.get(name) if isinstance(data, dict) else None
    return [(i, item) for i, item in enumerate(items) if isinstance(item, dict)] if isinstance(items, list) else []


def named(data: Any, name: str, *keys: str) -> set[str]:
    """The texts under `keys` in a list of objects, such as the ids of a file's own investigations."""
    values = (item.get(key) for _, item in listed(data, name) for key in keys)
    return {value for value in values if isinstance(value, str)}
