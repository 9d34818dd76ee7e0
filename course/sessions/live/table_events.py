"""The vocabulary of an exercise: everything that happens at its table and nowhere else."""

from dataclasses import dataclass, field
from typing import Literal

How = Literal["agreed", "brackets", "chair"]
"""Taken as agreed, taken between square brackets as not agreed, or written by the chair."""


@dataclass(frozen=True, slots=True)
class RolesDealt:
    """In an exercise seats got roles; those not named keep theirs."""

    roles: dict[str, str]
    """Role by seat."""
    spare: tuple[str, ...] | None = None
    """Roles of those who come late, in their order; as before when not given."""
    second: dict[str, str] = field(default_factory=dict)
    """Another role beside it, by seat, where there are too few people."""


@dataclass(frozen=True, slots=True)
class PhaseBegun:
    """A phase of an exercise runs."""

    phase: str
    seconds: int


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    """The running phase lasts so much longer, or shorter."""

    phase: str
    seconds: int


@dataclass(frozen=True, slots=True)
class AmendmentProposed:
    """Somebody would have a text read differently."""

    id: str
    seat: str
    text: str
    version: int
    """Which one was changed; 0 is the text as it was dealt."""
    body: str
    """The whole text as it would read."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn:
    """Whoever proposed it thought better of it."""

    id: str
    seat: str


@dataclass(frozen=True, slots=True)
class AmendmentRefused:
    """The chair did not take it."""

    id: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class TextAmended:
    """A text on the table reads differently now."""

    text: str
    body: str
    by: str | None = None
    """The seat whose amendment it was; None for the chair or the teacher."""
    amendment: str | None = None
    version: int | None = None
    """The version it replaces; one that was replaced already is not replaced again."""
    how: How = "chair"


@dataclass(frozen=True, slots=True)
class ConsensusTested:
    """The chair asked who cannot live with a text, or with what is before the room."""

    round: int
    text: str = ""
    """Id of a text on the table; empty for none in particular."""


@dataclass(frozen=True, slots=True)
class StandTaken:
    """A seat can live with it, or cannot, and says why; the last word counts."""

    seat: str
    round: int
    can_live: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class ObjectionAnswered:
    """The chair answered an objection: dealt with, or considered and not met."""

    seat: str
    """Whose objection it is."""
    round: int
    addressed: bool
    answer: str


@dataclass(frozen=True, slots=True)
class ConsensusDeclared:
    """The chair said whether there is consensus, and why."""

    round: int
    reached: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class ChairGiven:
    """Somebody of the class chairs beside the teacher, or nobody any more."""

    seat: str | None


@dataclass(frozen=True, slots=True)
class DebriefOpened:
    """Out of role: the questions for the talk afterwards are out."""


TableEvent = (
    RolesDealt
    | PhaseBegun
    | PhaseExtended
    | AmendmentProposed
    | AmendmentWithdrawn
    | AmendmentRefused
    | TextAmended
    | ConsensusTested
    | StandTaken
    | ObjectionAnswered
    | ConsensusDeclared
    | ChairGiven
    | DebriefOpened
)
"""What happens in an exercise alone."""
