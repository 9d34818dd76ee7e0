"""The outline of a lesson: its sections with what is read, its quiz, and what stands beside."""

from functools import partial

from textual.content import Content

from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry
from course.notes import signs
from course.study import Study
from course.tui.inline import Notes, inline, wrapped
from course.tui.rows import Row

QUIZ, SOURCES, TERMS = "#quiz", "#sources", "#terms"
"""What the rows mean that are no sections; no id looks like this."""


def outline(study: Study, lesson: LessonEntry, notes: Notes, *, at_end: bool) -> tuple[Row, ...]:
    """Rows by the section's id; `at_end` tells that the text shows none of them."""
    read = study.progress.read.get(lesson.id, frozenset())
    rows = []
    for section in lesson.sections:
        sign = ("✓ ", "$text-success") if section.id in read else ("○ ", "$text-muted")
        heading = inline(section.heading)
        if kept := signs(study, f"{lesson.id}#{section.id}"):
            heading = Content.assemble(heading, (f" {kept}", "$text-accent"))
        rows.append(Row(partial(_hung, sign, heading), section.id))
    if lesson.quiz:
        is_taken = any(result.of == f"quiz:{lesson.quiz}" for result in study.progress.results)
        sign = ("✓ ", "$text-success") if is_taken else ("○ ", "$text-muted")
        rows.append(Row(partial(_hung, sign, Content(_("Check yourself"))), QUIZ))
    if at_end:
        return tuple(rows)
    rows.append(Row(lambda width: Content()))
    count = len(notes.sources) + len(notes.links)
    many = ngettext("{count} source", "{count} sources", count).format(count=count)
    rows.append(Row(partial(_hung, ("s ", "bold"), Content.styled(many, "$text-muted")), SOURCES))
    if notes.terms:
        words = ", ".join(notes.name(term) for term in notes.terms)
        rows.append(
            Row(partial(_hung, ("g ", "bold"), Content.styled(words, "$text-muted")), TERMS)
        )
    return tuple(rows)


def _hung(sign: tuple[str, str], text: Content, width: int) -> Content:
    return wrapped(text, width, Content.assemble(sign))
