"""The fold: where the learner is, what moves a card, and what no log can break."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.progress.diary import Day
from course.progress.folding import apply, fold
from course.progress.projection import OpenAttempt, Progress, Result
from course.progress.snapshot import dump, load
from course.progress.standing import Recall, due, recall, study_days_this_week
from course.scheduling import Card, Rating, retrievability, review
from course.sessions.events import (
    Answered,
    Asking,
    Eased,
    Event,
    Flagged,
    Mode,
    Recorded,
    SectionOpened,
    SectionRead,
    SelfMarked,
    Undone,
    Unflagged,
)
from tests.progress.logs import (
    DAY,
    HALF,
    NOON,
    ONE_OF_EACH,
    RIGHT,
    WRONG,
    absurd_times,
    answered,
    log,
    logs,
    recorded,
    started,
    submitted,
)


def after(*events: Event) -> Progress:
    return fold(log(*events))


def card(progress: Progress, question: str = "q1") -> Card:
    return progress.cards[question][1]


def rated(*ratings: Rating, at: datetime = NOON) -> Card:
    """A card that was rated so, all at the same time."""
    known = None
    for rating in ratings:
        known = review(known, rating, at)
    assert known is not None
    return known


def at(place: int) -> datetime:
    return NOON + timedelta(seconds=10) * place


# --- where the learner is ---


def test_the_place_is_the_section_last_opened() -> None:
    progress = after(SectionOpened("l1", "s1"), SectionRead("l1", "s1"), SectionOpened("l1", "s2"))
    assert progress.place == ("l1", "s2")
    assert progress.read == {"l1": frozenset({"s1"})}


def test_nothing_is_known_of_an_empty_log() -> None:
    assert fold(()) == Progress()
    assert Progress().place is None


def test_an_attempt_is_open_until_it_is_submitted() -> None:
    begun = (started(), answered("q1"), answered("q1"), answered("q3", WRONG))
    expected = OpenAttempt("a1", "quiz:q", "practice", NOON, answered=2, total=3)
    assert after(*begun).open_attempts == {"quiz:q": expected}
    assert after(*begun, submitted()).open_attempts == {}


def test_a_newer_attempt_at_the_same_takes_the_place_of_an_open_one() -> None:
    begun = (started(), answered("q1"), started(attempt="a2"))
    assert after(*begun).open_attempts["quiz:q"].attempt == "a2"
    assert after(*begun, submitted("a2")).open_attempts == {}, "an abandoned one does not return"


def test_an_abandoned_attempt_still_counts_when_it_is_finished_elsewhere() -> None:
    progress = after(started(), started(attempt="a2"), answered("q1"), submitted("a1"))
    assert progress.open_attempts["quiz:q"].attempt == "a2"
    assert [result.attempt for result in progress.results] == ["a1"]
    assert card(progress) == rated(Rating.GOOD, at=at(2))


def test_attempts_at_different_things_are_open_side_by_side() -> None:
    progress = after(started(), started("q9", attempt="a2", of="review", mode="review"))
    assert set(progress.open_attempts) == {"quiz:q", "review"}


def test_a_result_tells_score_and_time() -> None:
    events = log(started(), answered("q1"), submitted(score=HALF))
    expected = Result("a1", "quiz:q", "practice", HALF, 3, events[-1].at, 20)
    assert fold(events).results == (expected,)


def test_a_pause_counts_as_five_minutes_of_work() -> None:
    long = log(started(), answered("q1"), submitted(), every=timedelta(hours=20))
    assert fold(long).results[0].seconds == 600


def test_a_clock_set_back_takes_no_time_away() -> None:
    back = log(started(), answered("q1"), submitted(), every=timedelta(seconds=-30))
    assert fold(back).results[0].seconds == 0


def test_a_second_submit_is_passed_over() -> None:
    assert len(after(started(), submitted(), submitted()).results) == 1


def test_flags_stay_until_they_are_taken_off() -> None:
    flagged = (started(), Flagged("a1", "q1"), Flagged("a1", "q2"))
    assert after(*flagged, submitted()).flagged == {"q1", "q2"}
    assert after(*flagged, Unflagged("a1", "q1")).flagged == {"q2"}


# --- what moves a card ---


@pytest.mark.parametrize("mode", ["practice", "review"])
def test_the_first_answer_rates_and_further_tries_do_not(mode: Mode) -> None:
    progress = after(started(mode=mode), answered("q1", WRONG), answered("q1", RIGHT))
    assert card(progress) == rated(Rating.AGAIN, at=at(1))


@pytest.mark.parametrize(
    ("fraction", "certainty", "rating"),
    [
        (WRONG, 3, Rating.AGAIN),
        (HALF, None, Rating.HARD),
        (RIGHT, 2, Rating.GOOD),
        (RIGHT, 3, Rating.EASY),
    ],
)
def test_fraction_and_certainty_make_the_rating(
    fraction: Fraction, certainty: int | None, rating: Rating
) -> None:
    event = Answered("a1", "q1", "a", fraction, certainty)  # type: ignore[arg-type]
    assert card(after(started(), event)) == rated(rating, at=at(1))


def test_a_survey_makes_no_card() -> None:
    assert after(started(), answered("q1", None), answered("q1", RIGHT)).cards == {}


def test_a_reflection_is_rated_when_it_is_judged() -> None:
    written = (started(), answered("q1", None))
    assert after(*written).cards == {}
    judged = after(*written, SelfMarked("a1", "q1", ("c",), HALF))
    assert card(judged) == rated(Rating.HARD, at=at(2))


def test_a_judgement_without_an_answer_is_passed_over() -> None:
    assert after(started(), SelfMarked("a1", "q1", ("c",), HALF)).cards == {}


def test_a_test_rates_the_last_answers_when_it_is_submitted() -> None:
    taken = (started(mode="test"), answered("q1", RIGHT), answered("q1", WRONG))
    assert after(*taken).cards == {}
    assert after(*taken).open_attempts["quiz:q"].answered == 1
    assert card(after(*taken, submitted())) == rated(Rating.AGAIN, at=at(2))


def test_easy_rates_the_right_answer_anew() -> None:
    progress = after(started(), answered("q1", RIGHT), Eased("a1", "q1"))
    assert card(progress) == rated(Rating.EASY, at=at(1))


@pytest.mark.parametrize("fraction", [WRONG, HALF, None])
def test_only_a_right_answer_can_have_been_easy(fraction: Fraction | None) -> None:
    answer = (started(), answered("q1", fraction))
    assert after(*answer, Eased("a1", "q1")).cards == after(*answer).cards


@pytest.mark.parametrize("eased", [False, True])
def test_undoing_puts_the_card_back(eased: bool) -> None:
    before = (started(mode="review"), answered("q1", HALF), submitted())
    again = (started(mode="review", attempt="a2"), answered("q1", RIGHT, attempt="a2"))
    easy = (Eased("a2", "q1"),) if eased else ()
    progress = after(*before, *again, *easy, Undone("a2", "q1"))
    assert progress.cards == after(*before).cards


def test_undoing_the_only_answer_leaves_no_card() -> None:
    undone = (started(mode="review"), answered("q1"), Undone("a1", "q1"))
    assert after(*undone).cards == {}
    assert after(*undone).open_attempts["quiz:q"].answered == 0
    assert card(after(*undone, answered("q1", WRONG))) == rated(Rating.AGAIN, at=at(3))


def test_undoing_a_repeat_in_the_same_review_keeps_the_first_rating() -> None:
    asked_again = (started(mode="review"), answered("q1", WRONG), answered("q1", RIGHT))
    once = after(*asked_again, Undone("a1", "q1"))
    assert card(once) == rated(Rating.AGAIN, at=at(1))
    assert after(*asked_again, Undone("a1", "q1"), Undone("a1", "q1")).cards == {}


def test_undoing_leaves_alone_what_another_attempt_did_since() -> None:
    progress = after(
        started(mode="review"),
        answered("q1", WRONG),
        started(attempt="a2", of="quiz:other"),
        answered("q1", RIGHT, attempt="a2"),
        Undone("a1", "q1"),
    )
    assert progress.cards["q1"][1].reps == 2


def test_a_test_takes_no_answer_back() -> None:
    taken = (started(mode="test"), answered("q1", WRONG), Undone("a1", "q1"), submitted())
    assert card(after(*taken)) == rated(Rating.AGAIN, at=at(1))


def test_a_higher_revision_begins_a_new_card() -> None:
    before = (started(), answered("q1"), submitted())
    again = started(attempt="a2", revision=2)
    assert card(after(*before, again)).reps == 1, "the old card stands until it is answered anew"
    progress = after(*before, again, answered("q1", WRONG, attempt="a2"))
    assert progress.cards["q1"] == (2, rated(Rating.AGAIN, at=at(4)))


def test_a_lower_revision_leaves_the_card_alone() -> None:
    newer = (started(revision=2), answered("q1"), submitted())
    older = (started(attempt="a2", revision=1), answered("q1", WRONG, attempt="a2"))
    assert after(*newer, *older).cards == after(*newer).cards


def test_answers_outside_an_attempt_move_nothing() -> None:
    assert after(answered("q1")).cards == {}
    assert after(started("q1"), answered("q9")).cards == {}
    assert after(started("q1"), started("q9"), answered("q9")).cards == {}, "begun twice"


# --- clocks ---


def reviews(*times: datetime) -> list[Recorded]:
    """The same question answered right at these times, each in an attempt of its own."""
    made: list[Recorded] = []
    for place, time in enumerate(times):
        attempt = f"r{place}"
        begin = started("q1", attempt=attempt, mode="review", of="review")
        for event in (begin, answered("q1", attempt=attempt), submitted(attempt)):
            made.append(recorded(event, time))
    return made


def test_a_clock_a_little_behind_counts_as_no_time_at_all() -> None:
    behind = card(fold(reviews(NOON, NOON - timedelta(hours=3))))
    assert behind == card(fold(reviews(NOON, NOON)))


def test_a_card_dated_a_year_ahead_comes_back_to_the_present() -> None:
    ahead = fold(reviews(NOON, NOON + 365 * DAY))
    assert due(ahead, NOON + DAY, {"q1"}) == ("q1",), "its date cannot be, so it is asked"
    back = fold(reviews(NOON + DAY), ahead)
    assert card(back).last_review == NOON + DAY
    assert card(back).due > NOON + DAY


@pytest.mark.parametrize("absurd", absurd_times())
def test_an_absurd_time_breaks_nothing(absurd: datetime) -> None:
    progress = fold(reviews(NOON, absurd, NOON + 4 * DAY))
    assert len(progress.results) == 3
    assert card(progress).last_review == NOON + 4 * DAY
    assert card(progress).due < NOON + 400 * DAY
    assert load(dump(progress)) == progress


def test_a_study_day_lasts_until_four_in_the_morning() -> None:
    late = recorded(SectionOpened("l1", "s1"), NOON.replace(day=25, hour=3, minute=59))
    assert fold([late]).study_days == {date(2026, 11, 24)}


def test_travel_and_clock_changes_lose_no_study_day() -> None:
    kiritimati, baker = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    days = [
        datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(2026, 3, 29, 20, tzinfo=ZoneInfo("Europe/Berlin")),  # a day of 23 hours
        datetime(2026, 3, 30, 20, tzinfo=kiritimati),
        datetime(2026, 3, 31, 20, tzinfo=baker),
    ]
    progress = fold([recorded(SectionOpened("l1", "s1"), day) for day in days])
    assert progress.study_days == {day.date() for day in days}
    assert study_days_this_week(progress, days[-1]) == 4


def test_only_the_last_seven_days_are_this_week() -> None:
    progress = Progress(days={date(2026, 11, day): Day() for day in (17, 18, 24, 25)})
    assert study_days_this_week(progress, NOON) == 2


# --- what is due, what is known ---


def known(**cards: Card) -> Progress:
    return Progress(cards={question: (1, card) for question, card in cards.items()})


def a_card(due: datetime, last: datetime, stability: float = 5.0) -> Card:
    return Card(stability, 5.0, due.astimezone(UTC), last.astimezone(UTC), 1, 0)


def test_the_most_faded_is_due_first_and_what_is_gone_never() -> None:
    faded = a_card(NOON - DAY, NOON - 20 * DAY, stability=1.0)
    fresher = a_card(NOON - DAY, NOON - 6 * DAY)
    later = a_card(NOON + 2 * DAY, NOON - 2 * DAY)
    progress = known(q1=fresher, q2=faded, q3=later, gone=faded)
    assert due(progress, NOON, {"q1", "q2", "q3"}) == ("q2", "q1")


def test_what_falls_due_tonight_is_due_this_morning_unless_answered_today() -> None:
    tonight = NOON.replace(hour=22)
    progress = known(q1=a_card(tonight, NOON - DAY), q2=a_card(tonight, NOON.replace(hour=9)))
    assert due(progress, NOON, {"q1", "q2"}) == ("q1",)
    before_dawn = NOON.replace(hour=2)  # still yesterday
    assert due(progress, before_dawn, {"q1", "q2"}) == ()


def test_recall_is_the_mean_of_what_was_seen() -> None:
    progress = known(**{f"q{n}": a_card(NOON, NOON - n * DAY) for n in (1, 4, 9)})
    chances = [retrievability(one, NOON) for _, one in progress.cards.values()]
    expected = Recall(sum(chances) / 3, seen=3, of=12)
    assert recall(progress, [f"q{n}" for n in range(1, 13)], NOON) == expected


def test_recall_needs_three_answers_and_a_quarter_of_the_questions() -> None:
    progress = known(**{f"q{n}": a_card(NOON, NOON - n * DAY) for n in (1, 4, 9)})
    assert recall(progress, ["q1", "q4"], NOON) == Recall(None, 2, 2)
    assert recall(progress, [f"q{n}" for n in range(1, 14)], NOON) == Recall(None, 3, 13)
    assert recall(progress, [], NOON) == Recall(None, 0, 0)


# --- for every log ---


@given(logs())
def test_no_log_breaks_the_fold_or_what_is_read_from_it(log: list[Recorded]) -> None:
    progress = fold(log)
    now = log[-1].at if log else NOON
    assert set(due(progress, now, progress.cards)) <= set(progress.cards)
    assert all(one.answered <= one.total for one in progress.open_attempts.values())
    assert 0 <= study_days_this_week(progress, now) <= 7


@given(logs(), st.integers(0, 30))
def test_a_fold_may_stop_and_go_on_anywhere(log: list[Recorded], cut: int) -> None:
    assert fold(log[cut:], fold(log[:cut])) == fold(log)


@given(logs(), st.integers(0, 30))
def test_a_snapshot_anywhere_equals_folding_anew(log: list[Recorded], cut: int) -> None:
    snapshot = load(dump(fold(log[:cut])))
    assert snapshot == fold(log[:cut])
    assert fold(log[cut:], snapshot) == fold(log)


@given(logs(max_size=12))
def test_applying_one_by_one_equals_folding(log: list[Recorded]) -> None:
    progress = Progress()
    for one in log:
        earlier = progress
        kept = dump(earlier)
        progress = apply(earlier, one)
        assert dump(earlier) == kept, "a progress never changes"
    assert progress == fold(log)


@given(logs(max_size=12), logs(max_size=12))
def test_two_logs_merge_in_either_order_to_the_same_facts(
    ours: list[Recorded], theirs: list[Recorded]
) -> None:
    theirs = [_elsewhere(one) for one in theirs]
    one_way, other_way = fold(ours + theirs), fold(theirs + ours)
    assert one_way.read == other_way.read
    assert one_way.study_days == other_way.study_days
    assert set(one_way.results) == set(other_way.results)
    assert one_way.cards.keys() == other_way.cards.keys()


def _elsewhere(one: Recorded) -> Recorded:
    """The event as another machine would tell it: attempts and questions of its own."""
    event: Any = one.event
    changes: dict[str, Any] = {
        name: f"{getattr(event, name)}-there"
        for name in ("attempt", "question")
        if hasattr(event, name)
    }
    if hasattr(event, "asked"):
        changes["asked"] = tuple(Asking(f"{a.question}-there", a.revision) for a in event.asked)
    return replace(one, event=replace(event, **changes))


def test_every_kind_of_event_folds() -> None:
    assert fold(log(*ONE_OF_EACH)).results[0].out_of == 4
