"""The command that shows a file as the learner will see it: `preview`."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from course.cli.opening import speak_as_set, wants_plain
from course.cli.watching import AUTHOR
from course.errors import CourseError


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plain", is_flag=True, help="Print it once, in lines.")
def preview(path: Path, plain: bool) -> None:
    """See the lesson, quiz, scenario, exercise, paper or glossary at PATH as the learner will.

    It is shown anew at each save, at the same place. Nothing you do there is kept.

    \b
    Example: course preview lessons/01-the-beginning/first-steps.yaml
    """
    from course.previewing import Preview

    speak_as_set()
    shown = Preview(path)
    if wants_plain(plain):
        from course.plain.lines import Lines
        from course.plain.preview import say_preview

        say_preview(Lines(sys.stdout, sys.stdin, interactive=False), shown)
        return
    if find_spec("watchfiles") is None:
        raise CourseError("showing it at each save needs watchfiles", AUTHOR, exit_code=2)
    from course.tui.preview import PreviewApp
    from course.tui.start import run_app

    sys.exit(run_app(lambda driver: PreviewApp(shown, driver)))
