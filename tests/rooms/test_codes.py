"""Who gets in: codes that are read out, names that are shown, and tries that are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.rooms.codes import (
    SYMBOLS,
    Allowance,
    cleaned,
    code_of,
    folded,
    hashed,
    is_secret,
    offered,
    shown,
    typed,
)
from course.text import refusal


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


@pytest.mark.parametrize("name", ["Ana", "محمد", "李雷", "Zoë  O’Hara", "हिमांशु", "R2-D2"])
def test_names_of_all_the_world_are_kept(name: str) -> None:
    assert folded(cleaned(name))


@pytest.mark.parametrize(
    "name", ["", "   ", "\x1b[31mred", "a\u202eb", "x" * 25, "...", "\u200b", "e" + "\u0301" * 12]
)
def test_names_that_would_trick_a_screen_are_refused(name: str) -> None:
    with pytest.raises(CourseError):
        cleaned(name)


@given(st.text(max_size=60))
def test_a_name_that_is_taken_is_short_visible_and_on_one_line(name: str) -> None:
    try:
        taken = cleaned(name)
    except CourseError:
        return
    assert len(taken) <= 24
    assert refusal(taken) is None
    assert "\n" not in taken


def test_names_that_read_alike_are_one() -> None:
    assert folded("Ana Maria") == folded("ANA  MARIA") == folded("Àna.Maria")


def test_a_name_is_offered_to_who_gives_none() -> None:
    assert cleaned(offered(b"\x01\x02\x03")) == offered(b"\x01\x02\x03")


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
