"""The blocks a lesson's section is made of.

Prose is Markdown; `[@source]` cites a source, `[[term]]` or `[[term|as shown]]` links the
glossary. Every picture-like block carries the words that say the same (`summary`,
`alternative`), for whoever cannot see it.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from course.content.model import Drawing, Id, Line, Model, Number, Text, fault
from course.content.questions import Question


class Prose(Model):
    """Paragraphs of Markdown."""

    type: Literal["text"]
    text: Text


class Callout(Model):
    """A remark set apart from the text."""

    type: Literal["callout"]
    style: Literal["note", "example", "caution", "dispute"]
    """`example`: everyday life; `caution`: often misquoted; `dispute`: a position and its case."""
    title: Line
    text: Text


class Quote(Model):
    """Somebody's own words."""

    type: Literal["quote"]
    text: Text
    by: Line
    """Who said it, in which role."""
    date: Line
    source: Id


class Table(Model):
    """Rows and columns."""

    type: Literal["table"]
    caption: Line
    columns: tuple[Line, ...] = Field(min_length=2, max_length=6)
    rows: tuple[tuple[Line, ...], ...] = Field(min_length=1, max_length=40)
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for place, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise fault(
                    "C120",
                    f"this row has {len(row)} cells for {len(self.columns)} columns",
                    "give each row one cell a column",
                    ("rows", place),
                )
        return self


class Moment(Model):
    """One entry of a timeline."""

    date: Line
    """As it is written for people: `3 December 2012`, `1865`."""
    text: Line


class Timeline(Model):
    """Moments in order, earliest first."""

    type: Literal["timeline"]
    caption: Line
    moments: tuple[Moment, ...] = Field(min_length=2, max_length=20)
    sources: tuple[Id, ...] = Field(min_length=1)


class Bar(Model):
    """One bar of a chart."""

    label: Line
    value: Number = Field(ge=0)
    note: Line | None = None


class Chart(Model):
    """Horizontal bars with their values."""

    type: Literal["chart"]
    caption: Line
    unit: Line
    bars: tuple[Bar, ...] = Field(min_length=2, max_length=20)
    summary: Line
    """What the chart says, in a sentence."""
    sources: tuple[Id, ...] = Field(min_length=1)
    as_of: Line | None = None


class Diagram(Model):
    """A drawing in characters."""

    type: Literal["diagram"]
    caption: Line
    drawing: Drawing
    alternative: Text
    """The same in words."""
    sources: tuple[Id, ...] = ()


class Aspect(Model):
    """One row of a comparison."""

    aspect: Line
    cells: tuple[Line, ...] = Field(min_length=2, max_length=4)


class Compare(Model):
    """Two to four things side by side."""

    type: Literal["compare"]
    caption: Line
    sides: tuple[Line, ...] = Field(min_length=2, max_length=4)
    rows: tuple[Aspect, ...] = Field(min_length=1, max_length=20)
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for place, row in enumerate(self.rows):
            if len(row.cells) != len(self.sides):
                raise fault(
                    "C120",
                    f"this row has {len(row.cells)} cells for {len(self.sides)} sides",
                    "give each row one cell a side",
                    ("rows", place, "cells"),
                )
        return self


class Check(Model):
    """A question inside the reading."""

    type: Literal["check"]
    question: Question


AnyBlock = Prose | Callout | Quote | Table | Timeline | Chart | Diagram | Compare | Check
"""Any block, for annotations and `match`."""

Block = Annotated[AnyBlock, Field(discriminator="type")]
"""Any block, as it is read from a file."""
