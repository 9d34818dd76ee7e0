"""A study session in lines: read, answer, be told why, stop, go on."""

import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from course.plain.lines import Lines
from course.plain.sitting import Sitting
from course.progress.store import MemoryStore, NotStored
from course.sessions.events import Answered, Recorded
from course.sessions.moves import submit
from course.settings import Effective, Settings
from course.study import Study
from tests.plain.conftest import Told
from tests.plain.keyboard import typed_for
from tests.tui.conftest import Clock, a_study


def right(study: Study, quiz: str, *, wrong: str | None = None) -> list[str]:
    """The lines that answer a quiz rightly; typed before it is begun, so the seed is known."""
    from course.marking import key_response

    lines: list[str] = []
    for question in study.library.quiz(quiz).questions:
        key = key_response(question)
        lines += typed_for(question, key if key is not None else "a", "s")
        if question.type == "reflection":
            lines += ["", "y", "y"]
        lines.append("")
    return lines


def test_without_input_it_says_where_the_learner_stands_and_what_to_do(told: Told) -> None:
    said = told(Sitting.menu, interactive=False)
    assert "0 of 3 lessons read, 0 study days this week." in said
    assert "Go on: 1.1 First light" in said
    assert "course learn first-light" in said
    assert "Enter" not in said


def test_reading_marks_sections_and_resumes_at_the_place(told: Told, study: Study) -> None:
    first = study.catalogue.lesson("first-light")
    told(lambda sitting: sitting.learn("first-light"), "t", "", "", "q")
    assert study.sections_read(first) == 1
    assert study.progress.place == ("first-light", first.sections[1].id)
    assert "Section 2 of" in told(lambda sitting: sitting.learn("first-light"), "q")


def test_a_pipe_reads_on_without_waiting(told: Told, study: Study) -> None:
    said = told(lambda sitting: sitting.learn("second-thoughts"), interactive=False)
    assert "Enter" not in said


def test_a_question_inside_the_reading_is_asked_once(told: Told, study: Study) -> None:
    entry = study.catalogue.lesson("first-light")
    checks = [item for item in entry.items if item.section]
    assert checks
    place = [section.id for section in entry.sections].index(str(checks[0].section))
    study.open_section("first-light", str(checks[0].section))
    assert place >= 0
    said = told(lambda sitting: sitting.learn("first-light"), ":quit")
    assert "Stop and think." in said


def test_a_whole_quiz_rightly_answered_earns_everything(told: Told, study: Study) -> None:
    said = told(lambda sitting: sitting.quiz("first-light", seed="s"), *right(study, "first-light"))
    assert "9 of 9 points, 100 %." in said
    assert study.open_quiz("first-light") is None
    assert len(study.progress.cards) == 10


def test_a_quiz_stopped_in_the_middle_goes_on_at_the_same_question(
    told: Told, study: Study
) -> None:
    lines = right(study, "first-light")
    first = told(lambda sitting: sitting.quiz("first-light", seed="s"), *lines[:2], ":quit")
    assert "Question 2 of 11" in first
    assert "Everything answered is stored" in first
    assert "Question 2 of 11" in told(lambda sitting: sitting.quiz("first-light"))


def test_a_quiz_stopped_at_its_feedback_says_again_what_was_asked(told: Told) -> None:
    told(lambda sitting: sitting.quiz("far-away", seed="s"), "2", ":quit")
    said = told(lambda sitting: sitting.quiz("far-away"))
    assert "Where is it?\nYour answer: Near by\nNot right." in said


def test_what_is_possible_is_told_after_an_answer_too(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "2", "?", ":quit")
    assert ":passage" in said
    assert "No such command" not in said


def test_a_wrong_answer_is_told_why_and_what_would_be_right(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "2", "")
    assert "Not right." in said
    assert "Near by: It is not." in said
    assert "The answer: Far away" in said


