"""What an attempt came to, in words first and numbers after."""

from contextlib import suppress
from fractions import Fraction

from textual.content import Content

from course.errors import CourseError
from course.i18n import _, ngettext
from course.papers import paper_of
from course.sessions.attempt import Attempt
from course.sessions.outcome import ObjectiveOutcome, Outcome
from course.study import Study
from course.text import joined, percent, points, until
from course.tui.by_module import exam_by_module, placement_by_module
from course.tui.flow import Block, Flow
from course.tui.inline import inline
from course.tui.meter import meter


def summary(study: Study, attempt: Attempt, result: Outcome) -> Flow:
    """Everything above the next steps."""
    if attempt.mode == "review":
        return Flow(_review(study, attempt, result))
    blocks = _score(study, attempt, result)
    if paper := paper_of(study, attempt.of):
        is_exam = paper.purpose == "exam"
        blocks += (
            exam_by_module(study, result)
            if is_exam
            else placement_by_module(study, attempt, result)
        )
    elif len(result.objectives) > 1 or result.missed:
        blocks += [_objective(study, part, not n) for n, part in enumerate(result.objectives)]
    blocks += _certain_and_wrong(attempt, result)
    return Flow(blocks)


def _score(study: Study, attempt: Attempt, result: Outcome) -> list[Block]:
    if result.share is None:
        said = _("Done. Nothing here is scored: what you wrote is yours.")
        return [Block(Content.styled(said, "bold"))]
    figures = ngettext("{points} of {count} point", "{points} of {count} points", result.out_of)
    figures = figures.format(points=points(result.points), count=result.out_of)
    figures += f" · {percent(result.share)}"
    if (last := study.last_time(attempt)) is not None:
        figures += "   " + _("last time {share}").format(share=percent(last))
    return [
        Block(Content.styled(_stands(result.share), "bold $text-primary")),
        Block(Content.styled(figures, "$text-muted")),
    ]


def _stands(share: Fraction) -> str:
    if share == 1:
        return _("All of it stands.")
    if share >= Fraction(4, 5):
        return _("Most of it stands.")
    if share >= Fraction(1, 2):
        return _("A good part of it stands.")
    if share:
        return _("Some of it stands; the rest is worth another look.")
    return _("None of it yet.")


def _objective(study: Study, part: ObjectiveOutcome, is_first: bool) -> Block:
    text = inline(study.catalogue.goals.get(part.objective, part.objective))
    right = meter(part.points, part.out_of)
    return Block(text, right=right, right_width=34, gap=1 if is_first else 0)


def _certain_and_wrong(attempt: Attempt, result: Outcome) -> list[Block]:
    if not result.overconfident:
        return []
    ids = list(attempt.questions)
    numbers = joined([str(ids.index(q) + 1) for q in result.overconfident], _("and"))
    said = ngettext(
        "You were certain and wrong at question {numbers}.",
        "You were certain and wrong at questions {numbers}.",
        len(result.overconfident),
    )
    return [Block(Content(said.format(numbers=numbers)), gap=1)]


def _review(study: Study, attempt: Attempt, result: Outcome) -> list[Block]:
    left = len(result.put_off)
    asked = len(attempt.questions) - left
    known = asked - len(result.missed)
    if not asked:
        said = _("Nothing was asked today.")
    elif known == asked:
        said = _("You still knew all of it.") if asked > 1 else _("You still knew it.")
    else:
        said = ngettext(
            "You still knew {known} of {count} question.",
            "You still knew {known} of {count} questions.",
            asked,
        ).format(known=known, count=asked)
    blocks = [Block(Content.styled(said, "bold $text-primary"))]
    if left:
        later = ngettext(
            "{count} question is left for another day.",
            "{count} questions are left for another day.",
            left,
        )
        blocks.append(Block(Content(later.format(count=left))))
    if coming := study.next_due():
        returns = _("The next question returns {when}.").format(when=until(coming, study.now()))
        blocks.append(Block(Content.styled(returns, "$text-muted")))
    return blocks


def section_named(study: Study, passage: str) -> Content:
    """The heading of a passage `lesson#section`; the id where it has none."""
    lesson, _, section = passage.partition("#")
    with suppress(CourseError):
        for entry in study.catalogue.lesson(lesson).sections:
            if entry.id == section:
                return inline(entry.heading)
    return Content(section)
