"""Handling labels: the strictest wins, and each opens to who policy says."""

from itertools import permutations

import pytest

from jpa.common.labels import MEMBERS_MAY_READ, PARTNERS_MAY_READ, Label, strictest


def test_labels_stand_from_strict_to_free():
    assert Label.values == ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]


@pytest.mark.parametrize("label", Label.values)
def test_one_label_is_itself(label):
    assert strictest(label) == label


@pytest.mark.parametrize("pair", list(permutations(range(5), 2)))
def test_the_strictest_of_two_wins(pair):
    one, other = (Label.values[n] for n in pair)
    assert strictest(one, other) == Label.values[min(pair)]


def test_members_read_less_than_partners():
    assert set(MEMBERS_MAY_READ) == {Label.GREEN, Label.CLEAR}
    assert set(PARTNERS_MAY_READ) == {Label.AMBER, Label.GREEN, Label.CLEAR}
