"""What is changed in the administration goes through the actions: recorded, checked, never overwritten."""

from decimal import Decimal

import pytest
from zeal import zeal_ignore

from countries.models import Country
from investigations.models import Investigation, PartnerState, Result, Status, Trend
from jpa.accounts.models import User
from jpa.accounts.policy import Role
from jpa.audit.models import Event
from jpa.periods.models import CoChair, FocusArea, Participation, Period, Workshop
from tests.admin.screens import adding, errors, listing, page, typed
from tests.factories import (
    ApiTokenFactory,
    CoChairFactory,
    CodeFactory,
    CountryFactory,
    FocusAreaFactory,
    IndicatorFactory,
    InvestigationFactory,
    ParticipationFactory,
    PartnerFactory,
    PeriodFactory,
    ResultFactory,
    TrendFactory,
    UserFactory,
    WorkshopFactory,
)


def change(client, record, **changes):
    return client.post(page(record), typed(client.get(page(record)), **changes))


def add(client, model, **values):
    return client.post(adding(model), typed(client.get(adding(model)), **values))


def last_event():
    return Event.objects.order_by("-id").first()


def test_a_change_is_recorded_with_before_after_and_channel(cast, client_of):
    assert change(client_of(cast.admin), cast.thailand, name="Kingdom of Thailand").status_code == 302
    event = last_event()
    assert (event.kind, event.channel, event.actor_id) == ("country.changed", "admin", str(cast.admin.pk))
    assert (event.before, event.after) == ({"name": "Thailand"}, {"name": "Kingdom of Thailand"})
    assert event.request_id
    assert Country.objects.get(pk="TH").version == 2


def test_saving_without_a_change_records_nothing(cast, client_of, period):
    client = client_of(cast.admin)
    for record in (
        cast.thailand,
        period,
        cast.focal,
        IndicatorFactory(),
        CodeFactory(),
        WorkshopFactory(period=period),
    ):
        assert change(client, record).status_code == 302
    assert Event.objects.count() == 0


def test_a_stale_form_is_refused_and_keeps_what_was_typed(cast, client_of):
    client = client_of(cast.admin)
    form = client.get(page(cast.thailand))
    change(client_of(UserFactory(role=Role.ADMINISTRATOR, country=None)), cast.thailand, name="Siam")
    response = client.post(page(cast.thailand), typed(form, name="Muang Thai"))
    assert "changed by somebody else" in errors(response)
    assert "Stored now: Siam" in errors(response)
    assert 'value="Muang Thai"' in response.content.decode()
    assert Country.objects.get(pk="TH").name == "Siam"
    assert Event.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "999"])
def test_a_form_without_its_version_is_refused(cast, client_of, seen):
    response = change(client_of(cast.admin), cast.thailand, name="Siam", seen_version=seen)
    assert errors(response)
    assert Country.objects.get(pk="TH").name == "Thailand"


def test_the_history_shows_what_was_done(cast, client_of):
    client = client_of(cast.admin)
    change(client, cast.thailand, name="Siam")
    text = client.get(page(cast.thailand, "history")).content.decode()
    for words in ("country.changed", "Thailand → Siam", str(cast.admin.name)):
        assert words in text


# Accounts


def test_an_account_is_added_and_suspended(cast, client_of):
    client = client_of(cast.admin)
    response = add(client, User, email="New@Example.org", name="New", role="focal_point", country="TH", is_active="on")
    assert response.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert (user.has_usable_password(), last_event().kind, last_event().channel) == (False, "user.added", "admin")
    assert change(client, user, is_active=False).status_code == 302
    user.refresh_from_db()
    assert not user.is_active


def test_a_first_password_obeys_the_rules_and_is_never_recorded(cast, client_of):
    client, person = (
        client_of(cast.admin),
        {"email": "n@example.org", "name": "N", "role": "auditor", "is_active": "on"},
    )
    assert "too short" in errors(add(client, User, **person, password="short"))
    assert not User.objects.filter(email="n@example.org").exists()
    assert add(client, User, **person, password="a-long-first-password").status_code == 302
    assert User.objects.get(email="n@example.org").check_password("a-long-first-password")
    assert "password" not in str(last_event().after)
    assert "password" not in client.get(page(cast.focal)).context["adminform"].form.fields


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"role": "focal_point", "country": ""}, "name it"),
        ({"role": "administrator"}, "stands for no country"),
        ({"role": "king"}, "Select a valid choice"),
        ({"country": "ZZ"}, "Select a valid choice"),
        ({"email": "nobody"}, "valid email"),
        ({"email": "APPROVER@example.org"}, "already exists"),
    ],
)
def test_a_wrong_account_is_refused_with_words(cast, client_of, fields, words):
    response = change(client_of(cast.admin), cast.focal, **fields)
    assert words in errors(response)
    assert Event.objects.count() == 0


