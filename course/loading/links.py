"""Links between the files of a course: every id named exists, every claim has its evidence."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, get_args

from course.content.questions import Level
from course.loading.diagnostics import MOST, Diagnostic, remedy
from course.loading.outline import UNSCORED, Asked, Named, Outline
from course.loading.places import Path

LEVELS: tuple[str, ...] = get_args(Level)

_UNKNOWN = {"lesson": "C033", "objective": "C035", "source": "C036", "term": "C037"}
_HOMES = {
    "lesson": "add its file under lessons/",
    "objective": "name one that a lesson has",
    "source": "describe it in lessons/sources.yaml",
    "term": "describe it in lessons/glossary.yaml",
}


class _Definition(NamedTuple):
    outline: Outline
    path: Path


class _Known:
    """All that the files of a course define, by kind and id; the first definition counts."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        self.outlines = outlines
        self.ids: dict[str, dict[str, _Definition]] = {}
        self.twice: dict[Outline, list[tuple[Named, _Definition]]] = {}
        self.quizzes: dict[str, Outline] = {}
        self.is_whole = all(outline.is_whole for outline in outlines)
        for outline in outlines:
            if outline.kind in ("lesson", "quiz", "exercise", "scenario", "paper"):
                self._define(Named(outline.kind, outline.id, ()), outline)
            if outline.about:
                self.quizzes.setdefault(outline.about, outline)
            for named in outline.defined:
                self._define(named, outline)
        self.listed = {
            named.id for o in outlines if o.kind == "course" for named in o.referred
        } or None
        self.asked = {question.objective for o in outlines for question in o.asked}

    def _define(self, named: Named, outline: Outline) -> None:
        here = _Definition(outline, named.path)
        # A section's id need only be its own within its lesson.
        kind = f"section of {outline.id}" if named.kind == "section" else named.kind
        first = self.ids.setdefault(kind, {}).setdefault(named.id, here)
        if first != here:
            self.twice.setdefault(outline, []).append((named, first))

    def of(self, kind: str) -> dict[str, _Definition]:
        return self.ids.get(kind, {})

    def lesson(self, id: str | None) -> Outline | None:
        found = self.of("lesson").get(id or "")
        return found.outline if found else None

    def is_complete(self, kind: str) -> bool:
        """Whether every file that may define `kind` could be read."""
        homes = {"source": "sources", "term": "glossary", "objective": "lesson"}
        return all(o.is_whole for o in self.outlines if o.kind == homes.get(kind))


def check_links(outlines: Sequence[Outline]) -> list[Diagnostic]:
    """Every fault between the files of one course, `MOST` of a file."""
    known = _Known(outlines)
    return [fault for outline in outlines for fault in islice(_faults(outline, known), MOST)]


def _faults(outline: Outline, known: _Known) -> Iterator[Diagnostic]:
    for named, first in known.twice.get(outline, ()):
        yield _taken(outline, named, first)
    yield from _dangling(outline, known)
    yield from _unknown_mentions(outline, known)
    for asked in outline.asked:
        yield from _question(outline, asked, known)
    match outline.kind:
        case "course":
            yield from _listed_twice(outline)
        case "quiz":
            yield from _second_quiz(outline, known)
        case "lesson":
            yield from _unlisted(outline, known)
            yield from _never_asked(outline, known)
        case _:
            pass


def _taken(outline: Outline, named: Named, first: _Definition) -> Diagnostic:
    place = f"{first.outline.source.file}:{first.outline.line(first.path)}"
    message = f"the {named.kind} `{named.id}` exists already"
    hint = f"it stands at {place}; give this one an id of its own"
    return outline.fault("C030", message, hint, named.path)


def _dangling(outline: Outline, known: _Known) -> Iterator[Diagnostic]:
    for named in outline.referred:
        if named.id in known.of(named.kind) or not known.is_complete(named.kind):
            continue
        code, message = _UNKNOWN[named.kind], f"there is no {named.kind} `{named.id}`"
        if outline.kind == "course":
            code, message = "C031", f"the lesson `{named.id}` has no file"
        hint = remedy(named.id, known.of(named.kind), _HOMES[named.kind])
        yield outline.fault(code, message, hint, named.path)


def _unknown_mentions(outline: Outline, known: _Known) -> Iterator[Diagnostic]:
    unknown = {
        (source, term)
        for source, term in outline.mentioned
        if (source and source not in known.of("source") and known.is_complete("source"))
        or (term and term not in known.of("term") and known.is_complete("term"))
    }
    for kind, name, span in outline.mentions(unknown) if unknown else ():
        hint = remedy(name, known.of(kind), _HOMES[kind])
        yield outline.source.fault(_UNKNOWN[kind], f"there is no {kind} `{name}`", hint, span)


# --- questions ---


def _question(outline: Outline, asked: Asked, known: _Known) -> Iterator[Diagnostic]:
    lesson = outline if asked.section is not None else known.lesson(outline.about)
    if lesson and lesson.is_whole:
        yield from _objective(outline, asked, lesson, known)
    is_scored = asked.type not in UNSCORED
    if is_scored:
        yield from _unproved(outline, asked)
    yield from _passage(outline, asked, known, needed=is_scored)


