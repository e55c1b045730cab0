"""Administrators see of cases reference, country, state, label and dates: never what they are about (policy.md)."""

import uuid
from decimal import Decimal

import pytest
from django.test import Client

from investigations.models import Activity, Investigation, Result, Trend
from jpa.audit import actions as audit
from tests.admin.screens import listing, page
from tests.factories import (
    ActivityFactory,
    InvestigationFactory,
    PartnerFactory,
    ResultFactory,
    TrendFactory,
)

WORD = "Kingfisher"
SECRET = f"Operation {WORD}"


@pytest.fixture
def planted(cast, period):
    """One record of each kind, with the word in every field that tells a story, and an event that repeats it."""
    case = InvestigationFactory(
        country=cast.thailand, title=SECRET, summary=SECRET, outcome=SECRET, quote=SECRET, source_url=f"//{WORD}"
    )
    told = {"country": cast.thailand, "period": period, "quote": SECRET, "source_url": f"//{WORD}"}
    records = [
        case,
        ResultFactory(investigation=case, value=Decimal("98765"), note=SECRET, overrides=SECRET, **told),
        ActivityFactory(title=SECRET, summary=SECRET, audience=SECRET, **told),
        TrendFactory(summary=SECRET, narrative=SECRET, evidence=SECRET, **told),
    ]
    for record in records:
        audit.record(kind="x.changed", by=cast.focal, target=record, before={"title": SECRET}, reason=SECRET)
    return records


def texts_of(client: Client, record) -> list[str]:
    pages = [page(record), page(record, "history"), listing(type(record)), f"{listing(type(record))}?q=Thailand"]
    return [client.get(path).content.decode() for path in pages]


def test_no_page_shows_an_administrator_content(cast, client_of, planted):
    client = client_of(cast.admin)
    for record in planted:
        for text in texts_of(client, record):
            assert "Thailand" in text or "History" in text
            assert WORD not in text
            assert "98765" not in text
            assert "98,765" not in text


def test_the_country_itself_sees_it(cast, client_of, planted):
    for record in planted:
        assert WORD in client_of(cast.approver).get(page(record)).content.decode()


def test_an_administrator_finds_nothing_by_content(cast, client_of, planted):
    for record in planted:
        response = client_of(cast.admin).get(listing(type(record)), {"q": WORD})
        assert response.context["cl"].result_count == 0


def test_an_administrator_finds_a_case_by_its_reference(cast, client_of, planted):
    response = client_of(cast.admin).get(listing(Investigation), {"q": planted[0].reference})
    assert response.context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("model", "parameter"),
    [
        (Investigation, "title__contains"),
        (Investigation, "title"),
        (Investigation, "summary__startswith"),
        (Investigation, "results__value__gte"),
        (Investigation, "country__investigations__title__contains"),
        (Result, "value__gte"),
        (Result, "indicator__code__exact"),
        (Result, "investigation__title__contains"),
        (Activity, "title__contains"),
        (Activity, "sessions__gte"),
        (Trend, "summary__contains"),
        (Trend, "direction__exact"),
    ],
)
def test_content_cannot_be_probed_by_parameters(cast, client_of, planted, model, parameter):
    assert client_of(cast.admin).get(listing(model), {parameter: "1"}).status_code == 400


def test_an_administrator_writes_none_of_it(cast, client_of, planted):
    client = client_of(cast.admin)
    for record in planted:
        assert client.post(page(record), {"title": "Other"}).status_code == 403
        assert (
            client.get(page(record)).context["adminform"].form.fields.keys().isdisjoint({"title", "summary", "value"})
        )


def test_partners_are_hidden_from_administrators(cast, client_of, planted):
    partner = PartnerFactory(investigation=planted[0], country=cast.new_zealand)
    assert client_of(cast.admin).get(page(partner)).status_code == 404


def test_the_register_fetches_no_content(cast, rf, planted):
    from django.contrib import admin

    request = rf.get("/admin/")
    request.user = cast.admin
    for record in planted:
        row = admin.site.get_model_admin(type(record)).get_queryset(request).get()
        assert row.get_deferred_fields() & {"title", "summary", "value"}
        assert WORD not in str(row)


def test_another_member_sees_no_content_of_the_past(cast, client_of, period, planted):
    """The history of a record one may read by now: what stood there under a stricter label stays with the country."""
    case = planted[0]
    Investigation.objects.filter(pk=case.pk).update(
        label="TLP:GREEN", title="Harmless", summary="", outcome="", quote=""
    )
    text = client_of(cast.cochair).get(page(case, "history")).content.decode()
    assert "x.changed" in text
    assert WORD not in text
    assert cast.focal.email not in text


def test_a_result_shows_a_case_of_another_country_by_reference_only(cast, client_of, period, planted):
    case, result = planted[:2]
    Result.objects.filter(pk=result.pk).update(note="", overrides="", quote="", source_url="")
    text = client_of(cast.cochair).get(page(result)).content.decode()
    assert case.reference in text
    assert WORD not in text


def test_a_record_that_is_not_there_answers_as_a_hidden_one(cast, client_of, planted):
    client, path = client_of(cast.cochair), page(planted[0])
    hidden, missing = client.get(path), client.get(path.replace(str(planted[0].pk), str(uuid.uuid4())))
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)
