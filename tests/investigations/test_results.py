"""What is done to results: record, change, and count joint ones once."""

from datetime import date
from decimal import Decimal

import pytest

from investigations.actions import results
from investigations.models import CellState, JointResult, JointState, Qualifier, Result, Status
from jpa.audit.models import Event
from jpa.codes.models import Unit
from jpa.common.dates import PartialDate
from jpa.common.errors import Conflict, Invalid, Stale
from jpa.common.labels import Label
from tests.admin.screens import errors, page, typed
from tests.factories import CodeFactory, IndicatorFactory, InvestigationFactory, PeriodFactory, ResultFactory


def record(cast, period, **fields) -> Result:
    given = {"indicator": IndicatorFactory(code="ARRESTS"), "value": Decimal(3), **fields}
    return results.record(by=cast.focal, period=period, country=cast.thailand, **given)


def refusal(action, *args, **fields) -> list[str]:
    with pytest.raises(Invalid) as refused:
        action(*args, **fields)
    return [fault.pointer for fault in refused.value.faults]


def test_a_result_is_recorded_as_a_draft(cast, period):
    made = record(cast, period)
    assert (made.status, made.label, made.qualifier, made.follow_up) == (Status.DRAFT, Label.GREEN, "exact", False)
    assert Event.objects.get().kind == "result.recorded"


def test_zero_is_recorded(cast, period):
    assert record(cast, period, value=Decimal(0)).value == 0


@pytest.mark.parametrize("state", [s for s in CellState.values if s != CellState.COUNTED])
def test_what_has_no_number_is_recorded_without(cast, period, state):
    assert record(cast, period, value=None, state=state).value is None


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"value": None}, ["value"]),
        ({"state": CellState.NOT_COUNTED}, ["value"]),
        ({"value": Decimal(-1)}, ["value"]),
        ({"value": Decimal("1.5")}, ["value"]),
        ({"currency": "THB"}, ["currency"]),
        ({"sex": "ZZ"}, ["sex"]),
        ({"value": Decimal("-1.5"), "sex": "ZZ"}, ["value", "value", "sex"]),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_field_by_field(cast, period, fields, pointers):
    assert refusal(record, cast, period, **fields) == pointers
    assert not Result.objects.exists()
    assert not Event.objects.exists()


def test_money_has_a_currency_and_cents(cast, period):
    money = IndicatorFactory(code="MONEY", unit=Unit.MONEY)
    made = record(cast, period, indicator=money, value=Decimal("10.50"), currency="THB")
    assert (made.value, made.currency) == (Decimal("10.50"), "THB")
    assert refusal(record, cast, period, indicator=money, value=Decimal("10.50")) == ["currency"]


def test_dimensions_are_codes_of_their_lists(cast, period):
    CodeFactory(list="sex", code="F")
    assert record(cast, period, sex="F", nationality="MM").sex == "F"


def test_no_number_has_no_qualifier(cast, period):
    with pytest.raises(Invalid, match="value exactly when counted"):
        record(cast, period, value=None, state=CellState.NOT_COUNTED, qualifier=Qualifier.OVER)


def test_others_on_the_case_contributed(cast, period):
    assert record(cast, period, contributed=[cast.australia]).contributed.get() == cast.australia
    event = Event.objects.latest("id")
    assert (event.kind, event.after) == ("result.contributors_named", {"contributed": ["AU"]})


@pytest.mark.parametrize(
    ("case", "row", "kept"),
    [
        (Label.AMBER_STRICT, Label.GREEN, Label.AMBER_STRICT),
        (Label.CLEAR, Label.AMBER, Label.AMBER),
        (Label.GREEN, Label.GREEN, Label.GREEN),
    ],
)
def test_a_row_is_never_freer_than_its_case(cast, period, case, row, kept):
    assert record(cast, period, investigation=InvestigationFactory(label=case), label=row).label == kept


def test_a_row_is_credited_to_where_its_case_began(cast, period):
    began = PeriodFactory(key="jpa-began", year=2016)
    case = InvestigationFactory(opened_on="2016-08-01")
    assert record(cast, period, investigation=case).credited_to == began


def test_where_periods_overlap_the_later_one_takes_the_credit(cast, period):
    later = PeriodFactory(key="jpa-later", year=2025, starts_on="2025-07-15")
    assert record(cast, period, investigation=InvestigationFactory(opened_on="2025-08-01")).credited_to == later


