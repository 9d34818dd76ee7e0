"""Who gets in: codes that are read out, secrets, and tries that are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rooms.codes import (
    SYMBOLS,
    Allowance,
    code_of,
    hashed,
    is_secret,
    shown,
    typed,
)


@given(st.binary(min_size=6, max_size=6))
def test_a_code_is_understood_however_it_is_typed(randomness: bytes) -> None:
    code = code_of(randomness)
    assert len(code) == 6
    assert typed(code) == typed(shown(code)) == typed(f"  {shown(code).lower()} ") == code


def test_symbols_that_look_alike_are_not_used() -> None:
    assert len(set(SYMBOLS)) == 32
    assert not set("01OI") & set(SYMBOLS)


@pytest.mark.parametrize("nonsense", ["", "ABC", "ABC-1234", "ÄBCDEF", "ABC DE0", "'; drop"])
def test_what_can_be_no_code_is_none(nonsense: str) -> None:
    assert typed(nonsense) == ""


def test_of_a_secret_only_its_hash_is_kept() -> None:
    assert is_secret("s3cret", hashed("s3cret"))
    assert not is_secret("other", hashed("s3cret"))
    assert "s3cret" not in hashed("s3cret")


def test_five_tries_a_minute_and_then_wait() -> None:
    tries = Allowance(5, 60)
    assert [tries.take("192.0.2.1", second) for second in range(7)] == [True] * 5 + [False] * 2
    assert tries.take("192.0.2.2", 7), "another address has its own"
    assert not tries.allows("192.0.2.1", 59.9)
    assert tries.take("192.0.2.1", 60)


def test_a_larger_room_may_allow_more_and_what_is_over_is_forgotten() -> None:
    tries = Allowance(1, 60)
    assert [tries.take("x", 0, times=2) for _ in range(3)] == [True, True, False]
    tries.KEYS = 3
    for place in range(3):
        tries.use(f"192.0.2.{place}", 100)
    assert tries.allows("x", 100)
    tries.use("192.0.2.9", 200)
    assert set(tries._used) == {"192.0.2.9"}


def test_codes_are_drawn_evenly_from_thirty_bits() -> None:
    assert len(SYMBOLS) ** 6 == 2**30
    drawn = [code_of(bytes([byte] * 6))[0] for byte in range(256)]
    assert {drawn.count(symbol) for symbol in SYMBOLS} == {8}
