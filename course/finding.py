"""What a learner can find: the course's texts, the questions they have met, and their own notes."""

from typing import assert_never

from course.content.markup import bare
from course.i18n import ngettext
from course.places import place
from course.search import KINDS, Document, Found, Index, Kind
from course.study import Study

LONGEST_QUERY = 200
"""Characters of a query that are looked at."""


class Finder:
    """A search over everything as it is now.

    Questions are found once they were met and never before: that would give them away. Neither
    are those of a test that is begun and not submitted.
    """

    def __init__(self, study: Study) -> None:
        findable = study.met()
        course = study.library.contents.index.only(
            lambda document: document.kind != "question" or document.place in findable
        )
        self._index = course + Index.of(_notes(study))

    def find(self, query: str, kinds: tuple[Kind, ...] = KINDS) -> Found:
        """What a query finds, the best first."""
        return self._index.find(query[:LONGEST_QUERY], kinds)


def _notes(study: Study) -> list[Document]:
    """The learner's notes, each with its first line as the title."""
    found = []
    for name, note in study.progress.notes.items():
        first, *rest = note.text.strip().splitlines() or [""]
        found.append(Document("note", name, first, " ".join(" ".join(rest).split())))
    return found


def kind_named(kind: Kind, many: int = 1) -> str:
    """What one hit, or many, are called."""
    match kind:
        case "note":
            return ngettext("note", "notes", many)
        case "term":
            return ngettext("word", "words", many)
        case "lesson":
            return ngettext("lesson", "lessons", many)
        case "passage":
            return ngettext("passage", "passages", many)
        case "question":
            return ngettext("question", "questions", many)
        case "source":
            return ngettext("source", "sources", many)
        case _:
            assert_never(kind)


def where(study: Study, document: Document) -> str:
    """Where a hit stands: the lesson, and for a question or a note its passage."""
    catalogue = study.catalogue
    if document.kind == "lesson":
        return catalogue.lesson(document.place).number
    if document.kind in ("term", "source") or not (found := place(catalogue, document.place)):
        return ""
    said = bare(found.lesson.title) if document.kind == "passage" else found.heading
    return f"{found.lesson.number} {said}"
