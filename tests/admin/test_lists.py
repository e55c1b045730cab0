"""Lists: searched, filtered, and as many queries for thirty rows as for one."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from countries.models import Country, Organisation
from investigations.models import Activity, Investigation, Partner, Result, Trend
from jpa.accounts.models import ApiToken, User
from jpa.codes.models import Code, CodeList, Indicator, ValidationRule
from jpa.periods.models import Attendance, CoChair, FocusArea, Note, Participation, Period, Workshop
from tests import factories as make
from tests.admin.screens import listing, page

# What is made, and the number of queries of its list for an administrator and for an approver:
# session and person, the rows and their number, and the choices of the filters.
LISTS = {
    Country: (make.CountryFactory, 4, 4),
    Organisation: (lambda: make.OrganisationFactory(country=make.CountryFactory()), 4, 4),
    CodeList: (make.CodeListFactory, 4, 4),
    Code: (partial(make.CodeFactory, list="sex"), 5, 5),
    Indicator: (make.IndicatorFactory, 6, 6),
    ValidationRule: (make.ValidationRuleFactory, 5, 5),
    User: (partial(make.UserFactory, country__iso2="TH"), 4, 4),
    ApiToken: (make.ApiTokenFactory, 4, None),
    Period: (make.PeriodFactory, 4, 4),
    CoChair: (make.CoChairFactory, 5, 5),
    Participation: (make.ParticipationFactory, 5, 5),
    Workshop: (lambda: make.WorkshopFactory(country=make.CountryFactory()), 5, 5),
    Attendance: (make.AttendanceFactory, 4, 4),
    FocusArea: (make.FocusAreaFactory, 5, 5),
    Note: (make.NoteFactory, 5, 5),
    Investigation: (make.InvestigationFactory, 5, 5),
    Partner: (partial(make.PartnerFactory, investigation__country__iso2="TH"), None, 4),
    Result: (make.ResultFactory, 6, 7),
    Activity: (make.ActivityFactory, 6, 6),
    Trend: (make.TrendFactory, 6, 6),
}


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(path)
    assert response.status_code == 200
    return len(seen)


def fill(factory, rows: int) -> None:
    for _ in range(rows):
        factory()


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (model, name, expected)
        for model, (_factory, *counts) in LISTS.items()
        for name, expected in zip(("admin", "approver"), counts, strict=True)
        if expected is not None
    ],
)
def test_thirty_rows_take_as_many_queries_as_one(cast, client_of, model, name, expected):
    factory = LISTS[model][0]
    client, found = client_of(getattr(cast, name)), []
    for rows in (1, 29):
        fill(factory, rows)
        found.append(queries_of(client, listing(model)))
    assert found == [expected, expected]


@pytest.mark.parametrize(
    ("model", "factory", "text"),
    [
        (Country, partial(make.CountryFactory, iso2="FJ"), "Fiji"),
        (Indicator, partial(make.IndicatorFactory, code="ARRESTS"), "ARRES"),
        (Code, partial(make.CodeFactory, list="sex", code="F", label="Female"), "femal"),
        (Period, partial(make.PeriodFactory, key="jpa-1"), "jpa-1"),
        (Investigation, partial(make.InvestigationFactory, title="Kingfisher"), "kingfish"),
        (Result, partial(make.ResultFactory, indicator__code="ARRESTS"), "arrests"),
        (Trend, partial(make.TrendFactory, summary="By air"), "by air"),
        (User, partial(make.UserFactory, name="Somchai"), "somchai"),
    ],
)
def test_lists_are_searched(cast, client_of, model, factory, text):
    factory()
    client = client_of(cast.approver)
    assert client.get(listing(model), {"q": text}).context["cl"].result_count == 1
    assert client.get(listing(model), {"q": "no such words"}).context["cl"].result_count == 0


def test_lists_are_filtered(cast, client_of, period):
    make.InvestigationFactory(state="closed")
    make.InvestigationFactory()
    make.InvestigationFactory(country=cast.australia, label="TLP:GREEN")
    client = client_of(cast.approver)
    for parameters, rows in (
        ({"state__exact": "closed"}, 1),
        ({"country__iso2__exact": "AU"}, 1),
        ({"label__exact": "TLP:AMBER+STRICT"}, 2),
    ):
        assert client.get(listing(Investigation), parameters).context["cl"].result_count == rows


def test_filters_offer_only_what_the_reader_may_see(cast, client_of):
    make.InvestigationFactory(country=cast.thailand)
    make.InvestigationFactory(country=cast.new_zealand, label="TLP:GREEN")
    make.InvestigationFactory(country=cast.australia)
    text = client_of(cast.approver).get(listing(Investigation)).content.decode()
    assert "country__iso2__exact=NZ" in text
    assert "Australia" not in text


def test_lists_hold_what_is_visible_and_nothing_else(cast, client_of, period):
    own = make.InvestigationFactory(country=cast.thailand)
    make.InvestigationFactory(country=cast.australia)
    make.TrendFactory(country=cast.australia, period=period, status="draft")
    shared = make.TrendFactory(country=cast.australia, period=period)
    client = client_of(cast.approver)
    assert [*client.get(listing(Investigation)).context["cl"].result_list] == [own]
    assert [*client.get(listing(Trend)).context["cl"].result_list] == [shared]


@pytest.mark.parametrize("parameter", ["password__startswith", "country__name", "tokens__digest", "nonsense"])
def test_unknown_parameters_are_refused(cast, client_of, parameter):
    assert client_of(cast.admin).get(listing(User), {parameter: "x"}).status_code == 400


def test_a_history_takes_as_many_queries_for_thirty_events_as_for_one(cast, client_of):
    client, found = client_of(cast.admin), []
    for rows in (1, 29):
        for _ in range(rows):
            make.EventFactory(object_type="countries.country", object_id="TH")
        found.append(queries_of(client, page(cast.thailand, "history")))
    assert found == [4, 4]
