"""One factory a model. They store rows directly: how actions store them is tested where actions are tested."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from countries.models import Country, Organisation, OrganisationKind
from investigations.models import (
    Activity,
    ActivityKind,
    Direction,
    Investigation,
    JointResult,
    Leg,
    Partner,
    PartnerState,
    Result,
    Status,
    Trend,
)
from jpa.accounts.models import ApiToken, User
from jpa.accounts.policy import Role
from jpa.audit.models import Event
from jpa.codes.models import Code, CodeList, Indicator, Unit, ValidationRule
from jpa.common.dates import Precision
from jpa.common.labels import Label
from jpa.periods.models import (
    Answer,
    Attendance,
    Capacity,
    CoChair,
    FocusArea,
    Note,
    NoteKind,
    Participation,
    Period,
    Stage,
    Workshop,
    WorkshopKind,
)

PASSWORD = "a-password-for-tests"

# Those that tests call by name; every other country is one of ISO 3166's user-assigned codes.
KNOWN = {
    "AU": ("AUS", "036", "Australia"),
    "FJ": ("FJI", "242", "Fiji"),
    "ID": ("IDN", "360", "Indonesia"),
    "LK": ("LKA", "144", "Sri Lanka"),
    "MY": ("MYS", "458", "Malaysia"),
    "NZ": ("NZL", "554", "New Zealand"),
    "TH": ("THA", "764", "Thailand"),
    "US": ("USA", "840", "United States"),
}
INVENTED = [f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + [f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"]


def _known(iso2: str) -> tuple[str, str, str]:
    return KNOWN.get(iso2) or (f"{iso2}X", str(900 + INVENTED.index(iso2)), f"Country {iso2}")


class CountryFactory(DjangoModelFactory):
    """`CountryFactory(iso2="TH")` gives Thailand, stored once."""

    class Meta:
        model = Country
        django_get_or_create = ("iso2",)

    iso2 = factory.Sequence(lambda n: INVENTED[n % len(INVENTED)])
    iso3 = factory.LazyAttribute(lambda o: _known(o.iso2)[0])
    m49 = factory.LazyAttribute(lambda o: _known(o.iso2)[1])
    name = factory.LazyAttribute(lambda o: _known(o.iso2)[2])
    is_member = True


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = OrganisationKind.OTHER


class CodeListFactory(DjangoModelFactory):
    class Meta:
        model = CodeList
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"list_{n}")
    title = factory.LazyAttribute(lambda o: o.key.replace("_", " ").capitalize())


class CodeFactory(DjangoModelFactory):
    """`CodeFactory(list="sex", code="F")` gives the code `sex:F`."""

    class Meta:
        model = Code
        django_get_or_create = ("id",)
        exclude = ("list",)

    list = factory.Sequence(lambda n: f"list_{n}")
    code_list = factory.SubFactory(CodeListFactory, key=factory.SelfAttribute("..list"))
    code = factory.Sequence(lambda n: f"C{n}")
    id = factory.LazyAttribute(lambda o: f"{o.code_list.key}:{o.code}")
    label = factory.LazyAttribute(lambda o: f"Label of {o.code}")
    position = factory.Sequence(lambda n: n)


class IndicatorFactory(DjangoModelFactory):
    """`IndicatorFactory(code="ARRESTS")`, stored once; persons, tier 1."""

    class Meta:
        model = Indicator
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"IND_{n}")
    label = factory.LazyAttribute(lambda o: o.code.replace("_", " ").capitalize())
    group = "Outcomes"
    unit = Unit.PERSONS
    tier = 1
    position = factory.Sequence(lambda n: n)


class ValidationRuleFactory(DjangoModelFactory):
    class Meta:
        model = ValidationRule

    code = factory.Sequence(lambda n: f"W{n}")
    severity = "warn"
    kind = "row"
    expression = "value >= 0"
    message = factory.LazyAttribute(lambda o: f"Message of {o.code}")


class UserFactory(DjangoModelFactory):
    """A focal point of Thailand, whose password is PASSWORD. Name `role`, `country`, `organisation` for others."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.LazyAttribute(lambda o: o.email.partition("@")[0].capitalize())
    role = Role.FOCAL_POINT
    country = factory.SubFactory(CountryFactory, iso2="TH")
    password = factory.django.Password(PASSWORD)


