"""Answers in words, and the answer that earns everything."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import assert_never

from course.content.questions import (
    Accepted,
    AnyGap,
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    NumericGap,
    Option,
    Order,
    Reflection,
    Response,
    Short,
    ShortGap,
    Single,
    SingleGap,
    Survey,
    SurveyChoice,
    TrueFalse,
    Unit,
    keyed,
)
from course.i18n import _
from course.marking.marks import ALL, key_text, mark
from course.marking.number import written
from course.marking.response import as_keys, as_pairs, as_text, as_truth


def right_answer(question: AnyQuestion) -> str:
    """The key in words; a reflection's sample answer; empty for a survey."""
    return "; ".join(right_parts(question))


def right_parts(question: AnyQuestion) -> list[str]:
    """The same part by part: each option, pair, group, place or gap."""
    match question:
        case Short() | Numeric():
            return [key_text(question)]
        case Cloze():
            return [key_text(gap) for gap in question.gaps]
        case Reflection():
            return [question.sample]
        case _:
            key = key_response(question)
            return [] if key is None else _parts(question, key)


def in_words(question: AnyQuestion, response: Response) -> str:
    """A response of the question's shape as a person would say it; empty for a blank one."""
    return "; ".join(_parts(question, response))


def _parts(question: AnyQuestion, response: Response) -> list[str]:
    match question:
        case Single() | Multiple() | Survey():
            return _chosen(keyed(question.choices), response)
        case TrueFalse():
            return [_("True") if as_truth(response) else _("False")]
        case Short() | Numeric() | Reflection():
            return [as_text(response).strip()]
        case Match():
            given, texts = as_pairs(response), question.choices
            pairs = keyed(question.pairs).items()
            return [f"{p.stem}: {texts[given[key]]}" for key, p in pairs if key in given]
        case Categorise():
            return _groups(question, as_pairs(response))
        case Order():
            items = keyed(question.items)
            return [f"{n}. {items[key].text}" for n, key in enumerate(as_keys(response), 1)]
        case Cloze():
            return [_filled(gap, as_pairs(response)) for gap in question.gaps]
        case _:
            assert_never(question)


def _chosen(choices: Mapping[str, Option | SurveyChoice], response: Response) -> list[str]:
    if isinstance(response, str):  # one option, or what was written freely
        return [choices[response].text if response in choices else response.strip()]
    ticked = as_keys(response)
    return [choice.text for key, choice in choices.items() if key in ticked]


def _groups(question: Categorise, given: Mapping[str, str]) -> list[str]:
    items = keyed(question.items).items()
    members = {
        group.name: [item.text for key, item in items if given.get(key) == group.id]
        for group in question.groups
    }
    return [f"{name}: {', '.join(texts)}" for name, texts in members.items() if texts]


def _filled(gap: AnyGap, given: Mapping[str, str]) -> str:
    value = given.get(gap.id, "").strip()
    if value and isinstance(gap, SingleGap):
        value = keyed(gap.choices)[value].text
    return value or "\u2026"


def key_response(question: AnyQuestion) -> Response | None:
    """A response that earns everything.

    None where nothing is marked, and where an earlier answer of less credit hides the key.
    """
    match question:
        case Single():
            return _key(question)
        case Multiple():
            return tuple(key for key, c in keyed(question.choices).items() if c.correct)
        case TrueFalse():
            return question.answer
        case Short() | Numeric():
            return next((text for text in _best(question) if _earns_all(question, text)), None)
        case Match():
            return question.key
        case Categorise():
            return {key: item.group for key, item in keyed(question.items).items()}
        case Order():
            return tuple(keyed(question.items))
        case Cloze():
            filled = {gap.id: _fill(question, gap) for gap in question.gaps}
            found = {gap: text for gap, text in filled.items() if text is not None}
            return found if found.keys() == filled.keys() else None
        case Reflection() | Survey():
            return None
        case _:
            assert_never(question)


def _earns_all(question: AnyQuestion, response: Response) -> bool:
    return mark(question, response).fraction == ALL


def _fill(question: Cloze, gap: AnyGap) -> str | None:
    place = question.gaps.index(gap)
    for text in [_key(gap)] if isinstance(gap, SingleGap) else _best(gap):
        if mark(question, {gap.id: text}).parts[place].fraction == ALL:
            return text
    return None


def _key(question: Single | SingleGap) -> str:
    return next(key for key, choice in keyed(question.choices).items() if choice.correct)


def _best(question: Short | Numeric | ShortGap | NumericGap) -> Iterator[str]:
    """What might be typed to earn everything."""
    units = question.units if isinstance(question, Numeric) else ()
    for answer in question.answers:
        if answer.credit < ALL:
            continue
        if isinstance(answer, Accepted):
            yield answer.text.replace("*", "")
            yield answer.text.replace("*", "x")
        else:
            yield from _with_unit(answer.value, units)


def _with_unit(value: Decimal, units: Iterable[Unit]) -> Iterator[str]:
    yield written(value)
    for unit in units:
        yield f"{written(value / unit.factor)} {unit.name}"
