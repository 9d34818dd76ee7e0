"""Where nothing can be saved nobody is told that it is, and nobody goes on unasked."""

import io
from pathlib import Path

import pytest

from course.plain.lines import Lines
from course.plain.sitting import Sitting
from course.progress.store import MemoryStore, NotStored
from course.study import Study
from tests.tui.conftest import Clock, a_study


@pytest.fixture
def unwritable(course_folder: Path, clock: Clock) -> Study:
    """A learner whose file can only be read."""
    store = MemoryStore(read_only=True)
    store.notices = ("/a/progress.db cannot be written: nothing will be saved",)
    return a_study(course_folder, store, clock)


def studied(study: Study, *typed: str, interactive: bool = True) -> str:
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    sitting = Sitting(study, Lines(out, source, interactive=interactive, width=80))
    sitting.session(lambda: sitting.quiz("far-away", seed="s"))
    return out.getvalue()


def test_a_quiz_that_cannot_be_saved_goes_on_only_if_the_learner_says_so(
    unwritable: Study,
) -> None:
    assert "Question" not in studied(unwritable, "n")
    said = studied(unwritable, "y", "1")
    assert "Note: /a/progress.db cannot be written" in said
    assert said.index("Go on without saving?") < said.index("Quiz: ")


def test_what_was_not_saved_is_never_called_stored(unwritable: Study) -> None:
    for said in (studied(unwritable, "y", "1"), studied(unwritable, "y", ":quit")):
        assert "is stored" not in said
        assert "What you did without saving may be lost." in said


def test_a_pipe_that_cannot_be_asked_is_refused(unwritable: Study) -> None:
    with pytest.raises(NotStored, match="cannot be written") as refusal:
        studied(unwritable, "1", interactive=False)
    assert "COURSE_HOME" in refusal.value.help
