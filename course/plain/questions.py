"""Asking in lines: each type of question as numbered text, and an answer typed in return.

Options are numbered in the order they are presented, so that `2` is the second line heard.
"""

from collections.abc import Callable, Iterable
from typing import assert_never

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
from course.i18n import _
from course.plain.lines import Lines
from course.plain.prose import plain
from course.plain.typed import every, in_words, number, one, paragraphs, retry, several, truth, yes
from course.shuffling import gap_options, options
from course.text import joined


def put(lines: Lines, question: AnyQuestion, seed: str) -> None:
    """Write the question with its options numbered."""
    lines.say(plain(question.stem))
    lines.say()
    match question:
        case Single() | Multiple():
            texts = {key: choice.text for key, choice in keyed(question.choices).items()}
            _number(lines, [texts[key] for key in options(question, seed)])
        case TrueFalse():
            _number(lines, [_("true"), _("false")])
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


def _number(lines: Lines, texts: Iterable[str]) -> None:
    number(lines, map(plain, texts))


def _put_cloze(lines: Lines, question: Cloze) -> None:
    text = question.text
    for place, gap in enumerate(question.gaps, 1):
        text = text.replace("{{" + gap.id + "}}", f"({place}) ____")
    lines.say(plain(text))


def ask(lines: Lines, question: AnyQuestion, seed: str, read: Callable[[str], str]) -> Response:
    """Ask until the response is whole; `read` asks for a line and handles commands in it."""
    match question:
        case Single():
            keys = options(question, seed)
            return keys[one(read, _("Your answer, a number:"), len(keys))]
        case Multiple():
            keys = options(question, seed)
            ticked = several(read, _("Your answers, numbers with spaces between:"), len(keys))
            return tuple(key for key in keyed(question.choices) if key in {keys[i] for i in ticked})
        case TrueFalse():
            return retry(read, _("Your answer, t for true or f for false:"), truth)
        case Short():
            return retry(read, _("Your answer, a word or a few:"), in_words)
        case Numeric():
            units = joined([unit.name for unit in question.units], _("or"))
            with_unit = _("Your answer, a number in {units}:").format(units=units)
            return retry(read, with_unit if units else _("Your answer, a number:"), in_words)
        case Match():
            keys = options(question, seed)
            return {
                stem: keys[one(read, _which(pair.stem), len(keys))]
                for stem, pair in keyed(question.pairs).items()
            }
        case Categorise():
            items, groups = keyed(question.items), [group.id for group in question.groups]
            return {
                key: groups[one(read, _which(items[key].text), len(groups))]
                for key in options(question, seed)
            }
        case Order():
            keys = options(question, seed)
            prompt = _("The right order, all numbers with spaces between:")
            return tuple(keys[i] for i in every(read, prompt, len(keys)))
        case Cloze():
            return {gap.id: _gap(lines, question, gap, seed, read) for gap in question.gaps}
        case Reflection():
            return paragraphs(read)
        case Survey():
            return _opinion(question, read)
        case _:
            assert_never(question)


def _which(text: str) -> str:
    return _("{what}: which number?").format(what=plain(text))


def _gap(lines: Lines, question: Cloze, gap: AnyGap, seed: str, read: Callable[[str], str]) -> str:
    place = question.gaps.index(gap) + 1
    if not isinstance(gap, SingleGap):
        return retry(read, _("Gap {place}:").format(place=place), in_words)
    keys = gap_options(question, gap, seed)
    lines.say(_("Gap {place}:").format(place=place))
    _number(lines, [keyed(gap.choices)[key].text for key in keys])
    return keys[one(read, _("Gap {place}, a number:").format(place=place), len(keys))]


def _opinion(question: Survey, read: Callable[[str], str]) -> Response:
    keys = list(keyed(question.choices))
    if not keys:
        return retry(read, _("Your answer, in your own words:"), in_words)
    if question.several:
        chosen = several(read, _("Your answers, numbers with spaces between:"), len(keys))
        return tuple(key for place, key in enumerate(keys) if place in chosen)
    return keys[one(read, _("Your answer, a number:"), len(keys))]


def criteria(question: Reflection, read: Callable[[str], str]) -> tuple[str, ...]:
    """Ask which criteria of the rubric the learner's own answer meets."""
    met = []
    for key, criterion in keyed(question.rubric).items():
        prompt = f"{plain(criterion.text)} {_('(y/n)')}"
        if retry(read, prompt, yes):
            met.append(key)
    return tuple(met)
