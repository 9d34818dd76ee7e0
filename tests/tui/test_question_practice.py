"""Practice on the question screen: feedback below, a second try, hints, and going about."""

from datetime import timedelta
from typing import Any

import pytest
from textual.content import Content
from textual.widgets import Input, Static

from course.content.questions import AnyQuestion
from course.progress.store import MemoryStore, NotStored
from course.sessions.attempt import phase
from course.sessions.events import (
    Answered,
    Certainty,
    Eased,
    Flagged,
    HintShown,
    Skipped,
    Unflagged,
)
from course.study import Study
from course.tui.screens.help import HelpScreen
from course.tui.screens.home import HomeScreen
from course.tui.screens.overview import OverviewScreen
from course.tui.screens.question import QuestionScreen
from course.tui.screens.results import ResultsScreen
from course.tui.screens.unsaved import UnsavedScreen
from course.tui.widgets.certainty import CertaintyLine
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_multiple,
    a_reflection,
    a_short,
    a_single,
    a_survey,
    a_true_false,
    an_order,
    one_of_each,
)
from tests.tui.conftest import Clock, a_study
from tests.tui.sitting import LARGE, SMALLEST, put, sitting

TOLD = a_single(
    hints=("It is warm there.", "It is in the Emirates."),
    explanation="The conference met in Dubai.",
    passage="first-light#the-night",
    sources=("record",),
    shuffle=False,
)
"""Key `b` (Dubai) among Geneva, Dubai, Tunis."""


async def test_a_right_answer_is_told_below_with_why_from_where_and_until_when(
    study: Study,
) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        assert person.feedback == ""
        assert person.next_step == "Answer  Enter"
        await person.press("2", "enter")
        said = person.feedback
        assert said.splitlines()[0] == "Right   1 of 1 point"
        assert "Why Dubai." in said
        assert "Why  The conference met in Dubai." in said
        assert "Why Geneva." in said
        assert study.library.source("record").title in said
        assert "returns in 2 days" in said or "returns in 3 days" in said
        assert person.next_step == "Finish  Enter"
        assert "The stem of single?" in person.shown()


async def test_each_option_shows_on_the_spot_what_it_was(study: Study) -> None:
    async with sitting(study, put(study, TOLD, tries=1)) as person:
        await person.press("1", "enter")
        shown = person.shown()
        assert "✗  1  Geneva" in shown
        assert "✓  2  Dubai" in shown
        assert "✗ Not right   0 of 1 point" in shown


async def test_a_wrong_answer_may_be_tried_again_and_the_key_is_kept(study: Study) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        await person.press("1", "enter")
        assert phase(person.attempt) == "again"
        assert person.feedback.splitlines() == ["Not right yet", "Why Geneva."]
        assert "✓" not in person.shown()
        assert person.input.response() == "a"
        await person.press("2", "enter")
        assert person.responses == ["a", "b"]
        assert person.feedback.startswith("Right   0.67 of 1 point, with 2 tries")


async def test_the_answer_is_shown_to_who_gives_up(study: Study) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        await person.press("a")
        assert phase(person.attempt) == "asking"
        await person.press("1", "enter", "a")
        assert phase(person.attempt) == "feedback"
        assert "Why Dubai." in person.feedback


@pytest.mark.parametrize(
    "question, keys, secret",
    [
        (a_match(), ["1", "1"], "coordinates"),
        (a_categorise(), ["1", "1", "1"], "Signed by"),
        (an_order(), ["shift+down"], "The right order"),
        (a_multiple(), ["1"], "Why NATO"),
        (a_short(), ["x"], "Geneva"),
        (a_cloze(), ["1", "tab", "x", "tab", "1"], "plenary"),
    ],
    ids=lambda value: getattr(value, "type", ""),
)
async def test_a_first_try_does_not_give_the_answer_away(
    study: Study, question: AnyQuestion, keys: list[str], secret: str
) -> None:
    async with sitting(study, put(study, question)) as person:
        await person.press(*keys, "enter")
        assert phase(person.attempt) == "again"
        assert secret not in person.feedback
        assert person.feedback.splitlines()[0] in ("Not right yet", "Partly right so far")


