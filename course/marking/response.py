"""The shape of a response: what each type of question can be answered with.

A part left out (no tick, a missing stem, empty text) is a part unanswered, never a bad response.
"""

from collections.abc import Collection, Mapping
from typing import assert_never

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Reflection,
    Response,
    Short,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.i18n import _
from course.text import MAX_TEXT, refusal, visible

MAX_TYPED = 400
"""Longest answer typed into one line, in code points."""


class BadResponse(ValueError):
    """The response is not of the question's shape; the message is fit to show."""


def is_blank(response: Response) -> bool:
    """Whether nothing was answered at all."""
    match response:
        case bool():
            return False
        case str():
            return not response.strip()
        case tuple():
            return not response
        case dict():
            return not any(value.strip() for value in response.values())
        case _:
            assert_never(response)


def accepts(question: AnyQuestion, response: Response) -> None:
    """Nothing when the response is of the question's shape.

    Raises:
        BadResponse: Wrong type, an option that is not there, text that is too long or forbidden.
    """
    match question:
        case Single():
            _choice(as_text(response), keyed(question.choices))
        case Multiple():
            _ticks(as_keys(response), keyed(question.choices))
        case TrueFalse():
            as_truth(response)
        case Short() | Numeric():
            _typed(as_text(response), MAX_TYPED)
        case Match():
            _assigned(as_pairs(response), keyed(question.pairs), question.choices)
        case Categorise():
            groups = {group.id for group in question.groups}
            _assigned(as_pairs(response), keyed(question.items), groups)
        case Order():
            _permutation(as_keys(response), keyed(question.items))
        case Cloze():
            _gaps(question, as_pairs(response))
        case Reflection():
            _typed(as_text(response), MAX_TEXT)
        case Survey():
            _survey(question, response)
        case _:
            assert_never(question)


def as_truth(response: Response) -> bool:
    """A response that is true or false."""
    if isinstance(response, bool):
        return response
    raise BadResponse(_("answer true or false"))


def as_text(response: Response) -> str:
    """A response that is one option's key or text."""
    if isinstance(response, str):
        return response
    raise BadResponse(_("answer with one option or a text"))


def as_keys(response: Response) -> tuple[str, ...]:
    """A response that is a tuple of distinct keys."""
    if not isinstance(response, tuple) or not all(isinstance(key, str) for key in response):
        raise BadResponse(_("answer with a list of options"))
    if len(set(response)) < len(response):
        raise BadResponse(_("an option is named twice"))
    return response


def as_pairs(response: Response) -> dict[str, str]:
    """A response that gives something to each of several keys."""
    if isinstance(response, dict) and all(
        isinstance(key, str) and isinstance(value, str) for key, value in response.items()
    ):
        return response
    raise BadResponse(_("answer part by part"))


def _choice(key: str, known: Collection[str]) -> None:
    if key and key not in known:
        raise BadResponse(_("there is no option `{key}`").format(key=visible(key, 40)))


def _ticks(keys: Collection[str], known: Collection[str]) -> None:
    for key in keys:
        if key not in known:
            raise BadResponse(_("there is no option `{key}`").format(key=visible(key, 40)))


def _assigned(pairs: Mapping[str, str], parts: Collection[str], values: Collection[str]) -> None:
    _ticks(pairs, parts)
    _ticks(pairs.values(), values)


def _permutation(keys: tuple[str, ...], known: Collection[str]) -> None:
    _ticks(keys, known)
    if keys and len(keys) < len(known):
        raise BadResponse(_("put every entry in its place"))


def _gaps(question: Cloze, filled: Mapping[str, str]) -> None:
    gaps = keyed(question.gaps)
    _ticks(filled, gaps)
    for key, value in filled.items():
        gap = gaps[key]
        if isinstance(gap, SingleGap):
            _choice(value, keyed(gap.choices))
        else:
            _typed(value, MAX_TYPED)


def _survey(question: Survey, response: Response) -> None:
    choices = keyed(question.choices)
    if not choices:
        _typed(as_text(response), MAX_TEXT)
    elif question.several:
        _ticks(as_keys(response), choices)
    else:
        _choice(as_text(response), choices)


def _typed(text: str, limit: int) -> None:
    if why := refusal(text, limit):
        raise BadResponse(why)
