"""What a code means: why it matters, a bad and a good example, how to allow it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from course.errors import CourseError
from course.loading.codes import CODES
from course.loading.diagnostics import remedy
from course.text import visible

WIDTH = 79
ALLOWABLE = ("C043", "C133", "C134", "C135", "C150")
"""Codes of faults that may be allowed; all rules may."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of one code."""

    code: str
    why: str
    bad: str
    good: str
    also_good: str = ""
    """Another way out."""

    @property
    def is_rule(self) -> bool:
        """Whether it is a matter of judgement, and so may be allowed."""
        return self.code.startswith("L") or self.code in ALLOWABLE

    def __str__(self) -> str:
        goods = [("Good", self.good), ("Also good", self.also_good)]
        examples = [("Bad", self.bad), *goods]
        shown = [f"{title}:\n\n{indent(text, '    ')}" for title, text in examples if text]
        head = f"{self.code}  {CODES[self.code]}"
        return "\n\n".join([head, fill(self.why, WIDTH), *shown, self._allowing])

    @property
    def _allowing(self) -> str:
        if not self.is_rule:
            return "It is a fault and cannot be allowed."
        beside = indent(f"allow:\n  {self.code}: the reason, in a sentence", "    ")
        whole = indent(f"lint:\n  ignore: [{self.code}]", "    ")
        return (
            "To allow it, write the reason beside the item, section, lesson, quiz and so on:\n\n"
            f"{beside}\n\nor leave the rule out of a course, in its course.yaml:\n\n{whole}"
        )


def explain(code: str) -> Explanation:
    """The explanation of a code; `CourseError` when there is none of that name."""
    wanted = code.strip().upper()
    if wanted not in CODES:
        hint = remedy(wanted, CODES, "course explain lists all of them")
        raise CourseError(f"there is no code {visible(code)}", hint, exit_code=2)
    return explanations()[wanted]


def listed(codes: Iterable[str] = CODES) -> str:
    """Codes with what they stand for, one a line."""
    return "\n".join(f"{code}  {CODES[code]}" for code in codes)


@cache
def explanations() -> dict[str, Explanation]:
    """All of them, by code."""
    from course.loading.source import read
    from course.loading.yaml12 import parse

    found = {}
    for path in sorted((Path(__file__).parent / "explanations").glob("*.yaml")):
        for code, words in parse(read(path)).data.items():
            texts = {key: str(text).rstrip("\n") for key, text in words.items()}
            found[str(code)] = Explanation(str(code), **texts)
    return found
