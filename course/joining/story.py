"""A scenario that a class votes its way through, as a seat is shown it."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from course.joining.prose import Prose, Shown
from course.joining.wire import Key, Line, Text, View

Points = Annotated[int, Field(ge=0, le=100)]
How = Literal["vote", "tie", "teacher"]


class Meter(Shown):
    """What is at stake, and how it stands."""

    name: Line
    value: Points
    means: Text = ""


class Closed(Shown):
    """A choice that cannot be made, and why."""

    text: Text
    why: Text


class Scene(Shown):
    """Where the story stands."""

    heading: Text
    text: Prose
    closed: Annotated[tuple[Closed, ...], Field(max_length=20)] = ()


class Moved(Shown):
    """A meter before and after."""

    name: Line
    before: Points
    after: Points
    good: bool


class Decided(Shown):
    """The way the class went, and what followed."""

    key: Key
    text: Text
    how: How
    because: Text = ""
    outcome: Prose
    moved: Annotated[tuple[Moved, ...], Field(max_length=20)] = ()


class Ending(Shown):
    """How it ended, and what really happened."""

    name: Line
    heading: Text
    text: Prose
    debrief: Annotated[tuple[Prose, ...], Field(max_length=60)] = ()


class Step(Shown):
    """A scene of the way, and who decided there."""

    heading: Text
    choice: Text
    how: How
    because: Text = ""


class StoryView(View):
    """All that a seat is shown of a scenario."""

    summary: Text = ""
    role: Prose = ()
    meters: Annotated[tuple[Meter, ...], Field(max_length=20)] = ()
    scene: Scene | None = None
    decided: Decided | None = None
    ending: Ending | None = None
    path: Annotated[tuple[Step, ...], Field(max_length=200)] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "StoryView":
        needed: dict[str, Any] = {
            "open": self.scene and self.sheet,
            "closed": self.scene and self.sheet,
            "shown": self.scene and self.sheet and self.result,
            "decided": self.decided,
            "ending": self.ending,
        }
        if not needed.get(self.phase, True):
            raise ValueError("a part of the scene is missing")
        return self
