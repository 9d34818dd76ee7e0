"""Finding things: search, the glossary."""

import sys
from typing import TYPE_CHECKING

import click

from course.cli.learn import study_options
from course.cli.opening import opened, sitting, wants_plain
from course.search import KINDS, Kind
from course.text import refusal

if TYPE_CHECKING:
    from course.tui.page import Page


def _words(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str:
    said = " ".join(words)
    if why := refusal(said, 200):
        raise click.BadParameter(why)
    return said


@click.command()
@click.argument("words", nargs=-1, callback=_words)
@click.option("--kind", type=click.Choice(KINDS), help="Only these.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000),
    default=20,
    show_default=True,
    help="At most so many, in lines.",
)
@study_options
def search(words: str, kind: Kind | None, limit: int, plain: bool, learner: str | None) -> None:
    """Find WORDS in lessons, the glossary, sources, your notes and questions you have met.

    \b
    Example: course search rough consensus
    Example: course search '"feel of the room"' --kind passage
    """
    with opened(learner) as study:
        if wants_plain(plain):
            from course.plain.finding import say_found

            kinds = (kind,) if kind else KINDS
            face = sitting(study)
            face.session(lambda: say_found(face.lines, study, words, kinds, limit))
            return
        from course.tui.start import run

        def begin(home: "Page[None]") -> None:
            home.open_search(words, kind)

        sys.exit(run(study, begin=begin))


@click.command()
@click.argument("words", nargs=-1, callback=_words)
@study_options
def glossary(words: str, plain: bool, learner: str | None) -> None:
    """Explain the course's words, all of them or those that WORDS find.

    \b
    Example: course glossary consensus
    """
    with opened(learner) as study:
        if wants_plain(plain):
            from course.plain.finding import say_words

            face = sitting(study)
            face.session(lambda: say_words(face.lines, study, words))
            return
        from course.tui.start import run

        def begin(home: "Page[None]") -> None:
            home.open_glossary(words=words)

        sys.exit(run(study, begin=begin))
