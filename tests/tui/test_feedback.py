"""What is said after an answer, for every type of question."""

import pytest

from course.content.questions import AnyQuestion, Response
from course.marking import key_response
from course.sessions.attempt import phase
from course.sessions.moves import answer, judge, submit
from course.study import Study
from course.tui.feedback import explained, not_yet
from tests.builders import (
    a_categorise,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_short,
    a_single,
    a_true_false,
    an_order,
    one_of_each,
)
from tests.tui.sitting import put

WRONG: dict[str, Response] = {
    "single": "a",
    "multiple": ("b",),
    "true_false": True,
    "short": "Bern",
    "numeric": "7",
    "match": {"a": "b"},
    "categorise": {"a": "body"},
    "order": ("d", "c", "b", "a"),
    "cloze": {"city": "a", "body": "[x]"},
}


SECRETS = {
    "single": ("Dubai",),
    "multiple": ("ICANN", "IETF"),
    "short": ("Geneva",),
    "numeric": ("1988",),
    "match": ("ICANN", "coordinates", "RFC"),
    "categorise": ("Treaty", "Body", "Signed", "members"),
    "order": ("1865",),
    "cloze": ("Melbourne", "plenary", "1988"),
}


def said(study: Study, question: AnyQuestion, response: Response | None) -> str:
    """What is said at the end of a question with one try."""
    attempt = put(study, question, tries=1)
    if response is not None:
        attempt = study.do(attempt, answer(attempt, response))
        if phase(attempt) == "rubric":
            attempt = study.do(attempt, judge(attempt, ()))
    else:
        attempt = study.do(attempt, submit(attempt))
    return explained(study, attempt, question.id).plain


SCORED = [q for q in one_of_each() if q.type in WRONG]


@pytest.mark.parametrize("question", SCORED, ids=lambda question: question.type)
def test_right_wrong_and_not_answered_are_said_in_words(
    study: Study, question: AnyQuestion
) -> None:
    right = key_response(question)
    assert right is not None
    assert said(study, question, right).startswith("Right   1 of 1 point")
    assert said(study, question, WRONG[question.type]).startswith("Not right   0 of 1 point")
    assert said(study, question, None).startswith("Not answered\nThe answer  ")


def test_a_choice_says_why_the_chosen_is_wrong_the_key_right_and_the_others_not(
    study: Study,
) -> None:
    spoken = said(study, a_single(), "a").splitlines()
    assert spoken[1:5] == ["Why Geneva.", "Why Dubai.", "The others", "Why Tunis."]
    spoken = said(study, a_multiple(), ("a", "b")).splitlines()
    assert set(spoken[1:4]) == {"Why NATO.", "Why ICANN.", "Why IETF."}
    assert spoken[1] == "Why NATO."
    assert spoken[4:6] == ["The others", "Why FIFA."]
    assert said(study, a_true_false(), True).splitlines()[1:3] == ["It was not.", "Indeed not."]


def test_something_typed_is_told_how_it_was_understood(study: Study) -> None:
    assert "Accepted as Geneva." in said(study, a_short(), "Genewa")
    wrong = said(study, a_short(), "Bern")
    assert "It sits by a lake." in wrong
    assert "The answer  Geneva" in wrong
    assert said(study, a_numeric(), "1989").startswith("Partly right   0.5 of 1 point")


def test_every_pair_is_told_with_what_was_given(study: Study) -> None:
    spoken = said(study, a_match(), {"a": "b", "b": "b"})
    assert "names → ICANN (you: IETF)" in spoken
    assert "protocols → IETF\nIt writes RFCs." in spoken
    assert "ITU → Body (you: nothing)" in said(study, a_categorise(), {"a": "treaty"})


def test_the_right_order_is_told(study: Study) -> None:
    spoken = said(study, an_order(), ("d", "c", "b", "a")).splitlines()
    assert spoken[1:6] == ["The right order", "1865", "1988", "2003", "2012"]


def test_every_gap_is_told(study: Study) -> None:
    spoken = said(study, a_cloze(), {"city": "a", "body": "[/x]", "year": "1988"})
    assert "gap 1: Melbourne (you: Dubai)" in spoken
    assert "gap 2: plenary (you: [/x])" in spoken
    assert "gap 3: 1988" in spoken
    assert "gap 2: plenary  All of them." in said(study, a_cloze(), {"year": "1988"})


@pytest.mark.parametrize("question", SCORED, ids=lambda question: question.type)
def test_a_first_try_never_tells_the_key(study: Study, question: AnyQuestion) -> None:
    attempt = put(study, question)
    attempt = study.do(attempt, answer(attempt, WRONG[question.type]))
    if phase(attempt) != "again":
        return
    spoken = not_yet(attempt).plain
    assert spoken.startswith("Not right yet")
    for secret in SECRETS[question.type]:
        assert secret not in spoken


def test_there_is_nothing_to_say_before_a_try(study: Study) -> None:
    assert not_yet(put(study, a_single())).plain == ""


def test_how_much_fits_is_told_without_telling_what(study: Study) -> None:
    attempt = put(study, an_order())
    attempt = study.do(attempt, answer(attempt, ("a", "b", "d", "c")))
    assert "1 of 3 are followed by the right one so far." in not_yet(attempt).plain
    attempt = put(study, a_match())
    attempt = study.do(attempt, answer(attempt, {"a": "b", "b": "c"}))
    assert "None of 2 fit so far." in not_yet(attempt).plain
