"""The fold: notes and bookmarks at their places, and how each question went the last time."""

from datetime import timedelta
from fractions import Fraction

from course.progress.folding import fold
from course.progress.projection import Met, Note, Progress
from course.progress.snapshot import dump, load
from course.progress.standing import due
from course.sessions.events import (
    Bookmarked,
    Event,
    LessonKnown,
    LessonUnknown,
    NoteRemoved,
    NoteWritten,
    PutOff,
    SelfMarked,
    Unbookmarked,
    Undone,
)
from tests.progress.logs import DAY, HALF, NOON, RIGHT, WRONG, answered, log, started, submitted

PLACE = "dubai#the-night"


def after(*events: Event) -> Progress:
    return fold(log(*events))


def at(place: int) -> timedelta:
    return timedelta(seconds=10) * place


def test_a_note_is_what_was_written_last_and_stays_in_the_log_when_it_goes() -> None:
    written = (NoteWritten(PLACE, "one"), NoteWritten("q1", "two"), NoteWritten(PLACE, "three"))
    assert after(*written).notes == {
        PLACE: Note("three", NOON + at(2)),
        "q1": Note("two", NOON + at(1)),
    }
    assert set(after(*written, NoteRemoved(PLACE), NoteRemoved("nowhere")).notes) == {"q1"}


def test_a_bookmark_keeps_the_time_it_was_put() -> None:
    progress = after(Bookmarked(PLACE), Bookmarked(PLACE), Bookmarked("q1"))
    assert progress.bookmarks == {PLACE: NOON, "q1": NOON + at(2)}
    gone = after(Bookmarked(PLACE), Unbookmarked(PLACE), Unbookmarked("nowhere"))
    assert gone.bookmarks == {}


def test_a_lesson_is_known_until_it_is_to_be_read_after_all() -> None:
    progress = after(LessonKnown("l1"), LessonKnown("l2"), LessonKnown("l1"), LessonUnknown("l2"))
    assert progress.known == {"l1"}
    assert progress.read == {}
    assert load(dump(progress)) == progress


def test_notes_and_bookmarks_are_in_the_snapshot() -> None:
    progress = after(NoteWritten(PLACE, "Häuser\n\n家"), Bookmarked("q1"), answered())
    assert load(dump(progress)) == progress


def test_a_question_was_met_when_it_was_answered_and_never_before() -> None:
    assert after(started()).met == {}
    progress = after(started(), answered("q1", HALF, certainty=3))
    assert progress.met == {"q1": Met("a1", NOON + at(1), HALF, 3)}
    assert load(dump(progress)) == progress


def test_the_first_answer_of_an_attempt_says_how_it_went() -> None:
    again = (started(), answered("q1", WRONG), answered("q1", RIGHT))
    assert after(*again).met["q1"].fraction == WRONG


def test_a_later_attempt_says_it_anew() -> None:
    wrong = (started(), answered("q1", WRONG, certainty=3), submitted())
    right = (started(attempt="a2"), answered("q1", attempt="a2"))
    assert after(*wrong, *right).met["q1"] == Met("a2", NOON + at(4), RIGHT, None)


def test_a_reflection_went_as_it_was_judged() -> None:
    judged = (started(), answered("q1", None), SelfMarked("a1", "q1", ("a",), HALF))
    assert after(*judged[:2]).met["q1"].fraction is None
    assert after(*judged).met["q1"].fraction == HALF


def test_a_test_is_met_as_a_whole_when_it_is_submitted() -> None:
    taken = (started(mode="test"), answered("q1", WRONG), answered("q1", RIGHT))
    assert after(*taken).met == {}, "its answers are not told before"
    met = after(*taken, submitted()).met
    assert set(met) == {"q1", "q2", "q3"}
    assert (met["q1"].fraction, met["q2"].fraction) == (RIGHT, None)


def test_an_answer_taken_back_leaves_the_question_as_it_was() -> None:
    begun = (started(mode="review"), answered("q1"))
    assert after(*begun, Undone("a1", "q1")).met == {}
    before = (started(), answered("q1", HALF), submitted())
    review = (started(mode="review", attempt="a2"), answered("q1", WRONG, attempt="a2"))
    undone = after(*before, *review, Undone("a2", "q1"))
    assert undone.met == after(*before).met
    reviewed = after(*before, *review)
    assert load(dump(reviewed)) == reviewed
    answered_anew = after(*before, *review, Undone("a2", "q1"), answered("q1", attempt="a2"))
    assert answered_anew.met["q1"].fraction == RIGHT


def test_what_is_put_off_comes_back_tomorrow_and_is_known_no_better() -> None:
    learnt = log(started(), answered("q1", Fraction(0)), submitted())
    faded = NOON + 9 * DAY
    put_off = fold(log(PutOff("a2", "q1"), at=faded), fold(learnt))
    assert due(fold(learnt), faded, {"q1"}) == ("q1",)
    assert due(put_off, faded, {"q1"}) == ()
    assert due(put_off, faded + DAY, {"q1"}) == ("q1",)
    known, before = put_off.cards["q1"][1], fold(learnt).cards["q1"][1]
    assert (known.stability, known.last_review, known.lapses) == (
        before.stability,
        before.last_review,
        before.lapses,
    )
