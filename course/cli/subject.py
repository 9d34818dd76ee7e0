"""What a class is about: a quiz, a scenario, an exercise, a poll or a hum."""

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.cli.learn import quiz_named
from course.errors import CourseError
from course.i18n import _
from course.loading.diagnostics import nearest
from course.text import visible

if TYPE_CHECKING:
    from course.content.questions import AnyQuestion
    from course.loading.catalogue import Catalogue
    from course.loading.library import Library
    from course.rooms.room import Subject
    from course.sessions.live.events import Posed, RoomOpened

KINDS = ("quiz", "scenario", "exercise")


@dataclass(frozen=True, slots=True)
class About:
    """What a class is about, without what options decide."""

    opened: "RoomOpened"
    bank: "dict[str, AnyQuestion]" = field(default_factory=dict)
    subject: "Subject | None" = None

    @property
    def subjects(self) -> "dict[str, Subject]":
        """The same as a server asks for it."""
        return {self.opened.of: self.subject} if self.subject else {}


def on_content(library: "Library", named: str, posed: "tuple[Posed, ...]" = ()) -> About:
    """A class on a quiz, a scenario or an exercise of the course, by `KIND:ID` or the id alone.

    Args:
        library: Where it is.
        named: As somebody typed it.
        posed: What is asked beside, after the questions of a quiz.
    """
    kind, name = meant(library.catalogue, named)
    if posed and kind != "quiz":
        raise CourseError(
            _("a poll or a hum of your own goes with a quiz alone"),
            _("hold it as a class of its own"),
            exit_code=2,
        )
    match kind:
        case "scenario":
            scenario = library.scenario(name)
            return About(_opened(library, kind, name, scenario.title), subject=scenario)
        case "exercise":
            from course.sessions.live.events import Posed
            from course.sessions.live.exercise import HUM

            pack = library.exercise(name)
            hummed = pack.hum.question if pack.hum else _("Is the text ready, as it stands now?")
            hum = Posed(HUM, hummed, is_hum=True)
            return About(_opened(library, kind, name, pack.title, (hum,)), subject=pack)
        case _:
            from course.sessions.events import Asking

            quiz = library.quiz(name)
            asked = tuple(Asking(one.id, one.revision) for one in quiz.questions)
            return About(
                _opened(library, "quiz", name, quiz.title, posed, asked=asked),
                {question.id: question for question in quiz.questions},
            )


def on_poll(library: "Library", posed: "tuple[Posed, ...]") -> About:
    """A class on what is asked for the moment."""
    return About(_opened(library, "poll", "", posed[0].text, posed))


def meant(catalogue: "Catalogue", named: str) -> tuple[str, str]:
    """The kind and the id of what somebody named."""
    kind, colon, name = named.partition(":")
    if not colon:
        kind, name = "", named
    elif kind not in KINDS:
        raise CourseError(
            _("{kind} is nothing to hold a class on").format(kind=visible(kind)),
            _("name one of: {known}").format(known=", ".join(f"{one}:ID" for one in KINDS)),
            exit_code=2,
        )
    if kind in ("", "scenario") and any(one.id == name for one in catalogue.scenarios):
        return "scenario", name
    if kind in ("", "exercise") and any(one.id == name for one in catalogue.exercises):
        return "exercise", name
    if kind in ("scenario", "exercise"):
        rows = catalogue.scenarios if kind == "scenario" else catalogue.exercises
        raise CourseError(
            _("there is no {kind} {name}").format(kind=kind, name=visible(name)),
            _("name one of: {known}").format(known=", ".join(row.id for row in rows)),
            exit_code=2,
        )
    try:
        return "quiz", quiz_named(catalogue, name)
    except CourseError:
        if kind:
            raise
    known = [one.quiz for one in catalogue.lessons if one.quiz]
    known += [one.id for one in catalogue.scenarios] + [one.id for one in catalogue.exercises]
    guess = nearest(name, known)
    raise CourseError(
        _("there is no quiz, scenario or exercise {name}").format(name=visible(name)),
        _("did you mean {guess}?").format(guess=guess)
        if guess
        else _("course host without a name lists them all"),
    )


def everything(catalogue: "Catalogue") -> tuple[tuple[str, str], ...]:
    """What a class can be held on, as named and in words, in the order of the course.

    The heading of a module is named by nothing.
    """
    rows = []
    for number, module in enumerate(catalogue.modules, 1):
        rows.append(("", f"{number}  {module.title}"))
        for lesson in module.lessons:
            if lesson.quiz:
                rows.append((f"quiz:{lesson.quiz}", f"{lesson.number}  {lesson.title}"))
            for case in catalogue.scenarios_of(lesson.id):
                said = _("scenario · {title}").format(title=case.title)
                rows.append((f"scenario:{case.id}", f"     {said}"))
            for pack in catalogue.exercises_of(lesson.id):
                said = _("role-play · {title}").format(title=pack.title)
                rows.append((f"exercise:{pack.id}", f"     {said}"))
    return tuple(rows)


def _opened(
    library: "Library",
    kind: str,
    name: str,
    title: str,
    posed: "tuple[Posed, ...]" = (),
    **asked: object,
) -> "RoomOpened":
    from course.rooms.codes import code_of
    from course.sessions.live.events import RoomOpened

    return RoomOpened(
        kind=kind,  # type: ignore[arg-type]
        of=f"{kind}:{name}" if name else kind,
        course=library.catalogue.id,
        title=title,
        code=code_of(os.urandom(6)),
        teacher="",
        seed=os.urandom(8).hex(),
        posed=posed,
        **asked,  # type: ignore[arg-type]
    )
