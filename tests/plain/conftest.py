"""The plain face at the small course: lines typed in, lines said."""

import io
from collections.abc import Callable

import pytest

from course.plain.lines import Lines
from course.plain.sitting import Sitting
from course.study import Study
from tests.tui.conftest import (  # noqa: F401 (fixtures)
    _still,
    clock,
    course_folder,
    store,
    study,
)

Told = Callable[..., str]


@pytest.fixture
def told(study: Study) -> Told:  # noqa: F811
    """Do something in lines with these lines typed; what was said."""

    def run(part: Callable[[Sitting], None], *typed: str, interactive: bool = True) -> str:
        out = io.StringIO()
        source = io.StringIO("".join(f"{line}\n" for line in typed))
        lines = Lines(out, source, interactive=interactive, width=80)
        sitting = Sitting(study, lines)
        sitting.session(lambda: part(sitting))
        return out.getvalue()

    return run
