"""The cast: the same people in every test, so that a test of who may see what is one line."""

from collections.abc import Callable
from dataclasses import dataclass

import hypothesis
import pytest
from django.test import Client
from rest_framework.test import APIClient

from countries.models import Country
from jpa.accounts import actions as accounts
from jpa.accounts.models import User
from jpa.accounts.policy import Role
from jpa.periods.models import Period
from tests.factories import (
    ApiTokenFactory,
    CoChairFactory,
    CountryFactory,
    OrganisationFactory,
    PeriodFactory,
    UserFactory,
)

hypothesis.settings.register_profile("jpa", deadline=None)  # no test asserts a time
hypothesis.settings.load_profile("jpa")


@dataclass(frozen=True)
class Cast:
    """Thailand's focal point and approver, New Zealand's co-chair, Australia's focal point as the stranger,
    and those without a country. `suspended` is a suspended focal point of Thailand."""

    thailand: Country
    new_zealand: Country
    australia: Country
    focal: User
    approver: User
    cochair: User
    stranger: User
    observer: User
    admin: User
    auditor: User
    suspended: User

    def everyone(self) -> dict[str, User]:
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


@pytest.fixture
def cast(db: None) -> Cast:
    th, nz, au = (CountryFactory(iso2=code) for code in ("TH", "NZ", "AU"))
    iom = OrganisationFactory(name="International Organization for Migration", acronym="IOM")

    def person(name: str, role: str, **fields: object) -> User:
        return UserFactory(email=f"{name}@example.org", role=role, **{"country": None, **fields})

    return Cast(
        thailand=th,
        new_zealand=nz,
        australia=au,
        focal=person("focal", Role.FOCAL_POINT, country=th),
        approver=person("approver", Role.APPROVER, country=th),
        cochair=person("cochair", Role.CO_CHAIR, country=nz),
        stranger=person("stranger", Role.FOCAL_POINT, country=au),
        observer=person("observer", Role.OBSERVER, organisation=iom),
        admin=person("admin", Role.ADMINISTRATOR),
        auditor=person("auditor", Role.AUDITOR),
        suspended=person("suspended", Role.FOCAL_POINT, country=th, is_active=False),
    )


@pytest.fixture
def period(cast: Cast) -> Period:
    """A live, open period, July to December 2025, chaired by New Zealand."""
    live = PeriodFactory(key="jpa-live", year=2025)
    CoChairFactory(period=live, country=cast.new_zealand)
    return live


@pytest.fixture
def published(db: None) -> Period:
    """A period of the published record, July to December 2019."""
    return PeriodFactory(key="jpa-published", year=2019, is_published_record=True, stage="closed")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """`client_of(user)`: a browser in which this person has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def api_of() -> Callable[[User], APIClient]:
    """`api_of(user)`: a program with a real bearer token of this person; a suspended one had it before."""

    def with_token(user: User) -> APIClient:
        if user.is_active:
            token = accounts.issue_token(owner=user, name="test", by=user)
        else:
            token = f"jpa_token_of_{user.pk}"
            ApiTokenFactory(user=user, digest=accounts.digest(token))
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return client

    return with_token
