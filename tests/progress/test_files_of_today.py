"""What a learner has today opens in every later version: fixtures that are never made anew.

`log-2026-11.db` is a learner's file and `log-2026-11.jsonl` its export, of November 2026: one of
each kind of event there was, one that a wrong clock dated a year ahead and its mending, a second
learner, and an event that only a newer program knows.
"""

from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from course.progress.care import verify
from course.progress.codec import KINDS
from course.progress.foreign import read
from course.progress.journal import header, line
from course.progress.learner import Learner
from course.progress.merge import merge
from course.progress.outward import Wanted, exported
from course.progress.projection import Progress
from course.progress.sqlite import SqliteStore
from tests.progress.logs import DAY, NOON

FIXTURES = Path(__file__).parent / "fixtures"
NAMES = ("log-2026-11.db", "log-2026-11.jsonl")
COUNT = 39


@pytest.fixture(params=NAMES)
def file(request: pytest.FixtureRequest, path: Path) -> Path:
    """A learner's file: that of then, or made of the export of then."""
    if request.param.endswith(".db"):
        path.parent.mkdir()
        path.write_bytes((FIXTURES / request.param).read_bytes())
    else:
        merge(path, read(FIXTURES / request.param), NOON)
    return path


def progress(path: Path, name: str = "ana") -> Progress:
    with closing(SqliteStore(path, NOON)) as store:
        now = NOON + 2 * DAY
        return Learner(store, name, "internet-governance", lambda: now, lambda: "0" * 20).progress


def test_all_of_it_is_sound_and_understood(file: Path) -> None:
    assert verify(file) == COUNT
    with closing(SqliteStore(file, NOON)) as store:
        assert store.learners() == ("ana", "Бен")
        ours = [one for _, one in store.read("ana", "internet-governance")]
    assert len(ours) == COUNT - 2, "but for the other learner's and the one of a newer program"
    assert ours[0].at == NOON
    assert ours[0].study_day.isoformat() == "2026-11-24"


def test_the_learner_stands_where_they_stood(file: Path) -> None:
    stood = progress(file)
    assert stood.place == ("names", "roots")
    assert stood.read == {"dubai": frozenset({"the-night"})}
    assert [result.of for result in stood.results] == ["quiz:dubai", "quiz:essay"]
    assert {name: revision for name, (revision, _) in stood.cards.items()} == {
        "q1": 1, "q2": 3, "q3": 1
    }  # fmt: skip
    assert all(card.reps == 1 for _, card in stood.cards.values())
    assert stood.flagged == {"q2"}
    assert stood.notes["q1"].text == "Why?"
    assert set(stood.bookmarks) == {"dubai#the-night"}
    assert stood.played["the-night"].endings == {"signed"}
    assert stood.open_attempts["review"].total == 2
    assert progress(file, "Бен").place == ("names", "roots")


def test_the_clock_that_was_wrong_stays_mended(file: Path) -> None:
    assert progress(file).last_at == NOON + DAY


def test_the_schedule_of_then_is_that_of_now(file: Path) -> None:
    """A change of the model of memory would be a change of what learners were promised."""
    cards = {name: card for name, (_, card) in progress(file).cards.items()}
    assert cards["q1"].stability == pytest.approx(8.2956)
    assert cards["q3"].stability == pytest.approx(1.2931)
    assert cards["q1"].due - cards["q1"].last_review == timedelta(days=8)
    assert cards["q2"].last_review == (NOON + timedelta(minutes=7)).astimezone(UTC)


def test_it_is_written_today_as_it_was_then(file: Path) -> None:
    then = (FIXTURES / "log-2026-11.jsonl").read_text(encoding="utf-8")
    assert "".join(exported(file, Wanted())) == then
    rows = read(FIXTURES / "log-2026-11.jsonl")
    assert "\n".join([header(len(rows)), *map(line, rows), ""]) == then
    assert {row.kind for row in rows} - KINDS.keys() == {"Sung"}


def test_both_are_the_same_log() -> None:
    one, other = (read(FIXTURES / name) for name in NAMES)
    assert one == other
