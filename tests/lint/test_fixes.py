"""What `--fix` mends, and that it touches nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.lint.fixes import mend
from course.loading.source import Source
from course.loading.yaml12 import parse

NUMBERS = """\
questions:
  # how many there are
  - id: members
    type: single
    stem: How many members?  # of the union
    choices:
      - text: "193"   # today
        feedback: Today.
      # the founders
      - {text: "20", correct: true, feedback: At first.}
      - text: "44"
        feedback: |
          In between.
    # and that was all
    points: 2
"""


def of(*texts: str) -> Callable[[str], int]:
    """How often a word stands in the texts."""
    return lambda word: sum(text.split().count(word) for text in texts)


def mended(text: str) -> str:
    """A text alone in its course, after its fixes."""
    return mend(text, of(text)).text


def test_numbers_are_put_in_order_with_their_comments_and_stay_so() -> None:
    assert (
        mended(NUMBERS)
        == """\
questions:
  # how many there are
  - id: members
    type: single
    stem: How many members?  # of the union
    shuffle: false
    choices:
      # the founders
      - {id: b, text: "20", correct: true, feedback: At first.}
      - id: c
        text: "44"
        feedback: |
          In between.
      - id: a
        text: "193"   # today
        feedback: Today.
    # and that was all
    points: 2
"""
    )


def test_an_option_that_moves_keeps_the_letter_that_answers_name_it_by() -> None:
    before, after = (parse(Source("", text)).data for text in (NUMBERS, mended(NUMBERS)))
    (question,), (moved,) = before["questions"], after["questions"]
    by_key = {choice["id"]: choice["text"] for choice in moved["choices"]}
    assert by_key == dict(zip("abc", [c["text"] for c in question["choices"]], strict=True))


def test_numbers_in_order_are_only_kept_so() -> None:
    sorted_ = mended(NUMBERS)
    assert mended(sorted_) == sorted_
    again = sorted_.replace("    shuffle: false\n", "    shuffle: true\n")
    assert mended(again) == sorted_
    assert mended(sorted_.replace("    shuffle: false\n", "")) == sorted_


@pytest.mark.parametrize("texts", [("one", "3", "2"), ("3 days", "2 weeks", "1 day"), ("2", "1")])
def test_what_has_no_order_is_left_alone(texts: tuple[str, ...]) -> None:
    options = "".join(f"      - text: {text}\n" for text in texts)
    text = f"questions:\n  - id: x\n    type: single\n    choices:\n{options}"
    assert mended(text) == text


def test_a_list_on_one_line_is_not_taken_apart() -> None:
    text = "type: single\nchoices: [{text: 3}, {text: 1}, {text: 2}]\n"
    assert mended(text) == text


def test_an_id_that_nothing_refers_to_is_written_as_ids_are() -> None:
    text = "questions:\n  - id: Last_Night  # of all\n  - id: theSecondNight\n"
    assert mended(text) == "questions:\n  - id: last-night  # of all\n  - id: the-second-night\n"


NAMELESS = """\
lesson: night
questions:
  - id: night-vote-single
    type: single
    objective: night-vote
  - type: single  # how it ended
    stem: How did it end?
    objective: night-vote
  # on one line
  - {type: true_false, stem: So it was., objective: night-vote}
"""


def test_a_question_without_an_id_is_given_one_that_nobody_has() -> None:
    said = mended(NAMELESS)
    assert said == NAMELESS.replace(
        "- type: single  # how", "- id: night-vote-single-2\n    type: single  # how"
    ).replace("- {type: true", "- {id: night-vote-true-false, type: true")
    assert mended(said) == said
    elsewhere = of(NAMELESS, "night-vote-true-false")
    assert "id: night-vote-true-false-2," in mend(NAMELESS, elsewhere).text


def test_a_question_inside_a_lesson_is_given_one_too() -> None:
    text = "blocks:\n  - type: check\n    question:\n      stem: So?\n      type: survey\n"
    text += "      objective: tell-apart\n"
    assert "    question:\n      id: tell-apart-survey\n      stem: So?\n" in mended(text)


def test_what_is_no_question_is_given_none() -> None:
    text = "blocks:\n  - type: text\n    text: So.\nmeters:\n  - name: Trust\n"
    assert mended(text) == text


def test_an_id_that_is_named_elsewhere_or_taken_is_left_to_its_author() -> None:
    text = "sources:\n  - id: My_Source\n"
    assert mend(text, of(text, "sources: My_Source")).text == text
    assert mend(text, of(text, "id: my-source")).text == text


def test_spaces_at_the_ends_of_lines_go_but_for_those_that_break_a_line() -> None:
    text = "title: A night \t\n\nsections: \n  - text: |\n      One,  \n      two. \n   \n"
    assert mended(text) == "title: A night\n\nsections:\n  - text: |\n      One,  \n      two.\n\n"
    assert mended('title: "a  \n  b"\n') == 'title: "a\n  b"\n'


def test_each_fix_says_where_and_what() -> None:
    fixes = mend("id: A_B \nx: 1\n", of("A_B")).fixes
    assert [(fix.line, fix.what) for fix in fixes] == [
        (1, "spaces at the end of a line taken out"),
        (1, "id `A_B` written `a-b`"),
    ]


@pytest.mark.parametrize(
    "text", ["a: [\n", "a: 1 \na: 2\n", "- &x \n- *x\n", "", "\t\n", "a:  |\n"]
)
def test_what_cannot_be_read_for_sure_is_left_alone(text: str) -> None:
    if parse(Source("", text)).faults:
        assert mended(text) == text


LINES = st.sampled_from(
    ["- id: A B ", "  type: single", "  choices: ", "  - text: 3", "  - text: 1 ", "  - text: 2",
     "    feedback: |", "      x  ", "  shuffle: true", "# c ", "", "  ", "  stem: >", "   y "]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join))
def test_mending_never_raises_and_does_all_at_once(text: str) -> None:
    once = mended(text)
    assert mend(once, of(once)).fixes == ()
    assert [line for line in once.split("\n") if line.startswith("#")] == [
        line.rstrip() for line in text.split("\n") if line.startswith("#")
    ] or parse(Source("", text)).faults
