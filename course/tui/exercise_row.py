"""An exercise for a class in one line."""

from functools import partial

from textual.content import Content

from course.i18n import _
from course.loading.catalogue import ExerciseEntry
from course.tui.chrome import spread, titled
from course.tui.rows import Row

PACK = "exercise:"
"""Before the id of an exercise, in the id of its row."""


def exercise_in_words(pack: ExerciseEntry) -> str:
    """How long it takes and for how many it is."""
    return _("{minutes} min · {smallest}–{largest} people").format(
        minutes=pack.minutes, smallest=pack.smallest, largest=pack.largest
    )


def exercise_row(pack: ExerciseEntry) -> Row:
    """The line of an exercise; choosing it opens it."""
    left = Content.assemble("   ", ("▤ ", "$text-accent"), titled(pack.title))
    right = Content.styled(f"{exercise_in_words(pack)} ", "$text-muted")
    return Row(partial(spread, left, right), f"{PACK}{pack.id}")
