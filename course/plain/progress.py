"""What the learner did and still knows, in lines."""

from course.figures import Figures
from course.plain.lines import Lines


def say_progress(lines: Lines, figures: Figures) -> None:
    """Say every figure in its sentence, and what it is made of where that is few."""
    for key, (title, figure) in figures.titled.items():
        lines.say(f"{title}: {figure.sentence}", "  ", "")
        for detail in _details(key, figures):
            lines.say(detail, "    ", "  ")


def _details(key: str, figures: Figures) -> list[str]:
    match key:
        case "weakest":
            return [
                f"{place}. {weak.sentence} ({weak.command})"
                for place, weak in enumerate(figures.weakest.objectives, 1)
            ]
        case "recall":
            return [
                f"{known.part.title}: {known.sentence}"
                for known in figures.recall.modules
                if known.recall.seen
            ]
        case "calibration":
            levels = figures.calibration.levels
            return [level.sentence for level in levels if level.answers]
        case _:
            return []
