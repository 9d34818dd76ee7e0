"""From a command to the screen and back: what must hold before, and what is done meanwhile."""

import gc
import io
import os
import sys
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

    from course.sessions.attempt import Attempt
    from course.study import Study
    from course.tui.app import CourseApp
    from course.tui.page import Page
    from course.tui.terminal import TerminalApp

BROWSER = {"TEXTUAL_DRIVER": "course.tui.browser:BrowserDriver"}
"""What `course serve` says to the program behind a page."""


def in_browser() -> bool:
    """Whether this is the program behind a page."""
    return BROWSER.items() <= os.environ.items()


def run(
    study: "Study",
    *,
    lesson: str | None = None,
    attempt: "Attempt | None" = None,
    begin: "Callable[[Page[Any]], object] | None" = None,
) -> int:
    """Show the course on the terminal until the learner leaves; the exit status.

    What makes the program fail is raised here, once the terminal is as it was.

    Args:
        study: What the screens talk to.
        lesson: A lesson to open at once, above Home.
        attempt: An attempt to go on with at once, above Home.
        begin: What to open at once otherwise, such as `Page.open_search`.
    """
    _need_terminal()
    # Nothing is garbage before the first picture, so looking for it only delays that.
    gc.disable()
    from course.tui.app import CourseApp

    app = CourseApp(study, lesson=lesson, attempt=attempt, begin=begin, driver=_driver())
    keeper = Thread(target=_look_after, args=(app,), name="look after the log")
    app.when_shown = partial(_when_shown, keeper)
    try:
        return _shown(app)
    finally:
        if keeper.ident:
            keeper.join()


def run_app(make: "Callable[[type[Driver] | None], TerminalApp]") -> int:
    """Show any of our apps until the user leaves; the exit status. See `run`.

    Args:
        make: Makes it for a driver.
    """
    _need_terminal()
    return _shown(make(_driver()))


def _shown(app: "TerminalApp") -> int:
    # Whatever Textual would print of a failure holds answers and names.
    app.error_console.file = unsaid = io.StringIO()
    app.run()
    # The process is about to end; its last look for garbage took longer than all else of leaving.
    gc.freeze()
    if app.failure:
        raise app.failure
    if unsaid.getvalue():
        raise RuntimeError("the screen failed")
    return app.return_code or 0


def _when_shown(keeper: Thread) -> None:
    """After the first picture: collect garbage again, and do what had time until now."""
    gc.freeze()
    gc.enable()
    keeper.start()
    Thread(target=_fetch, name="fetch", daemon=True).start()


def _look_after(app: "CourseApp") -> None:
    told = [said] if (said := app.study.learner.look_after()) else []
    if own := app.study.settings.keys:
        from course.tui.shortcuts import faults

        told += [why for _name, why in faults(own)]
    for said in told:
        warn = partial(app.notify, said, severity="warning", markup=False, timeout=20)
        app.call_later(warn)


def _fetch() -> None:
    """Import what the next key will want."""
    for module in ("tui.screens.lesson", "tui.screens.question", "loading.loaded"):
        import_module(f"course.{module}")


def _driver() -> "type[Driver] | None":
    if in_browser():
        from course.tui.browser import BrowserDriver

        return BrowserDriver
    if sys.platform == "win32":
        return None
    try:
        from course.tui.driver import CourseDriver
    except ImportError:  # Textual's parser of keys is not where it was
        return None
    return CourseDriver


def _need_terminal() -> None:
    if in_browser():
        return
    for stream, name in ((sys.__stdin__, _("input")), (sys.__stderr__, _("error output"))):
        if stream is None or not stream.isatty():
            raise CourseError(
                _("the screen needs a terminal for its {name}").format(name=name),
                _("course --plain works without one"),
                exit_code=2,
            )
