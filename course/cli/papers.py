"""The commands for papers: exam and placement."""

import sys
from typing import TYPE_CHECKING

import click

from course.cli.learn import seed_given, study_options
from course.cli.opening import opened, sitting, wants_plain

if TYPE_CHECKING:
    from course.content.blueprint import Purpose


@click.command()
@click.option(
    "--seed",
    metavar="N",
    callback=seed_given,
    help="Draw this paper anew, the same for everybody; any text.",
)
@click.option("--certainty", is_flag=True, help="Say how sure you are with each answer.")
@study_options
def exam(seed: str | None, certainty: bool, plain: bool, learner: str | None) -> None:
    """Take the final exam, or go on with it: feedback comes at the end, module by module.

    \b
    Example: course exam --seed 2026-A
    """
    _take("exam", seed, plain, learner, certainty=certainty)


@click.command()
@click.option("--undo", is_flag=True, help="Read after all what was marked as known.")
@study_options
def placement(undo: bool, plain: bool, learner: str | None) -> None:
    """Answer two questions of each module, and see which lessons you can skip.

    \b
    Example: course placement
    """
    if undo:
        with opened(learner) as study:
            face = sitting(study)
            face.session(face.read_after_all)
    else:
        _take("placement", None, plain, learner)


def _take(
    purpose: "Purpose",
    seed: str | None,
    plain: bool,
    learner: str | None,
    *,
    certainty: bool = False,
) -> None:
    from course.papers import found, take

    with opened(learner, certainty=certainty) as study:
        paper = found(study, purpose)
        if wants_plain(plain):
            face = sitting(study)
            face.session(lambda: face.paper(paper, seed))
            return
        from course.tui.start import run

        if seed is not None:
            sys.exit(run(study, attempt=take(study, paper, seed=seed)))
        sys.exit(run(study, begin=lambda home: home.open_paper(paper)))
