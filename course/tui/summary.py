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
from course.text import joined, percent, plural, points, until
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
        said = "Done. Nothing here is scored: what you wrote is yours."
        return [Block(Content.styled(said, "bold"))]
    figures = f"{points(result.points)} of {plural(result.out_of, 'point')} · "
    figures += percent(result.share)
    if (last := study.last_time(attempt)) is not None:
        figures += f"   last time {percent(last)}"
    return [
        Block(Content.styled(_stands(result.share), "bold $text-primary")),
        Block(Content.styled(figures, "$text-muted")),
    ]


def _stands(share: Fraction) -> str:
    if share == 1:
        return "All of it stands."
    if share >= Fraction(4, 5):
        return "Most of it stands."
    if share >= Fraction(1, 2):
        return "A good part of it stands."
    return "Some of it stands; the rest is worth another look." if share else "None of it yet."


def _objective(study: Study, part: ObjectiveOutcome, is_first: bool) -> Block:
    text = _named(study, part.objective)
    right = meter(part.points, part.out_of)
    return Block(text, right=right, right_width=34, gap=1 if is_first else 0)


def _named(study: Study, objective: str) -> Content:
    for lesson in study.catalogue.lessons:
        for known in lesson.objectives:
            if known.id == objective:
                return inline(known.text)
    return Content(objective)


def _certain_and_wrong(attempt: Attempt, result: Outcome) -> list[Block]:
    if not result.overconfident:
        return []
    ids = list(attempt.questions)
    numbers = joined([str(ids.index(question) + 1) for question in result.overconfident])
    many = "question" if len(result.overconfident) == 1 else "questions"
    return [Block(Content(f"You were certain and wrong at {many} {numbers}."), gap=1)]


def _review(study: Study, attempt: Attempt, result: Outcome) -> list[Block]:
    left = len(result.put_off)
    asked = len(attempt.questions) - left
    known = asked - len(result.missed)
    if not asked:
        said = _("Nothing was asked today.")
    elif known == asked:
        said = "You still knew all of it." if asked > 1 else "You still knew it."
    else:
        said = f"You still knew {known} of {plural(asked, 'question')}."
    blocks = [Block(Content.styled(said, "bold $text-primary"))]
    if left:
        later = ngettext(
            "{count} question is left for another day.",
            "{count} questions are left for another day.",
            left,
        )
        blocks.append(Block(Content(later.format(count=left))))
    if coming := study.next_due():
        returns = f"The next question returns {until(coming, study.now())}."
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
