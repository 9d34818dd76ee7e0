"""In another language no word of ours is left in English, in either face."""

import os
import subprocess
import sys
from pathlib import Path

from tests.chromium import needed
from tests.pseudo import accented, leaks


def walked(walk: str, folder: Path) -> str:
    """What a walk in accents met in plain English."""
    environment = os.environ | {"COURSE_HOME": str(folder / "home"), "COURSE_LANG": ""}
    environment.pop("COURSE_PATH", None)
    command = [sys.executable, "-m", walk, str(folder / "small")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


def test_every_word_on_the_screens_and_in_the_lines_goes_through_gettext(tmp_path: Path) -> None:
    assert walked("tests.pseudo", tmp_path) == ""


def test_every_word_of_a_class_on_a_phone_goes_through_gettext(tmp_path: Path) -> None:
    needed()
    assert walked("tests.pseudo_class", tmp_path) == ""


def test_a_word_left_in_english_is_seen() -> None:
    assert leaks("Gó ón: Read more (course learn first-light)") == ["Read", "more"]
    assert leaks(accented("Go on: read more")) == []