class ApiTokenFactory(DjangoModelFactory):
    class Meta:
        model = ApiToken

    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Token {n}")
    digest = factory.Sequence(lambda n: f"{n:064x}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=90))


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    at = factory.LazyFunction(timezone.now)
    kind = "test.happened"
    actor_name = "System"
    object_type = "tests.thing"
    object_id = factory.Sequence(str)
    channel = "job"


class PeriodFactory(DjangoModelFactory):
    """A live, open period of half a year, July to December. Two of them overlap unless dates are given."""

    class Meta:
        model = Period
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"jpa-test-{n}")
    name = factory.LazyAttribute(lambda o: f"Period {o.key}")
    year = 2025
    starts_on = factory.LazyAttribute(lambda o: date(o.year, 7, 1))
    starts_on_precision = Precision.DAY
    ends_on = factory.LazyAttribute(lambda o: date(o.year, 12, 31))
    ends_on_precision = Precision.DAY
    stage = Stage.OPEN


class CoChairFactory(DjangoModelFactory):
    class Meta:
        model = CoChair

    period = factory.SubFactory(PeriodFactory)
    country = factory.SubFactory(CountryFactory)


class FocusAreaFactory(DjangoModelFactory):
    class Meta:
        model = FocusArea

    period = factory.SubFactory(PeriodFactory)
    text = factory.Sequence(lambda n: f"Focus area {n}")


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    period = factory.SubFactory(PeriodFactory)
    kind = NoteKind.CHALLENGE
    text = factory.Sequence(lambda n: f"Remark {n}")


class ParticipationFactory(DjangoModelFactory):
    """Confirmed and expected, return not started."""

    class Meta:
        model = Participation

    period = factory.SubFactory(PeriodFactory)
    country = factory.SubFactory(CountryFactory)
    answer = Answer.CONFIRMED


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    period = factory.SubFactory(PeriodFactory)
    kind = WorkshopKind.PLANNING
    name = factory.Sequence(lambda n: f"Workshop {n}")


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    workshop = factory.SubFactory(WorkshopFactory)
    country = factory.SubFactory(CountryFactory)
    capacity = Capacity.MEMBER


class InvestigationFactory(DjangoModelFactory):
    """An open case of Thailand under the default label, TLP:AMBER+STRICT, opened on 1 August of 2025."""

    class Meta:
        model = Investigation

    country = factory.SubFactory(CountryFactory, iso2="TH")
    reference = factory.LazyAttributeSequence(lambda o, n: f"{o.country.pk}-{n:05d}")
    title = factory.LazyAttribute(lambda o: "" if o.label == Label.RED else f"Case {o.reference}")
    label = Label.AMBER_STRICT
    opened_on = date(2025, 8, 1)
    opened_on_precision = Precision.DAY


class PartnerFactory(DjangoModelFactory):
    """A country that has accepted."""

    class Meta:
        model = Partner

    investigation = factory.SubFactory(InvestigationFactory)
    country = factory.SubFactory(CountryFactory)
    state = PartnerState.ACCEPTED


class LegFactory(DjangoModelFactory):
    class Meta:
        model = Leg

    investigation = factory.SubFactory(InvestigationFactory)
    position = factory.Sequence(lambda n: n)
    origin = factory.SubFactory(CountryFactory)
    destination = factory.SubFactory(CountryFactory)


class HandedInFactory(DjangoModelFactory):
    """A record of Thailand in a live period, TLP:GREEN, accepted."""

    class Meta:
        abstract = True

    period = factory.SubFactory(PeriodFactory)
    country = factory.SubFactory(CountryFactory, iso2="TH")
    label = Label.GREEN
    status = Status.ACCEPTED


class ResultFactory(HandedInFactory):
    """One counted row of three."""

    class Meta:
        model = Result

    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(3)


class JointResultFactory(DjangoModelFactory):
    class Meta:
        model = JointResult

    period = factory.SubFactory(PeriodFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    agreed_value = Decimal(1)


class ActivityFactory(HandedInFactory):
    class Meta:
        model = Activity

    kind = ActivityKind.AWARENESS
    title = factory.Sequence(lambda n: f"Programme {n}")


class TrendFactory(HandedInFactory):
    class Meta:
        model = Trend

    direction = Direction.UP
    summary = factory.Sequence(lambda n: f"More of kind {n}")