def test_a_credit_that_is_given_stands(cast, period, published):
    made = record(cast, period, investigation=InvestigationFactory(), credited_to=published)
    assert made.credited_to == published


def test_a_case_without_a_date_gives_no_credit(cast, period):
    case = InvestigationFactory(opened_on=None, opened_on_precision="unknown")
    assert record(cast, period, investigation=case).credited_to is None


def test_what_happened_between_periods_is_follow_up(cast):
    assert record(cast, None).follow_up


def test_a_row_is_changed_at_the_version_that_was_seen(cast, period):
    made = record(cast, period)
    assert results.change(made, {"value": Decimal(4)}, by=cast.focal, version=1, reason="Recount").value == 4
    with pytest.raises(Stale):
        results.change(made, {"value": Decimal(5)}, by=cast.focal, version=1)
    event = Event.objects.get(kind="result.changed")
    assert (event.before, event.after, event.reason) == ({"value": "3.00"}, {"value": "4.00"}, "Recount")


def test_a_change_is_checked_as_a_whole(cast, period):
    made = record(cast, period)
    assert refusal(results.change, made, {"state": CellState.NOT_COUNTED}, by=cast.focal, version=1) == ["value"]
    changed = results.change(made, {"state": CellState.NOT_COUNTED, "value": None}, by=cast.focal, version=1)
    assert changed.value is None


def test_a_changed_dimension_is_a_code(cast, period):
    assert refusal(results.change, record(cast, period), {"sex": "ZZ"}, by=cast.focal, version=1) == ["sex"]


def test_moving_a_row_between_periods_makes_and_unmakes_a_follow_up(cast, period):
    made = results.change(record(cast, period), {"period": None}, by=cast.focal, version=1)
    assert made.follow_up
    assert not results.change(made, {"period": period}, by=cast.focal, version=2).follow_up


def test_a_label_is_lowered_with_a_reason_and_not_below_the_case(cast, period):
    made = record(cast, period, investigation=InvestigationFactory(label=Label.AMBER), label=Label.AMBER_STRICT)
    assert refusal(results.change, made, {"label": Label.GREEN}, by=cast.focal, version=1) == ["reason"]
    changed = results.change(made, {"label": Label.GREEN}, by=cast.focal, version=1, reason="Agreed")
    assert changed.label == Label.AMBER


@pytest.mark.parametrize("code", ["INV_ACTIVE", "INV_OPENED", "INV_CLOSED", "INV_JOINT", "AWARE_EVENTS", "TRAIN_SESS"])
def test_what_records_give_is_typed_with_a_reason_only(cast, period, code):
    given = {"indicator": IndicatorFactory(code=code), "value": Decimal(9)}
    assert refusal(record, cast, period, **given) == ["overrides"]
    assert refusal(record, cast, period, **given, overrides="  ") == ["overrides"]
    made = record(cast, period, **given, overrides="We also worked cases that are not listed here.")
    assert refusal(results.change, made, {"overrides": ""}, by=cast.focal, version=1) == ["overrides"]
    assert results.change(made, {"value": Decimal(8)}, by=cast.focal, version=1).value == 8


def test_the_published_record_keeps_its_own_numbers(cast, published):
    assert record(cast, published, indicator=IndicatorFactory(code="INV_ACTIVE")).overrides == ""


def test_a_row_does_not_become_what_records_give_without_a_reason(cast, period, published):
    active = IndicatorFactory(code="INV_ACTIVE")
    made = record(cast, period)
    assert refusal(results.change, made, {"indicator": active}, by=cast.focal, version=1) == ["overrides"]
    old = record(cast, published, indicator=active)
    assert refusal(results.change, old, {"period": period}, by=cast.focal, version=1) == ["overrides"]


def test_enquiries_are_typed(cast, period):
    assert record(cast, period, indicator=IndicatorFactory(code="ENQ_SENT")).overrides == ""


def on(text: str) -> dict:
    when = PartialDate.parse(text)
    return {"happened_on": when.day, "happened_on_precision": when.precision}


