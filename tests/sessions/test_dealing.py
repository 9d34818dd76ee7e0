"""Roles are dealt fairly, alike everywhere, and nobody loses a role when somebody comes late."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.exercise import Exercise
from course.errors import CourseError
from course.sessions.dealing import deal, seats
from tests.builders import a_pack

RANGES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 5)).map(lambda pair: (min(pair), max(pair))),
    min_size=3,
    max_size=8,
).filter(lambda ranges: sum(most for _, most in ranges) >= 3)


@st.composite
def dealt(draw: st.DrawFn) -> tuple[Exercise, list[str], str]:
    """A pack, people whom it can seat, a seed."""
    pack = a_pack(seats=draw(RANGES))
    count = draw(st.integers(max(1, pack.fewest), pack.most))
    return pack, [f"p{number}" for number in range(count)], draw(st.text(max_size=5))


@given(dealt())
def test_everybody_has_a_role_and_no_role_more_or_fewer_than_it_may(
    case: tuple[Exercise, list[str], str],
) -> None:
    pack, people, seed = case
    given_ = deal(pack, people, seed)
    held = Counter(given_.values())
    assert list(given_) == people
    assert all(role.seats.least <= held[role.id] <= role.seats.most for role in pack.roles)


@given(dealt())
def test_who_came_first_makes_no_difference(case: tuple[Exercise, list[str], str]) -> None:
    pack, people, seed = case
    assert deal(pack, reversed(people), seed) == deal(pack, people, seed)


@given(dealt())
def test_who_comes_late_takes_a_free_seat(case: tuple[Exercise, list[str], str]) -> None:
    pack, people, seed = case
    if len(people) == pack.most:
        return
    before = deal(pack, people, seed)
    after = deal(pack, [*people, "late"], seed, before)
    assert {person: after[person] for person in people} == before
    assert after["late"] == seats(pack, len(people) + 1)[-1]


def test_first_what_is_needed_then_one_each_then_two() -> None:
    pack = a_pack(seats=[(1, 1), (0, 2), (2, 3)])
    assert seats(pack, 3) == ("r0", "r2", "r2")
    assert seats(pack, 4) == ("r0", "r2", "r2", "r1")
    assert seats(pack, 6) == ("r0", "r2", "r2", "r1", "r1", "r2")


def test_this_seed_deals_so_for_ever() -> None:
    pack = a_pack(seats=[(1, 1), (1, 2), (1, 2)])
    assert deal(pack, "abcde", "2026") == {"a": "r1", "b": "r2", "c": "r1", "d": "r2", "e": "r0"}
    assert deal(pack, "abcde", "2027") != deal(pack, "abcde", "2026")


@pytest.mark.parametrize("people", [2, 6])
def test_too_few_or_too_many_are_told(people: int) -> None:
    pack = a_pack(seats=[(1, 1), (1, 2), (1, 2)])
    with pytest.raises(CourseError) as caught:
        seats(pack, people)
    assert caught.value.message == f"the roles of this exercise seat 3 to 5 people, not {people}"
    assert caught.value.help == "the exercise is made for 3 to 5, best for 4"
