"""Whatever a valid file says, the rules neither raise nor take long."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.model import Model
from course.lint.linter import Linter
from course.loading.files import Kind
from course.loading.outline import outline
from course.loading.source import Source
from tests.builders import a_lesson, a_quiz, a_section, a_single, a_true_false, an_option
from tests.strategies import questions

ODD = st.lists(
    st.sampled_from(
        ["which", "not", "a", "an", "is", "[[", "]]", "[@", "]", "*", "**", "`", "…", "___", "10",
         "-", "1,000", "%", "May", "ABC", "(", ")", ".", "?", "!", "\n", "  ", "ß", "日本", "é",
         "'", "None of the above", "both A and B", "now", "by", "https://x", "{{a}}", "often"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)  # fmt: skip


def told(content: Model, kind: Kind) -> None:
    """Judges a file of this content."""
    linter = Linter()
    source = Source("x.yaml", "\n".join(str(value) for _, value in content))
    linter.whole(list(linter.file(outline(source, kind, "x", {}), content)))


@given(st.lists(questions, min_size=1, max_size=5))
def test_any_quiz_is_judged(asked: list[Any]) -> None:
    told(a_quiz(*asked), "quiz")


@given(ODD, st.lists(ODD, min_size=2, max_size=6, unique_by=lambda text: " ".join(text.split())))
def test_any_words_are_judged(stem: str, options: list[str]) -> None:
    try:
        choices = [an_option(text, correct=not place) for place, text in enumerate(options)]
        asked = a_single(stem=stem, choices=tuple(choice.model_dump() for choice in choices))
        section = a_section("x", asked, heading=" ".join(stem.split()))
    except ValueError:
        return  # nothing but spaces, or two options that read the same
    told(a_quiz(asked, a_true_false(stem=stem)), "quiz")
    told(a_lesson(section), "lesson")


SWEATY = [
    "which " * 3_000, "9" * 19_000, "a " + " " * 18_000 + "x", "AA " * 6_000, "[[a|" * 4_000,
    "1 " + "a" * 18_000, "1 a - " * 3_000, "is x x x x " * 1_800, "." * 19_000, '"' * 19_000,
    "A. " * 6_000, "**a** " * 3_000, "`" * 19_000, "1,000 " * 3_000, "all except " * 1_700,
]  # fmt: skip


@pytest.mark.parametrize("text", SWEATY, ids=lambda text: text[:8].strip())
def test_text_made_to_take_long_ends(text: str) -> None:
    # To look at one of these again from each of its characters would take minutes.
    text = text.strip()
    options = (
        {"text": text, "correct": True, "feedback": "F"},
        {"text": "x" + text, "feedback": "F"},
    )
    told(a_quiz(*(a_single(f"a-{n}", stem=text, choices=options) for n in range(5))), "quiz")
    told(a_lesson(a_section("x", blocks=({"type": "text", "text": text},))), "lesson")
