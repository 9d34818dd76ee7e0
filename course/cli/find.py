"""Finding things again: search, the glossary, notes and bookmarks, what was missed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.learn import study_options
from course.cli.opening import opened, sitting, wants_plain
from course.cli.output import say
from course.i18n import _
from course.loading.files import shown
from course.search import KINDS, Kind
from course.text import refusal

if TYPE_CHECKING:
    from course.study import Study
    from course.tui.page import Page


def _words(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
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


@click.command()
@study_options
def again(plain: bool, learner: str | None) -> None:
    """See what you missed, flagged or keep forgetting, and choose a quiz of your own.

    \b
    Example: course again
    """
    with opened(learner) as study:
        if wants_plain(plain):
            from course.plain.again import say_again

            face = sitting(study)
            face.session(lambda: say_again(face.lines, study))
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_again()))


@click.command()
@click.option(
    "--export",
    "file",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write all of them as Markdown to FILE, or - for standard output.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@study_options
def notes(file: Path | None, force: bool, plain: bool, learner: str | None) -> None:
    """See your notes and bookmarks, in the order of the course.

    \b
    Example: course notes
    Example: course notes --export notes.md
    """
    with opened(learner) as study:
        if file is not None:
            _export(study, None if str(file) == "-" else file, force=force)
        elif wants_plain(plain):
            from course.plain.notes import say_all_kept

            face = sitting(study)
            face.session(lambda: say_all_kept(face.lines, study))
        else:
            from course.tui.start import run

            sys.exit(run(study, begin=lambda home: home.open_notes()))


def _export(study: "Study", path: Path | None, *, force: bool) -> None:
    from course.cli.outfile import written
    from course.notes import as_markdown

    text = as_markdown(study)
    if path is None:
        say(text.removesuffix("\n"))
        return
    with written(path, force=force) as out:
        out.write(text)
    say(_("{file} written.").format(file=shown(path)))
