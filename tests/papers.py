"""The small course with an exam and a placement."""

from pathlib import Path

EXAM = """\
kind: paper
title: The exam
purpose: exam
intro: Five questions, **all** of it.
blueprint: {items: 5, recall: 2/5}
time_limit: 30
"""
PLACEMENT = """\
kind: paper
title: What you know
purpose: placement
intro: One question of each module.
blueprint: {each: 1, recall: 1/2}
"""


def with_papers(folder: Path) -> Path:
    """Writes both into a copy of the small course."""
    (folder / "quizzes" / "final-exam.yaml").write_text(EXAM, encoding="utf-8")
    (folder / "quizzes" / "placement.yaml").write_text(PLACEMENT, encoding="utf-8")
    return folder
