"""Backups: taken when they are due, proven good, thinned with age."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from course.progress import backups
from course.progress.backups import Backup, existing, folder, kept, newest_good
from course.progress.care import verify
from course.progress.sqlite import SqliteStore
from tests.progress.logs import DAY, NOON, answered, log


@pytest.fixture
def store(path: Path) -> SqliteStore:
    store = SqliteStore(path, NOON)
    store.append(log(answered(), answered()))
    return store


def names(path: Path) -> list[str]:
    return sorted(each.name for each in folder(path).iterdir())


def test_a_backup_is_a_private_and_whole_copy(store: SqliteStore) -> None:
    assert store.look_after(NOON) is None
    [backup] = existing(store.path)
    assert backup == Backup(
        NOON.astimezone(UTC), folder(store.path) / "progress-20261124T110000Z.db"
    )
    assert verify(backup.path) == 2
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder(store.path).stat().st_mode) == 0o700
    store.close()


def test_a_backup_is_taken_once_a_day(store: SqliteStore) -> None:
    for hours in (0, 5, 23, 24, 30, 48):
        store.look_after(NOON + timedelta(hours=hours))
    assert [backup.taken for backup in existing(store.path)] == [NOON, NOON + DAY, NOON + 2 * DAY]
    store.close()


def test_a_backup_from_the_future_neither_stops_nor_outranks_others(store: SqliteStore) -> None:
    store.look_after(NOON + 400 * DAY)
    store.append(log(answered()))
    for _ in range(3):
        store.look_after(NOON)
    assert [backup.taken for backup in existing(store.path)] == [NOON, NOON + 400 * DAY]
    best = newest_good(store.path)
    assert best
    assert best.taken == NOON
    store.close()


def test_other_files_among_the_backups_are_left_alone(store: SqliteStore) -> None:
    folder(store.path).mkdir()
    for name in ("notes.txt", "progress-.db", "other-20261124T110000Z.db", "progress-x.db"):
        (folder(store.path) / name).write_text("mine")
    for day in range(40):
        store.look_after(NOON + day * DAY)
    assert {"notes.txt", "progress-.db", "other-20261124T110000Z.db", "progress-x.db"} <= set(
        names(store.path)
    )
    assert len(existing(store.path)) < 15
    store.close()


def test_seven_days_four_weeks_and_six_months_are_kept() -> None:
    year = [datetime(2026, 1, 1, 9, tzinfo=UTC) + day * DAY for day in range(365)]
    days = {datetime(2026, 12, day, 9, tzinfo=UTC) for day in range(25, 32)}
    sundays = {datetime(2026, 12, day, 9, tzinfo=UTC) for day in (13, 20, 27)}
    ends = {
        datetime(2026, month, day, 9, tzinfo=UTC)
        for month, day in [(7, 31), (8, 31), (9, 30), (10, 31), (11, 30)]
    }
    assert kept(year) == days | sundays | ends


def test_thinning_day_by_day_keeps_the_same_as_thinning_at_once() -> None:
    year = [datetime(2026, 1, 1, 9, tzinfo=UTC) + day * DAY for day in range(365)]
    held: frozenset[datetime] = frozenset()
    for moment in year:
        held = kept(held | {moment})
    assert held == kept(year)


def test_few_backups_are_all_kept() -> None:
    assert kept([]) == frozenset()
    assert kept([NOON, NOON - 5 * DAY]) == {NOON, NOON - 5 * DAY}


def test_a_backup_that_cannot_be_written_is_told_of_and_leaves_nothing(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "sync", full)
    told = store.look_after(NOON)
    assert told
    assert "No space left on device" in told
    assert names(store.path) == []
    store.close()


def test_drafts_of_killed_programs_are_swept_up(store: SqliteStore) -> None:
    old = store.path.with_name(".progress.db.99.new")
    fresh = store.path.with_name(".progress.db.98.new-journal")
    old.touch()
    fresh.touch()
    os.utime(old, (0, 0))
    os.utime(fresh, (NOON.timestamp(), NOON.timestamp()))
    store.look_after(NOON)
    assert not old.exists()
    assert fresh.exists()
    store.close()
