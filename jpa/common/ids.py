"""Identifiers: UUIDs that sort by time, and references people can read."""

import os
import random
import time
from uuid import UUID

# No 0, 1, I, O, L, U: nothing that is misread or spells a word.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. New rows sort after old ones."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp << 80) | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=value & ~(0x3 << 62) | (0x2 << 62))


def reference(country: str, rng: random.Random | None = None) -> str:
    """A reference such as `NZ-7K3QF`: random within the country, so that it counts nothing."""
    source = rng or random.SystemRandom()
    return f"{country}-{''.join(source.choices(REFERENCE_ALPHABET, k=5))}"