@pytest.mark.parametrize("day", ["2025-07-01", "2025-12-31", "2025-07", "2025-12", ""])
def test_it_happened_in_the_period(cast, period, day):
    assert record(cast, period, **on(day)).happened.iso() == (day or None)


@pytest.mark.parametrize("day", ["2025-06-30", "2026-01-01", "2025-06", "2026-01"])
def test_what_happened_outside_the_period_is_refused(cast, period, day):
    assert refusal(record, cast, period, **on(day)) == ["happened_on"]
    assert record(cast, None, **on(day)).follow_up
    made = record(cast, period)
    assert refusal(results.change, made, on(day), by=cast.focal, version=1) == ["happened_on"]
    moved = results.change(made, {**on(day), "period": None}, by=cast.focal, version=1)
    assert (moved.period, moved.follow_up) == (None, True)


def test_a_month_at_the_edge_of_a_period_counts(cast):
    short = PeriodFactory(key="jpa-short", starts_on="2025-09-28", ends_on="2025-10-28")
    short.refresh_from_db()
    assert record(cast, short, **on("2025-09")).happened.iso() == "2025-09"


def test_in_a_period_without_dates_any_day_is_kept(cast):
    undated = PeriodFactory(starts_on=None, ends_on=None, starts_on_precision="unknown", ends_on_precision="unknown")
    assert record(cast, undated, **on("2020-01-01")).happened.iso() == "2020-01-01"


def test_a_follow_up_has_no_period(cast, period):
    assert refusal(record, cast, period, follow_up=True) == ["follow_up"]


def test_a_part_is_of_the_same_indicator_and_period(cast, period):
    whole = record(cast, period, value=Decimal(30), qualifier=Qualifier.OVER)
    assert record(cast, period, part_of=whole).part_of == whole
    assert refusal(record, cast, period, part_of=whole, indicator=IndicatorFactory(code="CHARGED")) == ["part_of"]
    assert refusal(record, cast, None, part_of=whole) == ["part_of"]
    assert refusal(record, cast, PeriodFactory(), part_of=whole) == ["part_of"]
    other = record(cast, None)
    assert refusal(results.change, other, {"part_of": whole}, by=cast.focal, version=1) == ["part_of"]


def test_a_row_is_never_inside_itself(cast, period):
    whole = record(cast, period)
    part = record(cast, period, part_of=whole)
    inner = record(cast, period, part_of=part)
    for inside in (whole, part, inner):
        assert refusal(results.change, whole, {"part_of": inside}, by=cast.focal, version=1) == ["part_of"]


@pytest.mark.parametrize("changes", [{"period": None}, {"indicator": "CHARGED"}])
def test_a_larger_figure_stays_what_its_parts_are_part_of(cast, period, changes):
    whole = record(cast, period)
    record(cast, period, part_of=whole)
    if "indicator" in changes:
        changes = {"indicator": IndicatorFactory(code=changes["indicator"])}
    with pytest.raises(Conflict, match="are part of this one"):
        results.change(whole, changes, by=cast.focal, version=1)
    assert results.change(whole, {"value": Decimal(9)}, by=cast.focal, version=1).value == 9


def test_another_case_brings_its_credit_and_its_label(cast, period):
    began = PeriodFactory(key="jpa-began", year=2016)
    made = record(cast, period, investigation=InvestigationFactory(label=Label.GREEN))
    assert made.credited_to == period
    older = InvestigationFactory(opened_on=date(2016, 8, 1), label=Label.AMBER)
    changed = results.change(made, {"investigation": older}, by=cast.focal, version=1)
    assert (changed.credited_to, changed.label) == (began, Label.AMBER)
    alone = results.change(changed, {"investigation": None}, by=cast.focal, version=2)
    assert alone.credited_to is None
    given = {"investigation": older, "credited_to": period}
    assert results.change(alone, given, by=cast.focal, version=3).credited_to == period


@pytest.fixture
def pair(cast, period) -> list[Result]:
    """The same arrest, recorded by Thailand and by Australia."""
    arrests = IndicatorFactory(code="ARRESTS")
    return [ResultFactory(period=period, indicator=arrests, country=c) for c in (cast.thailand, cast.australia)]


def joint(cast, rows, agreed=Decimal(3)):
    return results.propose_joint(rows, agreed_value=agreed, by=cast.focal)