def test_a_first_miss_may_be_tried_again_or_given_up(told: Told) -> None:
    wrong = ["1", "1 2 3"]
    said = told(lambda sitting: sitting.quiz("first-light", seed="s"), *wrong, ":answer", ":quit")
    assert said.count("Not right yet.") == 1 or "Right." in said
    assert "Try again, or type :answer to see it." in said


def test_hints_flags_skips_and_the_overview_are_commands(told: Told, study: Study) -> None:
    said = told(
        lambda sitting: sitting.quiz("first-light", seed="s"),
        "?", ":hint", ":h", ":hint", ":flag", ":flag", ":overview", ":passage", ":nonsense",
        ":skip", ":back", ":quit",
    )  # fmt: skip
    assert "Hint: More than half." in said
    assert "Hint: Fewer than a hundred." in said
    assert "You cannot show a hint now." in said
    assert "Flagged." in said
    assert "Unflagged." in said
    assert "No such command" in said
    assert "skipped" not in said.split("Question 2 of 11")[0]


def test_a_test_is_answered_changed_and_submitted_before_it_is_explained(
    told: Told, study: Study
) -> None:
    said = told(
        lambda sitting: sitting.quiz("far-away", "test", seed="s"),
        "1", "n", ":next", "2", "y",
    )  # fmt: skip
    assert "A test: feedback comes at the end." in said
    assert said.index("Submit?") < said.index("Source:")
    told_again = said[said.index("Submit?") :]
    assert "Question 1 of 1\nWhere is it?\nYour answer: " in told_again
    assert study.progress.results[-1].mode == "test"


def test_after_a_test_what_was_left_out_is_said_to_be(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", "test", seed="s"), ":submit", "y")
    assert "Question 1 of 1\nWhere is it?\nNot answered.\nThe answer: Far away" in said


def test_of_options_the_wrong_choice_is_told_before_the_right_one(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "2", "")
    assert said.index("Near by: It is not.") < said.index("Far away: ")


def test_a_test_out_of_time_is_submitted_as_it_stands(
    told: Told, study: Study, clock: Clock
) -> None:
    attempt = study.quiz("first-light", "test", seed="s")
    clock.forward(minutes=31)
    said = told(lambda sitting: sitting.results(sitting.play(attempt)))
    assert "The time is over" in said
    assert "0 of 9 points, 0 %." in said


def test_a_review_asks_what_is_fading_and_can_take_an_answer_back(
    told: Told, study: Study, clock: Clock
) -> None:
    nothing = told(Sitting.review)
    assert "Nothing is fading now." in nothing
    told(lambda sitting: sitting.quiz("far-away", seed="s"), "1", "")
    assert "Nothing is fading now. The next question returns" in told(Sitting.review)
    clock.forward(days=40)
    said = told(Sitting.review, "1", ":undo", "2", "", "2", "", "2", "")
    assert "Review: 1 question." in said
    assert "Still known:" in said


def test_certainty_is_asked_when_it_is_on(told: Told, study: Study) -> None:
    study.chosen = Effective(Settings(certainty=True))
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "2", "3", "", "1", "3", "")
    assert "How sure?" in said


@pytest.mark.parametrize("choice", ["", "r", "l", "?", "1.2", "nonsense"])
def test_the_menu_takes_every_choice_and_comes_back(told: Told, choice: str) -> None:
    said = told(Sitting.menu, choice, "q", ":quit", "q", "q", "q")
    assert "Enter to go on, r review" in said


class FullDisk(MemoryStore):
    """A disk that is full until somebody makes room."""

    full = False

    def append(self, recorded: Sequence[Recorded]) -> int:
        if self.full:
            raise NotStored("the disk is full", "make room")
        return super().append(recorded)


@pytest.fixture
def disk(course_folder: Path, clock: Clock) -> tuple[FullDisk, Study]:
    store = FullDisk()
    return store, a_study(course_folder, store, clock)


def answered(disk: tuple[FullDisk, Study], *typed: str, interactive: bool = True) -> str:
    store, study = disk
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    sitting = Sitting(study, Lines(out, source, interactive=interactive, width=80))
    attempt = study.quiz("far-away", seed="s")
    store.full = True
    sitting.session(lambda: sitting.results(sitting.play(attempt)))
    return out.getvalue()


