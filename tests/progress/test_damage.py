"""Damage: every changed answer is noticed, the file is kept, and what is sound is saved."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from course.errors import CourseError
from course.progress import opening
from course.progress.backups import existing
from course.progress.care import repair, verify
from course.progress.faults import Damaged
from course.progress.schema import connect
from course.progress.sqlite import SqliteStore
from course.sessions.events import Recorded
from tests.progress.logs import DAY, NOON, ONE_OF_EACH, answered, log

WRITTEN = log(*ONE_OF_EACH, *[answered(f"q{n}", response="word " * 20) for n in range(60)])


@pytest.fixture
def file(path: Path) -> Path:
    """A closed file of a few pages with all of `WRITTEN` and a snapshot."""
    store = SqliteStore(path, NOON)
    store.append(WRITTEN)
    store.save_snapshot("ana", "ig", len(WRITTEN), b"x" * 500)
    store.close()
    return path


def all_of(path: Path) -> list[Recorded]:
    """Everything a start of the program reads; raises `CourseError` when it is damaged."""
    store = SqliteStore(path, NOON)
    try:
        return [one for _, one in store.read("ana", "ig")]
    finally:
        store.close()


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_every_answer_that_a_flipped_bit_changes_is_noticed(file: Path) -> None:
    sound = file.read_bytes()
    noticed = 0
    for bit in random.Random(2026).sample(range(len(sound) * 8), 600):
        file.write_bytes(flipped(sound, bit))
        try:
            assert all_of(file) == list(WRITTEN), f"bit {bit} changed an answer unnoticed"
        except CourseError:
            noticed += 1
    assert noticed > 200


def test_a_change_in_an_old_answer_is_noticed_with_the_daily_copy(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "NEWEST", 10)
    change(file, "UPDATE events SET payload = replace(payload, '1/1', '0/1') WHERE seq = 30")
    store = SqliteStore(file, NOON)
    told = store.look_after(NOON)
    store.close()
    assert told
    assert "event 30 was changed" in told
    assert existing(file) == []
    with pytest.raises(Damaged, match="event 30 was changed"):
        all_of(file)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.5, 0.9, 0.999])
def test_a_cut_off_file_is_noticed_and_kept(file: Path, share: float) -> None:
    sound = file.read_bytes()
    cut = sound[: int(len(sound) * share)]
    file.write_bytes(cut)
    with pytest.raises(Damaged) as damage:
        all_of(file)
    assert "course progress restore --repair" in damage.value.help
    assert file.read_bytes() == cut


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM events WHERE seq = 40", "missing"),
        ("DELETE FROM events WHERE seq > 70", "missing"),
        ("DELETE FROM events", "missing"),
        ("UPDATE events SET learner = 'ben' WHERE seq = 5", "event 5 was changed"),
        ("UPDATE events SET at = at + 1 WHERE seq = 5", "event 5 was changed"),
        ("UPDATE events SET attempt = NULL WHERE seq = 50", "event 50 was changed"),
        ("UPDATE events SET crc = 0 WHERE seq = 77", "event 77 was changed"),
    ],
)
def test_answers_changed_or_taken_out_by_hand_are_noticed(
    file: Path, statement: str, why: str
) -> None:
    change(file, statement)
    with pytest.raises(Damaged, match=why):
        all_of(file)


def test_text_that_is_not_utf8_is_damage(file: Path) -> None:
    change(file, "UPDATE events SET payload = CAST(x'ff' AS TEXT) WHERE seq = 7")
    with pytest.raises(Damaged):
        all_of(file)


def test_a_changed_answer_is_noticed_in_the_history_of_its_attempt(file: Path) -> None:
    store = SqliteStore(file, NOON)
    change(file, "UPDATE events SET payload = replace(payload, 'word', 'lord') WHERE seq = 60")
    with pytest.raises(Damaged, match="event 60"):
        list(store.read("ana", "ig", attempt="a1"))
    with pytest.raises(Damaged, match="event 99 is missing"):
        list(store.read("ana", "ig", after=99))
    store.close()


def test_a_snapshot_that_was_changed_is_dropped(file: Path) -> None:
    change(file, "UPDATE snapshots SET data = x'00'")
    store = SqliteStore(file, NOON)
    assert store.snapshot("ana", "ig") is None
    store.close()


# --- going on after damage ---


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def backed_up(path: Path, count: int) -> None:
    """A file with a backup after `count` of `WRITTEN` and no more of them."""
    store = SqliteStore(path, NOON)
    store.append(WRITTEN[:count])
    assert store.look_after(NOON) is None
    store.append(WRITTEN[count:])
    store.close()


def test_a_damaged_file_goes_on_from_backup_and_all_that_is_readable(path: Path) -> None:
    backed_up(path, 50)
    change(path, "UPDATE events SET payload = replace(payload, 'word', 'lord') WHERE seq = 70")
    damaged = path.read_bytes()
    with pytest.raises(Damaged) as damage:
        all_of(path)
    assert damage.value.backup == existing(path)[0]
    assert "backup of 24 November 2026" in damage.value.help
    done = repair(path, NOON)
    assert all_of(path) == [one for place, one in enumerate(WRITTEN, 1) if place != 70]
    assert (done.events, done.lost) == (len(WRITTEN) - 1, 1)
    assert done.backup == existing(path)[0].path
    assert done.kept
    assert done.kept.read_bytes() == damaged, "the damaged file is kept as it is"
    assert verify(path) == done.events


def test_the_newest_backup_that_is_sound_is_offered(path: Path) -> None:
    store = SqliteStore(path, NOON)
    for day in range(3):
        store.append([WRITTEN[day]])
        store.look_after(NOON + day * DAY)
    store.close()
    middle, newest = existing(path)[1:]
    newest.path.write_bytes(flipped(newest.path.read_bytes(), 8 * 4096 + 9))
    path.write_bytes(b"")
    with pytest.raises(Damaged) as damage:
        all_of(path)
    assert damage.value.backup == middle
    assert repair(path, NOON).events == 2
    assert all_of(path) == list(WRITTEN[:2])


def test_a_lost_file_is_restored(path: Path) -> None:
    backed_up(path, 50)
    path.unlink()
    done = repair(path, NOON)
    assert (done.events, done.kept) == (50, None)
    assert all_of(path) == list(WRITTEN[:50])


def test_without_a_backup_what_is_readable_is_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    sound = bytearray(file.read_bytes())
    last_page = len(sound) - 4096
    sound[last_page:] = bytes(4096)
    file.write_bytes(sound)
    with pytest.raises(Damaged, match="damaged") as damage:
        all_of(file)
    assert "no sound backup" in damage.value.help
    monkeypatch.setattr("os.link", no_links)  # a memory stick, for example
    done = repair(file, NOON)
    saved = all_of(file)
    assert done.events == len(saved) > 20
    assert saved == [one for one in WRITTEN if one in saved]


def test_of_any_flipped_bit_all_other_answers_are_saved(path: Path, tmp_path: Path) -> None:
    backed_up(path, 10)
    sound = path.read_bytes()
    chance = random.Random(7)
    for _ in range(40):
        path.write_bytes(flipped(sound, chance.randrange(len(sound) * 8)))
        try:
            repair(path, NOON)
        except CourseError:
            continue  # the bit hurt nothing, or made it another program's file
        saved = all_of(path)
        assert saved[:10] == list(WRITTEN[:10]), "the backup is always there"
        assert set(only_ids(saved)) <= set(only_ids(WRITTEN))
        assert [one for one in WRITTEN if one in saved] == saved


@pytest.mark.parametrize(
    "wrong",
    ["UPDATE snapshots SET seq = 1 << 40", "UPDATE events SET seq = 1 << 40 WHERE seq = 70"],
)
def test_a_number_that_was_damaged_does_not_make_for_a_long_search(
    file: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def watched(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        connection.set_trace_callback(asked.append)
        return connection

    change(file, wrong)
    monkeypatch.setattr("course.progress.care.connect", watched)
    assert repair(file, NOON).events >= len(WRITTEN) - 2, "but for it and the one after"
    assert len(asked) < 5_000


def only_ids(log: list[Recorded] | tuple[Recorded, ...]) -> list[str]:
    return [one.id for one in log]


def test_a_sound_file_is_not_restored(file: Path) -> None:
    with pytest.raises(CourseError, match="is sound"):
        repair(file, NOON)


def test_a_file_with_nothing_left_is_not_replaced(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not much")
    with pytest.raises(CourseError, match="nothing that can be read") as refusal:
        repair(path, NOON)
    assert "begin anew" in refusal.value.help
    assert path.read_bytes() == b"not much"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_newer_file_is_not_restored(file: Path) -> None:
    change(file, "PRAGMA user_version = 9")
    with pytest.raises(CourseError, match="newer version"):
        repair(file, NOON)


# --- the commands that the errors name ---


def test_the_command_that_the_error_names_restores(path: Path) -> None:
    backed_up(path, 50)
    path.write_bytes(b"")
    with pytest.raises(Damaged) as damage:
        all_of(path)
    command = damage.value.help.partition("run: ")[2]
    done = subprocess.run(command, shell=True, check=True, capture_output=True, text=True)
    assert "50 events restored from" in done.stdout
    assert "is kept as" in done.stdout
    assert all_of(path) == list(WRITTEN[:50])


def test_verifying_finishes_an_interrupted_commit(file: Path) -> None:
    source = (
        "import os, sys; from pathlib import Path; from course.progress.schema import connect\n"
        "c = connect(Path(sys.argv[1])); c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN IMMEDIATE'); c.execute(\"UPDATE events SET payload = 'x'\")\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", source, str(file)], check=False)
    assert verify(file) == len(WRITTEN)
