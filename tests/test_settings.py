"""Settings: what they may be, who has the last word, and a file that stays the learner's own."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.config import load_settings, settings_file, spoken, store_setting
from course.errors import CourseError
from course.settings import (
    NAMES,
    BadValue,
    Said,
    Settings,
    checked,
    effective,
    shown,
    tells,
    title,
)
from course.settings_file import NotEdited, read, with_value, without

FILE = """\
# How I like it
theme = "nord"   # dark enough

daily_goal = 20
"retention" = 0.92

[keys]  # mine
"home.review" = "ctrl+r" # r is taken
home.quiz = "x"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    for name in NAMES:
        monkeypatch.delenv(f"COURSE_{name.upper()}", raising=False)
    yield tmp_path


def written(text: str) -> Path:
    path = settings_file()
    path.write_text(text, encoding="utf-8")
    return path


# --- values ---


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("daily_goal", "20", 20),
        ("daily_goal", 20.0, 20),
        ("retention", "0.85", 0.85),
        ("certainty", "on", True),
        ("certainty", "No", False),
        ("second_tries", True, True),
        ("learner", " ana ", "ana"),
        ("language", "", ""),
        ("language", "en", "en"),
        ("theme", "tokyo-night", "tokyo-night"),
        ("keys.home.review", "ctrl+r,R", "ctrl+r,R"),
    ],
)
def test_a_value_may_be_typed_or_stand_in_the_file(name: str, said: object, value: object) -> None:
    assert checked(name, said) == value


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("daily_goal", "-1"),
        ("daily_goal", 2.5),
        ("daily_goal", True),
        ("daily_goal", 601),
        ("daily_goal", "nan"),
        ("retention", 0.99),
        ("retention", "high"),
        ("retention", [0.9]),
        ("certainty", 1),
        ("certainty", "maybe"),
        ("theme", "No Such"),
        ("theme", 3),
        ("language", "Klingon"),
        ("learner", "a\nb"),
        ("learner", "\x1b[2J"),
        ("learner", 7),
        ("keys.home.review", "the r key"),
        ("keys.home.review", ["r"]),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_could(name: str, said: object) -> None:
    with pytest.raises(BadValue) as bad:
        checked(name, said)
    assert str(bad.value).isprintable()
    assert name in str(bad.value)


@given(st.sampled_from(NAMES), st.text() | st.floats() | st.integers() | st.none())
def test_no_value_makes_it_fail_otherwise(name: str, value: object) -> None:
    with suppress(BadValue):
        checked(name, value)


def test_every_setting_has_a_name_an_explanation_and_its_value_in_words() -> None:
    for name in NAMES:
        assert title(name)
        assert 20 < len(tells(name)) <= 76, "fits 80 columns"
        assert shown(name, getattr(Settings(), name))
    assert shown("daily_goal", 20) == "20 minutes"
    assert shown("retention", 0.92) == "92 %"
    assert shown("learner", "ana") == "ana"


# --- who has the last word ---


def test_option_comes_before_environment_before_file_before_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written(FILE)
    assert load_settings().settings.retention == 0.92
    assert load_settings().origins["retention"] == "settings.toml:5"
    monkeypatch.setenv("COURSE_RETENTION", "0.8")
    found = load_settings()
    assert (found.settings.retention, found.origins["retention"]) == (0.8, "COURSE_RETENTION")
    found = load_settings({"retention": 0.75})
    assert (found.settings.retention, found.origins["retention"]) == (0.75, "option")
    assert found.settings.second_tries is True
    assert "second_tries" not in found.origins


def test_a_bad_value_is_told_and_the_next_source_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    written(FILE)
    monkeypatch.setenv("COURSE_RETENTION", "much")
    found = load_settings()
    assert found.settings.retention == 0.92
    [fault] = found.faults
    assert (fault.place, "retention" in fault.message) == ("COURSE_RETENTION", True)


def test_keys_of_ones_own_come_from_the_file() -> None:
    written(FILE)
    assert load_settings().settings.keys == {"home.review": "ctrl+r", "home.quiz": "x"}
    assert load_settings().origins["keys.home.review"] == "settings.toml:8"


def test_the_language_is_that_of_the_system_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.config.languages", lambda: ("en", "fr"))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for said, language in (("fr_CH.UTF-8", "fr"), ("C.UTF-8", "en"), ("xx", "en")):
        monkeypatch.setenv("LANG", said)
        assert spoken(Settings()) == language
    assert spoken(Settings(language="de")) == "de"
    monkeypatch.delenv("LANG")
    assert spoken(Settings()) == "en"


# --- the file ---


def test_without_a_file_nothing_is_said_and_nothing_made(home: Path) -> None:
    assert load_settings() == effective()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("retentoin = 0.9", ":1", "no setting `retentoin`", "did you mean `retention`?"),
        ("\n\nzzz = 1", ":3", "no setting `zzz`", "course config lists"),
        ("theme = 'nord'\nretention = 2", ":2", "`retention` cannot be 2", ""),
        ("[other]\nx = 1", "", "no setting `other`", ""),
        ("theme = nord", ":1", "not TOML", "write entries such as"),
        ("keys = 3", ":1", "no setting `keys`", ""),
        ('[keys]\n"home.x" = ["r"]', ":2", "keys.home.x", "A key of your own"),
        ("theme = 'nord'\ntheme = 'nord'", ":2", "not TOML", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, place: str, message: str, help: str) -> None:
    written(text)
    [fault] = load_settings().faults
    assert fault.place == f"settings.toml{place}"
    assert message in fault.message
    assert help in fault.help


