"""A passage in lines: a section's blocks, one after the other, everything in words."""

import re
from contextlib import suppress
from typing import assert_never

from course.content.blocks import (
    AnyBlock,
    Callout,
    Chart,
    Check,
    Compare,
    Diagram,
    Prose,
    Quote,
    Table,
    Timeline,
)
from course.content.course import Section, Term
from course.errors import CourseError
from course.i18n import _
from course.plain.lines import Lines
from course.plain.prose import Citations, cited, plain
from course.study import Study


def passage(lines: Lines, study: Study, place: str | None) -> None:
    """Write the passage `lesson#section` with its sources."""
    if place is None:
        lines.say(_("No passage is named for this question."))
        return
    lesson, _hash, section = place.partition("#")
    try:
        sections = study.library.lesson(lesson).sections
    except CourseError as error:
        lines.say(f"{error.message}. {error.help}")
        return
    for found in sections:
        if found.id == section:
            lines.say()
            read_section(lines, study, found)
            lines.say()


def read_section(lines: Lines, study: Study, section: Section) -> None:
    """Write a section's heading, its blocks but for the checks, and its sources."""
    lines.say(section.heading)
    lines.say()
    citations = Citations(study.library.written)
    for block in section.blocks:
        if not isinstance(block, Check):
            write(lines, block, citations)
            lines.say()
    for number, source in enumerate(citations.sources, 1):
        lines.say(source_named(study, source), "     ", f"[{number}]  ")


def source_named(study: Study, name: str) -> str:
    """A source for the reader; its id where nothing is known of it, so that reading goes on."""
    try:
        return cited(study.library.source(name))
    except CourseError:
        return _("{source} (not described; course check says why)").format(source=name)


def say_terms(lines: Lines, study: Study, markdown: str) -> None:
    """Explain the words of the glossary that a text links."""
    terms: list[Term] = []
    for name in dict.fromkeys(re.findall(r"\[\[([a-z0-9-]+)", markdown)):
        with suppress(CourseError):  # a passage may be read although a word is missing
            terms.append(study.library.term(name))
    if not terms:
        lines.say(_("No words of the glossary stand here."))
    for term in terms:
        stands_for = f" ({term.expansion})" if term.expansion else ""
        lines.say(f"{plain(term.term)}{stands_for}: {plain(term.definition)}", "  ")


def write(lines: Lines, block: AnyBlock, citations: Citations) -> None:
    """Write one block; what is a picture elsewhere is said in words."""
    match block:
        case Prose():
            lines.say(plain(block.text, citations))
        case Callout():
            lines.say(f"{_styles()[block.style]}: {plain(block.title)}")
            lines.say(plain(block.text, citations), "  ")
        case Quote():
            lines.say(f"“{plain(block.text, citations)}”", "  ")
            mark = citations.mark(block.source)
            lines.say(f"— {plain(block.by)}, {plain(block.date)} {mark}", "  ")
        case Table():
            _rows(lines, block.caption, block.columns, block.rows, citations.marks(block.sources))
        case Compare():
            rows = [(row.aspect, *row.cells) for row in block.rows]
            marks = citations.marks(block.sources)
            _rows(lines, block.caption, ("", *block.sides), rows, marks)
        case Timeline():
            lines.say(f"{plain(block.caption)} {citations.marks(block.sources)}")
            for moment in block.moments:
                lines.say(f"{plain(moment.date)}: {plain(moment.text, citations)}", "    ", "  ")
        case Chart():
            _chart(lines, block, citations)
        case Diagram():
            lines.say(f"{plain(block.caption)} {citations.marks(block.sources)}")
            lines.say(plain(block.alternative, citations), "  ")
        case Check():
            stem = plain(block.question.stem)
            lines.say(_("Stop and think: {question}").format(question=stem))
        case _:
            assert_never(block)


def _styles() -> dict[str, str]:
    return {
        "note": _("Note"),
        "example": _("Example"),
        "caution": _("Caution"),
        "dispute": _("In dispute"),
    }


def _chart(lines: Lines, block: Chart, citations: Citations) -> None:
    when = f", {block.as_of}" if block.as_of else ""
    marks = citations.marks(block.sources)
    lines.say(f"{plain(block.caption)} ({plain(block.unit)}{when}) {marks}")
    for bar in block.bars:
        note = f", {plain(bar.note)}" if bar.note else ""
        lines.say(f"{plain(bar.label)}: {bar.value}{note}", "    ", "  ")
    lines.say(plain(block.summary, citations))


def _rows(
    lines: Lines,
    caption: str,
    columns: tuple[str, ...],
    rows: "list[tuple[str, ...]] | tuple[tuple[str, ...], ...]",
    marks: str,
) -> None:
    # Cells are named by their column: a listener has no columns to look along.
    lines.say(f"{plain(caption)} {marks}")
    for row in rows:
        lines.say(f"{plain(row[0])}:", "  ")
        for column, cell in zip(columns[1:], row[1:], strict=True):
            lines.say(f"{plain(column)}: {plain(cell)}", "      ", "    ")