async def test_hints_are_shown_one_by_one(study: Study) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        await person.press("h")
        assert "Hint 1 of 2  It is warm there." in person.shown()
        assert "Emirates" not in person.shown()
        await person.press("h", "h")
        assert "Hint 2 of 2  It is in the Emirates." in person.shown()
        assert sum(isinstance(event, HintShown) for event in person.events) == 2


async def test_letters_are_text_while_one_types_and_function_keys_do_the_rest(
    study: Study,
) -> None:
    question = a_short(hints=("By the lake.",), passage="first-light#the-night")
    async with sitting(study, put(study, question, a_single())) as person:
        assert "F2 hint" in person.shown()
        await person.type("hfsvaoc?")
        assert person.input.response() == "hfsvaoc?"
        await person.press("f2", "f4")
        assert person.attempt.entry.hints == 1
        assert person.attempt.entry.flagged
        await person.press("f3")
        assert person.attempt.current == "single"


@pytest.mark.parametrize("presses, certainty", [(0, None), (1, 1), (2, 2), (3, 3), (4, 1)], ids=str)
async def test_how_sure_one_is_goes_with_the_answer(
    study: Study, presses: int, certainty: Certainty | None
) -> None:
    async with sitting(study, put(study, TOLD, certainty=True)) as person:
        await person.press(*["c"] * presses, "2", "enter")
        (given,) = [event for event in person.events if isinstance(event, Answered)]
        assert given.certainty == certainty


async def test_how_sure_one_is_is_said_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, TOLD, certainty=True)) as person:
        line = person.page.query_one(CertaintyLine)
        await person.click(line, line.render().plain.index("certain") + 2)
        assert line.value == 3
        await person.click(line, 0)
        assert line.value == 3
        await person.press("2", "enter")
        assert not line.display


async def test_nobody_is_asked_how_sure_of_an_opinion(study: Study) -> None:
    async with sitting(study, put(study, a_survey(), certainty=True)) as person:
        assert not person.page.query_one(CertaintyLine).display
        await person.press("c")
        assert person.page.query_one(CertaintyLine).value is None


async def test_a_flag_is_put_and_taken_off(study: Study) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        await person.press("f")
        assert "flagged" in person.note
        await person.press("f")
        assert person.note == ""
        assert [type(e) for e in person.events[1:]] == [Flagged, Unflagged]


async def test_what_is_skipped_comes_back(study: Study) -> None:
    async with sitting(study, put(study, TOLD, a_true_false())) as person:
        await person.press("s")
        assert person.attempt.current == "true-false"
        await person.press("2", "enter", "enter")
        assert person.attempt.current == "single"
        assert any(isinstance(event, Skipped) for event in person.events)


async def test_what_was_put_down_before_a_pause_stands_there_again(study: Study) -> None:
    attempt = put(study, a_reflection(), TOLD)
    async with sitting(study, attempt) as person:
        await person.type("half a thought")
        await person.press("escape")
        assert isinstance(person.screen, HomeScreen)
        person.screen.open_attempt(attempt)
        await person.settle()
        assert person.input.response() == "half a thought"
        assert person.responses == [], "it is no answer yet"


async def test_what_came_easily_is_said_once(study: Study) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        await person.press("plus")
        assert not any(isinstance(event, Eased) for event in person.events)
        await person.press("2", "enter", "plus", "plus")
        assert sum(isinstance(event, Eased) for event in person.events) == 1
        assert "return later" in person.note


async def test_it_goes_on_to_the_end_and_shows_the_results(study: Study) -> None:
    async with sitting(study, put(study, a_single("one", shuffle=False), a_true_false())) as person:
        await person.press("2", "enter")
        assert person.next_step == "Next question  Enter"
        await person.press("enter")
        assert "question 2 of 2" in person.shown()
        await person.press("2", "enter", "enter")
        assert isinstance(person.screen, ResultsScreen)
        assert "All of it stands." in person.shown()


async def test_one_may_go_back_and_forth(study: Study) -> None:
    async with sitting(study, put(study, TOLD, a_true_false(), a_short())) as person:
        await person.press("right_square_bracket")
        assert person.attempt.current == "true-false"
        await person.press("left_square_bracket", "left_square_bracket")
        assert person.attempt.current == "short"
        await person.press("alt+right")
        assert person.attempt.current == "single"