def test_an_answer_the_disk_refuses_is_never_shown_as_saved(
    disk: tuple[FullDisk, Study],
) -> None:
    said = answered(disk, "1", "")
    assert "Not saved: the disk is full. make room" in said
    assert "Right." not in said


def test_the_learner_may_go_on_without_saving(disk: tuple[FullDisk, Study]) -> None:
    assert "1 of 1 points" in answered(disk, "1", "u", "")
    assert disk[1].learner.unsaved > 0


def test_a_pipe_that_cannot_be_asked_ends(disk: tuple[FullDisk, Study]) -> None:
    with pytest.raises(NotStored):
        answered(disk, "1", interactive=False)


def test_what_is_read_known_and_open_is_told(told: Told, study: Study, clock: Clock) -> None:
    told(lambda sitting: sitting.quiz("first-light", seed="s"), *right(study, "first-light"))
    study.learner.clock_behind = clock.now + timedelta(days=99)
    clock.forward(days=30)
    said = told(Sitting.stand, "n")
    assert "Note: the clock says 24 December 2026, but an answer of yours" in said
    assert "Review: 10 questions are fading" in said
    assert "recall today" in told(Sitting.contents, "n")
    assert "Question 1 of 10" in told(Sitting.menu, "n", "r", "q")


def test_the_menu_leads_through_reading_to_the_quiz(told: Told, study: Study) -> None:
    entry = study.catalogue.lesson("first-light")
    for section in entry.sections[:-1]:
        study.read_section("first-light", section.id)
    said = told(Sitting.menu, "", "", "", ":q", "q")
    assert "That was 1.1 First light." in said
    assert "Now check yourself: course quiz first-light" in said
    assert "Quiz: First light" in said
    assert "Paused. Everything answered is stored" in said
    assert "0 of 11 answered" in said


def test_words_of_the_passage_are_explained_and_one_can_go_back(told: Told, study: Study) -> None:
    study.open_section("first-light", "in-figures")
    said = told(lambda sitting: sitting.learn("first-light"), "g", "nonsense", "b", "t", "", "q")
    assert "Type Enter, b, g, n, m or q." in said
    assert "Section 1 of 3." in said.split("Section 2 of 3.")[1]
    assert "The place is kept." in said


def test_results_say_what_to_read_again_and_where_one_was_too_sure(
    told: Told, study: Study
) -> None:
    study.chosen = Effective(Settings(certainty=True))
    answers = ["2", "3", ""]
    first = told(lambda sitting: sitting.quiz("far-away", seed="s"), *answers)
    assert "read “Elsewhere” again" in first
    assert "Certain and wrong: 1 question." in first
    assert "last time 0 %" in told(lambda sitting: sitting.quiz("far-away", seed="s"), *answers)


def test_when_all_is_done_reviews_are_offered(told: Told, study: Study) -> None:
    for lesson in study.catalogue.lessons:
        for section in lesson.sections:
            study.read_section(lesson.id, section.id)
        if lesson.quiz:
            attempt = study.quiz(lesson.quiz)
            study.do(attempt, submit(attempt))
    said = told(Sitting.menu, "", "q")
    assert "everything is read; reviews keep it alive" in said
    assert "Nothing is fading now." in said


def test_an_easy_answer_returns_later(told: Told, study: Study) -> None:
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "1", "easy", "")
    assert "It will return later." in said
    easy = study.returns("where-is-it")
    told(lambda sitting: sitting.quiz("first-light", seed="s"), *right(study, "first-light"))
    good = study.returns("q-short")
    assert easy is not None and good is not None
    assert easy > good


def test_a_first_miss_at_matching_says_how_many_fit_and_not_which(told: Told, study: Study) -> None:
    attempt = study.again("first-light", ["q-match"])
    wrong = typed_for(attempt.question, {"a": "b", "b": "b"}, attempt.seed)
    said = told(lambda sitting: sitting.play(attempt), *wrong)
    assert "1 of 2 fit so far." in said
    assert "It shows the doubts." not in said