def test_nobody_suspends_or_promotes_themselves(cast, client_of):
    for changes in ({"is_active": False}, {"role": "auditor"}):
        assert "yourself" in errors(change(client_of(cast.admin), cast.admin, **changes))


def test_an_approver_sees_own_accounts_and_changes_none(cast, client_of):
    client = client_of(cast.approver)
    assert client.get(page(cast.stranger)).status_code == 404
    assert client.get(page(cast.focal)).status_code == 200
    assert client.post(page(cast.focal), {"name": "Other"}).status_code == 403


def test_tokens_are_revoked_all_or_none(cast, client_of):
    tokens = [ApiTokenFactory(user=cast.focal) for _ in range(2)]
    client, sent = client_of(cast.admin), {"action": "revoke", "_selected_action": [str(t.pk) for t in tokens]}
    client.post(listing(type(tokens[0])), sent)
    assert Event.objects.filter(kind="token.revoked", channel="admin").count() == 2
    for token in tokens:
        token.refresh_from_db()
        assert token.revoked_at
    third = ApiTokenFactory(user=cast.focal)
    sent["_selected_action"].append(str(third.pk))
    response = client.post(listing(type(third)), sent, follow=True)
    assert "Nothing was changed" in response.content.decode()
    third.refresh_from_db()
    assert third.revoked_at is None
    assert third.digest not in client.get(page(third)).content.decode()


# Periods


def test_dates_keep_their_precision(cast, client_of):
    values = {
        "key": "jpa-2030",
        "name": "2030",
        "year": "2030",
        "start": "2030-02",
        "end": "2030-02",
        "stage": "planned",
    }
    assert add(client_of(cast.admin), Period, **values).status_code == 302
    period = Period.objects.get(pk="jpa-2030")
    assert (period.start.iso(), period.end.iso(), str(period.ends_on)) == ("2030-02", "2030-02", "2030-02-28")
    assert last_event().kind == "period.added"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": "2025-13"}, "Write a date"),
        ({"start": "1 July 2025"}, "Write a date"),
        ({"start": "2026-01-01"}, "ends after it starts"),
        ({"time_zone": "Mars/Olympus"}, "no such time zone"),
        ({"name": ""}, "required"),
        ({"year": "-1"}, "greater than or equal to 0"),
        ({"stage": "asleep"}, "Select a valid choice"),
    ],
)
def test_a_wrong_period_is_refused_with_words(cast, client_of, period, fields, words):
    assert words in errors(change(client_of(cast.admin), period, **fields))
    assert Event.objects.count() == 0


def test_a_key_is_given_once(cast, client_of, period):
    client = client_of(cast.admin)
    assert "already" in errors(add(client, Period, key=period.pk, name="Other", year="2025", stage="planned"))
    change(client, period, key="another", name="New name")
    assert Period.objects.get().name == "New name"


def test_a_co_chair_runs_the_periods_it_chairs_only(cast, client_of, period, published):
    CoChairFactory(period=published, country=cast.new_zealand)
    client, other = client_of(cast.cochair), PeriodFactory(key="jpa-other")
    assert change(client, period, name="Renamed").status_code == 302
    assert client.post(page(other), {"name": "Mine"}).status_code == 403
    assert client.post(page(published), {"name": "Mine"}).status_code == 403
    assert add(client, Workshop, period=period.pk, kind="planning").status_code == 302
    assert "valid choice" in errors(add(client, Workshop, period=other.pk, kind="planning"))
    assert client.post(page(WorkshopFactory(period=other)), {"kind": "debrief"}).status_code == 403


