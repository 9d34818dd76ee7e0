"""An exercise pack in lines, page by page; what is secret only when asked for."""

from typing import assert_never

from course.content.handout import (
    Aside,
    Grid,
    Heading,
    Listed,
    Page,
    Part,
    Prose,
    Schedule,
    clock,
    group_in_words,
    holding,
    pages,
    printing,
)
from course.i18n import _
from course.plain.lines import Lines
from course.plain.passage import source_named
from course.plain.prose import Citations, plain
from course.study import Study


def say_exercises(lines: Lines, study: Study) -> None:
    """List the exercises of the course."""
    if not study.catalogue.exercises:
        lines.say(_("This course has no exercises for a class."))
    for pack in study.catalogue.exercises:
        length = _("{minutes} minutes").format(minutes=pack.minutes)
        group = group_in_words(pack.smallest, pack.largest)
        lines.say(
            f"{plain(pack.title)} ({pack.id}): {length}, {group}. {plain(pack.summary)}", "  ", ""
        )


class ExerciseInLines:
    """Reads one pack to a teacher."""

    def __init__(self, study: Study, exercise: str, lines: Lines) -> None:
        self.study = study
        self.lines = lines
        self.exercise = exercise
        self.pack = study.library.exercise(exercise)
        self.pages = pages(self.pack, study.catalogue.goals)
        self._citations = Citations(self.study.library.written)

    def read(self) -> None:
        """From the first page to the last, or until the teacher stops."""
        self.lines.say()
        self.lines.say(_("Exercise: {title}").format(title=plain(self.pack.title)))
        self.lines.say(
            _("To hold it with phones: {command}").format(command=holding(self.exercise))
        )
        self.lines.say(_("To print it: {command}").format(command=printing(self.exercise)))
        place: int | None = 0
        while place is not None:
            self._page(place)
            place = self._onward(place)

    def _page(self, place: int) -> None:
        page = self.pages[place]
        self._citations = Citations(self.study.library.written)
        self.lines.say()
        number = _("Page {page} of {of}").format(page=place + 1, of=len(self.pages))
        self.lines.say(f"{number}: {plain(page.title)}")
        self._say(page.parts)
        if page.secret:
            self.lines.say()
            self.lines.say(
                _("There is a secret brief here. Type x to read it, if nobody else sees this.")
            )

    def _onward(self, place: int) -> int | None:
        """Where to go from a page; None to stop."""
        page = self.pages[place]
        while typed := self.lines.pause(self._prompt(page)).lstrip(":"):
            match typed:
                case "x" if page.secret:
                    self._say(page.secret)
                case "l":
                    self._list()
                case "b":
                    return max(0, place - 1)
                case "q" | "quit":
                    return None
                case number if number.isdecimal() and 0 < int(number) <= len(self.pages):
                    return int(number) - 1
                case _:
                    self.lines.say(_("No such choice."))
        return place + 1 if place + 1 < len(self.pages) else None

    def _prompt(self, page: Page) -> str:
        if page.secret:
            return _(
                "Enter to go on, x secret brief, b back, l all pages, a page's number, q stop:"
            )
        return _("Enter to go on, b back, l all pages, a page's number, q stop:")

    def _list(self) -> None:
        for number, page in enumerate(self.pages, 1):
            self.lines.say(f"{number:>2}  {plain(page.title)}", "    ", "")

    def _say(self, parts: tuple[Part, ...]) -> None:
        for part in parts:
            if isinstance(part, Heading | Prose | Schedule):
                self.lines.say()
            self._part(part)
        for number, source in enumerate(self._citations.sources, 1):
            self.lines.say(source_named(self.study, source), "     ", f"[{number}]  ")

    def _part(self, part: Part) -> None:
        lines, citations = self.lines, self._citations
        match part:
            case Heading():
                lines.say(plain(part.text, citations))
            case Prose():
                lines.say(plain(part.text, citations))
            case Listed():
                for item in part.items:
                    lines.say(plain(item, citations), "  ", "- ")
            case Grid():
                self._grid(part)
            case Schedule():
                for stretch in part.stretches:
                    length = _("{minutes} min").format(minutes=stretch.minutes)
                    when = f"{clock(stretch.start)}  {length}"
                    lines.say(f"{plain(stretch.title)}, {stretch.form}", " " * 16, f"{when:<16}")
            case Aside():
                lines.say(f"{part.label}: {plain(part.text, citations)}", "    ", "  ")
            case _:
                assert_never(part)

    def _grid(self, part: Grid) -> None:
        # Cells are named by their column: a listener has no columns to look along.
        for row in part.rows:
            named = [plain(cell, self._citations) for cell in row]
            if len(row) == 2:
                self.lines.say(f"{named[0]}: {named[1]}", "    ", "  ")
                continue
            self.lines.say(f"{plain(part.head[0])}: {named[0]}", "    ", "  ")
            for column, cell in zip(part.head[1:], named[1:], strict=True):
                self.lines.say(f"{plain(column)}: {cell}", "      ", "    ")
