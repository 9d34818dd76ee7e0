"""`course` as a script or a pipe runs it, for every test that asks for it."""

from pathlib import Path

import pytest

from tests.cli.saying import Said, saying_at
from tests.tui.conftest import SMALL


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Said:
    """`course` at the small course."""
    return saying_at(SMALL, monkeypatch, capsys, tmp_path)
