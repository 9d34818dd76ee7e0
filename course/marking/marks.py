"""What a response earns, part by part, with the feedback that belongs to each part."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from course.content.questions import (
    AnyGap,
    AnyQuestion,
    Categorise,
    Choice,
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
    TrueFalse,
    keyed,
)
from course.i18n import _
from course.marking.number import read_number, written
from course.marking.response import (
    BadResponse,
    accepts,
    as_keys,
    as_pairs,
    as_text,
    as_truth,
)
from course.marking.typed import Reading, read_words

NOTHING = Fraction(0)
ALL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a marked question: an option, a stem, an entry, a gap."""

    key: str
    """The option, stem, item or gap; `true` and `false` for a statement, `answer` when typed."""
    label: str
    """What the part is about: the option's text, the stem, the gap's number."""
    given: str | None
    """What the learner chose or typed here, as text; None when nothing."""
    right: str | None
    """What is right here, as text; None when nothing is (a distractor, the end of an order)."""
    fraction: Fraction
    """For an option what it is worth, chosen or not; for any other part what was earned there."""
    feedback: str | None
    chosen: bool
    """Whether the learner chose this option, or answered this part."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a response earned."""

    fraction: Fraction | None
    """Share of the points, 0..1; None for a survey, and a reflection not yet judged."""
    parts: tuple[Part, ...] = ()
    """In the file's order: every option, stem, item or gap; none where nothing is marked."""
    note: str | None = None
    """How a typed answer was understood, such as `accepted as Geneva`."""


def mark(question: AnyQuestion, response: Response) -> Mark:
    """What `response` earns (each type by its own formula below).

    Raises:
        BadResponse: The response is not of the question's shape.
    """
    accepts(question, response)
    match question:
        case Single():
            return _single(question, as_text(response))
        case Multiple():
            return _multiple(question, as_keys(response))
        case TrueFalse():
            return _true_false(question, as_truth(response))
        case Short() | Numeric():
            return _typed(question, as_text(response))
        case Match():
            return _match(question, as_pairs(response))
        case Categorise():
            return _categorise(question, as_pairs(response))
        case Order():
            return _order(question, as_keys(response))
        case Cloze():
            return _cloze(question, as_pairs(response))
        case Reflection() | Survey():
            return Mark(None)
        case _:
            assert_never(question)


def mark_reflection(question: Reflection, met: Collection[str]) -> Fraction:
    """The weight of the criteria met, of all; raises `BadResponse` for one not in the rubric."""
    rubric = keyed(question.rubric)
    if not rubric.keys() >= set(met):
        raise BadResponse(_("there is no such criterion in the rubric"))
    return _weighed(((c.weight, Fraction(key in met)) for key, c in rubric.items()))


def _single(question: Single, chosen: str) -> Mark:
    choices = keyed(question.choices)
    earned = choices[chosen].weight if chosen else NOTHING
    return Mark(earned, _options({key: (c, c.weight) for key, c in choices.items()}, {chosen}))


def _multiple(question: Multiple, ticked: Collection[str]) -> Mark:
    choices = keyed(question.choices)
    worth = {key: (c, Fraction(c.correct)) for key, c in choices.items()}
    right = {key for key, c in choices.items() if c.correct}
    wrong = choices.keys() - right
    if question.all_or_nothing:
        earned = Fraction(set(ticked) == right)
    else:
        earned = share_of_ticks(
            len(right & set(ticked)), len(right), len(wrong & set(ticked)), len(wrong)
        )
    return Mark(earned, _options(worth, ticked))


def share_of_ticks(hits: int, keys: int, false: int, distractors: int) -> Fraction:
    """max(0, t/K - f/D): nothing for ticking everything, whatever the number of keys."""
    return max(NOTHING, Fraction(hits, keys) - Fraction(false, distractors))


def _options(
    worth: Mapping[str, tuple[Option | Choice, Fraction]], chosen: Collection[str]
) -> tuple[Part, ...]:
    return tuple(
        Part(
            key=key,
            label=option.text,
            given=option.text if key in chosen else None,
            right=option.text if option.correct else None,
            fraction=fraction,
            feedback=option.feedback,
            chosen=key in chosen,
        )
        for key, (option, fraction) in worth.items()
    )


def _true_false(question: TrueFalse, response: bool) -> Mark:
    said = {True: ("true", question.feedback.true), False: ("false", question.feedback.false)}
    parts = tuple(
        Part(
            key=word,
            label=word.capitalize(),
            given=word.capitalize() if response is truth else None,
            right=word.capitalize() if question.answer is truth else None,
            fraction=Fraction(question.answer is truth),
            feedback=feedback,
            chosen=response is truth,
        )
        for truth, (word, feedback) in said.items()
    )
    return Mark(Fraction(response is question.answer), parts)


