"""A lesson in lines: section by section, with the questions inside, from where one was."""

from course.i18n import _
from course.loading.catalogue import LessonEntry
from course.plain.attempt import AttemptInLines, Paused
from course.plain.lines import Lines
from course.plain.notes import say_kept_at, toggle_bookmark, write_note
from course.plain.passage import read_section, say_terms, source_named
from course.plain.prose import plain
from course.plain.storing import stored
from course.study import Study


class LessonInLines:
    """Reads one lesson to its end, or until the learner stops."""

    def __init__(self, study: Study, lesson: str, lines: Lines) -> None:
        self.study = study
        self.lines = lines
        self.entry: LessonEntry = study.catalogue.lesson(lesson)
        self.lesson = study.library.lesson(lesson)

    def read(self, section: str | None = None) -> None:
        """Read from where the learner was unless a section is named."""
        sections = self.lesson.sections
        start = section or self.study.section_to_read(self.entry) or sections[0].id
        place = [section.id for section in sections].index(start)
        self.lines.say()
        self.lines.say(f"{self.entry.number}  {plain(self.lesson.title)}")
        if place == 0:
            self.lines.say(plain(self.lesson.summary))
        try:
            while place < len(sections):
                place = self._section(place)
        except Paused:
            self.lines.say(_("The place is kept."))
            return
        self._say_what_follows()

    def _section(self, place: int) -> int:
        study, lines, lesson = self.study, self.lines, self.entry.id
        section = self.lesson.sections[place]
        stored(lines, study, lambda: study.open_section(lesson, section.id))
        lines.say()
        where = _("Section {place} of {all}.")
        lines.say(where.format(place=place + 1, all=len(self.lesson.sections)))
        read_section(lines, study, section)
        say_kept_at(lines, study, f"{lesson}#{section.id}")
        for check in section.checks:
            if not study.is_checked(lesson, section.id, check.id):
                lines.say()
                lines.say(_("Stop and think."))
                self._check(section.id, check.id)
        asks = _("Enter to go on, b back, g words, n note, m bookmark, q stop:")
        while typed := lines.pause(asks):
            match typed.lstrip(":"):
                case "n":
                    write_note(lines, study, f"{lesson}#{section.id}")
                case "m":
                    toggle_bookmark(lines, study, f"{lesson}#{section.id}")
                case "b":
                    return max(0, place - 1)
                case "g":
                    say_terms(lines, study, section.model_dump_json())
                case "q" | "quit":
                    raise Paused
                case _other:
                    lines.say(_("Type Enter, b, g, n, m or q."))
        stored(lines, study, lambda: study.read_section(lesson, section.id))
        return place + 1

    def _check(self, section: str, question: str) -> None:
        study, lesson = self.study, self.entry.id
        attempt = stored(self.lines, study, lambda: study.check(lesson, section, question))
        AttemptInLines(study, attempt, self.lines).play()

    def _say_what_follows(self) -> None:
        self.lines.say()
        title = f"{self.entry.number} {plain(self.lesson.title)}"
        self.lines.say(_("That was {title}.").format(title=title))
        for reading in self.lesson.reading:
            source = source_named(self.study, reading.source)
            more = f"{source}. {plain(reading.why)}"
            self.lines.say(_("To read further: {source}").format(source=more), "  ")
        if self.entry.quiz:
            command = f"course quiz {self.entry.quiz}"
            self.lines.say(_("Now check yourself: {command}").format(command=command))
        for case in self.study.catalogue.scenarios_of(self.entry.id):
            said = _("A case to play: {title} (course play {id})")
            self.lines.say(said.format(title=plain(case.title), id=case.id))
