"""What a student is called: names of all the world, and none that tricks a screen or a teacher."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import SeatTaken
from course.sessions.live.names import cleaned, folded, offered
from course.sessions.live.room import apply
from course.text import refusal
from tests.sessions.live.classes import a_room, after, played


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


@pytest.mark.parametrize(
    "name",
    [
        "ana maria",
        "\u0410na Maria",  # a Cyrillic A
        "An\u03b1 Maria",  # a Greek alpha
        "Ａｎａ Ｍａｒｉａ",
        "𝐀𝐧𝐚 𝑀𝑎𝑟𝑖𝑎",
        "Ana Mar1a",
        "Ana Mar|a",
        "Ana\u3164Maria",  # a letter that draws nothing
        "Ana Mari\ufe00a",
        "Ana\u200dMaria",
        "A n a M a r i a",
    ],
)
def test_a_name_that_reads_like_another_is_taken(name: str) -> None:
    assert folded(cleaned(name)) == folded("Ana Maria")
    with pytest.raises(IllegalMove, match="taken"):
        apply(
            played(a_room(), SeatTaken("a", "Ana Maria", "1")), SeatTaken("b", name, "2"), after(9)
        )


@pytest.mark.parametrize(
    "pair", [("राम", "रमा"), ("李雷", "李磊"), ("אבא", "אמא"), ("Ann", "Anne")]
)
def test_names_that_differ_to_who_reads_them_are_two(pair: tuple[str, str]) -> None:
    assert folded(pair[0]) != folded(pair[1])


@pytest.mark.parametrize("name", ["\u3164", "\u2800\u2800", "\u115f\u1160", "\ufe0f"])
def test_nobody_is_called_nothing(name: str) -> None:
    with pytest.raises(CourseError, match="type a name"):
        cleaned(name)
