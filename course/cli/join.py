"""The command `course join`."""

import os
import sys
from typing import IO, TYPE_CHECKING

import click

from course.cli.learn import said_before
from course.cli.opening import speak_as_set, wants_plain
from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.joining.seat import Entrance, Wish


@click.command()
@click.argument("address", required=False, metavar="[URL]")
@click.argument("code", required=False)
@click.option("--name", metavar="NAME", help="What the class may call you.")
@click.option(
    "--plain",
    is_flag=True,
    default=said_before("plain"),
    help="Numbered lines instead of a screen.",
)
def join(address: str | None, code: str | None, name: str | None, plain: bool) -> None:
    """Join the class at URL, with the CODE on the teacher's screen; asks for what is not said.

    A link that holds the code needs no other. The same command finds your seat again.

    \b
    Example: course join http://192.0.2.7:8050 RFC-728 --name Ana
    """
    need_client()
    speak_as_set()
    from course.config import home
    from course.joining.entrance import Entrance
    from course.joining.keyring import Keyring
    from course.joining.seat import Wish

    entrance, wish = Entrance(Keyring(home())), Wish(address or "", code or "", name or "")
    if address:
        entrance.offered(wish)  # what can be no address is said before any screen
    if wants_plain(plain):
        _in_lines(entrance, wish)
    else:
        sys.exit(_on_screen(entrance, wish))


def need_client() -> None:
    """Raises `CourseError` where the extra for classes is not installed."""
    from importlib.util import find_spec

    if not find_spec("aiohttp"):
        raise CourseError(
            _("joining a class in a terminal needs the extra `class`"),
            "pip install 'internet-governance-course[class]'",
            exit_code=2,
        )


def _on_screen(entrance: "Entrance", wish: "Wish") -> int:
    from course.config import load_settings
    from course.tui.join import JoinApp
    from course.tui.start import run_app

    settings = load_settings().settings
    return run_app(lambda driver: JoinApp(entrance, wish, driver=driver, settings=settings))


def _in_lines(entrance: "Entrance", wish: "Wish") -> None:
    from course.plain.inbox import Inbox
    from course.plain.join import joined
    from course.plain.lines import Lines

    inbox = Inbox(_typed())
    inbox.listen()
    lines = Lines(sys.stdout, inbox, interactive=sys.stdin.isatty())
    joined(entrance, wish, lines, inbox)


def _typed() -> IO[str]:
    """Standard input, in a reader of its own.

    A thread that waits in the reader of Python itself would hold it when the program ends.
    """
    try:
        number = os.dup(sys.stdin.fileno())
    except (OSError, ValueError):  # a test's, or closed
        return sys.stdin
    return open(number, encoding=sys.stdin.encoding, errors="replace")  # noqa: PTH123