@pytest.mark.parametrize("content", [b"\xff\xfe", b"theme = '\x1b[2J'", b"# \xe2\x80\xae"])
def test_a_file_that_is_no_text_says_nothing_and_is_told(home: Path, content: bytes) -> None:
    settings_file().write_bytes(content)
    found = load_settings()
    assert found.settings == Settings()
    assert "cannot be read" in found.faults[0].message
    with pytest.raises(CourseError, match="cannot be read"):
        store_setting("daily_goal", 5)
    assert settings_file().read_bytes() == content


def test_a_folder_in_its_place_is_told(home: Path) -> None:
    settings_file().mkdir()
    assert "cannot be read" in load_settings().faults[0].message


def test_a_value_is_set_by_editing_its_line() -> None:
    path = written(FILE)
    store_setting("theme", "dracula")
    store_setting("retention", 0.9)
    store_setting("keys.home.review", "ctrl+e")
    store_setting("keys.home.quiz", "q")
    assert path.read_text(encoding="utf-8") == (
        FILE.replace('"nord"', '"dracula"')
        .replace("0.92", "0.9")
        .replace("ctrl+r", "ctrl+e")
        .replace('"x"', '"q"')
    )


def test_a_value_that_was_not_there_comes_below_the_others() -> None:
    path = written(FILE)
    store_setting("certainty", True)
    store_setting("keys.home.quit", "Q")
    text = path.read_text(encoding="utf-8")
    assert '"retention" = 0.92\ncertainty = true\n\n[keys]  # mine\n"home.quit" = "Q"\n' in text
    assert text.startswith("# How I like it\n")


def test_the_file_is_made_with_the_first_value(home: Path) -> None:
    store_setting("daily_goal", 15)
    assert settings_file().read_text(encoding="utf-8") == "daily_goal = 15\n"
    assert settings_file().stat().st_mode & 0o777 == 0o600
    store_setting("keys.home.quit", "Q")
    assert load_settings().settings == Settings(daily_goal=15, keys={"home.quit": "Q"})
    store_setting("daily_goal", None)
    store_setting("daily_goal", None)
    assert load_settings().settings.daily_goal == 0


def test_a_file_that_is_a_link_stays_one(home: Path) -> None:
    elsewhere = home / "dotfiles.toml"
    elsewhere.write_text("theme = 'nord'\n", encoding="utf-8")
    settings_file().symlink_to(elsewhere)
    store_setting("theme", "monokai")
    assert settings_file().is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == 'theme = "monokai"\n'


def test_what_cannot_be_a_value_is_not_written(home: Path) -> None:
    with pytest.raises(BadValue):
        store_setting("daily_goal", "much")
    assert not settings_file().exists()


def test_a_file_that_is_not_simple_enough_is_left_alone() -> None:
    text = 'learner = """\nana"""\n'
    path = written(text)
    with pytest.raises(CourseError, match="not simple enough"):
        store_setting("learner", "bo")
    assert path.read_text(encoding="utf-8") == text
    written("theme = ")
    with pytest.raises(CourseError, match=r"settings\.toml:1: this is not TOML"):
        store_setting("learner", "bo")


def test_a_file_that_cannot_be_written_is_named(home: Path) -> None:
    (home / "file").write_text("", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_HOME", str(home / "file"))
        with pytest.raises(CourseError, match="cannot be"):
            store_setting("daily_goal", 5)


_values = st.one_of(
    st.tuples(st.just("theme"), st.sampled_from(["nord", "course-dark"])),
    st.tuples(st.just("daily_goal"), st.integers(0, 600)),
    st.tuples(st.just("retention"), st.integers(70, 97).map(lambda percent: percent / 100)),
    st.tuples(st.sampled_from(["certainty", "animations"]), st.booleans()),
    st.tuples(st.just("learner"), st.sampled_from(["ana", 'a"b', "#x = 3", "[keys]", "é'"])),
    st.tuples(st.sampled_from(["keys.home.quit", "keys.a-b.c_d"]), st.sampled_from(["q", "x,y"])),
)
_comments = st.lists(st.sampled_from(["", "# note", "  # [keys]", "# theme = 'x'"]), max_size=3)


@given(st.lists(st.tuples(_values, _comments), max_size=8))
def test_after_any_edits_the_file_says_what_was_meant(
    edits: list[tuple[tuple[str, object], list[str]]],
) -> None:
    text, meant = "", dict[str, object]()
    for (name, value), comments in edits:
        text = "".join(f"{comment}\n" for comment in comments) + text
        before = text.count("#")
        try:
            text = with_value(text, name, value)
        except NotEdited:
            continue
        meant[name] = value
        assert text.count("#") >= before - 1, "comments stay"
        values, faults = read(text, "f")
        assert faults == ()
        assert {key: said.value for key, said in values.items()} == meant
    for name in meant:
        text = without(text, name)
        tomllib.loads(text)
    assert read(text, "f") == ({}, ())


def test_said_values_are_values() -> None:
    assert effective({"theme": Said("nord", "x")}).settings.theme == "nord"


def test_reading_them_imports_nothing_heavy(home: Path) -> None:
    written(FILE)
    source = (
        "import sys; from course.config import load_settings; load_settings();"
        " print(*{'pydantic', 'yaml', 'textual', 'rapidfuzz', 'fsrs'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True)
    assert done.stdout.strip() == b""
