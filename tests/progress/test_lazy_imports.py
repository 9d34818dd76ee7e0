"""Opening a log costs no more than it must: nothing heavy is imported for it."""

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "yaml", "textual", "platformdirs", "fsrs")


@pytest.mark.parametrize(
    "module",
    ["course.progress.sqlite", "course.progress.projection", "course.progress.learner"],
)
def test_progress_imports_nothing_heavy(module: str) -> None:
    source = f"import sys, {module}; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", source], check=True, capture_output=True)
    assert done.stdout.strip() == b""


def test_a_start_with_a_snapshot_imports_nothing_heavy(tmp_path: object) -> None:
    session = (
        "import sys; from pathlib import Path; from course.config import open_learner\n"
        "from course.sessions.events import SectionOpened\n"
        "learner = open_learner('ig', 'ana', home=Path(sys.argv[1]))\n"
        f"print(*[name for name in {HEAVY} if name in sys.modules])\n"
        "learner.record(SectionOpened('l1', 's1')); learner.close()"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", session, str(tmp_path)], check=True, capture_output=True
        )
        assert done.stdout.strip() == b""