def test_two_countries_agree_on_one_count(cast, pair):
    made = joint(cast, pair)
    assert (made.state, set(made.results.all())) == (JointState.PROPOSED, set(pair))
    confirmed = results.confirm_joint(made, by=cast.stranger, version=1)
    assert confirmed.state == JointState.CONFIRMED
    kinds = Event.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["joint_result.proposed", "result.joined", "result.joined", "joint_result.confirmed"]


def test_a_joint_result_is_decided_once(cast, pair):
    confirmed = results.confirm_joint(joint(cast, pair), by=cast.stranger, version=1)
    with pytest.raises(Conflict, match="decided already"):
        results.confirm_joint(confirmed, by=cast.stranger, version=2)


def test_a_row_is_in_one_joint_result(cast, pair):
    joint(cast, pair)
    with pytest.raises(Conflict, match="already"):
        joint(cast, list(Result.objects.all()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"country_id": "TH"}, "two countries"),
        ({"country_id": None}, "two countries"),
        ({"period_id": None, "follow_up": True}, "one period"),
    ],
)
def test_rows_that_cannot_be_the_same_act_are_refused(cast, pair, change, words):
    Result.objects.filter(pk=pair[1].pk).update(**change)
    with pytest.raises(Invalid, match=words):
        joint(cast, list(Result.objects.all()))


def test_the_region_counts_no_more_than_the_countries_together(cast, pair):
    with pytest.raises(Invalid, match="countries together"):
        joint(cast, pair, agreed=Decimal(7))
    with pytest.raises(Invalid):
        joint(cast, pair, agreed=Decimal(-1))


def test_the_region_counts_no_less_than_one_country_alone(cast, pair):
    with pytest.raises(Invalid, match="one of the countries alone"):
        joint(cast, pair, agreed=Decimal(2))
    assert not JointResult.objects.exists()


@pytest.fixture
def agreed(cast, pair) -> Result:
    """Thailand's row of a confirmed joint result: three and three, five together."""
    results.confirm_joint(joint(cast, pair, agreed=Decimal(5)), by=cast.stranger, version=1)
    pair[0].refresh_from_db()
    return pair[0]


@pytest.mark.parametrize(
    "changes", [{"value": Decimal(1)}, {"value": None, "state": CellState.NOT_COUNTED}, {"period": None}]
)
def test_what_was_agreed_stays_possible(cast, agreed, changes):
    events = Event.objects.count()
    with pytest.raises(Conflict, match="agreed"):
        results.change(agreed, changes, by=cast.focal, version=agreed.version)
    agreed.refresh_from_db()
    assert (agreed.value, Event.objects.count()) == (3, events)


@pytest.mark.parametrize("value", [2, 4])
def test_a_row_of_a_joint_result_may_change_within_it(cast, agreed, value):
    changes = {"value": Decimal(value)}
    assert results.change(agreed, changes, by=cast.focal, version=agreed.version).value == value


def test_a_proposal_is_confirmed_while_the_rows_still_make_it(cast, pair):
    made = joint(cast, pair, agreed=Decimal(5))
    pair[0].refresh_from_db()
    results.change(pair[0], {"value": Decimal(1)}, by=cast.focal, version=pair[0].version)
    with pytest.raises(Conflict, match="together they count less"):
        results.confirm_joint(made, by=cast.stranger, version=1)


def test_what_is_refused_on_the_screen_is_told_beside_its_box(cast, period, client_of):
    active = IndicatorFactory(code="INV_ACTIVE")
    row = record(cast, period, indicator=active, overrides="More cases.", label=Label.GREEN)
    client, screen = client_of(cast.approver), page(row)
    told = errors(client.post(screen, typed(client.get(screen), overrides="", happened="2026-02")))
    assert "the records give this figure" in told
    assert "outside the period" in told
    assert client.post(screen, typed(client.get(screen), value="8")).status_code == 302


def test_a_row_of_an_agreed_result_is_kept_on_the_screen(cast, agreed, client_of):
    Result.objects.filter(pk=agreed.pk).update(status=Status.DRAFT)
    client, screen = client_of(cast.approver), page(agreed)
    assert "agreed on 5" in errors(client.post(screen, typed(client.get(screen), value="1")))
    assert client.post(screen, typed(client.get(screen), value="4")).status_code == 302
