"""Logs brought together: twice is once, in any order, all or nothing."""

import random
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.errors import CourseError
from course.progress import merge as module
from course.progress.backups import existing
from course.progress.care import verify
from course.progress.codec import Row, encode
from course.progress.learner import Learner
from course.progress.merge import merge, renamed
from course.progress.projection import Progress
from course.progress.sqlite import SqliteStore
from course.progress.store import NotStored
from course.sessions.events import Event, Recorded, rising_ids
from tests.progress.logs import DAY, NOON, ONE_OF_EACH, answered, events, log, recorded, started


def rows(*happened: Recorded) -> list[Row]:
    return [encode(one) for one in happened]


def stored(path: Path) -> list[Recorded]:
    with closing(SqliteStore(path, NOON)) as store:
        return [one for _, one in store.read("ana", "ig")]


def progress(path: Path) -> Progress:
    with closing(SqliteStore(path, NOON)) as store:
        return Learner(store, "ana", "ig", lambda: NOON + 99 * DAY, lambda: "0" * 20).progress


WRITTEN = log(*ONE_OF_EACH)


def test_a_log_comes_into_an_empty_place(path: Path) -> None:
    done = merge(path, rows(*WRITTEN), NOON)
    assert (done.added, done.known, done.learners, done.backup) == (len(WRITTEN), 0, ("ana",), None)
    assert stored(path) == list(WRITTEN)
    assert verify(path) == len(WRITTEN)


def test_twice_is_once(path: Path) -> None:
    merge(path, rows(*WRITTEN), NOON)
    again = merge(path, rows(*WRITTEN, *WRITTEN), NOON)
    assert (again.added, again.known, again.backup) == (0, len(WRITTEN), None)
    assert stored(path) == list(WRITTEN)


def test_a_backup_is_made_before(path: Path) -> None:
    merge(path, rows(*WRITTEN[:5]), NOON)
    done = merge(path, rows(*WRITTEN), NOON)
    assert done.backup == existing(path)[0].path
    assert verify(existing(path)[0].path) == 5
    assert (done.added, done.known) == (len(WRITTEN) - 5, 5)


def test_what_says_otherwise_is_refused_and_nothing_comes(path: Path) -> None:
    merge(path, rows(*WRITTEN[:5]), NOON)
    [changed] = rows(recorded(answered("q9")))
    changed = changed._replace(id=WRITTEN[3].id)
    with pytest.raises(CourseError, match="one thing in one log and another in the other"):
        merge(path, [*rows(*WRITTEN), changed], NOON)
    with pytest.raises(CourseError, match="one thing in one log"):
        merge(path, [*rows(*WRITTEN[5:]), changed], NOON)
    assert stored(path) == list(WRITTEN[:5])
    assert existing(path) == []


def test_what_is_cut_short_leaves_all_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(items: Sequence[Row], *_: object) -> Sequence[Row]:
        raise KeyboardInterrupt

    merge(path, rows(*WRITTEN[:5]), NOON)
    monkeypatch.setattr(module, "watched", interrupted)
    with pytest.raises(KeyboardInterrupt):
        merge(path, rows(*WRITTEN), NOON)
    assert stored(path) == list(WRITTEN[:5])
    assert verify(path) == 5


def test_a_file_that_cannot_be_written_is_not_merged_into(unprivileged: Path) -> None:
    path = unprivileged / "progress.db"
    merge(path, rows(*WRITTEN[:5]), NOON)
    path.chmod(0o400)
    with pytest.raises(NotStored):
        merge(path, rows(*WRITTEN), NOON)


def test_somebody_called_otherwise_elsewhere_is_one_person(path: Path) -> None:
    theirs = [row._replace(learner="ana.k") for row in rows(*WRITTEN)]
    other = rows(recorded(answered(), learner="bo"))
    merge(path, renamed([*theirs, *other], "ana.k", "ana"), NOON)
    assert stored(path) == list(WRITTEN)
    assert merge(path, theirs, NOON).known == len(WRITTEN)


def test_who_is_at_work_is_not_disturbed(path: Path) -> None:
    with closing(SqliteStore(path, NOON)) as store:
        now = NOON
        chance = random.Random(1)
        at_work = Learner(store, "ana", "ig", lambda: now, lambda: f"{chance.getrandbits(80):020x}")
        at_work.record(started(attempt="mine"))
        merge(path, rows(*log(started("q7"), answered("q7"), at=NOON - DAY)), NOON)
        now += timedelta(minutes=1)
        at_work.record(answered("q1", attempt="mine"))
        assert set(at_work.progress.cards) == {"q1", "q7"}
    assert progress(path) == at_work.progress


# --- machines ---


def a_log(happened: Sequence[tuple[Event, timedelta]], seed: int) -> list[Row]:
    """The log of one machine, as the program writes it."""
    chance, at, newest, made = random.Random(seed), NOON, "", []
    for event, later in happened:
        at += later
        [newest] = rising_ids(newest, at, [f"{chance.getrandbits(80):020x}"])
        made.append(encode(Recorded(newest, "ana", "ig", at, event)))
    return made


_logs = st.lists(st.tuples(events, st.timedeltas(timedelta(hours=-1), 5 * DAY)), max_size=12)


@settings(max_examples=40)
@given(one=_logs, other=_logs, order=st.permutations([0, 1, 0, 1]), cut=st.integers(0, 12))
def test_files_that_took_in_the_same_logs_stand_the_same(
    one: list[tuple[Event, timedelta]],
    other: list[tuple[Event, timedelta]],
    order: list[int],
    cut: int,
) -> None:
    logs = [a_log(one, 1), a_log(other, 2)]
    with TemporaryDirectory() as folder:
        first, second = Path(folder) / "a" / "progress.db", Path(folder) / "b" / "progress.db"
        merge(first, logs[0], NOON)
        merge(first, logs[1], NOON)
        merge(second, logs[order[0]][:cut], NOON)
        for which in order:
            merge(second, logs[which], NOON)
        assert progress(first) == progress(second)
        assert verify(first) == verify(second) == len(logs[0]) + len(logs[1])