async def test_the_overview_leads_to_any_question(study: Study) -> None:
    async with sitting(study, put(study, TOLD, a_true_false(), a_short())) as person:
        await person.press("1", "enter", "f", "o")
        assert isinstance(person.screen, OverviewScreen)
        shown = person.shown()
        assert "not right" in shown
        assert "⚑" in shown
        assert "Finish now, although 2 questions are not answered: 2 and 3." in shown
        await person.press("down", "down", "enter")
        assert person.attempt.current == "short"
        await person.press("f9", "escape")
        assert person.attempt.current == "short"
        await person.press("f9", "enter")
        assert person.attempt.current == "short"


async def test_practice_can_be_finished_early(study: Study) -> None:
    async with sitting(study, put(study, TOLD, a_true_false())) as person:
        await person.press("o", "end", "enter")
        assert isinstance(person.screen, ResultsScreen)


# --- what is half made stays ---


async def half(person: Any, question: AnyQuestion) -> object:
    """Put half an answer down."""
    match question.type:
        case "single" | "true_false" | "survey":
            await person.press("down")
        case "multiple" | "match" | "categorise":
            await person.press("1")
        case "order":
            await person.press("shift+down")
        case "cloze":
            await person.press("1", "tab", "p")
        case _:
            await person.press("p")
    return person.input.response()


KINDS = pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)


@KINDS
async def test_half_an_answer_survives_resizing_help_and_going_away(
    study: Study, question: AnyQuestion
) -> None:
    question = question.model_copy(update={"passage": "first-light#the-night"})
    async with sitting(study, put(study, question, a_single("other"))) as person:
        put_down = await half(person, question)
        assert put_down
        await person.pilot.resize_terminal(*LARGE)
        await person.pilot.resize_terminal(*SMALLEST)
        await person.settle()
        assert person.input.response() == put_down
        await person.press("f5")
        assert "LessonScreen" in repr(person.screen)
        await person.press("v")
        assert isinstance(person.screen, QuestionScreen)
        assert person.input.response() == put_down
        await person.pilot.app.run_action("help")
        await person.settle()
        assert isinstance(person.screen, HelpScreen)
        await person.press("escape")
        assert person.input.response() == put_down
        person.page.go_to("other")
        await person.settle()
        person.page.go_to(question.id)
        await person.settle()
        assert person.input.response() == put_down
        assert person.responses == []


@KINDS
async def test_an_answer_stays_for_the_second_try(study: Study, question: AnyQuestion) -> None:
    if question.type in ("true_false", "survey", "reflection"):
        return
    async with sitting(study, put(study, question)) as person:
        await half(person, question)
        await person.press("enter")
        if not person.responses:
            await person.press("enter")
        if phase(person.attempt) == "again":
            assert person.input.response() == person.responses[0]
            assert not person.input.locked


# --- stopping and going on ---


async def test_it_opens_again_at_the_same_question_in_the_same_phase(
    course_folder: Any, store: MemoryStore, clock: Clock
) -> None:
    first = a_study(course_folder, store, clock)
    async with sitting(first, first.quiz("first-light")) as person:
        await person.press("s")
        await person.press("1", "enter")
        assert phase(person.attempt) == "again"
        await person.press("escape")
        assert "Paused. Everything you answered" in person.shown()
        left = person.pilot.app.screen_stack
        assert len(left) == 1

    clock.forward(days=1)
    second = a_study(course_folder, store, clock)
    attempt = second.quiz("first-light")
    async with sitting(second, attempt) as person:
        assert person.attempt.current == "q-multiple"
        assert phase(person.attempt) == "again"
        assert person.feedback
        assert person.input.response()


@pytest.mark.parametrize("keys", [["x", "ctrl+s"], ["x", "ctrl+s", "space", "enter"]])
async def test_a_reflection_opens_again_where_it_was(
    study: Study, clock: Clock, keys: list[str]
) -> None:
    attempt = put(study, a_reflection())
    async with sitting(study, attempt) as person:
        await person.press(*keys)
        attempt, before = person.attempt, phase(person.attempt)
    async with sitting(study, attempt) as person:
        assert phase(person.attempt) == before
        assert person.input.locked
        assert person.input.response() == "x"


async def test_a_full_disk_is_told_and_the_answer_can_be_given_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        store = study.learner.store

        def full(recorded: object) -> int:
            raise NotStored("the disk is full", "make room")

        with monkeypatch.context() as broken:
            broken.setattr(store, "append", full)
            await person.press("2", "enter")
            assert isinstance(person.screen, UnsavedScreen)
            assert person.responses == []
            await person.press("escape")
            assert person.feedback == ""
            assert person.input.response() == "b"
        await person.press("enter")
        assert person.responses == ["b"]


