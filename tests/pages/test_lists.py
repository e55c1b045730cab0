"""Lists: the same number of queries at 1 and 30 rows, filters, paging, and what an empty list says."""

import pytest
from django.urls import reverse

from investigations.models import Status
from jpa.common.labels import Label
from tests.factories import (
    ActivityFactory,
    CodeFactory,
    CountryFactory,
    IndicatorFactory,
    InvestigationFactory,
    ResultFactory,
    TrendFactory,
)

# What fills a list, and the queries it takes: session, user, choices of the filters, names of codes, rows.
LISTS = [
    ("investigations", lambda: InvestigationFactory(country=CountryFactory(), label=Label.GREEN), 7),
    ("results", lambda: ResultFactory(country=CountryFactory()), 6),
    ("activities", lambda: ActivityFactory(country=CountryFactory()), 5),
    ("trends", lambda: TrendFactory(country=CountryFactory()), 6),
    ("indicators", IndicatorFactory, 4),
]
NAMES = [name for name, _, _ in LISTS]


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "make", "queries"), LISTS, ids=NAMES)
def test_queries_do_not_grow(name, make, queries, rows, cast, client_of, django_assert_num_queries):
    CodeFactory(list="crime_type", code="SOM")
    for _ in range(rows):
        make()
    client = client_of(cast.focal)
    with django_assert_num_queries(queries):
        page = client.get(reverse(name))
    assert len(page.context["rows"]) == rows


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_parameter_is_refused(name, cast, client_of):
    page = client_of(cast.focal).get(reverse(name), {"colour": "blue"})
    assert page.status_code == 400
    assert "There is no parameter &#x27;colour&#x27; here" in page.content.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("query", [{"cursor": "made-up"}, {"limit": "0"}, {"limit": "many"}])
def test_paging_that_was_not_given_out_is_refused(name, query, cast, client_of):
    assert client_of(cast.focal).get(reverse(name), query).status_code == 400


def test_a_page_without_filters_takes_no_parameter(cast, client_of):
    assert client_of(cast.focal).get(reverse("help"), {"x": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("investigations", "Investigations your country records or shares appear here"),
        ("results", "Results that countries record"),
        ("activities", "Programmes that countries record appear here"),
        ("trends", "Trends appear here once countries say what they see"),
        ("indicators", "Indicators appear here"),
    ],
)
def test_an_empty_list_says_what_belongs_there(name, says, cast, client_of):
    assert says in client_of(cast.focal).get(reverse(name)).content.decode()


def test_a_filter_without_matches_offers_the_whole_list(cast, records, client_of):
    page = client_of(cast.focal).get(reverse("investigations"), {"state": "suspended"})
    assert "Nothing matches these filters." in page.content.decode()


def test_filters_narrow_the_list_and_stay_chosen(cast, records, client_of):
    page = client_of(cast.focal).get(reverse("results"), {"status": Status.DRAFT})
    assert [row.pk for row in page.context["rows"]] == [records.draft.pk]
    assert '<option value="draft" selected>' in page.content.decode()


def test_a_filter_without_a_box_gets_one_while_it_is_used(cast, records, client_of):
    page = client_of(cast.focal).get(reverse("results"), {"currency": "THB"})
    assert 'name="currency" value="THB"' in page.content.decode()


def test_a_wrong_choice_is_refused_by_name(cast, client_of):
    page = client_of(cast.focal).get(reverse("investigations"), {"state": "lost"})
    assert page.status_code == 400
    assert "state" in page.content.decode()


def test_another_countrys_secret_is_no_choice(cast, records, client_of):
    page = client_of(cast.stranger).get(reverse("results"), {"investigation": str(records.own.pk)})
    assert page.status_code == 400


def test_pages_of_a_list_meet_without_gap_or_repetition(cast, client_of):
    made = [TrendFactory().pk for _ in range(7)]
    client, seen, link = client_of(cast.focal), [], "?limit=3"
    while link:
        page = client.get(reverse("trends") + link)
        seen += [row.pk for row in page.context["rows"]]
        link = page.context["next_link"]
        assert link is None or link.startswith("?")
    assert seen == sorted(made, reverse=True)


def test_all_indicators_stand_on_one_page(cast, client_of):
    for _ in range(63):
        IndicatorFactory()
    assert len(client_of(cast.focal).get(reverse("indicators")).context["rows"]) == 63


def test_the_list_of_countries_offers_members_and_whichever_was_named(cast, client_of):
    CountryFactory(iso2="XA", is_member=False)
    CountryFactory(iso2="XB", is_member=False)
    page = client_of(cast.focal).get(reverse("trends"), {"country": "XA"}).content.decode()
    assert '<option value="TH">Thailand</option>' in page
    assert '<option value="XA" selected>Country XA</option>' in page
    assert "Country XB" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"period": "zzz"}, "There is no period zzz here."),
        ({"country": "ZZZ"}, "There is no country ZZZ here."),
        ({"indicator": "NONE"}, "There is no indicator NONE here."),
        ({"sex": "Z"}, "There is no code Z here."),
    ],
)
def test_a_name_that_does_not_exist_is_said_plainly(query, words, cast, client_of):
    page = client_of(cast.focal).get(reverse("results"), query)
    assert page.status_code == 400
    assert words in page.content.decode()


def test_choices_are_called_as_on_the_pages(cast, records, period, client_of):
    page = client_of(cast.focal).get(reverse("results")).content.decode()
    assert f'<option value="{period.pk}">{period.short_name}</option>' in page
    assert '<option value="ARRESTS">Persons arrested</option>' in page


SHORTER_OR_LONGER = "So this list can be shorter or longer than the figure."


@pytest.mark.parametrize("name", ["period", "indicator"])
def test_rows_behind_a_figure_need_not_add_up_to_it(name, cast, records, period, client_of):
    client, value = client_of(cast.focal), {"period": period.pk, "indicator": "ARRESTS"}[name]
    assert SHORTER_OR_LONGER in client.get(reverse("results"), {name: value}).content.decode()
    assert SHORTER_OR_LONGER not in client.get(reverse("results")).content.decode()


def test_a_co_chair_is_told_which_cases_the_role_adds(cast, client_of):
    added = "cases up to TLP:AMBER of the periods that it chairs"
    assert added in client_of(cast.cochair).get(reverse("investigations")).content.decode()
    assert added not in client_of(cast.focal).get(reverse("investigations")).content.decode()
