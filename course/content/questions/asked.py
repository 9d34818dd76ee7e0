"""What every question carries besides its own way of asking."""

from typing import Literal

from pydantic import Field

from course.content.model import Allowed, Id, Int, Line, Model, Passage, Text

Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
"""Levels of Bloom's taxonomy as revised by Anderson and Krathwohl (2001), lowest first."""


class Asked(Model):
    """What every question carries besides its own way of asking."""

    id: Id
    stem: Text
    """What is asked."""
    objective: Id
    level: Level
    passage: Passage | None = None
    """Where the answer is taught; a check inside a lesson gets its own section's."""
    sources: tuple[Id, ...] = ()
    """Ids of the sources that state what the key rests on."""
    explanation: Text | None = None
    """Why the key is right, shown after the answer whatever it was."""
    hints: tuple[Text, ...] = Field(default=(), max_length=4)
    points: Int = Field(default=1, ge=1, le=20)
    revision: Int = Field(default=1, ge=1)
    """Raised when the meaning changes: the item is then learnt anew."""
    tags: tuple[Line, ...] = ()
    as_of: Line | None = None
    """The day, month or year (`2026-11-24`, `2026-11`, `2026`) on which what ages was true."""
    allow: Allowed = Field(default_factory=dict)