async def test_one_may_go_on_unsaved_and_is_told_so_at_the_end(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(study, put(study, TOLD)) as person:

        def full(recorded: object) -> int:
            raise NotStored("the disk is full", "make room")

        monkeypatch.setattr(study.learner.store, "append", full)
        await person.press("2", "enter", "u", "enter")
        assert "Right" in person.feedback
        await person.press("escape")
        assert "not stored" in person.shown()


async def test_a_check_inside_a_lesson_leads_back_to_it(study: Study) -> None:
    attempt = study.check("first-light", "the-night", "was-it-a-vote")
    async with sitting(study, attempt) as person:
        assert "Stop and think · The night" in person.shown()
        assert "question 1" not in person.shown()
        await person.press("2", "enter")
        assert person.next_step == "Back to the lesson  Enter"
        await person.press("enter")
        assert len(person.pilot.app.screen_stack) == 1
        assert study.is_checked("first-light", "the-night", "was-it-a-vote")


async def test_a_passage_that_is_gone_is_told_in_words(study: Study) -> None:
    question = a_single(passage="nowhere#at-all")
    async with sitting(study, put(study, question)) as person:
        await person.press("v")
        assert "there is no lesson nowhere" in person.shown()
        await person.press("1")
        assert person.input.touched


async def test_a_source_that_is_gone_does_not_keep_the_rest_from_being_said(
    study: Study,
) -> None:
    question = a_single(sources=("gone", "record"))
    async with sitting(study, put(study, question)) as person:
        await person.press("1", "enter", "a")
        assert study.library.source("record").title in person.feedback


async def test_text_that_cannot_be_stored_is_refused_in_words(study: Study) -> None:
    async with sitting(study, put(study, a_short())) as person:
        person.input.query_one(Input).value = "Gen\u202eeva"
        await person.press("enter")
        assert person.responses == []
        assert "U+202E" in person.note


async def test_what_the_author_stressed_stands_out_of_the_stem(study: Study) -> None:
    async with sitting(study, put(study, a_single(stem="Which is **not** a treaty?"))) as person:
        shown = person.page.query_one(".stem", Static).content
        assert isinstance(shown, Content)
        (line,) = [span for span in shown.spans if span.style == "underline"]
        assert shown.plain[line.start : line.end] == "not"


HOSTILE = (
    "a[i] = b[j]",
    "[/red]",
    "[ @click=app.quit]",
    "List<int> & <b>",
    "[@click=app.bell]x[/]",
)


@pytest.mark.parametrize("size", [SMALLEST, LARGE], ids=["small", "large"])
async def test_hostile_texts_are_shown_as_they_were_typed(
    study: Study, size: tuple[int, int]
) -> None:
    choices = tuple(
        a_choice(text, correct=not place, feedback=f"why {text}")
        for place, text in enumerate(HOSTILE)
    )
    question = a_single(choices=choices, stem=" ".join(HOSTILE), shuffle=False, hints=HOSTILE[:4])
    async with sitting(study, put(study, question, tries=1), size) as person:
        await person.press("h", "h", "h", "h")
        for text in HOSTILE:
            assert text in person.input.render().plain  # type: ignore[union-attr]
            assert text in person.shown()
        for y in range(size[1] - 3):
            await person.pilot.click(offset=(12, y))
        await person.settle()
        assert person.pilot.app.is_running
        await person.press("2", "enter")
        for text in HOSTILE:
            assert f"why {text}" in person.feedback


async def test_hostile_answers_are_shown_as_they_were_typed(study: Study) -> None:
    async with sitting(study, put(study, a_cloze(), tries=1)) as person:
        await person.press("tab")
        await person.type("[/red] **x**")
        await person.press("enter", "enter")
        assert "[/red] **x**" in person.feedback
        assert "[/red] **x** ✗" in person.shown()


async def test_a_clock_that_stands_still_is_no_reason_to_stop(study: Study, clock: Clock) -> None:
    async with sitting(study, put(study, TOLD)) as person:
        clock.now -= timedelta(days=2)
        await person.press("2", "enter")
        assert "Right" in person.feedback