def _typed(question: Short | Numeric, text: str) -> Mark:
    reading = _read(question, text)
    part = Part(
        key="answer",
        label=_("your answer"),
        given=text.strip() or None,
        right=key_text(question),
        fraction=reading.credit,
        feedback=reading.feedback,
        chosen=bool(text.strip()),
    )
    return Mark(reading.credit, (part,), reading.note)


def _read(question: Short | Numeric | ShortGap | NumericGap, text: str) -> Reading:
    match question:
        case Short() | ShortGap():
            return read_words(
                text,
                question.answers,
                misspellings=question.misspellings,
                otherwise=question.otherwise,
            )
        case Numeric():
            return read_number(
                text,
                question.answers,
                otherwise=question.otherwise,
                units=question.units,
                unit_penalty=question.unit_penalty,
            )
        case NumericGap():
            return read_number(text, question.answers, otherwise=question.otherwise)
        case _:
            assert_never(question)


def key_text(question: Short | Numeric | AnyGap) -> str:
    """The best answer of something typed or of a gap, as a person would write it."""
    match question:
        case SingleGap():
            return next(choice.text for choice in question.choices if choice.correct)
        case Short() | ShortGap():
            best = next(a.text for a in question.answers if a.credit == ALL)
            return best.strip("*").replace("*", "\u2026").strip() or "anything"
        case Numeric() | NumericGap():
            number = written(next(a.value for a in question.answers if a.credit == ALL))
            units = question.units if isinstance(question, Numeric) else ()
            return " ".join([number, *(unit.name for unit in units if unit.factor == 1)][:2])
        case _:
            assert_never(question)


def _match(question: Match, response: Mapping[str, str]) -> Mark:
    texts, key = question.choices, question.key
    parts = tuple(
        Part(
            key=stem,
            label=pair.stem,
            given=texts[response[stem]] if stem in response else None,
            right=pair.choice,
            fraction=Fraction(response.get(stem) == key[stem]),
            feedback=pair.feedback,
            chosen=stem in response,
        )
        for stem, pair in keyed(question.pairs).items()
    )
    return Mark(_mean(parts), parts)


def _categorise(question: Categorise, response: Mapping[str, str]) -> Mark:
    names = {group.id: group.name for group in question.groups}
    parts = tuple(
        Part(
            key=key,
            label=item.text,
            given=names[response[key]] if key in response else None,
            right=names[item.group],
            fraction=Fraction(response.get(key) == item.group),
            feedback=item.feedback,
            chosen=key in response,
        )
        for key, item in keyed(question.items).items()
    )
    return Mark(_mean(parts), parts)


def _order(question: Order, response: tuple[str, ...]) -> Mark:
    """Right next-neighbours over n-1; the entry that is rightly last is shown, not counted."""
    items = keyed(question.items)
    after: dict[str, str | None] = dict.fromkeys(items) | dict(pairwise(items))
    put_after: dict[str, str | None] = dict.fromkeys(response) | dict(pairwise(response))
    parts = tuple(
        Part(
            key=key,
            label=item.text,
            given=items[given].text if (given := put_after.get(key)) else None,
            right=items[right].text if (right := after[key]) else None,
            fraction=Fraction(key in put_after and put_after[key] == after[key]),
            feedback=item.feedback,
            chosen=key in put_after,
        )
        for key, item in items.items()
    )
    return Mark(_mean(parts[:-1]), parts)


def _cloze(question: Cloze, response: Mapping[str, str]) -> Mark:
    marked = [
        _gap(place, gap, response.get(gap.id, ""))
        for place, gap in enumerate(question.gaps, start=1)
    ]
    parts = tuple(part for part, _ in marked)
    notes = [f"{part.label}: {note}" for part, note in marked if note]
    weights = (gap.weight for gap in question.gaps)
    earned = _weighed(zip(weights, (part.fraction for part in parts), strict=True))
    return Mark(earned, parts, "; ".join(notes) or None)


def _gap(place: int, gap: AnyGap, filled: str) -> tuple[Part, str | None]:
    given: str | None = filled.strip() or None
    if isinstance(gap, SingleGap):
        choices = keyed(gap.choices)
        key = next(choice for choice in gap.choices if choice.correct)
        chosen = choices[filled] if filled else None
        given = chosen.text if chosen else None
        reading = Reading(chosen.weight if chosen else NOTHING, (chosen or key).feedback)
    else:
        reading = _read(gap, filled)
    part = Part(
        key=gap.id,
        label=f"gap {place}",
        given=given,
        right=key_text(gap),
        fraction=reading.credit,
        feedback=reading.feedback,
        chosen=given is not None,
    )
    return part, reading.note


def _mean(parts: Collection[Part]) -> Fraction:
    return sum((part.fraction for part in parts), NOTHING) / len(parts)


def _weighed(earned: Iterable[tuple[int, Fraction]]) -> Fraction:
    weighed = list(earned)
    return sum((w * f for w, f in weighed), NOTHING) / sum(w for w, _ in weighed)
