"""Where something stands in the course, by the name the log has for it."""

from dataclasses import dataclass

from course.content.markup import bare
from course.loading.catalogue import Catalogue, ItemEntry, LessonEntry, SectionEntry


@dataclass(frozen=True, slots=True)
class Place:
    """A passage, or a question."""

    name: str
    """`lesson#section`, or the question's id."""
    lesson: LessonEntry
    section: SectionEntry | None
    """The passage; of a question the one that teaches it, where the lesson has it."""
    item: ItemEntry | None
    """The question."""

    @property
    def passage(self) -> str | None:
        """`lesson#section`."""
        return f"{self.lesson.id}#{self.section.id}" if self.section else None

    @property
    def heading(self) -> str:
        """The passage in plain words; the lesson's title where there is none."""
        return bare(self.section.heading if self.section else self.lesson.title)


def place(catalogue: Catalogue, name: str) -> Place | None:
    """The place of a name; None when the course no longer has it."""
    if name in catalogue.items:
        lesson, item = catalogue.items[name]
        of, _, section = (item.passage or "").partition("#")
        lesson = next((one for one in catalogue.lessons if one.id == of), lesson)
        return Place(name, lesson, _section(lesson, section), item)
    of, _, section = name.partition("#")
    for lesson in catalogue.lessons:
        if lesson.id == of and (found := _section(lesson, section)):
            return Place(name, lesson, found, None)
    return None


def _section(lesson: LessonEntry, id: str) -> SectionEntry | None:
    return next((section for section in lesson.sections if section.id == id), None)
