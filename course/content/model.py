"""What every model of the content shares: frozen, strict, complete, and typed by the model.

The loader hands over plain scalars as `Plain`, a `str` that remembers it stood without quotes.
A field decides what it is: `1.10` is text in an option and a number in an answer, `no` is never
a truth value, and `year: "2012"` in quotes is text, which a number field refuses.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from course.content.plain import Plain
from course.text import MAX_TEXT, refusal


class Model(BaseModel):
    """Base of all content: immutable, no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def fault(code: str, message: str, help: str, at: tuple[str | int, ...] = ()) -> Exception:
    """A located fault for a validator to raise.

    Args:
        code: The diagnostic code, as `course explain` knows it.
        message: What is wrong, without a full stop.
        help: The remedy.
        at: Path to the offending node below the model being validated.
    """
    context = {"message": message, "help": help, "at": at}
    return PydanticCustomError(code, "{message}", context)


def _text(limit: int, *, blank: bool = False, single_line: bool = False) -> Callable[[str], str]:
    def check(value: str) -> str:
        if why := refusal(value, limit):
            is_long = len(value) > limit
            hint = "shorten or divide it" if is_long else "write the character out or leave it away"
            raise fault("C012", why, hint)
        value = value.strip()
        if not value and not blank:
            raise fault("C013", "this text is empty", "write it, or leave the key out")
        if single_line and "\n" in value:
            raise fault("C014", "this text must stand on one line", "join the lines")
        return str(value)

    return check


Text = Annotated[str, AfterValidator(_text(MAX_TEXT))]
"""Markdown of one or more paragraphs."""

Line = Annotated[str, AfterValidator(_text(400, single_line=True))]
"""Inline Markdown on one line: titles, headings, labels."""


Allowed = dict[Line, Line]
"""Lint codes that do not apply to what this stands in, each with the reason."""


def _drawing(value: str) -> str:
    if why := refusal(value, 4_000):
        raise fault("C012", why, "draw with printable characters")
    if wide := [line for line in value.splitlines() if len(line) > 76]:
        raise fault(
            "C015",
            f"a line of the drawing is {len(wide[0])} characters wide",
            "keep it within 76 characters so that it fits an 80-column terminal",
        )
    return value.rstrip("\n")


Drawing = Annotated[str, AfterValidator(_drawing)]
"""Preformatted text whose leading spaces matter."""

_KEBAB = "[a-z0-9]+(-[a-z0-9]+)*"
_ID = re.compile(_KEBAB)


def is_id(value: str) -> bool:
    """Whether `value` is kebab-case of at most 80 characters."""
    return len(value) <= 80 and _ID.fullmatch(value) is not None


def _id(value: str) -> str:
    if not is_id(value):
        hint = "use lower-case letters, digits and single hyphens, such as `last-night`"
        if len(parts := value.split()) > 1 and all(map(is_id, parts)):
            hint = "put a comma between two ids, or hyphens between the words of one"
        raise fault("C016", "this id is not kebab-case", hint)
    return str(value)


Id = Annotated[
    str,
    AfterValidator(_id),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_KEBAB}$", "maxLength": 80}),
]
"""Kebab-case identifier."""


def _passage(value: str) -> str:
    lesson, mark, section = value.partition("#")
    if not (mark and is_id(lesson) and is_id(section)):
        raise fault("C017", "this is not a passage", "write `lesson-id#section-id`")
    return str(value)


Passage = Annotated[
    str,
    AfterValidator(_passage),
    WithJsonSchema({"type": "string", "pattern": f"^{_KEBAB}#{_KEBAB}$"}),
]
"""`lesson-id#section-id`."""


def _plain(pattern: str, convert: Callable[[str], Any]) -> Callable[[Any], Any]:
    expression = re.compile(pattern)

    def read(value: Any) -> Any:
        if isinstance(value, Plain) and expression.fullmatch(value):
            return convert(value)
        return value

    return read


def _fraction(value: Any) -> Any:
    # JSON and validated copies carry fractions as "n/d"; authors write 1/3, 0.5 or 1.
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}(/[1-9][0-9]{0,8})?", value):
        return Fraction(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,9}", value):
        return Fraction(value)
    if isinstance(value, Fraction):
        return value
    raise fault("C018", "this is not a fraction", "write a share such as `1/2`, `0.5` or `1`")


def _share(value: Fraction) -> Fraction:
    if not 0 <= value <= 1:
        raise fault("C018", "this share is not between 0 and 1", "write `1/2`, `0.5` or `1`")
    return value


Bool = Annotated[bool, BeforeValidator(_plain("true|false", lambda v: v == "true"))]
Int = Annotated[int, BeforeValidator(_plain(r"[-+]?[0-9]{1,15}", int))]
Number = Annotated[
    Decimal,
    BeforeValidator(_plain(r"[-+]?[0-9]{1,18}(\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?", Decimal)),
]
Share = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    AfterValidator(_share),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^[0-9]+(/[1-9][0-9]*|\.[0-9]+)?$"}),
]
"""An exact fraction 0..1."""
