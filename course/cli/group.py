"""A group of commands that imports each one only when it is used."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from course import __version__

Table = Mapping[str, tuple[str, str]]
"""Name -> where the command is written, and what it does in a few words."""


def attribute(target: str) -> Any:
    """What `module:attribute` names."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


class LazyGroup(click.Group):
    """Commands by name; help lists them without importing any."""

    def __init__(
        self, table: Table, sections: Mapping[str, Table] | None = None, **settings: Any
    ) -> None:
        super().__init__(**settings)
        self.table = table
        self.sections = sections or {"Commands": table}
        """The table as help shows it, under headings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in self.table:
            return None
        command: click.Command = attribute(self.table[cmd_name][0])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest name on a slip."""
        if args and args[0] not in self.table and not args[0].startswith("-"):
            from course.loading.diagnostics import nearest

            guess = nearest(args[0], self.table)
            hint = f"; did you mean `{guess}`?" if guess else ""
            raise click.UsageError(f"there is no command `{args[0]}`{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as it is, section by section."""
        widest = max(map(len, self.table), default=0)
        for head, table in self.sections.items():
            if table:
                with formatter.section(head):
                    said = [(f"{name:{widest}}", words) for name, (_, words) in table.items()]
                    formatter.write_dl(said)


class SmallGroup(click.Group):
    """A few commands written in one file, each listed with all of its first paragraph."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in the order in which they are written."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first(self.commands[name])) for name in self.commands])


def _first(command: click.Command) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())


def course_group(table: Table, home: str, sections: Mapping[str, Table] | None = None) -> LazyGroup:
    """The command `course` with everything below it; without a command it opens `home`."""

    @click.pass_context
    def alone(ctx: click.Context, /, **options: Any) -> Any:
        return attribute(home)(**options) if ctx.invoked_subcommand is None else None

    group = LazyGroup(
        table,
        sections,
        name="course",
        callback=alone,
        invoke_without_command=True,
        help=_HELP,
        params=[
            click.Option(["--plain"], is_flag=True, help="Numbered lines instead of a screen."),
            click.Option(["--learner"], metavar="NAME", help="Whose progress (default: yours)."),
            click.Option(
                ["--course"],
                metavar="DIR|ID",
                help="Another course: a folder, or one that was added.",
                expose_value=False,
                callback=_of_course,
            ),
            click.Option(["--lang"], metavar="TAG", help="Language, of the course too: es."),
        ],
    )
    return click.version_option(__version__, prog_name="course")(group)


def _of_course(ctx: click.Context, option: click.Parameter, name: str | None) -> None:
    """From here on this course is meant, by whatever the command asks."""
    if name and not ctx.resilient_parsing:
        import os

        from course.cli.opening import COURSE_NAMED
        from course.shelf import named

        ctx.meta[COURSE_NAMED] = name
        os.environ["COURSE_PATH"] = str(named(name))


_HELP = """Learn a course in the terminal. Alone it goes on where you were.

\b
Example: course learn
Example: course check lessons/
"""
