"""The command `course host`: a server and the host's screen in one."""

import asyncio
import os
import secrets
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course.cli.attach import attached, secret_said
from course.cli.learn import Command
from course.cli.output import say
from course.cli.store import open_store
from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.cli.subject import About
    from course.loading.library import Library
    from course.rooms.room import OpenRoom
    from course.rooms.store import RoomStore
    from course.serving import Serving
    from course.sessions.live.events import RoomOpened
    from course.tui.host_view import WayIn

NEEDS = ("aiohttp", "segno")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `course host`."""

    what: str | None = None
    poll: str | None = None
    choices: tuple[str, ...] = ()
    hum: str | None = None
    bind: str | None = None
    lan: bool = False
    port: int = 8050
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    tls: tuple[Path, Path] | None = None
    store: str | None = None
    seats: int = 60
    countdown: int | None = None
    tallies: bool = False
    leaderboard: bool = False
    new: bool = False
    headless: bool = False
    roster: str | None = None
    only_roster: bool = False


def server_options(command: Command) -> Command:
    """The options of every command that serves a room."""
    for option in reversed(
        (
            click.option(
                "--bind", metavar="ADDRESS", help="Listen here (default: 127.0.0.1, this machine)."
            ),
            click.option(
                "--lan", is_flag=True, help="Listen at this machine's address in its network."
            ),
            click.option(
                "--port",
                type=click.IntRange(0, 65535),
                default=8050,
                show_default=True,
                help="Listen at this port; 0 for one that is free.",
            ),
            click.option(
                "--origin",
                "origins",
                multiple=True,
                metavar="URL",
                help="Also reached as URL; named first.",
            ),
            click.option(
                "--proxy",
                "proxies",
                multiple=True,
                metavar="ADDRESS",
                help="Believe this proxy's headers.",
            ),
            click.option(
                "--tls",
                type=(click.Path(path_type=Path), click.Path(path_type=Path)),
                metavar="CERT KEY",
                help="Encrypt, with these PEM files.",
            ),
            click.option(
                "--store",
                metavar="FILE|URL",
                help="Where classes are kept: a file, or postgresql://…",
            ),
            click.option(
                "--seats",
                type=click.IntRange(1, 1000),
                default=60,
                show_default=True,
                help="So many may join.",
            ),
            click.option("--roster", metavar="NAME|FILE", help="Who belongs to the class."),
            click.option(
                "--only-roster", is_flag=True, help="Let nobody in who is not on the roster."
            ),
            click.option("--headless", is_flag=True, help="Only serve; lead it from elsewhere."),
        )
    ):
        command = option(command)
    return command


@click.command()
@click.argument("what", required=False, metavar="[QUIZ|SCENARIO|EXERCISE]")
@click.option("--poll", metavar="QUESTION", help="Ask this; with --option for each choice.")
@click.option("--option", "choices", multiple=True, metavar="TEXT", help="A choice of the poll.")
@click.option("--hum", metavar="QUESTION", help="Let the room hum for and against this.")
@server_options
@click.option("--countdown", type=click.IntRange(5, 3600), help="Seconds for each question.")
@click.option("--tallies", is_flag=True, help="Show counts before the reveal, too.")
@click.option("--leaderboard", is_flag=True, help="Show the five best after each reveal.")
@click.option("--new", is_flag=True, help="Begin anew although a class of this is still open.")
@click.option(
    "--at", metavar="URL", help="Lead a class served there; instead of a subject say its code."
)
@click.option(
    "--secret-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --at: where the teacher's secret stands.",
)
def host(at: str | None, secret_file: Path | None, **chosen: Any) -> None:
    """Hold a class; students join by browser or `course join`.

    On a QUIZ, a SCENARIO that the class votes its way through, an EXERCISE with dealt roles, a poll
    or a hum; without a name there is a list. A class that was left open goes on: same code, same
    seats, same place.

    \b
    Example: course host fourteen-days --lan
    Example: course host scenario:the-last-night --lan
    Example: course host mock-wcit --lan
    Example: course host --hum "Is the text ready?"
    Example: course host --at https://class.example RFC-728
    """
    from course.cli.opening import speak_as_set
    from course.loading.library import Library
    from course.shelf import course_here

    need_extra()
    wanted = Wanted(**chosen)
    if at:
        speak_as_set()
        sys.exit(attached(at, wanted.what, secret_file, tallies=wanted.tallies))
    about = _about(Library(course_here(), speak_as_set()), wanted)
    opened = replace(about.opened, countdown=wanted.countdown, leaderboard=wanted.leaderboard)
    sys.exit(hosted(wanted, replace(about, opened=opened)))


def hosted(wanted: Wanted, about: "About") -> int:
    """Serve a room and show its host's screen until the teacher leaves; the exit status."""
    from course.classroom.server import ClassServer
    from course.cli.rosters import kept_roster
    from course.cli.way_in import way_into
    from course.rooms.codes import hashed
    from course.serving import Serving, encryption, lan_address, listening, warning

    secret = secret_said() or secrets.token_urlsafe(16)
    opened = replace(about.opened, teacher=hashed(secret), cap=wanted.seats)
    tls = encryption(*wanted.tls) if wanted.tls else None
    rooms = open_store(wanted.store)
    if wanted.roster:
        opened = replace(opened, roster=kept_roster(rooms, wanted.roster))
    if wanted.only_roster:
        if not opened.roster:
            raise CourseError(_("which roster?"), "--roster NAME --only-roster", exit_code=2)
        opened = replace(opened, only_roster=True)
    where = wanted.bind or (lan_address() if wanted.lan else "127.0.0.1")
    bound, address = listening(where, wanted.port, "https" if tls else "http")
    try:
        room, went_on = _room(rooms, opened, about, new=wanted.new)
        url = [*wanted.origins, address.url][0].rstrip("/")
        way = way_into(room, url, warning(address, wanted.origins))
        known = _known_secret(room, way.address, secret)
        if went_on:
            when = went_on.astimezone()
            say(_("going on with the class of {when:%d %B, %H:%M}").format(when=when), err=True)
            if opened.terms:
                say(_("it keeps its hours and terms; --new begins another"), err=True)
        origins = [*address.urls, *wanted.origins]
        server = ClassServer(rooms, about.bank, origins, wanted.proxies, subjects=about.subjects)
        server.take(room)
        serving = Serving(server.application(), bound, tls, wanted.proxies)
        return (
            _headless(serving, way, known) if wanted.headless else _led(room, serving, way, wanted)
        )
    finally:
        bound.close()
        rooms.close()


