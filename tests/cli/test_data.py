"""Caring for one's data from the command line, as a person, a script and Ctrl-C meet it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pexpect
import pytest

from course.progress.backups import existing
from course.progress.care import verify
from course.progress.codec import encode
from course.progress.journal import header, line
from course.progress.merge import merge
from course.progress.projection import Progress
from course.progress.snapshot import dump, load
from course.progress.sqlite import SqliteStore
from course.sessions.events import SectionOpened
from tests.cli.saying import Said
from tests.progress.logs import DAY, NOON, ONE_OF_EACH, answered, log, recorded
from tests.terminal import PATIENCE, ROOT

MANY = 60_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where `said` keeps things, with what ada and bo did."""
    path = tmp_path / "home" / "progress.db"
    store = SqliteStore(path, NOON)
    store.append([recorded(one, learner="ada") for one in ONE_OF_EACH])
    store.append([recorded(answered(), learner="bo")])
    store.close()
    return path.parent


def database(home: Path) -> Path:
    return home / "progress.db"


# --- export and import ---


def test_an_export_goes_to_a_file_whole_and_replaces_nothing_unasked(
    said: Said, home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ada.jsonl"
    assert said("progress", "export", str(out))[0] == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0]) == {"course-log": 1, "events": len(ONE_OF_EACH)}
    assert len(lines) == 1 + len(ONE_OF_EACH)
    assert out.stat().st_mode & 0o777 == 0o600
    out.write_text("mine", encoding="utf-8")
    status, _, err = said("progress", "export", str(out))
    assert status == 1
    assert "is there already\nhelp: --force replaces it" in err
    assert out.read_text(encoding="utf-8") == "mine"
    assert said("progress", "export", str(out), "--force")[0] == 0
    assert len(out.read_text(encoding="utf-8")) > 1_000
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_an_export_goes_to_standard_output(said: Said, home: Path) -> None:
    assert said("progress", "export")[1].startswith('{"course-log": 1')
    assert said("progress", "export", "--format", "csv")[1].startswith("id,at,study_day")
    assert json.loads(said("progress", "export", "--format", "xapi")[1])
    assert json.loads(said("progress", "export", "--everyone")[1].splitlines()[0])["events"] == (
        len(ONE_OF_EACH) + 1
    )


def test_the_form_follows_the_name_of_the_file(said: Said, home: Path, tmp_path: Path) -> None:
    told = said("progress", "export", str(tmp_path / "t.csv"), "--learner", "bo")[1]
    assert "pseudonyms" in told
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").startswith("id,at")
    said("progress", "--learner", "bo", "export", str(tmp_path / "s.json"), "--names")
    [statement] = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert statement["actor"]["account"]["name"] == "bo"


def test_what_was_exported_is_brought_in_elsewhere(
    said: Said, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ada.jsonl"
    said("progress", "export", str(out))
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "other"))
    done = f"{len(ONE_OF_EACH)} events brought in, 0 known already: ada."
    assert done in said("progress", "import", str(out))[1]
    assert "0 events brought in" in said("progress", "merge", str(out), str(database(home)))[1] or (
        verify(tmp_path / "other" / "progress.db") == len(ONE_OF_EACH) + 1
    )
    assert verify(tmp_path / "other" / "progress.db") == len(ONE_OF_EACH) + 1
    assert len(existing(tmp_path / "other" / "progress.db")) == 1


