"""Which codes are told, and which of them fail a check."""

from collections.abc import Iterable
from dataclasses import dataclass

from course.content.lint import Lint
from course.errors import CourseError
from course.loading.codes import CODES
from course.loading.diagnostics import remedy
from course.text import visible


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes by how they begin; of two beginnings that fit, the longer one decides."""

    select: tuple[str, ...] = ()
    """The only ones told; all unless given."""
    ignore: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @classmethod
    def of(cls, lint: Lint, asked: "Selection | None") -> "Selection":
        """What a course chose, unless other codes are selected, and without what is left out."""
        if asked is None:
            return cls(lint.select, lint.ignore, lint.errors)
        if asked.select:
            return cls(asked.select, asked.ignore, lint.errors)
        return cls(lint.select, (*lint.ignore, *asked.ignore), lint.errors)

    def tells(self, code: str) -> bool:
        """Whether `code` is told when it is a warning."""
        chosen = _longest(code, self.select) if self.select else 0
        return chosen > _longest(code, self.ignore)

    def fails(self, code: str) -> bool:
        """Whether `code` counts as an error."""
        return _longest(code, self.errors) >= 0


def _longest(code: str, beginnings: Iterable[str]) -> int:
    return max((len(start) for start in beginnings if code.startswith(start)), default=-1)


def listed(text: str) -> tuple[str, ...]:
    """`L1,C043` as a tuple; `CourseError` for what no code begins with."""
    beginnings = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for start in beginnings:
        if not is_known(start):
            hint = remedy(start, CODES, "course explain lists all of them")
            raise CourseError(f"there is no code {visible(start)}", hint, exit_code=2)
    return beginnings


def is_known(start: str) -> bool:
    """Whether any code begins so."""
    return any(code.startswith(start) for code in CODES)
