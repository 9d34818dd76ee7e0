"""What a server says to a seat, checked and bounded: it may be anybody's.

Text keeps its lines and nothing else that acts on a screen. What is not understood is no error:
a newer server may show what this program cannot, and a face then says so in words.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from course.text import visible

MAX_BYTES = 1_000_000
"""Longest frame taken from a server."""

MOST_SENT = 4096
"""Longest message a server takes, in bytes."""

LONG, SHORT = 20_000, 300
"""Characters of a text and of a name or a key."""

Answer = str | tuple[str, ...] | dict[str, str]
"""A response in the numbers of the sheet."""


def shown(text: object, limit: int = LONG) -> object:
    """A text from the network as it may be shown: its lines, and whatever acts spelt out."""
    if not isinstance(text, str):
        return text
    return "\n".join(visible(line, limit) for line in text[:limit].split("\n"))


def _line(text: object) -> object:
    return visible(text[: SHORT * 2], SHORT) if isinstance(text, str) else text


Text = Annotated[str, BeforeValidator(shown)]
Line = Annotated[str, BeforeValidator(_line)]
Key = Annotated[str, Field(max_length=100), BeforeValidator(_line)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Share = Annotated[float, Field(ge=0, le=1)]
Keyed = Annotated[
    Annotated[Text, Field(max_length=LONG)]
    | Annotated[tuple[Key, ...], Field(max_length=60)]
    | Annotated[dict[Key, Line], Field(max_length=60)],
    Field(union_mode="left_to_right"),
]
"""An answer, or the key of one."""


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Option(_Said):
    """What can be chosen, or what is to be given something."""

    key: Key
    text: Text


Options = Annotated[tuple[Option, ...], Field(max_length=60)]


class Gap(_Said):
    """A gap of a text; without options something is typed."""

    gap: Key
    options: Options = ()


class Sheet(_Said):
    """A question as `sessions.live.sheet` writes it."""

    id: Key
    stem: Text
    form: Literal["one", "many", "text", "pairs", "order", "gaps"]
    options: Options = ()
    stems: Options = ()
    parts: Annotated[tuple[Text | Gap, ...], Field(max_length=120)] = ()
    long: bool = False
    number: bool = False
    units: Annotated[tuple[Line, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        gaps = [part for part in self.parts if isinstance(part, Gap)]
        needed = {"text": (1,), "pairs": (self.stems, self.options), "gaps": gaps}
        if not all(needed.get(self.form, (self.options,))) or not needed.get(self.form, (1,)):
            raise ValueError("there is nothing to choose from")
        return self


class Round(_Said):
    """How the class answered one time."""

    answered: Count
    counts: Annotated[dict[Line, Count], Field(max_length=2_000)] = {}
    earned: Share | None = None


class Result(_Said):
    """What everybody sees once the answer is out."""

    key: Keyed | None = None
    right: Text = ""
    why: Text = ""
    rounds: Annotated[tuple[Round, ...], Field(max_length=50)] = ()


class Heard(_Said):
    """What a hum sounded like."""

    model_config = ConfigDict(populate_by_name=True)

    for_: Annotated[int, Field(ge=0, le=100, alias="for")]
    against: Annotated[int, Field(ge=0, le=100)]


class View(_Said):
    """All that a seat is shown; `phase` says what else is there."""

    t: Literal["view"] = "view"
    phase: Key
    title: Line = ""
    kind: Key = "quiz"
    name: Line = ""
    place: Count = 0
    of: Count = 0
    ballot: Key = ""
    round: Annotated[int, Field(ge=0, le=50)] = 0
    seconds: Count | None = None
    sheet: Sheet | None = None
    hum: Text | None = None
    heard: Annotated[tuple[Heard, ...], Field(max_length=50)] = ()
    result: Result | None = None
    answer: Keyed | None = None
    hummed: bool = False
    feedback: Text = ""
    earned: Share | None = None
    past: Annotated[tuple[Share | None, ...], Field(max_length=500)] = ()

    @property
    def left(self) -> int | None:
        """Seconds until what is before the room closes."""
        return self.seconds

    @property
    def moment(self) -> tuple[object, ...]:
        """Differs when the room went on to something else."""
        return self.phase, self.ballot, self.round

    @property
    def is_asked(self) -> bool:
        """Whether there is something here that can be answered, now or before."""
        return self.sheet is not None or self.hum is not None


class You(_Said):
    """The seat that was taken."""

    t: Literal["you"]
    name: Line
    token: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w-]+$")]


class Ack(_Said):
    """An answer is stored."""

    t: Literal["ack"]
    id: Key


class No(_Said):
    """Something was not taken."""

    t: Literal["no"]
    why: Line
    id: Key = ""


class Bye(_Said):
    """The server lets go of this device."""

    t: Literal["bye"]
    why: Line


Message = View | You | Ack | No | Bye

_MESSAGE: TypeAdapter[Any] = TypeAdapter(Annotated[Message, Field(discriminator="t")])


def heard(text: str) -> Message | None:
    """What a frame says; a view that is not understood is one of the phase `unknown`."""
    try:
        kind = _Kind.model_validate_json(text)
    except (ValidationError, RecursionError):
        return None
    try:
        if kind.t == "view":
            return _model(kind.kind).model_validate_json(text)
        said: Message = _MESSAGE.validate_json(text)
    except (ValidationError, RecursionError):
        return View(phase="unknown") if kind.t == "view" else None
    return said


class _Kind(_Said):
    t: Key
    kind: Key = ""


def _model(kind: str) -> type[View]:
    """How a view of this kind of room is read; the others are shown as far as they are alike."""
    match kind:
        case "scenario":
            from course.joining.story import StoryView

            return StoryView
        case "exercise":
            from course.joining.table import TableView

            return TableView
        case "assignment":
            from course.joining.desk import DeskView

            return DeskView
        case _:
            return View
