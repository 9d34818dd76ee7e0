"""The teacher's commands: exercise."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.learn import seed_given, study_options
from course.cli.opening import opened, sitting, speak_as_set, wants_plain
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _
from course.text import visible

if TYPE_CHECKING:
    from course.content.handout import Deal
    from course.loading.library import Library


def _exercises(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Ids of the exercises, for a shell that completes what was begun."""
    from course.loading.library import Library
    from course.shelf import course_here

    with suppress(CourseError):
        packs = Library(course_here()).catalogue.exercises
        return [pack.id for pack in packs if pack.id.startswith(begun)]
    return []


@click.command()
@click.argument("name", required=False, shell_complete=_exercises)
@click.option(
    "--print",
    "into",
    metavar="FILE.md",
    help="Write it as Markdown, a role a sheet; - for standard output.",
)
@click.option("--roles", is_flag=True, help="Only the roles' sheets.")
@click.option("--seats", type=click.IntRange(1, 500), help="Deal the roles to so many people.")
@click.option(
    "--give",
    "given",
    metavar="ROLE=SEAT",
    multiple=True,
    help="Who has a role before the deal, such as chair=3.",
)
@click.option(
    "--seed",
    metavar="S",
    callback=seed_given,
    default="1",
    help="Another deal; any text (default: 1).",
)
@study_options
def exercise(
    name: str | None,
    into: str | None,
    roles: bool,
    seats: int | None,
    given: tuple[str, ...],
    seed: str,
    plain: bool,
    learner: str | None,
) -> None:
    """Read the exercise NAME as its teacher, or print it; list them all without NAME.

    The same seed deals the same roles to the same number of people everywhere.

    \b
    Example: course exercise taking-the-temperature --print pack.md --seats 24
    Example: course exercise mock-wcit --seats 12 --give chair=3 --seed monday
    """
    if into or seats:
        library, pack = _pack(name)
        deal = _deal(library, pack, seats, given, seed) if seats else None
        if into:
            _write(into, _text(library, pack, deal, only_roles=roles))
        else:
            _say_deal(library, pack, deal)
        return
    with opened(learner) as study:
        if name:
            study.library.exercise(name)
        if name is None or wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.exercise(name) if name else face.exercises())
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_exercise(name)))


def _pack(name: str | None) -> "tuple[Library, str]":
    from course.loading.library import Library
    from course.shelf import course_here

    library = Library(course_here(), speak_as_set())
    if name is None:
        known = ", ".join(pack.id for pack in library.catalogue.exercises)
        raise CourseError(
            _("which exercise?"), _("name one of: {known}").format(known=known), exit_code=2
        )
    return library, name


def _deal(library: "Library", name: str, seats: int, given: tuple[str, ...], seed: str) -> "Deal":
    from course.content.handout import Deal
    from course.sessions.dealing import deal

    pack = library.exercise(name)
    known = {role.id: role.seats.most for role in pack.roles}
    people = [str(number) for number in range(1, seats + 1)]
    held: dict[str, str] = {}
    for pair in given:
        role, _equals, seat = pair.partition("=")
        if seat not in people or list(held.values()).count(role) >= known.get(role, 0):
            raise CourseError(
                _("{pair} cannot be given").format(pair=visible(pair)),
                _("write ROLE=SEAT with a seat up to {seats} and one of: {roles}").format(
                    seats=seats, roles=", ".join(known)
                ),
                exit_code=2,
            )
        held[seat] = role
    return Deal(deal(pack, people, seed, held))


def _say_deal(library: "Library", name: str, deal: "Deal | None") -> None:
    names = {role.id: role.name for role in library.exercise(name).roles}
    for seat, role in deal.roles.items() if deal else ():
        say(f"{seat:>3}  {names[role]}")


def _text(library: "Library", name: str, deal: "Deal | None", *, only_roles: bool) -> str:
    from course.content.handout import pages
    from course.formats.handout import handout

    pack = library.exercise(name)
    of = pages(pack, library.catalogue.goals, deal)
    return handout(pack.title, of, library.terms, library.sources, only_roles=only_roles)


def _write(into: str, text: str) -> None:
    if into == "-":
        say(text.rstrip("\n"))
        return
    try:
        Path(into).write_text(text, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise CourseError(
            _("{file} cannot be written: {why}").format(file=into, why=why),
            _("name a file in a folder that you may write to"),
        ) from None
    say(_("Written to {file}.").format(file=into))
