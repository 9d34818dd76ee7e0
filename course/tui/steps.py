"""The steps on Home: what may be done next, each a row with its key."""

from collections.abc import Iterator
from datetime import timedelta
from typing import assert_never

from textual.content import Content

from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry, PaperEntry
from course.papers import how_far, offered
from course.scenarios import newest_begun
from course.study import PER_ITEM, AllDone, ReadOn, Study, TakeQuiz
from course.text import minutes, until
from course.tui.chrome import spread, titled
from course.tui.rows import Row
from course.tui.scenario_row import CASE

PAPER = "paper:"
"""Before the id of a paper, in the id of its row."""

LABEL = 9
"""Cells of the word before a step."""


def steps_of(study: Study) -> Iterator[Row]:
    """What may be done next: the one obvious step, papers, what was begun, what fades."""
    step = study.next_step()
    match step:
        case ReadOn(lesson, section):
            label = _("GO ON") if study.progress.place else _("BEGIN")
            yield _step("next", label, lesson, _reading(lesson, section), "Enter")
        case TakeQuiz(lesson, _, begun):
            asked = begun.total if begun else len(lesson.of_quiz)
            left = asked - begun.answered if begun else asked
            if begun:
                said = _("{done} of {all} answered").format(done=begun.answered, all=asked)
            else:
                said = ngettext("{count} question", "{count} questions", asked)
                said = said.format(count=asked)
            tells = f"{said} · {minutes(timedelta(minutes=left))}"
            yield _step("next", _("QUIZ"), lesson, Content(tells), "Enter")
        case AllDone():
            done = Content.styled(_("Everything is read and every quiz taken."), "bold")
            yield Row(lambda width: _labelled(_("DONE"), done, "", width))
        case _:
            assert_never(step)
    papers = [_paper_row(study, paper) for paper in offered(study)]
    for other in filter(None, (*papers, _begun_scenario(study), _fading(study))):
        yield Row(lambda width: Content())
        yield other


def _begun_scenario(study: Study) -> Row | None:
    if found := newest_begun(study):
        entry, known = found
        chosen = ngettext("{count} choice made", "{count} choices made", known.chosen)
        said = Content.assemble(titled(entry.title), f" · {chosen.format(count=known.chosen)}")
        return Row(lambda width: _labelled(_("PLAY"), said, "", width), f"{CASE}{entry.id}")
    return None


def _fading(study: Study) -> Row | None:
    if begun := study.progress.open_attempts.get("review"):
        said = ngettext(
            "go on: {done} of {count} question answered",
            "go on: {done} of {count} questions answered",
            begun.total,
        ).format(done=begun.answered, count=begun.total)
    elif due := study.due():
        many = ngettext("{count} question is fading", "{count} questions are fading", len(due))
        said = f"{many.format(count=len(due))} · {minutes(PER_ITEM * len(due))}"
    elif coming := study.next_due():
        quiet = _("nothing is fading · the next question returns {when}").format(
            when=until(coming, study.now())
        )
        content = Content.styled(quiet, "$text-muted")
        return Row(lambda width: _labelled(_("REVIEW"), content, "", width))
    else:
        return None
    return Row(lambda width: _labelled(_("REVIEW"), Content(said), "r", width), "review")


def _reading(lesson: LessonEntry, section: str) -> Content:
    place = next(i for i, entry in enumerate(lesson.sections) if entry.id == section)
    left = timedelta(minutes=lesson.minutes) * (len(lesson.sections) - place)
    where = _("section {place} of {all}").format(place=place + 1, all=len(lesson.sections)) + " · "
    how_long = f" · {minutes(left / len(lesson.sections))}"
    return Content.assemble(where, titled(lesson.sections[place].heading), how_long)


def _step(id: str, label: str, lesson: LessonEntry, tells: Content, key: str) -> Row:
    title = Content.assemble(f"{lesson.number}  ", titled(lesson.title)).stylize("bold")

    def draw(width: int) -> Content:
        under = spread(Content(" " * LABEL) + tells.stylize("$text-muted"), Content(), width)
        return Content("\n").join([_labelled(label, title, key, width), under])

    return Row(draw, id)


def _paper_row(study: Study, paper: PaperEntry) -> Row:
    title = titled(paper.title).stylize("bold")
    tells = how_far(study, paper)
    if paper.purpose == "placement":
        label, title = _("SKIP"), Content(_("Know some of it already?")).stylize("bold")
        tells += f" · {_('shows which lessons you can skip')}"
    else:
        label = _("EXAM")

    def draw(width: int) -> Content:
        under = spread(Content.styled(" " * LABEL + tells, "$text-muted"), Content(), width)
        return Content("\n").join([_labelled(label, title, "", width), under])

    return Row(draw, f"{PAPER}{paper.id}")


def _labelled(label: str, text: Content, key: str, width: int) -> Content:
    left = Content.assemble((f"{label:<{LABEL}}", "bold $text-primary"), text)
    return spread(left, Content.styled(f"[{key}] " if key else "", "$text-muted"), width)
