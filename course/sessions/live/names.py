"""What somebody in a class is called: fit to show on any screen, and like nobody else's name."""

import re
import unicodedata
from functools import lru_cache

from course.errors import CourseError
from course.i18n import _
from course.text import refusal

LONGEST_NAME = 24
"""Characters of a student's name."""

_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Characters that draw nothing; some of them are letters."""

_LATIN = str.maketrans(
    "авԁеһіјкӏмноԛрѕтԝухьѵѡαβγεζηικμνορτυχω01|!iıøđħ",
    "abdehljklmhoqpstwyxbvwabyezhlkmnoptyxwolllllodh",
)
"""Letters, digits and signs that are read for Latin letters, in lower case."""


def cleaned(name: str) -> str:
    """A student's name as it is shown.

    Raises:
        CourseError: It is empty, too long, or holds what would act on a screen.
    """
    one_line = " ".join(_BLANK.sub("", unicodedata.normalize("NFKC", name[:200])).split())
    if not any(c.isalnum() for c in one_line):
        raise CourseError(_("type a name"), _("letters or digits"))
    if len(one_line) > LONGEST_NAME:
        raise CourseError(
            _("this name is longer than {most} characters").format(most=LONGEST_NAME),
            _("shorten it"),
        )
    if why := refusal(one_line, LONGEST_NAME):
        raise CourseError(_("this name cannot be shown: {why}").format(why=why), _("type another"))
    return one_line


@lru_cache(4096)
def folded(name: str) -> str:
    """Equal for names that read alike: in another case or script, with accents or without."""
    bare = _BLANK.sub("", unicodedata.normalize("NFKD", name).casefold())
    return "".join(c for c in bare.translate(_LATIN) if c.isalnum() or _is_sign(c))


def _is_sign(character: str) -> bool:
    """Whether a mark makes another letter, as vowel signs do, and is no accent above or below."""
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) < 200


_FIRST = ("Amber", "Brisk", "Calm", "Daring", "Eager", "Frank", "Gentle", "Humble", "Keen", "Lucid")
_SECOND = ("Otter", "Heron", "Ibis", "Lynx", "Marten", "Oryx", "Puffin", "Robin", "Stork", "Tapir")


def offered(randomness: bytes) -> str:
    """A name for somebody who would rather not give one."""
    first, second = _FIRST[randomness[0] % 10], _SECOND[randomness[1] % 10]
    return f"{first} {second} {randomness[2] % 90 + 10}"