def test_co_chairs_are_named_by_those_of_the_period_before(cast, client_of, period):
    following, later = PeriodFactory(key="jpa-next", year=2026), PeriodFactory(key="jpa-later", year=2027)
    client = client_of(cast.cochair)
    assert add(client, CoChair, period=following.pk, country="TH").status_code == 302
    assert "not yours to write" in errors(add(client, CoChair, period=later.pk, country="NZ"))
    assert add(client_of(cast.admin), CoChair, period=later.pk, country="AU").status_code == 302
    assert "already exists" in errors(add(client_of(cast.admin), CoChair, period=later.pk, country="AU"))
    assert Event.objects.filter(kind="period.co_chair_named", channel="admin").count() == 2


def test_an_approver_answers_for_the_own_country_and_nothing_else(cast, client_of, period):
    own = ParticipationFactory(period=period, country=cast.thailand, answer="invited")
    other = ParticipationFactory(period=period, country=cast.australia, answer="invited")
    client = client_of(cast.approver)
    assert change(client, own, answer="confirmed", expected=False, basis="x").status_code == 302
    own.refresh_from_db()
    assert (own.answer, own.expected, own.basis) == ("confirmed", True, "")
    assert client.post(page(other), {"answer": "declined"}).status_code == 403


def test_where_a_return_stands_is_for_the_country_and_the_co_chairs(cast, client_of, period):
    late = ParticipationFactory(period=period, country=cast.australia, return_state="sent_back")
    for person, seen in ((cast.cochair, True), (cast.approver, False), (cast.admin, False)):
        client = client_of(person)
        for path in (page(late), listing(Participation)):
            assert ("Sent back" in client.get(path).content.decode()) is seen
        assert client.get(listing(Participation), {"return_state__exact": "sent_back"}).status_code == 400


def test_a_focus_area_of_the_next_period_gets_its_period(cast, client_of, period):
    area = FocusAreaFactory(period=None, agreed_in=period)
    following = PeriodFactory(key="jpa-next", year=2026)
    with zeal_ignore([{"model": "periods.Period"}]):  # one choice for each of two links
        assert change(client_of(cast.admin), area, period=following.pk).status_code == 302
    assert FocusArea.objects.get().period == following


# Investigations and what belongs to them


def test_an_approver_opens_and_changes_a_case_of_the_own_country(cast, client_of, period):
    client, purpose = client_of(cast.approver), CodeFactory(list="exploitation_purpose", code="EP_X")
    values = {"title": "New case", "opened": "2025-09", "purposes": [purpose.pk], "linked_periods": [period.pk]}
    assert add(client, Investigation, **values).status_code == 302
    case = Investigation.objects.get()
    assert (case.country, case.opened.iso(), case.label) == (cast.thailand, "2025-09", "TLP:AMBER+STRICT")
    assert list(case.purposes.all()) == [purpose]
    assert change(client, case, title="Better title", purposes=[]).status_code == 302
    kinds = Event.objects.filter(channel="admin").order_by("id").values_list("kind", flat=True)
    assert [*kinds] == [
        "investigation.opened", "investigation.linked", "investigation.linked",
        "investigation.changed", "investigation.linked",
    ]  # fmt: skip


def test_a_case_of_another_country_is_read_only(cast, client_of):
    case = InvestigationFactory(country=cast.australia, label="TLP:GREEN")
    client = client_of(cast.approver)
    assert client.get(page(case)).context["adminform"].form.fields.keys().isdisjoint({"title", "country"})
    assert client.post(page(case), {"title": "Mine"}).status_code == 403
    case.refresh_from_db()
    assert case.title != "Mine"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": "TLP:RED"}, "nothing but the reference"),
        ({"label": "TLP:GREEN"}, "give the reason"),
        ({"closed": "2025-10-01"}, "closing date is closed"),
        ({"closed": "2025-01-01", "state": "closed"}, "closes after it opens"),
        ({"crime_type": "nonsense"}, "Select a valid choice"),
        ({"nationalities": ["ZZ"]}, "not one of the available choices"),
        ({"title": "x" * 201}, "at most 200"),
        ({"opened": "soon"}, "Write a date"),
    ],
)
def test_a_wrong_case_is_refused_with_words_and_nothing_is_stored(cast, client_of, fields, words):
    case = InvestigationFactory(country=cast.thailand)
    response = change(client_of(cast.approver), case, **{"title": "Changed", **fields})
    assert words in errors(response)
    assert Event.objects.count() == 0
    case.refresh_from_db()
    assert case.title != "Changed"