def test_a_name_that_differs_elsewhere_is_given(said: Said, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "progress.db"
    with closing(SqliteStore(other, NOON)) as store:
        store.append([recorded(SectionOpened("l", "s"), learner="ada.l")])
    status, out, _ = said("progress", "merge", str(other), "--learner", "ada.l", "--as", "ada")
    assert (status, out[:28]) == (0, "1 event brought in, 0 known ")
    with closing(SqliteStore(database(home), NOON)) as store:
        assert store.learners() == ("ada", "bo")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("export", "--since", "soon"), 2, "a day such as"),
        (("export", "--learner", "cy"), 1, "nothing of cy is kept here"),
        (("import", "nowhere"), 2, "does not exist"),
        (("restore", "4"), 1, "there is no backup 4"),
        (("forget", "cy", "--yes"), 1, "nothing of cy is kept here"),
        (("forget", "bo"), 2, "nobody is here to answer"),
        (("exprot",), 2, "did you mean `export`?"),
    ],
)
def test_a_slip_is_one_line_with_its_remedy(
    said: Said, home: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    code, _, err = said("progress", *arguments)
    assert code == status
    assert words in err


def test_before_anything_was_done_there_is_nothing_to_export(said: Said) -> None:
    for command in ("export", "backup", "verify"):
        status, _, err = said("progress", command)
        assert (status, "nothing is kept yet" in err) == (1, True)
    assert "There is no backup" in said("progress", "restore")[1]


def test_what_cannot_be_written_is_named(said: Said, home: Path, tmp_path: Path) -> None:
    status, _, err = said("progress", "export", str(tmp_path / "no" / "such" / "place.jsonl"))
    assert status == 1
    assert "cannot be written: No such file or directory" in err


# --- backup, restore, verify ---


def test_backups_are_made_listed_and_put_back(said: Said, home: Path) -> None:
    assert "made and found sound" in said("progress", "backup")[1]
    with closing(SqliteStore(database(home), NOON)) as store:
        store.append([recorded(answered(), learner="cy")])
    listed = said("progress", "restore")[1]
    assert "ada 33 events until 24 November 2026" in listed.replace(
        f"{len(ONE_OF_EACH)} events", "33 events"
    )
    status, out, _ = said("progress", "restore", "1", "--yes")
    assert status == 0
    assert "In place of:" in out
    assert verify(database(home)) == len(ONE_OF_EACH) + 1
    [kept] = home.glob("progress-replaced-*.db")
    assert verify(kept) == len(ONE_OF_EACH) + 2


def test_a_damaged_backup_is_said_to_be_and_not_put_back(said: Said, home: Path) -> None:
    said("progress", "backup")
    backup = existing(database(home))[0].path
    backup.write_bytes(backup.read_bytes()[:5_000])
    assert "damaged: " in said("progress", "restore")[1]
    status, _, err = said("progress", "restore", "1", "--yes")
    assert (status, "this backup is damaged" in err) == (1, True)
    status, out, err = said("progress", "verify")
    assert status == 1
    assert "progress.db: 34 events" in out.replace(f"{len(ONE_OF_EACH) + 1} ev", "34 ev")
    assert "NOT SOUND" in out
    assert "a damaged backup may be deleted" in err


def test_a_damaged_file_is_explained_and_repaired(said: Said, home: Path) -> None:
    said("progress", "backup")
    content = database(home).read_bytes()
    database(home).write_bytes(content[: len(content) // 2])
    status, out, err = said("progress", "verify")
    assert (status, "NOT SOUND" in out) == (1, True)
    assert "course progress restore --repair" in err
    assert "events restored from" in said("progress", "restore", "--repair")[1]
    assert said("progress", "verify")[0] == 0
    assert "is sound" in said("progress", "restore", "--repair")[2]


def test_a_schedule_that_is_not_what_the_log_says_is_told_and_dropped(
    said: Said, home: Path
) -> None:
    said("quiz", "far-away", typed="1\n")
    assert said("progress", "verify")[0] == 0
    with closing(SqliteStore(database(home), NOON)) as store:
        seq, data = store.snapshot("ada", "small") or (0, b"")
        other = replace(load(data) or Progress(), place=("nowhere", "at-all"))
        store.save_snapshot("ada", "small", seq, dump(other))
    status, out, _ = said("progress", "verify")
    assert status == 1
    assert "the schedule kept for ada was not what the log says" in out
    assert said("progress", "verify")[0] == 0


# --- forget ---


def test_a_learner_is_forgotten_in_every_file(said: Said, home: Path) -> None:
    said("progress", "backup")
    status, out, _ = said("progress", "forget", "bo", "--yes")
    assert status == 0
    assert f"1 event; {len(ONE_OF_EACH)} of others stay" in out
    assert "Removed: 1 event and what 2 files knew of them." in out
    with closing(SqliteStore(database(home), NOON)) as store:
        assert store.learners() == ("ada",)
    assert said("progress", "verify")[0] == 0


def test_a_learner_who_is_forgotten_is_not_named_in_the_settings_either(
    said: Said, home: Path
) -> None:
    said("config", "learner", "bo")
    said("config", "daily_goal", "10")
    out = said("progress", "forget", "bo", "--yes")[1]
    assert "settings.toml:1: the setting `learner`" in out
    assert (home / "settings.toml").read_text("utf-8") == "daily_goal = 10\n"


# --- real processes ---


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal and a database of many events."""
    folder = tmp_path_factory.mktemp("large")
    rows = [encode(one) for one in log(*[answered()] * MANY)]
    with (folder / "log.jsonl").open("w", encoding="utf-8") as out:
        out.write(header(len(rows)) + "\n")
        out.writelines(f"{line(row)}\n" for row in rows)
    merge(folder / "progress.db", rows, NOON)
    return folder


def environment(home: Path) -> dict[str, str]:
    clean = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}
    return {**clean, "COURSE_HOME": str(home), "COURSE_LEARNER": "ana"}


TALKATIVE = (
    "import course.cli.working as w; w.PATIENCE = w.EVERY = 0;"
    "from course.cli.main import main; main()"
)
"""The program, telling from its first moment on how far it is."""


def spawned(home: Path, arguments: Sequence[str], *program: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable,
        [*(program or ("-m", "course")), "progress", *arguments],
        cwd=str(ROOT),
        env=environment(home),
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, 100),
    )


def interrupted(home: Path, arguments: Sequence[str], when: str, *program: str) -> tuple[str, int]:
    """Ctrl-C on a terminal, once it says `when`; what was said after, and the status."""
    child = spawned(home, arguments, *program)
    child.expect_exact(when)
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    return child.before or "", child.exitstatus or -int(child.signalstatus or 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "{large}/log.jsonl"), "Nothing was brought in."),
        (("merge", "{large}/progress.db"), "Nothing was brought in."),
    ],
)
def test_ctrl_c_during_an_import_leaves_everything_as_it_was(
    tmp_path: Path, large: Path, arguments: tuple[str, ...], words: str
) -> None:
    home = tmp_path / "home"
    with closing(SqliteStore(database(home), NOON)) as store:
        store.append(log(*ONE_OF_EACH, at=NOON - DAY))
    filled = [each.format(large=large) for each in arguments]
    out, status = interrupted(home, filled, " of " if "merge" in filled else "...")
    assert status == 130
    assert f"Stopped. {words}" in out
    assert verify(database(home)) == len(ONE_OF_EACH)


def test_ctrl_c_during_an_export_leaves_no_half_file(tmp_path: Path, large: Path) -> None:
    out, status = interrupted(large, ["export", str(tmp_path / "out.jsonl")], " of 60,000")
    assert status == 130
    assert "Stopped. Nothing was written." in out
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_during_a_check_is_quiet(large: Path) -> None:
    out, status = interrupted(large, ["verify"], "progress.db", "-c", TALKATIVE)
    assert status == 130
    assert "Traceback" not in out


def test_a_pipe_hears_nothing_of_how_far_it_is(tmp_path: Path, large: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "course", "progress", "import", str(large / "log.jsonl")],
        env=environment(tmp_path / "home"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert f"{MANY:,} events brought in" in done.stdout


def test_a_killed_import_leaves_everything_as_it_was(tmp_path: Path, large: Path) -> None:
    home = tmp_path / "home"
    with closing(SqliteStore(database(home), NOON)) as store:
        store.append(log(*ONE_OF_EACH, at=NOON - DAY))
    child = spawned(home, ["import", str(large / "progress.db")])
    child.expect_exact(" of 60,000")
    child.kill(signal.SIGKILL)
    child.wait()
    assert verify(database(home)) == len(ONE_OF_EACH)
