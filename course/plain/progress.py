"""What is known of the learner's progress, in lines."""

from course.figures import Figures
from course.plain.lines import Lines


def say_progress(lines: Lines, figures: Figures) -> None:
    """Say every figure in its sentence."""
    for title, sentence in figures.sentences:
        lines.say(f"{title}: {sentence}", "  ", "")
    for known in figures.recall.modules:
        if known.recall.seen:
            lines.say(f"{known.part.title}: {known.sentence}", "    ", "  ")
