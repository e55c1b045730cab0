"""Who reads what through the API: the same rows as everywhere, hidden and missing alike."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from investigations.models import Status
from jpa.common.labels import Label
from jpa.periods.models import ReturnState
from tests.api.conftest import RESOURCES, World, ids
from tests.conftest import Cast
from tests.factories import InvestigationFactory, ParticipationFactory, PartnerFactory, ResultFactory

MISSING = "0198c3a0-0000-7000-8000-000000000001"
MEMBERS = ("focal", "approver", "cochair", "stranger")
OTHERS = ("observer", "admin", "auditor")
# Record → who reads it. Thailand's are focal and approver, the co-chair is New Zealand's, the stranger Australia's.
READERS = {
    "strict": {"focal", "approver"},
    "green": {*MEMBERS},
    "partner": {*MEMBERS},
    "draft": {"focal", "approver"},
    "accepted": {*MEMBERS},
    "stated": {*MEMBERS, *OTHERS},
    "joint": {"focal", "approver", "cochair"},
    "activity": {*MEMBERS},
    "trend": {"focal", "approver", "cochair"},
    "participation": {*MEMBERS, "admin", "auditor"},
    "workshop": {*MEMBERS, "admin", "auditor"},
}


@pytest.mark.parametrize("who", [*MEMBERS, *OTHERS])
@pytest.mark.parametrize("name", READERS)
def test_a_record_is_there_for_its_readers_and_missing_for_everyone_else(
    world: World, cast: Cast, api_of: Callable, name: str, who: str
):
    api = api_of(getattr(cast, who))
    response = api.get(world.address(name))
    listed = api.get(world.address(name).rsplit("/", 2)[0] + "/")
    if who in READERS[name]:
        assert response.json()["id"] == str(getattr(world, name).pk)
        assert response.json() in listed.json()["results"]
    else:
        missing = api.get(world.address(name).replace(str(getattr(world, name).pk), MISSING))
        assert (response.status_code, response.content) == (404, missing.content)
        assert {**response.headers, "X-Request-ID": ""} == {**missing.headers, "X-Request-ID": ""}
        assert str(getattr(world, name).pk) not in listed.content.decode()


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("who", [*MEMBERS, *OTHERS])
def test_lists_answer_everyone_who_may_know_of_the_resource(
    world: World, cast: Cast, api_of: Callable, resource: str, who: str
):
    hidden = resource in ("investigations", "partners") and who in OTHERS
    assert api_of(getattr(cast, who)).get(f"/api/v1/{resource}/").status_code == (404 if hidden else 200)


@pytest.mark.parametrize("address", ["investigations/{}/", "investigations/{}/results/", "results/{}/", "trends/{}/"])
@pytest.mark.parametrize("key", [MISSING, "abc", "1", "%00", "%ff", "..%2f"])
def test_what_is_no_key_is_missing(cast: Cast, api_of: Callable, address: str, key: str):
    response = api_of(cast.focal).get("/api/v1/" + address.format(key))
    assert response.status_code == 404
    assert response.content == api_of(cast.focal).get("/api/v1/nothing/here/").content


@pytest.mark.parametrize("key", ["TH", "th", "THA", "tha"])
def test_a_country_is_found_by_either_code_in_any_case(cast: Cast, api_of: Callable, key: str):
    assert api_of(cast.focal).get(f"/api/v1/countries/{key}/").json()["iso2"] == "TH"


def test_results_of_a_hidden_case_are_missing_with_it(world: World, cast: Cast, api_of: Callable):
    address = f"/api/v1/investigations/{world.strict.pk}/results/"
    assert ids(api_of(cast.focal).get(address)) == {str(world.draft.pk)}
    assert api_of(cast.cochair).get(address).status_code == 404
    assert api_of(cast.observer).get(address).status_code == 404


def test_the_countries_of_one_period_are_listed_under_it(world: World, cast: Cast, api_of: Callable):
    ParticipationFactory(country=cast.thailand)
    assert ids(api_of(cast.focal).get("/api/v1/periods/jpa-live/participations/")) == {str(world.participation.pk)}
    assert ids(api_of(cast.observer).get("/api/v1/periods/jpa-live/participations/")) == set()
    assert api_of(cast.focal).get("/api/v1/periods/jpa-none/participations/").status_code == 404


class TestFiguresBeforeStories:
    """A co-chair reads the numbers of a submitted return; the case stays under its label (rulings)."""

    @pytest.fixture
    def submitted(self, world: World) -> dict:
        row = world.draft
        row.status, row.note, row.quote = Status.SUBMITTED, "Found in a lorry", "As the paper wrote"
        row.label = Label.AMBER_STRICT
        row.save()
        return {"row": row, "address": world.address("draft")}

    def test_the_country_reads_it_all(self, submitted: dict, world: World, cast: Cast, api_of: Callable):
        row = api_of(cast.focal).get(submitted["address"]).json()
        assert row["investigation"] == {"id": str(world.strict.pk), "reference": world.strict.reference}
        assert (row["note"], row["quote"]) == ("Found in a lorry", "As the paper wrote")

    def test_the_co_chair_reads_the_number_and_the_reference(
        self, submitted: dict, world: World, cast: Cast, api_of: Callable
    ):
        row = api_of(cast.cochair).get(submitted["address"]).json()
        assert row["value"] == "3"
        assert row["investigation"] == {"id": None, "reference": world.strict.reference}
        assert (row["note"], row["quote"]) == ("", "")

    def test_an_observer_learns_of_no_case(self, world: World, cast: Cast, api_of: Callable):
        world.stated.investigation = world.green
        world.stated.save()
        row = api_of(cast.observer).get(world.address("stated")).json()
        assert row["investigation"] is None
        assert world.green.reference not in str(row)


class TestSubObjects:
    """What stands inside a record is shown by its own rule, never by the looser one of its parent."""

    def test_an_unanswered_partner_is_known_to_the_two_sides(self, world: World, cast: Cast, api_of: Callable):
        asked = PartnerFactory(investigation=world.green, country=cast.australia, state="proposed")
        seen = {
            who: str(asked.pk) in api_of(getattr(cast, who)).get(world.address("green")).content.decode()
            for who in ("focal", "cochair", "stranger")
        }
        assert seen == {"focal": True, "cochair": False, "stranger": True}

    def test_a_proposed_joint_result_is_not_told_to_others(self, world: World, cast: Cast, api_of: Callable):
        for who, joint in (("focal", str(world.joint.pk)), ("stranger", None)):
            assert api_of(getattr(cast, who)).get(world.address("accepted")).json()["joint"] == joint

    def test_a_larger_row_is_named_to_those_who_see_it(self, world: World, cast: Cast, api_of: Callable):
        world.accepted.part_of = world.draft
        world.accepted.save()
        for who, whole in (("focal", str(world.draft.pk)), ("stranger", None)):
            row = api_of(getattr(cast, who)).get(world.address("accepted")).json()
            assert (row["part_of"], row["summed"]) == (whole, False)

    def test_a_joint_result_lists_the_rows_one_sees(self, world: World, cast: Cast, api_of: Callable):
        hidden = ResultFactory(
            period=world.joint.period, country=cast.australia, joint=world.joint, status=Status.DRAFT
        )
        shown = api_of(cast.focal).get(world.address("joint")).json()["results"]
        assert shown == [str(world.accepted.pk)]
        assert str(hidden.pk) not in shown

    def test_where_a_return_stands_is_for_the_country_and_the_co_chairs(
        self, world: World, cast: Cast, api_of: Callable
    ):
        world.participation.return_state, world.participation.remark = ReturnState.SENT_BACK, "Check the arrests"
        world.participation.save()
        for who in ("focal", "cochair"):
            submission = api_of(getattr(cast, who)).get(world.address("participation")).json()["submission"]
            assert (submission["state"], submission["remark"]) == ("sent_back", "Check the arrests")
        assert api_of(cast.stranger).get(world.address("participation")).json()["submission"] is None

    def test_nor_can_it_be_found_out_by_filtering(self, world: World, cast: Cast, api_of: Callable):
        for who, found in (("focal", 1), ("cochair", 1), ("stranger", 0)):
            answer = api_of(getattr(cast, who)).get("/api/v1/participations/?return_state=not_started")
            assert len(answer.json()["results"]) == found


def test_a_case_under_red_keeps_its_reference_alone(cast: Cast, api_of: Callable):
    red = InvestigationFactory(label=Label.RED)
    shown = api_of(cast.focal).get(f"/api/v1/investigations/{red.pk}/").json()
    assert (shown["reference"], shown["title"], shown["summary"]) == (red.reference, "", "")


def test_a_program_reads_by_its_token_and_not_by_a_cookie(world: World, cast: Cast, client_of: Callable):
    browser = client_of(cast.focal)
    assert browser.get("/api/v1/results/").status_code == 401
    assert browser.get("/api/v1/").status_code == 401
    assert APIClient().get("/api/v1/results/").status_code == 401
