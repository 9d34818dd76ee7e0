"""The small course with an exercise for a class."""

from pathlib import Path

from tests.loading.small_course import EXERCISE

NAME = "again"


def with_pack(folder: Path) -> Path:
    """Writes the exercise into a copy of the small course."""
    text = EXERCISE.replace("lesson: night", "lesson: first-light")
    for ours, theirs in (("tell-a-vote", "tell-apart"), ("minutes]", "record]")):
        text = text.replace(ours, theirs)
    text = text.replace("source: minutes", "source: record").replace("[[consensus]]", "[[hum]]")
    path = folder / "quizzes" / "exercises" / f"{NAME}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder
