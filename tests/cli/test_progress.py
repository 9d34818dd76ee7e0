"""`course progress`: sentences for people, numbers for programs."""

import json

from tests.cli.test_learn import Said, said

__all__ = ["said"]


def test_somebody_new_is_told_that_there_is_too_little_to_say(said: Said) -> None:
    status, out, _ = said("progress")
    assert status == 0
    assert "Nothing is scheduled yet" in out
    assert "Too little is answered yet" in out


def test_what_was_answered_is_counted(said: Said) -> None:
    said("quiz", "far-away", typed="1\n\n")
    numbers = json.loads(said("progress", "--json")[1])
    assert numbers["format"] == 1
    assert numbers["recall"]["met"] == 1
    assert sum(day["questions"] for day in numbers["forecast"]["days"]) == 1


def test_a_slip_below_progress_is_told(said: Said) -> None:
    status, _, err = said("progress", "exprot")
    assert status == 2
    assert "there is no command `exprot`" in err
