"""What the tests of loading share."""

from pathlib import Path

import pytest

from tests.loading.small_course import write_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small course without faults, which is also the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    return write_course(tmp_path)
