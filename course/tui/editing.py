"""From what is on the screen to the author's editor and back."""

import os
import shlex
import subprocess
from typing import Any

from textual.app import SuspendNotSupported

from course.authoring.spot import spot
from course.errors import CourseError
from course.i18n import _
from course.loading.files import CourseFiles, shown
from course.loading.library import Library
from course.loading.loaded import read_file
from course.loading.reports import refused
from course.loading.source import read
from course.text import visible
from course.tui.page import Page


def edited(page: Page[Any], name: str) -> bool:
    """Opens a passage or a question in the editor; whether the course was read anew afterwards.

    Raises `CourseError` when there is no editor, or nothing to edit, or what was saved is broken;
    the study then keeps what it had.
    """
    if page.app.is_web:
        # The editor would open on the machine that serves, for whoever looks on.
        raise CourseError(_("an editor cannot be opened from a page in a browser"))
    study = page.study
    place = spot(study.library, name)
    before = place.path.read_bytes()
    command = [*_editor(), f"+{place.line}", str(place.path)]
    try:
        with page.app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported:
        said = _("an editor cannot be opened from here")
        raise CourseError(said, f"{visible(shown(place.path))}:{place.line}") from None
    except OSError as error:
        why = (error.strerror or "").lower()
        raise CourseError(f"{visible(command[0])}: {why}", _hint()) from None
    page.app.refresh()
    if place.path.read_bytes() == before:
        return False
    library = Library(study.library.root)
    file = next(f for f in CourseFiles(library.root).all if f.path == place.path)
    faults = read_file(read(place.path, shown(place.path)), file.kind, file.id)[2]
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise refused(errors)
    if not library.catalogue.lessons:
        raise CourseError(_("no lesson is left"), _("course check says why"))
    study.library = library
    return True


def _hint() -> str:
    return _("set VISUAL or EDITOR to the one you use: export EDITOR=nano")


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(chosen)
    except ValueError:
        words = []
    if not words:
        raise CourseError(_("no editor is chosen"), _hint())
    return words
