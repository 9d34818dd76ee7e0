"""Looks at a course file by file, as they are read, and at the whole of it in the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from course.content.course import Course, Glossary, Lesson, Quiz, Sources
from course.lint.allowances import Allowances, unknown_codes
from course.lint.items import ITEMS
from course.lint.rules import Rules, Told
from course.lint.selection import Selection
from course.lint.subjects import Ground, Item, asked
from course.loading.diagnostics import MOST, Diagnostic
from course.loading.outline import Outline

RULES: tuple[Rules[Any], ...] = (ITEMS,)
"""All there are."""


class Linter:
    """One look at a course.

    Args:
        asked: What is wanted this time, beside what the course says itself.
    """

    def __init__(self, asked: Selection | None = None) -> None:
        self.asked = asked
        self.selection = asked or Selection()
        self.ground = Ground()
        self._allowances: dict[Outline, Allowances] = {}

    def file(self, outline: Outline, content: Any) -> Iterator[Diagnostic]:
        """What there is to say about one file; those of the whole course come first."""
        self._allowances[outline] = Allowances(content)
        yield from self._placed(outline, self._told(content))

    def whole(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """All that was found and what can be said only now, as far as it is wanted."""
        for outline, allowances in self._allowances.items():
            found += self._placed(outline, allowances.unused(self.selection))
        return [
            replace(fault, severity="error") if self.selection.fails(fault.code) else fault
            for fault in found
            if fault.severity == "error" or self.selection.tells(fault.code)
        ]

    def _told(self, content: Any) -> Iterator[Told]:
        match content:
            case Course():
                self.ground.lint = content.lint
                self.selection = Selection.of(content.lint, self.asked)
                yield from unknown_codes(content.lint)
            case Sources():
                self.ground.sources = {source.id: source for source in content.sources}
            case Glossary():
                self.ground.terms = {term.id: term for term in content.terms}
            case Lesson() | Quiz():
                for path, question in asked(content):
                    yield from ITEMS.judge(Item(question, path, self.ground))
            case _:
                pass

    def _placed(self, outline: Outline, told: Iterable[Told]) -> Iterator[Diagnostic]:
        allowances = self._allowances[outline]
        open_ = (entry for entry in told if not allowances.cover(entry))
        for code, (path, message, hint, word) in islice(open_, MOST):
            yield outline.fault(code, message, hint, path, severity="warning", word=word)