def _objective(
    outline: Outline, asked: Asked, lesson: Outline, known: _Known
) -> Iterator[Diagnostic]:
    if asked.objective is None:
        return
    path = (*asked.path, "objective")
    if asked.objective not in lesson.objectives:
        message = f"the lesson `{lesson.id}` has no objective `{asked.objective}`"
        otherwise = _listed(lesson.objectives, "objective")
        if elsewhere := known.of("objective").get(asked.objective):
            otherwise = f"it belongs to `{elsewhere.outline.id}`; {otherwise}"
        yield outline.fault(
            "C035", message, remedy(asked.objective, lesson.objectives, otherwise), path
        )
    elif (
        _is_far_above(asked.level, lesson.objectives[asked.objective])
        and "C043" not in asked.allowed
    ):
        wanted = lesson.objectives[asked.objective]
        message = f"this asks to {asked.level}, its objective only to {wanted}"
        hint = "raise the objective's level, or ask for less"
        path = (*asked.path, "level")
        yield outline.fault("C043", message, hint, path, severity="warning")


def _listed(ids: Iterable[str], what: str) -> str:
    named = ", ".join(ids)
    return f"use one of: {named}" if named else f"give the lesson that {what} first"


def _is_far_above(level: str | None, objective: str) -> bool:
    # One level up is still practice of the same thing; two ask for what was not taught.
    if level not in LEVELS or objective not in LEVELS:
        return False
    return LEVELS.index(level) > LEVELS.index(objective) + 1


def _unproved(outline: Outline, asked: Asked) -> Iterator[Diagnostic]:
    if not asked.is_sourced:
        hint = "add `sources:` with the ids of those that state it"
        yield outline.fault("C040", "this question names no source for its key", hint, asked.path)
    if not asked.is_explained:
        hint = "add `explanation:` and say why the key is right"
        yield outline.fault("C041", "this question has no explanation", hint, asked.path)


def _passage(
    outline: Outline, asked: Asked, known: _Known, *, needed: bool
) -> Iterator[Diagnostic]:
    if asked.passage is None:
        if not needed:
            return
        if asked.section is None:
            hint = "add `passage: lesson-id#section-id`, where the answer is taught"
            yield outline.fault("C039", "this question names no passage", hint, asked.path)
        elif not outline.cited.get(asked.section, True):
            yield _uncited(outline, asked.path, outline.id, asked.section)
        return
    path = (*asked.path, "passage")
    name, mark, section = asked.passage.partition("#")
    lesson = known.lesson(name)
    if not mark:
        return
    if lesson is None:
        hint = remedy(name, known.of("lesson"), _HOMES["lesson"])
        yield outline.fault("C033", f"there is no lesson `{name}`", hint, path)
    elif not lesson.is_whole:
        return
    elif section not in lesson.cited:
        hint = remedy(section, lesson.cited, _listed(lesson.cited, "section"))
        message = f"the lesson `{name}` has no section `{section}`"
        yield outline.fault("C034", message, hint, path)
    elif needed and not lesson.cited[section]:
        yield _uncited(outline, path, name, section)


def _uncited(outline: Outline, path: Path, lesson: str, section: str) -> Diagnostic:
    message = f"the passage `{lesson}#{section}` cites no source"
    hint = "cite one there with `[@source-id]`, or take the question from elsewhere"
    return outline.fault("C038", message, hint, path)


# --- the course as a whole ---


def _listed_twice(course: Outline) -> Iterator[Diagnostic]:
    listed: dict[str, Path] = {}
    for named in course.referred:
        if first := listed.get(named.id):
            message = f"the lesson `{named.id}` is listed twice"
            hint = f"it stands on line {course.line(first)} already"
            yield course.fault("C030", message, hint, named.path)
        listed.setdefault(named.id, named.path)


def _second_quiz(quiz: Outline, known: _Known) -> Iterator[Diagnostic]:
    first = known.quizzes.get(quiz.about or "", quiz)
    if first is not quiz:
        message = f"the lesson `{quiz.about}` has a quiz already"
        hint = f"it is {first.source.file}; make one of the two"
        yield quiz.fault("C044", message, hint, ("lesson",))


def _unlisted(lesson: Outline, known: _Known) -> Iterator[Diagnostic]:
    if known.listed is not None and lesson.id not in known.listed:
        message = f"the lesson `{lesson.id}` is not part of the course"
        hint = "list it under a module in lessons/course.yaml"
        yield lesson.fault("C032", message, hint, severity="warning")


def _never_asked(lesson: Outline, known: _Known) -> Iterator[Diagnostic]:
    for named in lesson.defined:
        if named.kind == "objective" and named.id not in known.asked and known.is_whole:
            message = f"no question asks about the objective `{named.id}`"
            hint = "ask about it, or leave it out"
            yield lesson.fault("C042", message, hint, named.path, severity="warning")
