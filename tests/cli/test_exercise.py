"""`course exercise`: read, printed, its roles dealt."""

from pathlib import Path

import pytest

from course.formats.handout import NEW_SHEET
from tests.cli.saying import Said, saying
from tests.tui.packs import NAME, with_pack


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Said:
    """`course` at the small course with what is tested here."""
    return saying(monkeypatch, capsys, tmp_path, with_pack)


def test_alone_it_lists_them(said: Said) -> None:
    status, out, _ = said("exercise")
    assert status == 0
    assert "The same night again (again): 50 minutes, 3 to 8 people." in out


def test_a_pipe_reads_every_page_and_no_secret(said: Said) -> None:
    _, out, _ = said("exercise", NAME)
    assert "Page 1 of 11: For the teacher" in out
    assert "Page 11 of 11: Rubric" in out
    assert "0:20  30 min    Talks, in groups" in out
    assert "It is late, and a Hum is near." in out
    assert "You fly at six." not in out


def test_it_prints_into_a_file_or_onto_the_screen(said: Said, tmp_path: Path) -> None:
    status, out, _ = said("exercise", NAME, "--print", "pack.md")
    assert (status, out) == (0, "Written to pack.md.\n")
    written = (tmp_path / "pack.md").read_text(encoding="utf-8")
    assert written.startswith("# The same night again\n\n## For the teacher\n")
    assert "You fly at six." in written
    assert said("exercise", NAME, "--print", "-")[1] == written


def test_only_the_roles_and_only_as_many_as_there_are_people(said: Said) -> None:
    roles = said("exercise", NAME, "--print", "-", "--roles")[1]
    assert roles.count(NEW_SHEET) == 3
    assert "Rubric" not in roles
    seated = said("exercise", NAME, "--print", "-", "--roles", "--seats", "7")[1]
    assert seated.count(NEW_SHEET) == 6
    assert "Seat 7" in seated


def test_seats_alone_say_who_is_what_and_the_seed_decides(said: Said) -> None:
    first = said("exercise", NAME, "--seats", "6", "--seed", "x")[1]
    assert len(first.splitlines()) == 6
    assert first.count("The chair") == 1
    assert first == said("exercise", NAME, "--seats", "6", "--seed", "x")[1]
    others = {said("exercise", NAME, "--seats", "6", "--seed", str(n))[1] for n in range(5)}
    assert len(others) > 1


def test_a_role_can_be_given_before_the_deal(said: Said) -> None:
    for seed in "abc":
        out = said("exercise", NAME, "--seats", "6", "--give", "chair=4", "--seed", seed)[1]
        assert out.splitlines()[3] == "  4  The chair"
        assert out.count("The chair") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("agian",), 1, ("there is no exercise agian", "did you mean `again`?")),
        (("agian", "--print", "-"), 1, ("there is no exercise agian",)),
        (("--print", "-"), 2, ("which exercise?", "name one of: again")),
        ((NAME, "--seats", "2"), 1, ("seat 3 to 8 people, not 2", "best for 6")),
        ((NAME, "--seats", "6", "--give", "chair=7"), 2, ("chair=7 cannot be given", "up to 6")),
        ((NAME, "--seats", "6", "--give", "char=1"), 2, ("char=1 cannot be given", "chair, north")),
        (
            (NAME, "--seats", "6", "--give", "chair=1", "--give", "chair=2"),
            2,
            ("chair=2 cannot be given",),
        ),
        ((NAME, "--print", "no/where.md"), 1, ("no/where.md cannot be written: no such file",)),
    ],
)
def test_what_cannot_be_done_is_said(
    said: Said, arguments: tuple[str, ...], status: int, words: tuple[str, ...]
) -> None:
    ended, _, err = said("exercise", *arguments)
    assert ended == status
    for word in words:
        assert word in err
