"""`course host --at URL`: the host's screen of a class that is served elsewhere."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.joining.door import Door
    from course.joining.keyring import Keyring

SECRET = "COURSE_TEACHER_SECRET"
"""Says the teacher's secret where nobody can be asked."""

SHORTEST = 16
"""Characters of a secret that somebody made up."""


def attached(at: str, code: str | None, secret_file: Path | None, *, tallies: bool) -> int:
    """Lead a class from here until the teacher leaves; the exit status."""
    from course.cli.way_in import way_in
    from course.config import home
    from course.joining.chair import Chair
    from course.joining.door import Door, door
    from course.joining.keyring import Kept, Keyring
    from course.rooms.codes import hashed, key_for
    from course.tui.host import HostApp
    from course.tui.start import run_app

    keyring, there = Keyring(home()), door(at, code or "")
    if not there.code:
        there = Door(there.url, code_at(keyring, there))
    secret = secret_of(secret_file, keyring, there)
    way = way_in(there.url, there.code, key_for(hashed(secret), there.code), None)
    chair = Chair(there, secret)
    keep = Kept("chair", there.url, there.code, secret)
    status = run_app(lambda driver: HostApp(chair, way, chair, tallies=tallies, driver=driver))
    keyring.keep(keep)  # it was right, or `run_app` would have raised
    return status


def secret_said() -> str:
    """The secret that the environment says; empty when it says none.

    Raises:
        CourseError: It is too short to keep anybody out.
    """
    said = os.environ.get(SECRET, "").strip()
    if said and len(said) < SHORTEST:
        raise CourseError(
            _("{name} is shorter than {n} characters").format(name=SECRET, n=SHORTEST),
            _("make it long and random, or leave it out"),
            exit_code=2,
        )
    return said


def code_at(keyring: "Keyring", there: "Door") -> str:
    """The code of the class that is meant at an address: the one led before, or asked for."""
    from course.joining.door import code_meant

    known = next((kept for kept in keyring.all("chair") if kept.url == there.url), None)
    if known:
        return known.code
    if not sys.stdin.isatty():
        raise CourseError(
            _("which class?"), _("add its code: course host --at URL RFC-728"), exit_code=2
        )
    import click

    return code_meant(click.prompt(_("Code of the class"), err=True))


def secret_of(file: Path | None, keyring: "Keyring", there: "Door") -> str:
    """The teacher's secret: in a file, said by the environment, kept from before, or asked for."""
    if file:
        try:
            return file.read_text(encoding="utf-8")[:200].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CourseError(
                _("the file with the secret cannot be read: {why}").format(
                    why=getattr(error, "strerror", None) or _("it is no text")
                ),
                exit_code=2,
            ) from None
    if secret := secret_said() or keyring.secret(there.code, there.url):
        return secret
    if not sys.stdin.isatty():
        raise CourseError(
            _("the teacher's secret is needed"),
            _("set {name}, or name a file: --secret-file FILE").format(name=SECRET),
            exit_code=2,
        )
    import click

    typed: str = click.prompt(_("The teacher's secret"), hide_input=True, err=True)
    return typed.strip()
