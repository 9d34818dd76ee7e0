"""A quiz of one's own: what fits, in which order, how many; and how it is written in the log."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sessions.review import SITTING
from course.sessions.selection import (
    PICKS,
    Candidate,
    Pick,
    Selection,
    choose,
    fitting,
    selection,
)

MINUTE = timedelta(minutes=1)

Q1 = Candidate("q1", "one", MINUTE, frozenset({"seed: IANA"}), recall=0.9, recall_in_a_week=0.5)
Q2 = Candidate("q2", "one", MINUTE, frozenset({"sea"}), recall=0.5, recall_in_a_week=0.45, due=True)
Q3 = Candidate("q3", "two", MINUTE, recall=0.7, recall_in_a_week=0.1, due=True, missed=True)
Q4 = Candidate("q4", "two", MINUTE, asked_about=True, flagged=True)
ALL = (Q1, Q2, Q3, Q4)


def ids(wanted: Selection, *candidates: Candidate) -> list[str]:
    return [one.question for one in choose(wanted, candidates or ALL, "seed")]


def test_what_is_due_comes_the_most_faded_first() -> None:
    assert ids(Selection(("due",))) == ["q2", "q3"]


def test_the_weakest_are_those_least_likely_known_in_a_week_and_never_unmet() -> None:
    assert ids(Selection(("weakest",))) == ["q3", "q2", "q1"]


def test_of_two_picks_both_must_hold_and_the_first_gives_the_order() -> None:
    assert ids(Selection(("due", "weakest"))) == ["q2", "q3"]
    assert ids(Selection(("due", "missed"))) == ["q3"]


@pytest.mark.parametrize("pick", PICKS)
def test_each_pick_takes_what_it_says(pick: Pick) -> None:
    fields: dict[str, Any] = {"recall_in_a_week": 0.5} if pick == "weakest" else {pick: True}
    yes = replace(Candidate("yes", "one", MINUTE), **fields)
    no = Candidate("no", "one", MINUTE)
    assert ids(Selection((pick,)), no, yes) == ["yes"]


def test_modules_tags_and_words_narrow() -> None:
    assert set(ids(Selection(modules=("one",)))) == {"q1", "q2"}
    assert set(ids(Selection(modules=("one", "two")))) == {"q1", "q2", "q3", "q4"}
    assert ids(Selection(tags=("seed: IANA",))) == ["q1"]
    assert ids(Selection(words="hum")) == ["q4"]
    assert ids(Selection(("due",), modules=("two",), tags=("sea",))) == []


def test_the_seed_decides_where_nothing_else_does() -> None:
    orders = {tuple(one.question for one in fitting(Selection(), ALL, f"{n}")) for n in range(30)}
    assert len(orders) > 5
    assert fitting(Selection(), ALL, "a") == fitting(Selection(), ALL[::-1], "a")


def test_as_many_are_taken_as_are_wanted() -> None:
    many = tuple(replace(Q1, question=f"q{n}") for n in range(50))
    assert len(ids(Selection(), *many)) == SITTING
    assert len(ids(Selection(items=3), *many)) == 3
    assert len(ids(Selection(minutes=7), *many)) == 7
    assert len(ids(Selection(items=3, minutes=7), *many)) == 3


def test_what_takes_longer_than_there_is_time_is_taken_when_it_is_the_first() -> None:
    slow = replace(Q1, takes=9 * MINUTE)
    assert ids(Selection(minutes=5), slow) == ["q1"]
    assert ids(Selection(("due",), minutes=1), Q2, Q3) == ["q2"]


def test_a_selection_is_written_so_that_it_is_found_again() -> None:
    wanted = Selection(("due", "flagged"), ("one",), ("seed: a & b=c",), "rough consensus", 5, 10)
    assert wanted.of.startswith("chosen:pick=due&pick=flagged&module=one&tag=")
    assert selection(wanted.of) == wanted


@pytest.mark.parametrize("of", ["review", "quiz:chosen", "again:chosen:", ""])
def test_what_is_no_selection_is_none(of: str) -> None:
    assert selection(of) is None


@pytest.mark.parametrize(
    "of", ["chosen:", "chosen:pick=nonsense&items=many&minutes=", "chosen:%%&&="]
)
def test_a_selection_of_another_version_is_read_as_far_as_it_goes(of: str) -> None:
    assert selection(of) == Selection()


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
picks = st.lists(st.sampled_from(PICKS), unique=True).map(
    lambda some: tuple(pick for pick in PICKS if pick in some)
)
selections = st.builds(
    Selection,
    picks,
    st.lists(st.sampled_from(["one", "two"]), unique=True).map(tuple),
    st.lists(names, max_size=2).map(tuple),
    st.just("") | names,
    st.none() | st.integers(1, 30),
    st.none() | st.integers(1, 30),
)
shares = st.none() | st.floats(0, 1)
candidates = st.lists(
    st.builds(
        Candidate,
        names,
        st.sampled_from(["one", "two"]),
        st.sampled_from([25 * timedelta(seconds=1), MINUTE]),
        st.frozensets(names, max_size=2),
        st.booleans(),
        st.booleans(),
        shares,
        shares,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one.question,
)


@given(selections)
def test_every_selection_is_found_again(wanted: Selection) -> None:
    assert selection(wanted.of) == wanted


@given(selections, candidates, names)
def test_what_is_chosen_fits_is_no_more_than_wanted_and_never_twice(
    wanted: Selection, known: list[Candidate], seed: str
) -> None:
    chosen = choose(wanted, known, seed)
    fit = fitting(wanted, known, seed)
    assert chosen == fit[: len(chosen)]
    assert len({one.question for one in chosen}) == len(chosen)
    assert bool(chosen) == bool(fit)
    assert len(chosen) <= (wanted.items or (len(fit) if wanted.minutes else SITTING))
    if wanted.minutes and len(chosen) > 1:
        assert sum((one.takes for one in chosen), timedelta(0)) <= timedelta(minutes=wanted.minutes)
    for one in fit:
        assert not wanted.modules or one.module in wanted.modules
        assert not wanted.tags or one.tags & set(wanted.tags)


@given(selections, candidates, names)
def test_the_order_of_what_is_known_does_not_matter(
    wanted: Selection, known: list[Candidate], seed: str
) -> None:
    assert choose(wanted, known, seed) == choose(wanted, known[::-1], seed)


@given(candidates, names)
def test_narrowing_never_adds(known: list[Candidate], seed: str) -> None:
    every = set(fitting(Selection(), known, seed))
    for pick in PICKS:
        some = set(fitting(Selection((pick,)), known, seed))
        assert some <= every
        assert set(fitting(Selection((pick,), modules=("one",)), known, seed)) <= some
