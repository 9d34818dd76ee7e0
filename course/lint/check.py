"""The whole judgement on content: what is broken, and what could be better.

Importing this costs nothing; the rules come with the first course that changed.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from course.loading.verdict import Verdict
from course.loading.verdict import check as judge
from course.watch import Watch, unwatched

if TYPE_CHECKING:
    from course.loading.loaded import Follower


def check(path: Path, *, select: str = "", ignore: str = "", watch: Watch = unwatched) -> Verdict:
    """What is wrong at `path`: errors, and warnings as the course wants them told.

    Args:
        path: A course, a part of its folders, or one file.
        select: Codes, divided by commas, to tell instead of those that the course chose.
        ignore: Codes to leave out besides.
        watch: Told how many of the files are read.
    """

    def linter() -> "Follower":
        from course.lint.linter import Linter

        return Linter(chosen)

    chosen = None
    if select or ignore:
        from course.lint.selection import Selection, listed

        chosen = Selection(listed(select), listed(ignore))
    # A verdict with the spelling looked at is another than one without.
    kept_as = "verdict" if can_spell() else "verdict-unspelt"
    return judge(path, linter, kept_as=None if chosen else kept_as, watch=watch)


def can_spell() -> bool:
    """Whether there is a dictionary to look misspellings up in."""
    return find_spec("codespell_lib") is not None
