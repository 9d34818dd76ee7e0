"""Where progress is kept and whose it is."""

import getpass
from pathlib import Path

import pytest

from course.config import home, learner_name, local_time, open_learner, randomness
from course.errors import CourseError
from course.progress import learner
from course.progress.sqlite import SqliteStore
from course.sessions.events import SectionOpened


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_HOME", raising=False)
    monkeypatch.delenv("COURSE_LEARNER", raising=False)


def test_the_home_is_chosen_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COURSE_HOME", "~/mine")
    assert home() == tmp_path / "mine"
    monkeypatch.setenv("COURSE_HOME", "here")
    assert home().is_absolute()


def test_the_home_is_else_where_the_system_keeps_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert home().is_relative_to(tmp_path)
    assert home().name == "course"


def test_a_name_is_asked_for_then_of_the_environment_then_of_the_login(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "login")
    assert learner_name() == "login"
    monkeypatch.setenv("COURSE_LEARNER", " from the environment ")
    assert learner_name() == "from the environment"
    assert learner_name("Chosen") == "Chosen"


def test_the_same_name_typed_differently_is_the_same_learner() -> None:
    assert learner_name("Ame\u0301lie") == learner_name("Am\u00e9lie") == "Amélie"
    assert learner_name("محمد") == "محمد"
    assert len(learner_name("x" * 60)) == 60


@pytest.mark.parametrize("name", [" ", "a\nb", "a\tb", "a\x1b[2J", "\u202eana", "x" * 61])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(CourseError, match="cannot be a learner's name") as refusal:
        learner_name(name)
    assert "\x1b" not in refusal.value.message
    assert "--learner" in refusal.value.help
    assert refusal.value.exit_code == 2


def test_without_a_login_name_there_still_is_a_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert learner_name() == "learner"
    monkeypatch.setattr(getpass, "getuser", lambda: "\x1b")
    assert learner_name() == "learner"


def test_a_learner_is_opened_with_the_progress_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    learner = open_learner("ig", "ana")
    learner.record(SectionOpened("l1", "s1"))
    learner.close()
    assert (tmp_path / "home" / "progress.db").is_file()
    again = open_learner("ig", "ana", home=tmp_path / "home")
    assert again.progress.place == ("l1", "s1")
    assert (again.name, again.course) == ("ana", "ig")
    again.close()


def test_a_learner_who_cannot_be_opened_leaves_nothing_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed: list[SqliteStore] = []
    close = SqliteStore.close

    def counted(store: SqliteStore) -> None:
        closed.append(store)
        close(store)

    monkeypatch.setattr(SqliteStore, "close", counted)

    def broken(*args: object) -> None:
        raise CourseError("damaged")

    monkeypatch.setattr(learner, "Learner", broken)
    with pytest.raises(CourseError, match="damaged"):
        open_learner("ig", "ana", home=tmp_path)
    assert len(closed) == 1


def test_the_clock_knows_its_offset_and_chance_its_length() -> None:
    assert local_time().utcoffset() is not None
    assert len(randomness()) == len(f"{int(randomness(), 16):020x}") == 20
