"""Looks at a course file by file, as they are read, and at the whole of it in the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from course.content.course import Course, Glossary, Lesson, Quiz, Sources
from course.content.exercise import Exercise
from course.content.lint import Lint
from course.content.scenario import Scenario
from course.lint.acronyms import ITEM_ACRONYMS, READING_ACRONYMS, capitals
from course.lint.allowances import Allowances, unknown_codes
from course.lint.claims import ITEM_CLAIMS, LESSON_CLAIMS
from course.lint.cues import CUES
from course.lint.items import ITEMS
from course.lint.lessons import LESSONS, PARTS
from course.lint.rules import Rules, Told
from course.lint.selection import Selection
from course.lint.sets import SETS
from course.lint.spelling import Spelling
from course.lint.subjects import Ground, Item, LessonSubject, QuizSubject, Reading, items, taught_by
from course.lint.whole import WHOLE, Whole
from course.loading.diagnostics import MOST, Diagnostic
from course.loading.outline import Outline

OF_ITEMS: tuple[Rules[Item], ...] = (ITEMS, CUES, ITEM_CLAIMS, ITEM_ACRONYMS)
OF_LESSONS: tuple[Rules[LessonSubject], ...] = (LESSONS, LESSON_CLAIMS)
RULES: tuple[Rules[Any], ...] = (*OF_ITEMS, SETS, PARTS, *OF_LESSONS, READING_ACRONYMS, WHOLE)
"""All but the spelling, which is a look into a dictionary."""


class Linter:
    """One look at a course.

    Args:
        asked: What is wanted this time, beside what the course says itself.
    """

    def __init__(self, asked: Selection | None = None) -> None:
        self.asked = asked
        self.selection = asked or Selection()
        self.ground = Ground()
        self.whole_course = Whole()
        self.spelling = Spelling()
        self._allowances: dict[Outline, Allowances] = {}

    def file(self, outline: Outline, content: Any) -> Iterator[Diagnostic]:
        """What there is to say about one file; those of the whole course come first."""
        self._allowances[outline] = Allowances(content)
        told = self._told(outline, content)
        if not isinstance(content, Sources):  # titles of others are spelt as they are
            told = chain(told, self.spelling.judge(outline.source.text, content))
        yield from self._placed(outline, told)

    def whole(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """All that was found and what can be said only now, as far as it is wanted."""
        is_sound = not any(fault.severity == "error" for fault in found)
        self.whole_course.is_sound = is_sound and self.whole_course.course is not None
        for told in islice(WHOLE.judge(self.whole_course), MOST):
            if told.remark.file:
                found += self._placed(told.remark.file, [told])
        for outline, allowances in self._allowances.items():
            found += self._placed(outline, allowances.unused(self.selection))
        return [
            replace(fault, severity="error") if self.selection.fails(fault.code) else fault
            for fault in found
            if fault.severity == "error" or self.selection.tells(fault.code)
        ]

    def _told(self, outline: Outline, content: Any) -> Iterator[Told]:
        match content:
            case Course():
                self._begin(content.lint)
                self.whole_course.course = outline
                yield from unknown_codes(content.lint)
            case Sources():
                self.ground.sources = {source.id: source for source in content.sources}
            case Glossary():
                self.ground.terms = {term.id: term for term in content.terms}
                self._know(*(f"{term.term}; {term.expansion or ''}" for term in content.terms))
            case Lesson():
                yield from self._of_lesson(outline, content)
            case Quiz():
                asked = items(outline.id, content, self.ground)
                yield from self._of_items(outline, asked)
                yield from SETS.judge(QuizSubject(content, asked))
            case Scenario() | Exercise():
                yield from READING_ACRONYMS.judge(Reading(content, self.ground))
            case _:
                pass

    def _begin(self, lint: Lint) -> None:
        self.ground.lint = lint
        self.selection = Selection.of(lint, self.asked)
        self.spelling = Spelling(lint.words)
        self._know(*lint.acronyms)

    def _know(self, *names: str) -> None:
        self.ground.acronyms |= capitals("\n".join(names))

    def _of_lesson(self, outline: Outline, content: Lesson) -> Iterator[Told]:
        lesson = LessonSubject(content, self.ground, content, outline.id)
        self.ground.taught[outline.id] = taught_by(lesson, capitals(lesson.text))
        self.whole_course.lessons.append(outline)
        for rules in OF_LESSONS:
            yield from rules.judge(lesson)
        yield from READING_ACRONYMS.judge(lesson)
        for part in lesson.parts:
            yield from PARTS.judge(part)
        yield from self._of_items(outline, items(outline.id, content, self.ground))

    def _of_items(self, outline: Outline, asked: Iterable[Item]) -> Iterator[Told]:
        for item in asked:
            self.whole_course.note(item, outline)
            for rules in OF_ITEMS:
                yield from rules.judge(item)

    def _placed(self, outline: Outline, told: Iterable[Told]) -> Iterator[Diagnostic]:
        allowances = self._allowances[outline]
        wanted = (entry for entry in told if not allowances.cover(entry))
        for code, (path, message, hint, word, _) in islice(wanted, MOST):
            yield outline.fault(code, message, hint, path, severity="warning", word=word)
