"""How a rule is written down: a function that looks at one subject, registered with its code.

A rule sees a whole, valid piece of content and yields what it would rather see changed. It says
where, in one sentence why, and the remedy; everything else, the places in files, allowances and
selection, is the linter's affair.
"""

from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from course.loading.outline import Outline
from course.loading.places import Path

S = TypeVar("S")


class Remark(NamedTuple):
    """What a rule has to say about a subject."""

    path: Path
    """The value it is about, from the top of the file."""
    message: str
    """The reason, in a sentence without a full stop."""
    help: str
    """The remedy."""
    word: str = ""
    """What of the value to point at; all of it unless given."""
    file: Outline | None = None
    """The file, where the subject is more than one."""


class Told(NamedTuple):
    """A remark with the code of its rule."""

    code: str
    remark: Remark


Rule = Callable[[S], Iterator[Remark]]


class Rules(Generic[S]):
    """The rules about one kind of subject, by their codes."""

    def __init__(self) -> None:
        self.by_code: dict[str, Rule[S]] = {}

    def __call__(self, code: str) -> Callable[[Rule[S]], Rule[S]]:
        """Registers the function below it."""

        def register(rule: Rule[S]) -> Rule[S]:
            self.by_code[code] = rule
            return rule

        return register

    def judge(self, subject: S) -> Iterator[Told]:
        """Everything that the rules have to say about `subject`."""
        for code, rule in self.by_code.items():
            for remark in rule(subject):
                yield Told(code, remark)
