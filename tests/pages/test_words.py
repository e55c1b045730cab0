"""The tags of the pages: figures, states and changes in words."""

from decimal import Decimal

import pytest
from django.template import Context, Template

from investigations.counting import Quantity
from investigations.models import CellState, Qualifier
from jpa.audit.templatetags import trail
from jpa.common.labels import AUDIENCES, Label
from jpa.common.templatetags import ux
from tests.factories import EventFactory


@pytest.mark.parametrize("state", [state for state in CellState if state != CellState.COUNTED])
def test_each_way_of_having_no_number_has_its_word_and_shape(state):
    drawn = ux.quantity(Quantity(None, Qualifier.EXACT, state))
    assert state.label in drawn
    assert f"#{ux.NO_NUMBER[state]}" in drawn


def test_no_two_of_them_look_alike():
    assert len(set(ux.NO_NUMBER.values())) == len(ux.NO_NUMBER)


def test_zero_is_a_number():
    assert ux.quantity(Quantity(Decimal(0))) == '<span class="num">0</span>'


def test_a_number_keeps_qualifier_separators_and_currency():
    assert ">over 1,200,000.50 AUD<" in ux.quantity(Quantity(Decimal("1200000.5"), Qualifier.OVER), "AUD")


def test_nothing_recorded_is_a_dash_that_is_read_aloud():
    assert ux.quantity(None) == '<span aria-hidden="true">–</span><span class="vh">Nothing recorded</span>'


@pytest.mark.parametrize("status", ux.STATUSES)
def test_each_status_has_a_word_and_a_shape(status):
    assert f"#{ux.STATUSES[status][1]}" in ux.status_tag(status)
    assert ux.status_words(status) in ux.status_tag(status)


@pytest.mark.parametrize("label", Label.values)
def test_each_label_says_who_reads_it(label):
    assert ux.audience(label) == str(AUDIENCES[label])
    assert label in ux.label_tag(label)


def test_what_people_wrote_is_escaped():
    assert "<b>" not in Template("{% load ux %}{% tag text %}").render(Context({"text": "<b>"}))


@pytest.mark.parametrize("code", ux.STAGE_ICONS)
def test_each_mark_of_the_board_has_a_shape(code):
    assert f"#{ux.STAGE_ICONS[code]}" in ux.stage_icon(code)


def test_an_unknown_kind_of_event_is_told_by_its_own_words(db):
    assert trail.deed(EventFactory(kind="workshop.added")) == "Workshop added"


CASE = "investigations.investigation"


@pytest.mark.parametrize(
    ("object_type", "field", "before", "after", "change"),
    [
        (CASE, "state", "open", "closed", ("State", "Open", "Closed")),
        (CASE, "closed_on", None, "2019-12-03", ("Closed on", "empty", "3 December 2019")),
        (CASE, "invented", False, True, ("Invented", "no", "yes")),
        (CASE, "nationalities", [], ["TH", "VN"], ("Nationalities", "empty", "TH, VN")),
        (CASE, "methods", ["smuggling_method:SM_SOCIAL"], [], ("Methods", "1 entry", "empty")),
        (CASE, "country_id", "TH", "NZ", ("Country", "TH", "NZ")),
        (CASE, "no_longer_a_field", 1, 2, ("No longer a field", "1", "2")),
    ],
)
def test_a_change_in_words(object_type, field, before, after, change, db):
    event = EventFactory(object_type=object_type, before={field: before}, after={field: after})
    assert trail.changes(event) == [change]


def test_a_new_record_lists_no_changes(db):
    assert trail.changes(EventFactory(object_type=CASE, after={"state": "open"})) == []
