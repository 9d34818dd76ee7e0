"""The command `course serve`: the whole screen in a browser."""

import asyncio
import sys

import click

from course.cli.learn import said_before
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _

NEEDS = ("aiohttp", "textual_serve")


@click.command()
@click.option(
    "--bind", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Listen here."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8060,
    show_default=True,
    help="Listen at this port; 0 for one that is free.",
)
@click.option(
    "--seats",
    type=click.IntRange(1, 100),
    default=20,
    show_default=True,
    help="So many may be here at once.",
)
@click.option(
    "--learner",
    metavar="NAME",
    default=said_before("learner"),
    help="Whose progress all go on with (default: each browser's own).",
)
def serve(bind: str, port: int, seats: int, learner: str | None) -> None:
    """Open the screen in a browser; each browser keeps its own progress on this machine.

    The link shown lets one browser in, once; then another is shown.

    \b
    Example: course serve
    Example: course serve --learner ana
    """
    from course.cli.opening import speak_as_set

    speak_as_set()
    _need_extra()
    _serve(bind, port, seats, learner)


def _serve(bind: str, port: int, seats: int, learner: str | None) -> None:
    from course.config import learner_name
    from course.serving import Serving, listening, serve_until_told
    from course.shelf import course_here
    from course.tui.start import BROWSER
    from course.web.gate import Gate
    from course.web.server import WebServer

    pinned = learner_name(learner) if learner else None
    course_here()  # says here what is missing, not in each page
    bound, address = listening(bind, port)
    gate = Gate(address.url, address.port, pinned, lambda who: _came(who, gate.link))
    server = WebServer(gate, address.url, _program, BROWSER, seats=seats)
    if not address.is_local:
        say(
            _(
                "! Everybody in this network can reach {url}, and nothing sent is encrypted: others"
                " in it could read along, and come in as whoever they read."
            ).format(url=address.url),
            err=True,
        )
    say(_("open {link}").format(link=gate.link))
    say(_("the link lets one browser in, once; Ctrl-C ends"))
    with bound:
        asyncio.run(serve_until_told(Serving(server.application(), bound)))


def _came(learner: str, link: str) -> None:
    say(_("{learner} is in; for another browser: {link}").format(learner=learner, link=link))


def _program(learner: str) -> list[str]:
    # -P: a folder that happens to hold a `textual.py` is not asked for modules.
    return [sys.executable, "-P", "-m", "course", f"--learner={learner}"]


def _need_extra() -> None:
    from importlib.util import find_spec

    if not all(find_spec(name) for name in NEEDS):
        raise CourseError(
            _("a browser needs the extra `web`"),
            "pip install 'internet-governance-course[web]'",
            exit_code=2,
        )