def test_a_label_is_lowered_with_a_reason_that_is_kept(cast, client_of):
    case = InvestigationFactory(country=cast.thailand)
    assert change(client_of(cast.approver), case, label="TLP:GREEN", reason="Agreed with AU").status_code == 302
    assert last_event().reason == "Agreed with AU"


def test_partners_are_asked_and_answer_for_themselves(cast, client_of):
    CodeFactory(list="country_case_role", code="CR_PART")
    own, foreign = (InvestigationFactory(country=c, label="TLP:GREEN") for c in (cast.thailand, cast.australia))
    client = client_of(cast.approver)
    asked = {"investigation": own.pk, "country": "NZ", "role": "CR_PART"}
    assert add(client, type(PartnerFactory.build()), **asked).status_code == 302
    assert "valid choice" in errors(add(client, type(PartnerFactory.build()), **{**asked, "investigation": foreign.pk}))
    assert "its own partner" in errors(add(client, type(PartnerFactory.build()), **{**asked, "country": "TH"}))
    mine = PartnerFactory(investigation=foreign, country=cast.thailand, state=PartnerState.PROPOSED)
    theirs = own.partners.get()
    sent = {"action": "accept", "_selected_action": [str(mine.pk), str(theirs.pk)]}
    client.post(listing(type(mine)), sent)
    mine.refresh_from_db()
    assert mine.state == PartnerState.PROPOSED
    client.post(listing(type(mine)), {**sent, "_selected_action": [str(mine.pk)]})
    mine.refresh_from_db()
    assert mine.state == PartnerState.ACCEPTED
    assert last_event().channel == "admin"


def test_a_result_is_added_as_a_draft_of_the_own_country(cast, client_of, period):
    case, helper = InvestigationFactory(country=cast.thailand), CountryFactory(iso2="FJ")
    values = {"investigation": case.pk, "indicator": IndicatorFactory(code="ARRESTS").pk, "period": period.pk}
    values |= {"value": "4", "happened": "2025-08", "contributed": [helper.pk]}
    assert add(client_of(cast.approver), Result, **values).status_code == 302
    row = Result.objects.get()
    assert (row.country, row.status, row.value, row.happened.iso()) == (
        cast.thailand, Status.DRAFT, Decimal(4), "2025-08",
    )  # fmt: skip
    assert (list(row.contributed.all()), row.label) == ([helper], case.label)
    assert last_event().channel == "admin"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": "-1"}, "cannot be negative"),
        ({"value": "1.5"}, "whole"),
        ({"value": ""}, "needs a number"),
        ({"state": "not_counted"}, "has no number"),
        ({"currency": "USD"}, "Money, and only money"),
        ({"sex": "Z"}, "Select a valid choice"),
        ({"indicator": "NONE"}, "Select a valid choice"),
        ({"value": "NaN"}, "Enter a number"),
    ],
)
def test_a_wrong_result_is_refused_with_words_and_nothing_is_stored(cast, client_of, period, fields, words):
    row = ResultFactory(country=cast.thailand, period=period, status=Status.DRAFT)
    response = change(client_of(cast.approver), row, **{"note": "Changed", **fields})
    assert words in errors(response)
    row.refresh_from_db()
    assert (row.note, row.value) == ("", Decimal(3))
    assert Event.objects.count() == 0


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_what_was_handed_in_is_not_changed_here(cast, client_of, period, status):
    trend = TrendFactory(country=cast.thailand, period=period, status=status)
    client = client_of(cast.approver)
    assert client.get(page(trend)).status_code == 200
    assert client.post(page(trend), {"summary": "Other"}).status_code == 403


def test_drafts_are_changed_by_their_country_only(cast, client_of, period):
    own = TrendFactory(country=cast.thailand, period=period, status=Status.DRAFT)
    assert change(client_of(cast.approver), own, summary="Other").status_code == 302
    assert Trend.objects.get().summary == "Other"
    assert client_of(cast.cochair).post(page(own), {"summary": "Mine"}).status_code == 404


def test_an_invisible_case_is_no_choice(cast, client_of, period):
    hidden = InvestigationFactory(country=cast.australia)
    client = client_of(cast.approver)
    values = {"investigation": hidden.pk, "indicator": IndicatorFactory(code="ARRESTS").pk, "period": period.pk}
    response = add(client, Result, **values, value="1")
    assert "Select a valid choice" in errors(response)
    assert hidden.reference not in response.content.decode()
