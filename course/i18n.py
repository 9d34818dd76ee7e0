"""The interface's own words in the learner's language, through gettext.

English stands in the code; `course/locale/<language>.po` holds the others. The faces wrap what a
person reads in `_` or `ngettext`, with `str.format` fields for values; the words of the course
itself are its author's and come from its files.
"""

from gettext import NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"

_spoken: NullTranslations = NullTranslations()


def languages() -> tuple[str, ...]:
    """The languages the interface speaks, English first."""
    return ("en", *sorted(file.stem for file in LOCALE.glob("*.po")))


def speak(language: str) -> None:
    """Use `language` from now on; English where there is no such catalogue.

    Called before a face is imported: what stands in its classes is said once.
    """
    global _spoken  # noqa: PLW0603
    catalogue = LOCALE / f"{language}.po"
    if language not in languages()[1:]:
        _spoken = NullTranslations()
        return
    from gettext import GNUTranslations
    from io import BytesIO

    import polib

    _spoken = GNUTranslations(BytesIO(polib.pofile(str(catalogue)).to_binary()))


def _(message: str) -> str:
    """`message` as it is said in the language spoken."""
    return _spoken.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` as the language spoken counts."""
    return _spoken.ngettext(one, many, count)
