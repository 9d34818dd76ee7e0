"""What an author allows, each time with the reason: `allow: {L105: it is the treaty's name}`.

An allowance holds for what it stands in: an item, a section, a term, a whole lesson or quiz.
"""

from collections.abc import Iterator
from typing import Any

from course.content.course import Glossary, Lesson, Quiz
from course.content.lint import Lint
from course.content.scenario import Scenario
from course.lint.rules import Remark, Told
from course.lint.selection import Selection, is_known
from course.lint.subjects import asked
from course.loading.codes import CODES
from course.loading.diagnostics import remedy
from course.loading.places import Path

ALLOWABLE = "L"
"""How the codes begin that this looks after."""


class Allowances:
    """Those of one file, and which of them were of use."""

    def __init__(self, content: Any) -> None:
        self.by_place = {path: dict(allow) for path, allow in _allowed(content) if allow}
        self._used: set[tuple[Path, str]] = set()

    def cover(self, told: Told) -> bool:
        """Whether something around the place allows it."""
        path = told.remark.path
        for end in range(len(path) + 1):
            if told.code in self.by_place.get(path[:end], ()):
                self._used.add((path[:end], told.code))
                return True
        return False

    def unused(self, selection: Selection) -> Iterator[Told]:
        """Those that allow nothing; to be asked when everything was told."""
        for path, allow in self.by_place.items():
            for code in allow:
                place = (*path, "allow", code)
                is_judged = code.startswith(ALLOWABLE) and selection.tells(code)
                if code not in CODES:
                    yield _unknown(code, place)
                elif is_judged and (path, code) not in self._used:
                    message = f"nothing here is told as {code} any more"
                    yield Told("L901", Remark(place, message, "take the allowance out"))


def unknown_codes(lint: Lint) -> Iterator[Told]:
    """Codes named in `course.yaml` that do not exist."""
    for key in ("select", "ignore", "errors"):
        for place, start in enumerate(getattr(lint, key)):
            if not is_known(start):
                yield _unknown(start, ("lint", key, place))


def _unknown(code: str, path: Path) -> Told:
    hint = remedy(code, CODES, "course explain lists all of them")
    return Told("L902", Remark(path, f"there is no code `{code}`", hint))


def _allowed(content: Any) -> Iterator[tuple[Path, dict[str, str]]]:
    match content:
        case Lesson() | Quiz():
            yield (), content.allow
            if isinstance(content, Lesson):
                for place, section in enumerate(content.sections):
                    yield ("sections", place), section.allow
            for path, question in asked(content):
                yield path, question.allow
        case Glossary():
            for place, term in enumerate(content.terms):
                yield ("terms", place), term.allow
        case Scenario():
            yield (), content.allow
            for place, scene in enumerate(content.scenes):
                yield ("scenes", place), scene.allow
        case _:
            yield (), getattr(content, "allow", {})
