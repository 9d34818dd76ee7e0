"""`course config`: what holds, where it comes from, and changing it."""

from pathlib import Path

import pytest

from course.tui.theme import names
from tests.cli.saying import Said


@pytest.fixture
def file(said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COURSE_LEARNER")
    (tmp_path / "home").mkdir()
    return tmp_path / "home" / "settings.toml"


def test_every_setting_is_shown_with_its_origin(
    said: Said, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('# mine\nretention = 0.85\n[keys]\n"home.review" = "ctrl+r"\n', "utf-8")
    monkeypatch.setenv("COURSE_DAILY_GOAL", "20")
    status, out, err = said("config")
    assert (status, err) == (0, "")
    lines = {line.split()[0]: line for line in out.splitlines()}
    assert "85 %" in lines["retention"]
    assert "settings.toml:2" in lines["retention"]
    assert "COURSE_DAILY_GOAL" in lines["daily_goal"]
    assert "default" in lines["theme"]
    assert lines["keys.home.review"].split() == ["keys.home.review", "ctrl+r", "settings.toml:4"]


def test_one_is_shown_set_and_unset(said: Said, file: Path) -> None:
    assert said("config", "retention")[1] == "retention  0.9  default\n"
    assert said("config", "retention", "0.92")[1] == "retention  0.92  settings.toml:1\n"
    assert said("config", "theme", "nord")[1] == "theme  nord  settings.toml:2\n"
    assert said("config", "keys.home.review", "ctrl+r")[0] == 0
    assert said("config", "retention", "--unset")[1] == "retention  0.9  default\n"
    assert file.read_text("utf-8") == 'theme = "nord"\n\n[keys]\n"home.review" = "ctrl+r"\n'


def test_the_place_of_the_file_is_told(said: Said, file: Path) -> None:
    assert said("config", "--path")[1] == f"{file}\n"


def test_every_shortcut_is_told(said: Said, file: Path) -> None:
    said("config", "keys.home.review", "ctrl+r")
    out = said("config", "--keys")[1]
    [line] = [line for line in out.splitlines() if line.startswith("home.review")]
    assert line.split()[1] == "ctrl+r"
    assert "Be asked what is fading" in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("retentoin",), "did you mean `retention`?"),
        (("keys.home.revew", "x"), "did you mean `keys.home.review`?"),
        (("theme", "nrod"), "did you mean `nord`?"),
        (("retention", "2"), "`retention` cannot be 2: say a share, 0.7 to 0.97"),
        (("keys.home.review", "the key"), "say a key such as ctrl+r"),
    ],
)
def test_a_slip_is_one_line_with_its_remedy(
    said: Said, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    status, _, err = said("config", *arguments)
    assert (status, words in err) == (2, True)
    assert not file.exists()


def test_what_is_wrong_in_the_file_is_told_with_its_line(said: Said, file: Path) -> None:
    file.write_text(
        'retention = 3\ntheme = "nosuch"\n[keys]\n"home.revew" = "x"\n"home.quit" = "r"\n', "utf-8"
    )
    status, _, err = said("config")
    assert status == 1
    assert "error: settings.toml:1: `retention` cannot be 3" in err
    assert "error: settings.toml:2: there is no theme `nosuch`" in err
    assert "settings.toml:4: there is no shortcut `home.revew`; did you mean `home.review`?" in err
    assert "settings.toml:5: `r` is also home.review" in err


def test_a_wrong_file_is_told_at_each_start_and_keeps_nobody_out(said: Said, file: Path) -> None:
    file.write_text("retention = 3\n", "utf-8")
    status, out, _ = said()
    assert status == 0
    assert "Note: settings.toml:1: `retention` cannot be 3" in out


def test_settings_hold_while_studying(said: Said, file: Path) -> None:
    said("config", "certainty", "on")
    assert "How sure?" in said("quiz", "far-away", typed="1\n3\n")[1]
    unasked = said("quiz", "far-away", "--no-certainty", "--seed", "2", typed="1\n")[1]
    assert "How sure?" not in unasked
    said("config", "learner", "cy")
    said("quiz", "far-away", typed="1\n")
    assert '"learner": "cy"' in said("progress", "export")[1]


def test_all_of_textuals_themes_and_ours_can_be_had() -> None:
    assert {"course", "course-dark", "course-light", "course-contrast", "nord"} <= set(names())
    assert len(names()) > 20
