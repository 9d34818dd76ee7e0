"""What a learner has done and knows, in sentences and numbers; below it the care for the data."""

import click

from course.cli.group import LazyGroup
from course.cli.learn import study_options
from course.cli.opening import opened, sitting, speak_as_set
from course.cli.output import say

COMMANDS: dict[str, tuple[str, str]] = {
    "export": ("course.cli.exchange:export", "Write what you did: JSON lines, CSV or xAPI."),
    "import": ("course.cli.exchange:bring_in", "Bring in an export or another progress.db."),
    "merge": ("course.cli.exchange:bring_in", "The same as import."),
    "backup": ("course.cli.backups:backup", "Make a backup now."),
    "restore": ("course.cli.backups:restore", "List the backups, or put one back."),
    "verify": ("course.cli.backups:verify", "Look for faults in the log and its backups."),
    "forget": ("course.cli.forget:forget", "Remove all that somebody did, for good."),
}
"""What can be done with the data: module:attribute, and a summary for `--help`."""


@click.command(cls=LazyGroup, table=COMMANDS, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="All numbers, for programs.")
@study_options
@click.pass_context
def progress(ctx: click.Context, as_json: bool, plain: bool, learner: str | None) -> None:
    """Say what you did and what you still know, each figure in a sentence.

    \b
    Example: course progress
    Example: course progress --json
    """
    if ctx.invoked_subcommand is not None:
        speak_as_set()
        return
    with opened(learner) as study:
        if as_json:
            import json

            from course.figures import figures

            say(json.dumps(figures(study).numbers, indent=2))
        else:
            sitting(study).progress()
