"""Rules that look at more than one file, and at what is no lesson."""

from pathlib import Path

import pytest

from course.lint.check import check
from tests.lint.fragments import codes_of
from tests.loading.small_course import COURSE, EXERCISE, NIGHT_QUIZ, write_course
from tests.loading.small_scenario import PLACE, SCENARIO

PACK = "quizzes/exercises/again.yaml"
CARNIVAL = "the XQZ"
"""Letters that nobody explains."""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small course that keeps all rules, which is also the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return with_files(tmp_path)


def with_files(root: Path, lint: str = "{}", **changed: str) -> Path:
    """The small course with files of other content, and what it asks of its own."""
    kept = COURSE.replace("lint: {ignore: [L]}", f"lint: {lint}")
    return write_course(root, **{"lessons/course.yaml": kept, **changed})


def told(root: Path, code: str) -> list[tuple[str, int]]:
    """Where a code is told."""
    found = check(root).diagnostics
    return [(fault.span.file, fault.span.line) for fault in found if fault.code == code]


@pytest.mark.parametrize(
    ("name", "text", "old"),
    [(PLACE, SCENARIO, "a small delegation"), (PACK, EXERCISE, "Three delegations")],
    ids=["scenario", "exercise"],
)
def test_acronyms_are_looked_for_wherever_one_reads(
    course: Path, name: str, text: str, old: str
) -> None:
    with_files(course, **{name: text})
    assert told(course, "L305") == []
    changed = text.replace(old, CARNIVAL)
    with_files(course, **{name: changed})
    line = changed[: changed.index(CARNIVAL)].count("\n") + 1
    assert told(course, "L305") == [(name, line)]
    allowed = "allow: {L305: a name}\n"
    if name == PLACE:
        with_files(course, **{name: changed + allowed})
    else:
        with_files(course, **{name: changed.replace("title:", f"{allowed}title:", 1)})
    assert told(course, "L305") == []


def test_a_scene_has_allowances_of_its_own(course: Path) -> None:
    changed = SCENARIO.replace("hands go up", f"{CARNIVAL} goes up")
    with_files(course, **{PLACE: changed})
    assert len(told(course, "L305")) == 1
    scene = "    heading: A show of plates\n"
    with_files(course, **{PLACE: changed.replace(scene, f"{scene}    allow: {{L305: why}}\n")})
    assert told(course, "L305") == []


def test_what_a_course_takes_for_known_is_not_told(course: Path) -> None:
    changed = NIGHT_QUIZ.replace("A vote", "The goverment of the XQZ")
    night = {"quizzes/01-first/night.yaml": changed}
    with_files(course, **night)
    assert told(course, "L117") and told(course, "L401")
    with_files(course, "{acronyms: [XQZ], words: [goverment]}", **night)
    assert told(course, "L117") == told(course, "L401") == []


def test_objectives_and_sections_are_counted_over_all_files(course: Path) -> None:
    assert told(course, "L203") == [
        ("lessons/01-first/morning.yaml", 4),
        ("lessons/01-first/night.yaml", 4),
    ]
    assert told(course, "L204") == [("lessons/01-first/night.yaml", 29)]


def test_nothing_is_called_missing_while_a_file_cannot_be_read(course: Path) -> None:
    (course / "quizzes" / "01-first" / "night.yaml").write_text("kind: [\n", encoding="utf-8")
    assert told(course, "L203") == told(course, "L204") == []


def test_a_file_outside_any_course_is_judged_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    flawed = NIGHT_QUIZ.replace("text: A vote", "text: None of the above")
    Path("alone.yaml").write_text(flawed, encoding="utf-8")
    codes = {found.code for found in check(Path("alone.yaml")).diagnostics}
    assert "L101" in codes
    assert "L203" not in codes


def choice(text: str, *, correct: bool) -> str:
    """An option in one line."""
    return f"{{text: {text}, correct: {str(correct).lower()}}}"


LONG = "questions:\n" + "".join(
    f"  - {{stem: What is {number}?, choices: [{choice('longer', correct=number % 5 < 2)}, "
    f"{choice('short', correct=number % 5 >= 2)}, {{text: brief}}]}}\n"
    for number in range(40)
)


def test_a_course_in_which_the_longest_option_pays_is_told_so() -> None:
    assert "L202" in codes_of(LONG)  # 16 of 40, more than a third and less than a half
    assert "L202" not in codes_of(LONG.replace("text: longer", "text: terse"))
