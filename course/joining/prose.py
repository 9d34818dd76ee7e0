"""An author's prose as a server sends it: pieces of words with their styles."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from course.joining.wire import Line, Text

Style = Annotated[
    Literal["", "strong", "em", "code"],
    BeforeValidator(lambda style: style if style in ("", "strong", "em", "code") else ""),
]


class Shown(BaseModel):
    """Anything that a server shows."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Piece(Shown):
    """A paragraph, or an item of a list with its mark."""

    runs: Annotated[tuple[tuple[Text, Style], ...], Field(max_length=500)]
    mark: Line | None = None
    level: Annotated[int, Field(ge=0, le=3)] = 0


Prose = Annotated[tuple[Piece, ...], Field(max_length=300)]


def in_lines(prose: Prose) -> str:
    """The words alone: an empty line between paragraphs, none between the items of a list."""
    said = ""
    for place, piece in enumerate(prose):
        if place:
            said += "\n" if piece.mark and prose[place - 1].mark else "\n\n"
        lead = "   " * piece.level + (f"{piece.mark} " if piece.mark else "")
        said += lead + "".join(text for text, _style in piece.runs)
    return said
