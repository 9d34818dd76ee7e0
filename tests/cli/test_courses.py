"""Several courses at hand: from packages, from the shelf; each with a progress of its own."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from course.cli.main import run
from course.config import open_learner
from course.loading.library import Library
from course.shelf import courses
from course.study import Study
from course.tui.app import CourseApp
from course.tui.screens.home import ANOTHER_COURSE
from tests.loading.small_course import write_course
from tests.tui.conftest import SMALL
from tests.tui.sitting import pressed


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COURSE_LEARNER", "ana")
    monkeypatch.delenv("COURSE_PATH", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)


def _install(site: Path, name: str, value: str) -> None:
    """A package with an entry point, as pip would leave it."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    group = "[internet_governance_course.packs]"
    (info / "entry_points.txt").write_text(f"{group}\n{name} = {value}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where packages are installed; each would leave a trace if any of it ran."""
    folder = tmp_path / "site"
    course = write_course(folder / "night_course/inside/content")
    for package in (course.parent.parent, course.parent, course):
        trace = f"open({str(tmp_path / 'ran')!r}, 'w').close()\n"
        (package / "__init__.py").write_text(trace)
    monkeypatch.syspath_prepend(str(folder))
    return folder


def test_the_course_of_an_installed_package_is_at_hand_and_nothing_of_it_runs(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _install(site, "night", "night_course.inside.content")
    found = {one.id: one for one in courses()}
    assert found["small"].title == "Small course"
    assert found["small"].root == site / "night_course/inside/content"
    assert run(["--course", "small", "list"]) == 0
    assert "The night" in capsys.readouterr().out
    assert run(["config", "course", "small"]) == 0
    assert run(["list"]) == 0
    assert "The night" in capsys.readouterr().out
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("value", ["no_such_package", "night_course.gone", "night_course.inside"])
def test_a_package_that_brings_no_course_takes_nothing_from_the_others(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    _install(site, "night", value)
    assert run(["list", "--courses"]) == 0
    assert "internet-governance" in capsys.readouterr().out
    assert not (tmp_path / "ran").exists()


def test_what_is_done_in_one_course_is_not_done_in_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two courses with the same lessons and questions, which differ in their own id alone.
    for name in ("one", "two"):
        folder = shutil.copytree(SMALL, tmp_path / name)
        file = folder / "lessons/course.yaml"
        file.write_text(file.read_text().replace("id: small", f"id: {name}", 1))
        assert run(["add", str(folder)]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n" * 40))
    run(["--course", "one", "quiz", "far-away", "--plain"])
    capsys.readouterr()
    read = {}
    for name in ("one", "two"):
        assert run(["--course", name, "progress", "--json"]) == 0
        read[name] = capsys.readouterr().out
    assert '"taken": []' not in read["one"]
    assert '"taken": []' in read["two"]
    assert run(["remove", "one"]) == 0
    assert run(["add", str(tmp_path / "one")]) == 0
    capsys.readouterr()
    assert run(["--course", "one", "progress", "--json"]) == 0
    assert '"taken": []' not in capsys.readouterr().out


async def test_home_goes_from_one_course_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_PATH", str(SMALL))
    write_course(tmp_path / "night")
    assert run(["add", str(tmp_path / "night")]) == 0
    library = Library(SMALL)
    app = CourseApp(Study(library, open_learner(library.catalogue.id)))
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await pressed(pilot, "c")
        assert "Internet Governance" in shown
        assert "Small course" in shown
        await pressed(pilot, "down", "enter")
    assert app.return_code == ANOTHER_COURSE
    assert os.environ["COURSE_PATH"] == str(tmp_path / "home/courses/small")


def test_a_command_that_is_told_opens_the_very_course_and_learner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = write_course(tmp_path / "night course")
    assert run(["--course", str(course), "--learner", "bo"]) == 0
    assert f"(course --course '{course}' --learner bo learn night)" in unwrapped(capsys)
    assert run(["--course", str(course), "list", "--learner", "bo"]) == 0
    assert run(["--course", str(course), "glossary"]) == 0
    assert f"(course --course '{course}' learn night#" in unwrapped(capsys)


def unwrapped(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())
