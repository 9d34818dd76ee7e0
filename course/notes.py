"""Notes and bookmarks at passages and questions; all of them in the course's order, as Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from course.content.course import Source
from course.content.markup import bare
from course.i18n import _
from course.loading.catalogue import LessonEntry
from course.places import Place, place
from course.progress.projection import Note
from course.sessions.events import Bookmarked, NoteRemoved, NoteWritten, Unbookmarked
from course.study import Study

MARKED, WRITTEN = "★", "✎"
"""Signs of a bookmark and of a note; a word stands beside them where there is room."""


def write(study: Study, name: str, text: str) -> None:
    """Keep a note at a place: an empty one is removed, an unchanged one is left alone."""
    text = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    known = study.progress.notes.get(name)
    if not text.strip():
        if known:
            study.learner.record(NoteRemoved(name))
    elif known is None or known.text != text:
        study.learner.record(NoteWritten(name, text))


def bookmark(study: Study, name: str) -> bool:
    """Put a bookmark at a place or take it out; whether it is there now."""
    there = name in study.progress.bookmarks
    study.learner.record(Unbookmarked(name) if there else Bookmarked(name))
    return not there


def signs(study: Study, name: str) -> str:
    """The signs of what is at a place: of a bookmark, of a note."""
    progress = study.progress
    return MARKED * (name in progress.bookmarks) + WRITTEN * (name in progress.notes)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the learner has at one place."""

    name: str
    place: Place | None
    """None when the course no longer has it."""
    note: Note | None
    bookmarked: datetime | None
    title: str
    """The passage's heading or what the question asks, in plain words; the name of what is gone."""

    @property
    def lesson(self) -> LessonEntry | None:
        """The lesson it belongs to."""
        return self.place.lesson if self.place else None


def kept(study: Study) -> tuple[Kept, ...]:
    """All notes and bookmarks, in the order of the course; what is gone from it comes last."""
    progress = study.progress
    found = [kept_at(study, name) for name in {**progress.notes, **progress.bookmarks}]
    order = {lesson.id: number for number, lesson in enumerate(study.catalogue.lessons)}

    def key(one: Kept) -> tuple[int, int, bool, str]:
        if one.place is None:
            return len(order), 0, False, one.name
        sections, section = one.place.lesson.sections, one.place.section
        at = sections.index(section) if section else len(sections)
        return order[one.place.lesson.id], at, one.place.item is not None, one.name

    return tuple(sorted(found, key=key))


def by_lesson(every: Iterable[Kept]) -> Iterator[tuple[LessonEntry | None, list[Kept]]]:
    """What is kept, lesson by lesson."""
    for lesson, some in groupby(every, key=lambda one: one.lesson):
        yield lesson, list(some)


def kept_at(study: Study, name: str) -> Kept:
    """What is kept at one place, if anything."""
    found = place(study.catalogue, name)
    title = name
    if found and found.item:
        title = study.library.contents.stems.get(name, name)
    elif found:
        title = found.heading
    progress = study.progress
    return Kept(name, found, progress.notes.get(name), progress.bookmarks.get(name), title)


# --- as Markdown ---


def as_markdown(study: Study) -> str:
    """All notes and bookmarks, under a heading for each lesson, with the sources of the passages.

    What the learner and the author wrote stands there as it was typed: no character of it acts as
    Markdown or HTML.
    """
    title = _("Notes: {course}").format(course=bare(study.catalogue.title))
    lines = [f"# {escaped(title)}"]
    for lesson, some in by_lesson(kept(study)):
        head = f"{lesson.number} {bare(lesson.title)}" if lesson else _("No longer in the course")
        lines += ["", f"## {escaped(head)}"]
        for one in some:
            lines += _entry(study, one)
    if len(lines) == 1:
        lines += ["", _("No notes and no bookmarks yet.")]
    return "\n".join(lines) + "\n"


def _entry(study: Study, one: Kept) -> Iterator[str]:
    yield ""
    yield f"### {MARKED + ' ' if one.bookmarked else ''}{escaped(one.title)}"
    if one.note:
        yield ""
        yield from _paragraphs(one.note.text)
    passage = one.place.passage if one.place else None
    if passage is None:
        return
    yield ""
    yield f"`course learn {passage}`"
    if sources := study.library.contents.sources.get(passage):
        known = study.library.sources
        yield ""
        yield from (f"- {_cited(known[name])}" for name in sources if name in known)


def _paragraphs(text: str) -> Iterator[str]:
    """A note line by line, as it was typed."""
    for line, following in zip(text.split("\n"), [*text.split("\n")[1:], ""], strict=True):
        # A backslash at the end keeps the break of a line within a paragraph.
        yield escaped(line) + ("\\" if line.strip() and following.strip() else "")


def _cited(source: Source) -> str:
    who = f"{source.author}, " if source.author else ""
    said = escaped(f"{who}{source.title}, {source.publisher}, {source.year}")
    address = source.url.translate({ord("<"): "%3C", ord(">"): "%3E", ord("\\"): "%5C"})
    return f"{said}, <{address}>"


_ACTIVE = re.compile(r"[\\`*_\[\]{}<>&|~$!]")
_AT_START = re.compile(r"[-+#=:]|\d+[.)](?=\s|$)")


def escaped(line: str) -> str:
    """One line of text so that Markdown shows it as it is."""
    line = line.strip()
    said = _ACTIVE.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    if start := _AT_START.match(said):
        end = start.end() - 1
        said = f"{said[:end]}\\{said[end:]}"
    # A bare address would become a link to wherever somebody wrote.
    return said.replace("://", ":\\//").replace("www.", "www\\.")


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
