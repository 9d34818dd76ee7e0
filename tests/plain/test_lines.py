"""Lines out and in: prompts are whole, and whatever ends the input leaves a tidy screen."""

import io

from course.plain.lines import EndOfInput, Lines
from tests.plain.conftest import Told


def asked(prompt: str, typed: str, *, interactive: bool = True, width: int = 40) -> str:
    out = io.StringIO()
    lines = Lines(out, io.StringIO(typed), interactive=interactive, width=width)
    try:
        lines.ask(prompt)
    except EndOfInput:
        out.write("END")
    return out.getvalue()


def test_a_long_prompt_is_wrapped_and_never_cut() -> None:
    prompt = " ".join(f"word{number}" for number in range(80))
    said = asked(prompt, "1\n")
    assert said.split() == prompt.split()
    assert max(map(len, said.splitlines())) <= 40


def test_an_end_without_a_line_begins_a_fresh_one() -> None:
    assert asked("Yes?", "") == "Yes? \nEND"
    assert asked("Yes?", "", interactive=False) == "Yes? \nEND"
    assert asked("Yes?", "y\n") == "Yes? "


def test_a_prompt_of_spaces_keeps_its_indent() -> None:
    assert asked("  ", "more\n") == "   "


def test_help_begins_each_command_at_the_margin(told: Told) -> None:
    said = told(lambda sitting: sitting.quiz("first-light", seed="s"), "?", ":quit")
    assert "\n:flag      mark this question, or take the mark off\n" in said
