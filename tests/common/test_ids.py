"""Identifiers sort by time; references are readable and random."""

import random
import re
from uuid import RFC_4122, UUID

import time_machine

from jpa.common.ids import REFERENCE_ALPHABET, reference, uuid7


def test_it_is_a_uuid_of_version_7():
    made = uuid7()
    assert isinstance(made, UUID)
    assert (made.version, made.variant) == (7, RFC_4122)


def test_later_ones_sort_after():
    with time_machine.travel(0, tick=False) as clock:
        made = []
        for _ in range(20):
            made.append(uuid7())
            clock.shift(0.001)
    assert made == sorted(made)


def test_it_tells_its_millisecond():
    with time_machine.travel("2026-11-24T08:00:00Z", tick=False):
        assert uuid7().int >> 80 == 1_795_507_200_000


def test_a_reference_is_readable():
    assert re.fullmatch(rf"NZ-[{REFERENCE_ALPHABET}]{{5}}", reference("NZ"))
    assert not set("01IOLU") & set(REFERENCE_ALPHABET)


def test_a_reference_of_a_given_chance_is_the_same_again():
    assert reference("NZ", random.Random(7)) == reference("NZ", random.Random(7))
