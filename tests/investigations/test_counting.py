"""How figures add up (domain rules 10–13), by example and by property."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigations.counting import Quantity, combined_qualifier, combined_state, total
from investigations.models import CellState as State
from investigations.models import Qualifier


def count(value: int | str, qualifier: str = Qualifier.EXACT) -> Quantity:
    return Quantity(Decimal(value), qualifier)


def none(state: str) -> Quantity:
    return Quantity(None, Qualifier.EXACT, state)


quantities = st.one_of(
    st.builds(count, st.integers(0, 10**9), st.sampled_from(Qualifier.values)),
    st.sampled_from([none(state) for state in State.values if state != State.COUNTED]),
)
parts = st.lists(quantities, max_size=8)
some_parts = st.lists(quantities, min_size=1, max_size=8)


def test_over_thirty_in_the_middle_makes_over_fifty_one():
    assert total([count(20), count(30, Qualifier.OVER), count(1)]) == count(51, Qualifier.OVER)


def test_exact_numbers_make_an_exact_sum():
    assert total([count(20), count(12), count(0)]) == count(32)


def test_zero_is_a_number():
    assert total([count(0)]) == count(0)
    assert total([count(0), none(State.NOT_AVAILABLE)]) == count(0)


def test_nothing_at_all_is_not_yet():
    assert total([]) == none(State.NOT_YET)


def test_money_keeps_its_cents():
    assert total([count("0.10"), count("0.20")]).value == Decimal("0.30")


@pytest.mark.parametrize("state", [State.NOT_COUNTED, State.NOT_AVAILABLE, State.NOT_APPLICABLE, State.NOT_YET])
def test_parts_without_numbers_keep_their_state(state):
    assert total([none(state), none(state)]) == none(state)


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([State.NOT_APPLICABLE, State.NOT_AVAILABLE], State.NOT_AVAILABLE),
        ([State.NOT_AVAILABLE, State.NOT_YET], State.NOT_YET),
        ([State.NOT_YET, State.NOT_COUNTED], State.NOT_COUNTED),
        ([State.NOT_COUNTED, State.COUNTED], State.COUNTED),
    ],
)
def test_mixed_states_take_the_one_that_says_most(states, whole):
    assert combined_state(states) == whole


@pytest.mark.parametrize(
    ("qualifiers", "whole"),
    [
        ([], Qualifier.EXACT),
        ([Qualifier.EXACT, Qualifier.EXACT], Qualifier.EXACT),
        ([Qualifier.EXACT, Qualifier.AT_MOST], Qualifier.AT_MOST),
        ([Qualifier.EXACT, Qualifier.AT_LEAST], Qualifier.AT_LEAST),
        ([Qualifier.AT_LEAST, Qualifier.OVER], Qualifier.OVER),
        ([Qualifier.OVER, Qualifier.AT_MOST], Qualifier.ABOUT),
        ([Qualifier.AT_LEAST, Qualifier.AT_MOST], Qualifier.ABOUT),
        ([Qualifier.ABOUT, Qualifier.EXACT], Qualifier.ABOUT),
        ([Qualifier.ABOUT, Qualifier.OVER], Qualifier.ABOUT),
    ],
)
def test_qualifiers_survive_addition(qualifiers, whole):
    assert combined_qualifier(qualifiers) == whole


def test_a_part_said_and_not_counted_makes_a_lower_bound():
    uncounted = none(State.NOT_COUNTED)
    assert total([count(3), uncounted]) == count(3, Qualifier.AT_LEAST)
    assert total([count(3, Qualifier.OVER), uncounted]) == count(3, Qualifier.OVER)
    assert total([count(3, Qualifier.AT_MOST), uncounted]) == count(3, Qualifier.ABOUT)


@pytest.mark.parametrize("state", [State.NOT_AVAILABLE, State.NOT_APPLICABLE, State.NOT_YET])
def test_other_parts_without_numbers_leave_the_sum_as_it_is(state):
    assert total([count(3), none(state)]) == count(3)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (count(1234), "1,234"),
        (count(51, Qualifier.OVER), "over 51"),
        (count("1234.5"), "1,234.50"),
        (count(0), "0"),
        (none(State.NOT_COUNTED), "Said, not counted"),
    ],
)
def test_a_quantity_reads_well(quantity, words):
    assert str(quantity) == words


@given(parts, st.randoms(use_true_random=False))
def test_order_does_not_matter(quantities, random):
    shuffled = random.sample(quantities, len(quantities))
    assert total(shuffled) == total(quantities)


@given(some_parts, some_parts)
def test_a_sum_of_sums_is_the_sum(one, other):
    assert total([total(one), total(other)]) == total([*one, *other])


@given(quantities)
def test_one_part_is_its_own_sum(quantity):
    assert total([quantity]) == quantity


@given(parts)
def test_the_sum_has_a_number_exactly_when_a_part_has(quantities):
    whole = total(quantities)
    assert whole.is_counted == any(p.is_counted for p in quantities) == (whole.value is not None)


@given(some_parts)
def test_the_number_is_the_sum_of_the_numbers(quantities):
    numbers = [p.value for p in quantities if p.is_counted]
    assert (total(quantities).value or 0) == sum(numbers)


@given(parts)
def test_an_exact_sum_has_only_exact_parts_and_none_uncounted(quantities):
    whole = total(quantities)
    if whole.is_counted and whole.qualifier == Qualifier.EXACT:
        assert {p.qualifier for p in quantities} == {Qualifier.EXACT}
        assert State.NOT_COUNTED not in {p.state for p in quantities}
