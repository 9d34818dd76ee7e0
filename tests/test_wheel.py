"""The wheel carries the course: installed into an empty environment, it can be read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UV = shutil.which("uv")


@pytest.mark.skipif(UV is None, reason="uv is not installed")
def test_a_lesson_is_read_from_the_installed_wheel(tmp_path: Path) -> None:
    def uv(*arguments: str) -> None:
        done = subprocess.run(
            [str(UV), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    uv("build", "--quiet", "--wheel", "--out-dir", str(tmp_path))
    environment = tmp_path / "environment"
    uv("venv", "--quiet", "--python", sys.executable, str(environment))
    [wheel] = tmp_path.glob("*.whl")
    uv("pip", "install", "--quiet", "--python", str(environment), str(wheel))

    command = next(environment.glob("*/course"), None) or next(environment.glob("*/course.exe"))
    # Away from the checkout, so that nothing but the wheel can be found.
    read = subprocess.run(
        [str(command), "learn", "fourteen-days", "--plain"],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "COURSE_HOME": str(tmp_path / "home"),
            "PYTHONIOENCODING": "utf-8",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert read.returncode == 0, read.stderr
    assert "Fourteen days in Dubai" in read.stdout
    assert "Half past one in the morning" in read.stdout