def _known_secret(room: "OpenRoom", url: str, made: str) -> str:
    """The secret of a room, kept on this machine for `course host --at`; empty if unknown here."""
    from course.config import home
    from course.joining.keyring import Kept, Keyring
    from course.rooms.codes import is_secret

    opened, keyring = room.room.opened, Keyring(home())
    for secret in (made, keyring.secret(opened.code)):
        if is_secret(secret, opened.teacher):
            keyring.keep(Kept("chair", url, opened.code, secret))
            return secret
    return ""


def need_extra() -> None:
    """Raises `CourseError` where the extra for classes is not installed."""
    from importlib.util import find_spec

    if not all(find_spec(name) for name in NEEDS):
        raise CourseError(
            _("holding a class needs the extra `class`"),
            "pip install 'internet-governance-course[class]'",
            exit_code=2,
        )


def _about(library: "Library", wanted: Wanted) -> "About":
    """What the class is about: what was named, asked for the moment, or chosen from a list."""
    from course.cli.subject import everything, on_content, on_poll
    from course.sessions.live.events import Posed

    posed = []
    if wanted.poll:
        if len(wanted.choices) == 1:
            raise CourseError(
                _("a poll has two choices or more"), _("or none, for free text"), exit_code=2
            )
        posed.append(Posed("poll", wanted.poll, wanted.choices))
    if wanted.hum:
        posed.append(Posed("hum", wanted.hum, is_hum=True))
    if wanted.what:
        return on_content(library, wanted.what, tuple(posed))
    if posed:
        return on_poll(library, tuple(posed))
    if not wanted.headless and sys.stdin.isatty() and sys.stdout.isatty():
        from course.tui.choosing import chosen

        if named := chosen(_("What is the class about?"), everything(library.catalogue)):
            return on_content(library, named)
        sys.exit(0)
    raise CourseError(
        _("what is the class about?"),
        _("name a quiz, a scenario or an exercise, or use --poll or --hum"),
        exit_code=2,
    )


def _room(
    rooms: "RoomStore", opened: "RoomOpened", about: "About", *, new: bool
) -> "tuple[OpenRoom, datetime | None]":
    """The room that was left open for this, else a new one."""
    from course.rooms.room import OpenRoom, utc_now

    for row in rooms.rooms():
        is_same = _subject_of(row.opened) == _subject_of(opened)
        if is_same and row.ended is None and not new:
            return OpenRoom(rooms, row.id, about.bank, subjects=about.subjects), row.began
    id_ = os.urandom(10).hex()
    rooms.open(id_, opened, utc_now())
    return OpenRoom(rooms, id_, about.bank, subjects=about.subjects), None


def _subject_of(opened: "RoomOpened") -> tuple[object, ...]:
    is_by_hand = opened.terms is not None and opened.terms.by_hand
    return (opened.kind, opened.of, opened.posed, is_by_hand)


def _headless(serving: "Serving", way: "WayIn", secret: str) -> int:
    from course.serving import serve_until_told

    say(_("join at {address}  code {code}").format(address=way.address, code=way.code))
    if secret:
        say(_("teacher's secret {secret}").format(secret=secret))
    else:
        say(_("the teacher's secret is the one that was told when this class was opened"))
    say(
        _("lead it from a terminal:  {command}").format(
            command=f"course host --at {way.address} {way.code}"
        )
    )
    say(
        _("It asks for the secret; on this machine it is known.")
        if secret
        else _("It asks for the secret.")
    )
    if way.warning:
        say(f"! {way.warning}", err=True)
    asyncio.run(serve_until_told(serving))
    return 0


def _led(room: "OpenRoom", serving: "Serving", way: "WayIn", wanted: Wanted) -> int:
    from course.rooms.lead import Lead
    from course.tui.host import HostApp
    from course.tui.start import run_app

    lead = Lead(room)
    return run_app(
        lambda driver: HostApp(lead, way, serving, tallies=wanted.tallies, driver=driver)
    )
