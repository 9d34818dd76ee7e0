"""Notes and bookmarks in lines: written where they belong, and all of them listed."""

from course.content.markup import bare
from course.i18n import _
from course.notes import MARKED, Kept, bookmark, by_lesson, kept, kept_at, write
from course.plain.lines import Lines
from course.plain.storing import stored
from course.study import Study

REMOVE = "-"
"""Typed alone, it takes a note away."""


def write_note(lines: Lines, study: Study, name: str) -> None:
    """Ask for a note line by line, until a line is empty."""
    known = study.progress.notes.get(name)
    if known:
        lines.say(_("Your note:"))
        lines.say(known.text, "  ")
    lines.say(
        _("Type your note, a line after the other; an empty line ends it.")
        if known is None
        else _("Type it anew; an empty line ends it, at once it stays as it is, - removes it.")
    )
    typed: list[str] = []
    try:
        while line := lines.ask(">"):
            typed.append(line)
    finally:  # when no more lines come, what was typed is kept
        if typed:
            text = "" if typed == [REMOVE] else "\n".join(typed)
            stored(lines, study, lambda: write(study, name, text))
            lines.say(_("Note kept.") if text else _("Note removed."))


def toggle_bookmark(lines: Lines, study: Study, name: str) -> None:
    """Put a bookmark at a place, or take it out."""
    is_there = stored(lines, study, lambda: bookmark(study, name))
    lines.say(_("Bookmarked.") if is_there else _("Bookmark taken out."))


def say_kept_at(lines: Lines, study: Study, name: str) -> None:
    """Say what is kept at a place, if anything."""
    one = kept_at(study, name)
    if one.bookmarked:
        lines.say(_("Bookmarked."))
    if one.note:
        lines.say(_("Your note: {text}").format(text=one.note.text), "  ", "")


def say_all_kept(lines: Lines, study: Study) -> None:
    """List all notes and bookmarks in the order of the course, with the way to each place."""
    every = kept(study)
    if not every:
        lines.say(_("No notes and no bookmarks yet."))
        lines.say(_("In a lesson n writes a note and m puts a bookmark, at a question :note."))
    for lesson, some in by_lesson(every):
        head = f"{lesson.number}  {bare(lesson.title)}" if lesson else _("No longer in the course")
        lines.say(head)
        for one in some:
            _say(lines, one)


def _say(lines: Lines, one: Kept) -> None:
    mark = f"{MARKED} " if one.bookmarked else ""
    lines.say(f"{mark}{one.title}", "    ", "  ")
    if one.note:
        lines.say(one.note.text, "    ")
    if one.place and one.place.passage:
        lines.say(f"course learn {one.place.passage}", "    ")
