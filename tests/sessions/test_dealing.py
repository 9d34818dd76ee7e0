"""Roles are dealt fairly, alike everywhere, and nobody loses a role when somebody comes late."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.exercise import Exercise
from course.errors import CourseError
from course.sessions.dealing import deal, deal_anyway, deal_together, fewest_anyway, seats
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


@st.composite
def too_few(draw: st.DrawFn) -> tuple[Exercise, list[str], str]:
    """A pack, fewer people than its roles need, a seed."""
    pack = a_pack(seats=draw(RANGES.filter(lambda ranges: sum(least for least, _ in ranges) > 2)))
    count = draw(st.integers(fewest_anyway(pack), max(fewest_anyway(pack), pack.fewest - 1)))
    return pack, [f"p{number}" for number in range(count)], draw(st.text(max_size=5))


@given(too_few())
def test_dealt_anyway_every_role_that_must_be_held_is_and_nobody_has_three(
    case: tuple[Exercise, list[str], str],
) -> None:
    pack, people, seed = case
    first, second = deal_anyway(pack, people, seed)
    held = Counter([*first.values(), *second.values()])
    assert set(first) == set(people)
    assert set(second) <= set(people)
    assert all(first[person] != role for person, role in second.items())
    assert all(held[role.id] for role in pack.roles if role.seats.least)
    assert all(held[role.id] <= role.seats.most for role in pack.roles)
    assert deal_anyway(pack, reversed(people), seed) == (first, second)


def test_dealt_anyway_nobody_has_two_before_each_role_lost_what_it_shares() -> None:
    pack = a_pack(seats=[(1, 1), (3, 4), (1, 2), (0, 2)])
    first, second = deal_anyway(pack, "abcd", "2026")
    assert sorted(first.values()) == ["r0", "r1", "r1", "r2"]
    assert second == {}


def test_dealt_anyway_who_has_the_role_named_first_is_the_last_to_have_two() -> None:
    pack = a_pack(seats=[(1, 1)] * 5)
    first, second = deal_anyway(pack, "abc", "2026")
    by_role = {role: person for person, role in first.items()}
    assert second == {by_role["r2"]: "r3", by_role["r1"]: "r4"}


def test_there_are_people_too_few_for_two_each() -> None:
    with pytest.raises(CourseError, match="need 5 people, or 3 who hold two; 2 are here"):
        deal_anyway(a_pack(seats=[(1, 1)] * 5), "ab", "2026")


PEOPLE = st.dictionaries(st.text("abcdef", min_size=1), st.sampled_from(["", "A", "B", "C"]))


@given(PEOPLE.filter(lambda groups: 3 <= len(groups) <= 12), st.text(max_size=5))
def test_by_groups_as_many_hold_each_role_as_by_lot(groups: dict[str, str], seed: str) -> None:
    pack = a_pack(seats=[(1, 4), (1, 4), (1, 4)])
    given_ = deal_together(pack, groups, seed)
    assert given_.keys() == groups.keys()
    assert Counter(given_.values()) == Counter(deal(pack, groups, seed).values())
    assert deal_together(pack, dict(reversed(groups.items())), seed) == given_


@given(st.text(max_size=5))
def test_a_role_that_several_hold_goes_to_one_group_where_one_is_large_enough(seed: str) -> None:
    pack = a_pack(seats=[(1, 3), (1, 3), (1, 3), (1, 3)])
    sizes = {"A": 6, "B": 3, "C": 3}
    groups = {f"{group}{n}": group for group, size in sizes.items() for n in range(size)}
    given_ = deal_together(pack, groups, seed)
    sharing: dict[str, set[str]] = {}
    for person, role in given_.items():
        sharing.setdefault(role, set()).add(groups[person])
    assert all(len(of) == 1 for of in sharing.values())


def test_who_is_in_no_group_fills_up_what_a_group_leaves_open() -> None:
    pack = a_pack(seats=[(1, 3), (1, 3), (1, 3)])
    groups = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "x": "", "y": "", "z": ""}
    given_ = deal_together(pack, groups, "2026")
    assert given_["a1"] == given_["a2"] != given_["b1"] == given_["b2"]
