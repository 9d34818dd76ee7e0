"""A lesson in one line: how far it is read, how its quiz went, what is still known today."""

from functools import partial

from textual.content import Content

from course.i18n import _
from course.loading.catalogue import LessonEntry, ModuleEntry
from course.progress.standing import Recall
from course.study import Study
from course.text import percent
from course.tui.chrome import spread, titled
from course.tui.rows import Row
from course.tui.widgets.charts.bars import bar

DONE, BEGUN, NEW, KNOWN = "●", "◐", "○", "◎"

READ, QUIZ, BAR, SHARE = 6, 8, 10, 6
"""Cells of the columns on the right."""

ROOMY = 68
"""Cells from which all columns are shown; below, what is read and the share of recall."""


def columns(width: int) -> Content:
    """The heads of the columns, for rows of `width` cells."""
    if width < ROOMY:
        head = f"{_('read'):>{READ}}{_('recall'):>{SHARE + 2}} "
    else:
        head = f"{_('read'):>{READ}}{_('quiz'):>{QUIZ}}  {_('recall today'):>{BAR + SHARE}} "
    return Content.styled(head, "$text-muted")


def module_row(module: ModuleEntry) -> Row:
    """The heading of a module."""
    text = Content.assemble(f"{module.number}  ", titled(module.title)).stylize("bold")
    return Row(partial(spread, text, Content()))


def lesson_row(study: Study, lesson: LessonEntry) -> Row:
    """The line of a lesson; choosing it opens the lesson."""
    read, of = study.sections_read(lesson), len(lesson.sections)
    state, style = (NEW, "$text-muted") if read == 0 else (BEGUN, "$text-accent")
    if read == of:
        state, style = DONE, "$text-success"
    elif study.is_known(lesson):
        state, style = KNOWN, "$text-success"
    left = Content.assemble(
        "   ",
        (state, style),
        (f" {lesson.number:<5}", "$text-muted"),
        titled(lesson.title),
    )
    begun = f"{read}/{of}" if read else "–"
    done = f"{_('known') if state == KNOWN and not read else begun:>{READ}}"
    known = study.recall_of(item.id for item in lesson.items)
    roomy = Content.assemble(done, f"{_quiz(study, lesson):>{QUIZ}}", "  ", _recall(known), " ")
    share = percent(known.share) if known.share is not None else "–"
    tight = Content.assemble(done, f"{share:>{SHARE + 2}}", " ")
    return Row(lambda width: spread(left, tight if width < ROOMY else roomy, width), lesson.id)


def _quiz(study: Study, lesson: LessonEntry) -> str:
    if lesson.quiz is None:
        return ""
    if begun := study.open_quiz(lesson.quiz):
        return f"{begun.answered}/{begun.total}"
    for result in reversed(study.progress.results):
        if result.of == f"quiz:{lesson.quiz}" and result.out_of:
            return percent(result.score / result.out_of)
    return "–"


def _recall(recall: Recall) -> Content:
    width = BAR + SHARE
    if recall.share is not None:
        return bar(recall.share, BAR) + f"{percent(recall.share):>{SHARE}}"
    said = _("too little data") if recall.seen else "–"
    return Content.styled(f"{said:>{width}}", "$text-muted")
