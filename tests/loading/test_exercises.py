"""Exercise packs: what is wrong in one is told where it stands."""

# A table reads best with one case a line.
# ruff: noqa: E501

from pathlib import Path

import pytest

from course.cli.main import run
from course.errors import CourseError
from course.loading.library import Library, load
from course.loading.verdict import check
from tests.loading.small_course import EXERCISE, PACK, write_course


def faults(course: Path, text: str) -> list[tuple[str, str, str, str]]:
    """What is told of the pack: code, severity, what is underlined, words."""
    write_course(course, **{PACK: text})
    return [
        (
            fault.code,
            fault.severity,
            fault.excerpt[fault.span.column - 1 : fault.span.end_column - 1],
            f"{fault.message} {fault.help}",
        )
        for fault in load(course).diagnostics
    ]


def test_a_good_pack_has_no_faults_and_is_there_by_its_id(course: Path) -> None:
    assert faults(course, EXERCISE) == []
    pack = Library(course).exercise("again")
    assert (pack.minutes, pack.fewest, pack.most) == (50, 3, 8)
    assert [role.seats.least for role in pack.roles] == [1, 1, 1, 0]
    assert pack.hum is not None
    assert pack.hum.in_favour == "It is."


def test_a_pack_that_is_not_there_is_said(course: Path) -> None:
    write_course(course, **{PACK: EXERCISE})
    with pytest.raises(CourseError) as caught:
        Library(course).exercise("agian")
    assert (caught.value.message, caught.value.help) == (
        "there is no exercise agian",
        "did you mean `again`?",
    )


# what to replace, by what -> code, severity, what is underlined, words
BROKEN = {
    "lesson": ("lesson: night", "lesson: nigth", "C033", "error", "nigth", "`night`?"),
    "objective": ("objectives: [tell-a-vote]", "objectives: [tell-vote, tell-a-vote]", "C035", "error", "tell-vote", "`tell-a-vote`?"),
    "source": ("\nsources: [minutes]", "\nsources: [minuets]", "C036", "error", "minuets", "`minutes`?"),
    "source of a text": ("source: minutes", "source: minuts", "C036", "error", "minuts", "`minutes`?"),
    "source in a text": ("Read the minutes [@minutes]", "Read the minutes [@minute]", "C036", "error", "minute", "`minutes`?"),
    "source in a negotiated text": ("sign [@minutes]", "sign [@minutos]", "C036", "error", "minutos", "`minutes`?"),
    "term in a text": ("[[consensus]]", "[[concensus]]", "C037", "error", "concensus", "`consensus`?"),
    "too few seats": ("largest: 8", "largest: 9", "C130", "error", "roles", "seats for 8 people, the largest group has 9"),
    "too many needed": ("from: 0, to: 1", "from: 1, to: 1", "C130", "error", "roles", "the roles need 4 people, the smallest group has 3"),
    "seats the wrong way round": ("from: 0, to: 1", "from: 2, to: 1", "C131", "error", "seats", "from 2 to 1"),
    "groups the wrong way round": ("best: 6", "best: 9", "C131", "error", "group", "3, 9, 8 do not rise"),
    "a bracket left open": ("[should [not]]", "[should [not]", "C132", "error", "text", "[should [not]"),
    "a bracket never opened": ("[should [not]]", "should [not]]", "C132", "error", "text", "[not]]"),
    "an unknown key": ("from: 0", "form: 0", "C020", "error", "form", "`from`?"),
    "no number": ("from: 0", "from: none", "C010", "error", "none", "in digits"),
    "two roles of one id": ("id: south", "id: north", "C107", "error", "north", "two of the roles have the id `north`"),
    "a form of sitting": ("form: groups", "form: circle", "C011", "error", "circle", "plenary, groups"),
    "uneven rubric": ("Keeps the time, levels: [never,", "Keeps the time, levels: [not, never,", "C120", "error", "levels", "4 levels, the one before it 3"),
    "too short": ("minutes: 20", "minutes: 19", "C133", "warning", "phases", "49 minutes"),
    "too long": ("minutes: 20", "minutes: 151", "C133", "warning", "phases", "181 minutes"),
    "few roles": ("best: 6, largest: 8}", "best: 6, largest: 24}", "C134", "warning", "roles", "24 people share 4 roles"),
    "nothing asked of an objective": ("objectives: [tell-a-vote]", "objectives: [tell-a-vote, count-signatures]", "C135", "warning", "count-signatures", "does not ask"),
    "asked of another objective": ("objective: tell-a-vote", "objective: count-signatures", "C135", "error", "count-signatures", "none of the objectives"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_where_it_stands(course: Path, name: str) -> None:
    old, new, code, severity, spot, words = BROKEN[name]
    assert EXERCISE.count(old) >= 1
    text = EXERCISE.replace(old, new, 1)
    if name == "few roles":
        text = text.replace("to: 3}", "to: 11}")
    found, *_ = faults(course, text)
    assert found[:3] == (code, severity, spot)
    assert words in found[3]


def test_a_pack_with_a_warning_can_be_used_and_a_reason_silences_it(course: Path) -> None:
    short = EXERCISE.replace("minutes: 20", "minutes: 10")
    assert [code for code, *_ in faults(course, short)] == ["C133"]
    assert load(course).exercises["again"].minutes == 40
    assert faults(course, short + "allow: {C133: it fits a lunch break}\n") == []


def test_links_and_sources_are_no_brackets_of_a_negotiation(course: Path) -> None:
    linked = "States [[hum|as they hum]] [sign](https://example.org/a) [[shall][should]] [@minutes]"
    assert (
        faults(course, EXERCISE.replace("States [shall][should [not]] sign [@minutes]", linked))
        == []
    )


def test_a_pack_alone_is_known_by_its_kind(course: Path, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere.yaml"
    alone.write_text(EXERCISE.replace("to: 1", "to: 0"), encoding="utf-8")
    (found,) = check(alone).diagnostics
    assert (found.code, found.message) == ("C023", "this number must be at least 1")


def test_packs_are_counted(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_HOME", str(course / "home"))
    write_course(course, **{PACK: EXERCISE})
    assert run(["check", str(course)]) == 0
    assert "2 lessons, 2 quizzes, 3 questions, 1 exercise: 0 errors" in capsys.readouterr().out
    assert run(["stats", str(course)]) == 0
    assert "1 exercise: again 50 min" in capsys.readouterr().out
