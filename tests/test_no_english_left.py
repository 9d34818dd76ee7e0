"""In another language no word of ours is left in English, in either face."""

import os
import subprocess
import sys
from pathlib import Path

from tests.pseudo import accented, leaks


def test_every_word_on_the_screens_and_in_the_lines_goes_through_gettext(tmp_path: Path) -> None:
    environment = os.environ | {"COURSE_HOME": str(tmp_path / "home"), "COURSE_LANG": ""}
    environment.pop("COURSE_PATH", None)
    command = [sys.executable, "-m", "tests.pseudo", str(tmp_path / "small")]
    walked = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert walked.stderr == ""
    assert walked.stdout.strip() == ""


def test_a_word_left_in_english_is_seen() -> None:
    assert leaks("Gó ón: Read more (course learn first-light)") == ["Read", "more"]
    assert leaks(accented("Go on: read more")) == []
