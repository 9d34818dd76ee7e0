"""What a course asks of its own content: the key `lint:` of `course.yaml`."""

from typing import Annotated

from pydantic import Field

from course.content.model import Int, Line, Model

Code = Annotated[Line, Field(pattern=r"^[CL][0-9]{0,3}$")]
"""A code or how codes begin: `L105`, `L1`."""


class Limits(Model):
    """Bounds that rules keep to; words unless said otherwise."""

    stem_words: Int = Field(default=60, ge=1)
    option_words: Int = Field(default=20, ge=1)
    fewest_options: Int = Field(default=3, ge=2)
    most_options: Int = Field(default=5, ge=2)
    section_least: Int = Field(default=40, ge=0)
    section_most: Int = Field(default=450, ge=1)
    lesson_least: Int = Field(default=800, ge=0)
    lesson_most: Int = Field(default=2_200, ge=1)
    sources_least: Int = Field(default=4, ge=0)
    """Sources that a lesson cites at least."""


class Lint(Model):
    """Which rules a course keeps, and what they take for granted in it."""

    select: tuple[Code, ...] = ()
    """The only codes to tell; all unless given."""
    ignore: tuple[Code, ...] = ()
    """Codes not to tell; of two that fit, the longer one decides."""
    errors: tuple[Code, ...] = ()
    """Codes that fail the check."""
    limits: Limits = Limits()
    acronyms: tuple[Line, ...] = ()
    """Those that its readers know without having them spelt out."""
    words: tuple[Line, ...] = ()
    """Words that are spelt right although the dictionary of misspellings has them."""
