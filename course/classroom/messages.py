"""What a device may say, checked to the letter; whatever is not here is one error, and no more."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from course.rooms.negotiation import LONGEST_REASON, LONGEST_TEXT

MAX_BYTES = 4096
"""Longest message taken from a device."""


Id = Annotated[str, Field(min_length=1, max_length=64, pattern="^[!-~]+$")]
"""A device's own name for a message; it is stored, so nothing else may be in it."""


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Join(_Message):
    """The first message of a student: a code and a name, or the token of the seat they had."""

    t: Literal["join"]
    code: str = Field(max_length=40)
    key: str = Field(default="", max_length=64)
    """What a link holds beside the code."""
    name: str = Field(default="", max_length=200)
    token: str = Field(default="", max_length=64)


class Vote(_Message):
    """An answer in the numbers of the sheet; only what is named here is looked at."""

    t: Literal["vote"]
    ballot: str = Field(max_length=100)
    round: int = Field(ge=1, le=1000)
    answer: Any
    id: Id


class Hum(_Message):
    """How strongly, and for which side."""

    t: Literal["hum"]
    ballot: str = Field(max_length=100)
    round: int = Field(ge=1, le=50)
    side: Literal["for", "against"]
    strength: int = Field(ge=0, le=3)
    id: Id


class Begin(_Message):
    """Sit down to an assignment."""

    t: Literal["begin"]
    id: Id


class Turn(_Message):
    """Go to a question of an assignment."""

    t: Literal["turn"]
    ballot: str = Field(max_length=100)
    round: int = Field(ge=1, le=1000)
    id: Id


class Flag(_Message):
    """Mark a question to come back to, or take the mark off."""

    t: Literal["flag"]
    ballot: str = Field(max_length=100)
    round: int = Field(ge=1, le=1000)
    on: bool
    id: Id


class HandIn(_Message):
    """End a sitting; it counts as it stands."""

    t: Literal["hand-in"]
    round: int = Field(ge=1, le=1000)
    id: Id


class Amend(_Message):
    """Propose how a text on the table should read."""

    t: Literal["amend"]
    text: str = Field(max_length=100)
    version: int = Field(ge=0, le=100_000)
    body: str = Field(max_length=LONGEST_TEXT)
    why: str = Field(default="", max_length=LONGEST_REASON)
    id: Id


class Withdraw(_Message):
    """Take an amendment of one's own back."""

    t: Literal["withdraw"]
    amendment: str = Field(max_length=64)
    id: Id


class Stand(_Message):
    """Whether one can live with it, in a test of consensus."""

    t: Literal["stand"]
    round: int = Field(ge=1, le=1000)
    can_live: bool
    because: str = Field(default="", max_length=LONGEST_REASON)
    id: Id


class Chair(_Message):
    """What the seat in the chair does: see `course.rooms.negotiation.PRESIDING`."""

    t: Literal["chair"]
    verb: str = Field(max_length=20)
    of: str = Field(default="", max_length=100)
    text: str = Field(default="", max_length=LONGEST_REASON)
    id: str = Field(min_length=1, max_length=64)


class Teach(_Message):
    """The first message of a teacher's screen that is not in the server's own terminal."""

    t: Literal["teach"]
    code: str = Field(max_length=40)
    secret: str = Field(max_length=64)


class Verb(_Message):
    """What a teacher does: see `course.rooms.lead`."""

    t: Literal["do"]
    verb: str = Field(max_length=20)
    of: str = Field(default="", max_length=100)
    text: str = Field(default="", max_length=LONGEST_TEXT)
    id: Id


class Ping(_Message):
    """Still here."""

    t: Literal["ping"]


AtTable = Amend | Withdraw | Stand | Chair
"""What a seat of an exercise says."""

Said = Join | Vote | Hum | Begin | Turn | Flag | HandIn | AtTable | Teach | Verb | Ping

_SAID: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="t")])


def heard(text: str) -> Said | None:
    """The message a frame holds; None for anything else."""
    try:
        return _SAID.validate_json(text)
    except (ValidationError, RecursionError):
        return None
