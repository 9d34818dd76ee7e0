"""What is not wrong in an exercise pack, but unwise."""

from collections.abc import Iterator

from course.content.exercise import Exercise
from course.loading.diagnostics import Diagnostic
from course.loading.outline import Outline
from course.loading.places import Path

SHORTEST, LONGEST = 50, 180
"""Minutes of a pack that fits one class or one afternoon."""

LARGE, MANY = 24, 8
"""A group of so many people needs so many roles."""


def remarks(outline: Outline, pack: Exercise) -> Iterator[Diagnostic]:
    """Warnings about a pack that can be read, but for those it allows."""
    for code, message, hint, path in _remarks(pack):
        if code not in pack.allow:
            yield outline.fault(code, message, hint, path, severity="warning")


def _remarks(pack: Exercise) -> Iterator[tuple[str, str, str, Path]]:
    if not SHORTEST <= pack.minutes <= LONGEST:
        message = f"the phases add up to {pack.minutes} minutes"
        yield "C133", message, f"{SHORTEST} to {LONGEST} fit a class", ("phases",)
    if pack.group.largest >= LARGE and len(pack.roles) < MANY:
        message = f"{pack.group.largest} people share {len(pack.roles)} roles"
        yield "C134", message, f"write {MANY} or more, so that none only watches", ("roles",)
    asked = {talk.objective for talk in pack.debrief}
    for place, objective in enumerate(pack.objectives):
        if objective not in asked:
            message = f"the debrief does not ask about `{objective}`"
            yield "C135", message, "ask about it, or leave it out", ("objectives", place)
