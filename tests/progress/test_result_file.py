"""A result file: what was written comes back; what was touched since is refused with its line."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.progress.result_file import dump, is_result, load
from course.sessions.events import Recorded
from tests.builders import a_short, a_single
from tests.sessions.playing import Player


def a_history(*, submitted: bool = True) -> tuple[Recorded, ...]:
    player = Player(a_single("one"), a_short("two"), mode="test")
    player.answer("b")
    player.go_on()
    player.answer("Geneva – Genève")
    if submitted:
        player.submit()
    return tuple(player.history)


TEXT = dump("Ada", "student", a_history())


def refusal(text: str) -> str:
    with pytest.raises(CourseError) as refused:
        load(text)
    return refused.value.message


def test_what_was_handed_in_comes_back() -> None:
    work = load(TEXT)
    assert (work.name, work.student, work.of) == ("Ada", "student", "quiz:q")
    assert [one.event for one in work.history] == [one.event for one in a_history()]


def test_the_same_attempt_is_the_same_file_and_the_learners_own_name_is_not_in_it() -> None:
    assert dump("Ada", "student", a_history()) == TEXT
    assert '"learner": "learner"' not in TEXT


def test_line_ends_of_another_system_do_no_harm() -> None:
    assert load("\ufeff" + TEXT.replace("\n", "\r\n")).name == "Ada"


def test_work_that_is_not_finished_is_refused() -> None:
    assert "not finished" in refusal(dump("Ada", "s", a_history(submitted=False)))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda t: t.replace('"b"', '"a"'), "line 4 was changed"),
        (lambda t: t.replace('"Ada"', '"Eve"'), "line 1 was changed"),
        (lambda t: "\n".join(t.splitlines()[:-1]), "not whole"),
        (lambda t: "\n".join([*t.splitlines()[:3], *t.splitlines()[4:]]), "line 4 was changed"),
        (lambda t: t[: len(t) // 2], "not whole"),
        (lambda t: "", "no result file"),
        (lambda t: "name,version,1,2\nAda,A,b,c\n", "no result file"),
        (lambda t: '{"course-log": 1, "events": 0}\n', "no result file"),
        (lambda t: t.replace('"course-result": 1', '"course-result": 2'), "newer version"),
        (lambda t: '{"course-result": 1}\n' + "[" * 100_000, "not whole"),
    ],
)
def test_damage_and_what_is_foreign_is_refused_in_words(
    change: Callable[[str], str], why: str
) -> None:
    assert why in refusal(change(TEXT))


@given(st.integers(0, len(TEXT) - 1), st.characters(codec="utf-8"))
def test_no_single_changed_character_passes(place: int, character: str) -> None:
    changed = TEXT[:place] + character + TEXT[place + 1 :]
    try:
        work = load(changed)
    except CourseError:
        return
    assert work == load(TEXT), "only line ends may differ"


@given(st.text(max_size=300))
def test_any_text_is_refused_in_words_or_read(text: str) -> None:
    for each in (text, '{"course-result": 1}\n' + text, TEXT + text):
        try:
            load(each)
        except CourseError as error:
            assert error.message
    assert is_result(TEXT)


def test_a_file_that_sums_up_but_says_nonsense_is_refused() -> None:
    """Whoever can write the sums can write anything; it still goes through every gate."""
    from hashlib import sha256

    lines = TEXT.splitlines()[:-1]
    lines[3] = lines[3].replace('"b"', '"\\u001b]52;c;x"')
    running, sums = sha256(), []
    for line in lines:
        running.update(f"{line}\n".encode())
        sums.append(running.hexdigest()[:16])
    forged = "\n".join([*lines, json.dumps({"sums": sums})])
    assert "line 4" in refusal(forged)
