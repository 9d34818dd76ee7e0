"""What stands above a question: of what it is a part, which one it is, and how the others stand."""

from contextlib import suppress

from textual.content import Content

from course.choosing import in_words
from course.errors import CourseError
from course.i18n import _
from course.papers import paper_of
from course.sessions.attempt import Attempt, Status, status
from course.sessions.selection import selection
from course.sessions.words import DOTS
from course.study import Study
from course.tui.inline import inline

MOST_DOTS = 25
"""More questions than this do not fit beside a title."""

STYLES: dict[Status, str] = {
    "open": "$text-muted",
    "skipped": "$text-muted",
    "answered": "$text-primary",
    "right": "$text-success",
    "partly": "$text-warning",
    "wrong": "$text-error",
}


def heading(study: Study, attempt: Attempt) -> Content:
    """What the attempt is at: the title of a quiz, the section of a check, a review."""
    kind, _colon, of = attempt.of.partition(":")
    if wanted := selection(of if kind == "again" else attempt.of):
        words = in_words(study, wanted, size=False)
        return Content(words[:1].upper() + words[1:])
    with suppress(CourseError):  # a title that cannot be read is no reason not to go on
        if paper := paper_of(study, of if kind == "again" else attempt.of):
            title = inline(paper.title)
            return Content.assemble(_("Once more") + " · ", title) if kind == "again" else title
        match kind:
            case "quiz" | "again":
                title = inline(study.library.quiz(of).title)
                words = {"test": _("Test"), "review": _("Review"), "practice": _("Quiz")}[
                    attempt.mode
                ]
                return Content.assemble(_("Once more") if kind == "again" else words, " · ", title)
            case "check":
                lesson, _hash, place = of.partition("#")
                section = place.partition("/")[0]
                entry = study.catalogue.lesson(lesson)
                named = {each.id: each.heading for each in entry.sections}
                return Content.assemble(
                    _("Stop and think"), " · ", inline(named.get(section, entry.title))
                )
            case _:
                pass
    return Content(_("Review") if attempt.mode == "review" else _("Questions"))


def place(attempt: Attempt) -> Content:
    """Which question it is, and all of them at a glance."""
    count = len(attempt.questions)
    if count == 1:
        return Content("")
    words = _("question {n} of {all}").format(n=attempt.place, all=count)
    said = Content.styled(f"{words}  ", "$text-muted")
    return said + dots(attempt, attempt.current)


def dots(attempt: Attempt, here: str = "") -> Content:
    """A sign a question, that of `here` underlined; none where there are too many."""
    if len(attempt.questions) > MOST_DOTS:
        return Content("")
    return Content.assemble(*(_dot(attempt, question, here) for question in attempt.questions))


def _dot(attempt: Attempt, question: str, here: str) -> Content:
    stands = status(attempt, question)
    line = " underline" if question == here else ""
    shown = "⚑" if attempt.entry_of(question).flagged and stands == "open" else DOTS[stands]
    return Content.styled(shown, f"{STYLES[stands]}{line}")
