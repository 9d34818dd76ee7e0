"""Asking in lines: each type of question as numbered text, and an answer typed in return.

Options are numbered in the order they are presented, so that `2` is the second line heard.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar, assert_never

from course.content.questions import (
    AnyGap,
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Reflection,
    Short,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.content.response import Response
from course.plain.lines import Lines
from course.plain.prose import plain
from course.shuffling import gap_options, options
from course.text import joined


class Unreadable(Exception):
    """The line typed is no answer; the message says what would be one."""


def put(lines: Lines, question: AnyQuestion, seed: str) -> None:
    """Write the question with its options numbered."""
    lines.say(plain(question.stem))
    lines.say()
    match question:
        case Single() | Multiple():
            texts = {key: choice.text for key, choice in keyed(question.choices).items()}
            _number(lines, [texts[key] for key in options(question, seed)])
        case TrueFalse():
            _number(lines, ["true", "false"])
        case Match():
            _number(lines, [question.choices[key] for key in options(question, seed)])
        case Categorise():
            _number(lines, [group.name for group in question.groups])
        case Order():
            items = keyed(question.items)
            _number(lines, [items[key].text for key in options(question, seed)])
        case Cloze():
            _put_cloze(lines, question)
        case Survey():
            _number(lines, [choice.text for choice in question.choices])
        case Short() | Numeric() | Reflection():
            pass
        case _:
            assert_never(question)


def _number(lines: Lines, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts, 1):
        lines.say(plain(text), "     ", f"{number:3}  ")


def _put_cloze(lines: Lines, question: Cloze) -> None:
    text = question.text
    for number, gap in enumerate(question.gaps, 1):
        text = text.replace("{{" + gap.id + "}}", f"({number}) ____")
    lines.say(plain(text))


def ask(lines: Lines, question: AnyQuestion, seed: str, read: Callable[[str], str]) -> Response:
    """Ask until the response is whole; `read` asks for a line and handles commands in it."""
    match question:
        case Single():
            keys = options(question, seed)
            return keys[_one(read, "Your answer, a number:", len(keys))]
        case Multiple():
            keys = options(question, seed)
            ticked = _several(read, "Your answers, numbers with spaces between:", len(keys))
            return tuple(key for key in keyed(question.choices) if key in {keys[i] for i in ticked})
        case TrueFalse():
            return _retry(read, "Your answer, t for true or f for false:", _truth)
        case Short():
            return _retry(read, "Your answer, a word or a few:", _words)
        case Numeric():
            units = joined([unit.name for unit in question.units], "or")
            return _retry(read, f"Your answer, a number{f' in {units}' if units else ''}:", _words)
        case Match():
            keys = options(question, seed)
            return {
                stem: keys[_one(read, f"{plain(pair.stem)}: which number?", len(keys))]
                for stem, pair in keyed(question.pairs).items()
            }
        case Categorise():
            items, groups = keyed(question.items), [group.id for group in question.groups]
            return {
                key: groups[_one(read, f"{plain(items[key].text)}: which number?", len(groups))]
                for key in options(question, seed)
            }
        case Order():
            keys = options(question, seed)
            prompt = "The right order, all numbers with spaces between:"
            return tuple(keys[i] for i in _all(read, prompt, len(keys)))
        case Cloze():
            return {gap.id: _gap(lines, question, gap, seed, read) for gap in question.gaps}
        case Reflection():
            return _paragraphs(read)
        case Survey():
            return _opinion(question, read)
        case _:
            assert_never(question)


def _gap(lines: Lines, question: Cloze, gap: AnyGap, seed: str, read: Callable[[str], str]) -> str:
    place = question.gaps.index(gap) + 1
    if not isinstance(gap, SingleGap):
        return _retry(read, f"Gap {place}:", _words)
    keys = gap_options(question, gap, seed)
    lines.say(f"Gap {place}:")
    _number(lines, [keyed(gap.choices)[key].text for key in keys])
    return keys[_one(read, f"Gap {place}, a number:", len(keys))]


def _opinion(question: Survey, read: Callable[[str], str]) -> Response:
    keys = list(keyed(question.choices))
    if not keys:
        return _retry(read, "Your answer, in your own words:", _words)
    if question.several:
        chosen = _several(read, "Your answers, numbers with spaces between:", len(keys))
        return tuple(key for place, key in enumerate(keys) if place in chosen)
    return keys[_one(read, "Your answer, a number:", len(keys))]


def _paragraphs(read: Callable[[str], str]) -> str:
    written = [_retry(read, "Write your answer; an empty line ends it:", _words)]
    while line := read("  "):
        written.append(line)
    return "\n".join(written)


def criteria(question: Reflection, read: Callable[[str], str]) -> tuple[str, ...]:
    """Ask which criteria of the rubric the learner's own answer meets."""
    met = []
    for key, criterion in keyed(question.rubric).items():
        prompt = f"{plain(criterion.text)} (y/n)"
        if _retry(read, prompt, _yes):
            met.append(key)
    return tuple(met)


# --- reading what was typed ---


Parsed = TypeVar("Parsed")


def _retry(read: Callable[[str], str], prompt: str, parse: Callable[[str], Parsed]) -> Parsed:
    remedy = ""
    while True:
        try:
            return parse(read(f"{remedy}{prompt}"))
        except Unreadable as error:
            remedy = f"{error} "


def _words(line: str) -> str:
    if not line:
        raise Unreadable("Nothing was typed.")
    return line


def _truth(line: str) -> bool:
    if re.fullmatch(r"t|true|1", line, re.IGNORECASE):
        return True
    if re.fullmatch(r"f|false|2", line, re.IGNORECASE):
        return False
    raise Unreadable("Type t or f.")


def _yes(line: str) -> bool:
    if re.fullmatch(r"y|yes", line, re.IGNORECASE):
        return True
    if re.fullmatch(r"n|no", line, re.IGNORECASE):
        return False
    raise Unreadable("Type y or n.")


def _places(line: str, count: int) -> list[int]:
    typed = re.findall(r"[^\s,;]+", line)
    if not typed:
        raise Unreadable("Nothing was typed.")
    for word in typed:
        if not (word.isascii() and word.isdigit() and 1 <= int(word[:6]) <= count):
            raise Unreadable(f"Type numbers from 1 to {count}.")
    return [int(word) - 1 for word in typed]


def _one(read: Callable[[str], str], prompt: str, count: int) -> int:
    def parse(line: str) -> int:
        places = _places(line, count)
        if len(places) != 1:
            raise Unreadable("Type one number.")
        return places[0]

    return _retry(read, prompt, parse)


def _several(read: Callable[[str], str], prompt: str, count: int) -> set[int]:
    return _retry(read, prompt, lambda line: set(_places(line, count)))


def _all(read: Callable[[str], str], prompt: str, count: int) -> list[int]:
    def parse(line: str) -> list[int]:
        places = _places(line, count)
        if sorted(places) != list(range(count)):
            raise Unreadable(f"Type each number from 1 to {count} once.")
        return places

    return _retry(read, prompt, parse)
