"""What is known of the scenarios that were played."""

from datetime import timedelta

from course.progress.folding import fold
from course.progress.played import Played
from course.progress.projection import Progress
from course.progress.snapshot import dump, load
from course.sessions.events import Chose, Event, ScenarioEnded, ScenarioStarted, Taken, WentOn
from tests.progress.logs import NOON, log

STARTED = ScenarioStarted("r1", "plates")
ASKED = Chose("r1", "plates", "hall", "ask", "corridor")
THERE = WentOn("r1", "plates", "corridor")
SIGNED = Chose("r1", "plates", "corridor", "sign", "signed")
ENDED = ScenarioEnded("r1", "plates", "signed")
WHOLE = (STARTED, ASKED, THERE, SIGNED, ENDED)


def after(*events: Event) -> Progress:
    return fold(log(*events))


def played(*events: Event) -> Played:
    return after(*events).played["plates"]


def test_a_run_that_was_begun_is_open_until_it_ends() -> None:
    assert after().played == {}
    begun = played(STARTED, ASKED, THERE)
    assert (begun.run, begun.is_open, begun.chosen, begun.ended) == ("r1", True, 1, 0)
    assert begun.at == NOON + timedelta(seconds=20)
    assert begun.seen == {"hall", "corridor"}
    whole = played(*WHOLE)
    assert (whole.is_open, whole.chosen, whole.ended) == (False, 2, 1)
    assert whole.endings == {"signed"}
    assert whole.taken == {("hall", "ask", "corridor"), ("corridor", "sign", "signed")}


def test_a_new_run_keeps_what_was_seen() -> None:
    again = played(*WHOLE, ScenarioStarted("r2", "plates", (Taken("hall", "ask"),)))
    assert (again.run, again.is_open, again.chosen, again.ended) == ("r2", True, 1, 1)
    assert again.endings == {"signed"}
    assert again.seen == {"hall", "corridor", "signed"}


def test_what_an_older_run_comes_to_counts_as_seen_and_closes_nothing() -> None:
    late = played(STARTED, ASKED, ScenarioStarted("r2", "plates"), THERE, SIGNED, ENDED)
    assert (late.run, late.is_open, late.chosen, late.ended) == ("r2", True, 0, 1)
    assert late.endings == {"signed"}


def test_a_log_that_begins_in_the_middle_is_not_refused() -> None:
    assert played(THERE).seen == {"corridor"}


def test_what_was_played_is_in_the_snapshot_and_no_attempt() -> None:
    progress = after(*WHOLE, ScenarioStarted("r2", "cables"))
    assert load(dump(progress)) == progress
    assert progress.open_attempts == {}