# --- coming in ---


def test_somebody_new_is_told_what_this_is_and_how_to_begin(told: Told, study: Study) -> None:
    said = told(Sitting.stand)
    assert "Welcome: 3 lessons of some" in said
    assert "Enter begins, ? says what is possible here, q leaves." in said
    assert "Enter begins" not in told(Sitting.stand, interactive=False)
    study.open_section("first-light", "the-night")
    assert "Welcome" not in told(Sitting.stand)


def test_who_was_long_away_is_told_since_when(told: Told, study: Study, clock: Clock) -> None:
    study.open_section("first-light", "the-night")
    clock.forward(days=59)
    assert "Welcome back" not in told(Sitting.stand)
    clock.forward(days=300)
    assert "You were last here on 24 November 2026." in told(Sitting.stand)
    study.open_section("first-light", "the-day")
    assert "Welcome back" not in told(Sitting.stand)


def test_the_daily_goal_is_said_where_there_is_one(told: Told, study: Study, clock: Clock) -> None:
    assert "today" not in told(Sitting.stand)
    study.chosen = Effective(Settings(daily_goal=20))
    study.open_section("first-light", "the-night")
    clock.forward(minutes=8)
    study.read_section("first-light", "the-night")
    assert "8 of 20 minutes today." in told(Sitting.stand)
    study.chosen = Effective(Settings(daily_goal=5))
    assert "8 minutes today." in told(Sitting.stand)
    clock.forward(days=1)
    assert "0 of 5 minutes today." in told(Sitting.stand)


def test_a_clock_that_was_wrong_is_asked_about_and_mended(
    told: Told, study: Study, clock: Clock
) -> None:
    clock.forward(days=365)
    study.open_section("first-light", "the-night")
    clock.forward(days=-365)
    study.open_section("first-light", "the-day")
    study.learner.clock_behind = clock.now + timedelta(days=365)
    assert "Is the clock right?" not in told(Sitting.stand, interactive=False)
    assert "Note: the clock says" in told(Sitting.stand, "n")
    assert "Note: the clock says" not in told(Sitting.stand, "y")
    assert "Is the clock right?" not in told(Sitting.stand)
    assert study.progress.last_at == clock.now


# --- not without a word ---


def test_a_test_beside_an_unfinished_practice_keeps_it(told: Told, study: Study) -> None:
    told(lambda sitting: sitting.quiz("first-light", seed="s"), "1", "")
    said = told(lambda sitting: sitting.quiz("first-light", "test"), ":submit", "y")
    assert "Your practice is kept: 1 of 11 answered." in said
    assert study.mode_of("first-light") == "practice"
    again = told(lambda sitting: sitting.quiz("first-light"), ":quit")
    assert "is kept" not in again
    assert "Question 1 of 11\nNot right yet." in again, "it goes on where it was"


def test_ending_with_open_questions_is_said_and_asked(told: Told, study: Study) -> None:
    said = told(lambda sitting: sitting.quiz("first-light"), ":submit", "n", ":quit")
    assert "11 questions are not answered.\nSubmit all the same?" in said
    assert study.open_quiz("first-light")
    piped = told(lambda sitting: sitting.quiz("first-light"), ":submit", interactive=False)
    assert "11 questions are not answered." in piped
    assert study.open_quiz("first-light") is None


def test_a_wrong_reply_to_how_sure_is_asked_again(told: Told, study: Study) -> None:
    study.chosen = Effective(Settings(certainty=True))
    said = told(lambda sitting: sitting.quiz("far-away", seed="s"), "1", "very", "4", "3", "")
    assert said.count("Type 1, 2 or 3, or only Enter.") == 2
    [answer] = [
        one.event
        for _, one in study.learner.store.read("ada", "small")
        if isinstance(one.event, Answered)
    ]
    assert answer.certainty == 3
