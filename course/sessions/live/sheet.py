"""What a student's device is shown of a question, and what it sends back.

A sheet holds the words of a question in the order of this room and nothing else: options go under
the number of their place, so that neither the author's order nor his names hint at the key. It is
the same whichever option is right. `understood` turns an answer in these numbers into a response.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from course.content.markup import bare
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
    Response,
    Short,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.i18n import _
from course.marking import BadResponse, accepts
from course.marking.response import as_keys, as_pairs, as_text
from course.shuffling import gap_options, options

Sheet = dict[str, Any]
"""Plain values, ready for JSON: `id`, `stem`, `form`, and by form

| form | further keys | answer |
|---|---|---|
| `one` | `options`: [{key, text}] | a key |
| `many` | `options` | list of keys |
| `text` | `long`: bool; `number`: bool; `units`: names | text |
| `pairs` | `stems`: [{key, text}], `options` | {stem key: option key} |
| `order` | `options` | all keys, first to last |
| `gaps` | `parts`: a text, or {gap, options?} | {gap: option key, or text} |
"""


def sheet(question: AnyQuestion, seed: str) -> Sheet:
    """The question as it is shown in a room with this seed."""
    asked: Sheet = {"id": question.id, "stem": bare(question.stem), "form": form(question)}
    shown = options(question, seed)
    match question:
        case Single() | Multiple():
            texts = {key: choice.text for key, choice in keyed(question.choices).items()}
            asked["options"] = _numbered(texts, shown)
        case TrueFalse():
            asked["options"] = _numbered({"true": _("True"), "false": _("False")}, shown)
        case Survey() if question.choices:
            texts = {key: choice.text for key, choice in keyed(question.choices).items()}
            asked["options"] = _numbered(texts, shown)
        case Match():
            stems = {key: pair.stem for key, pair in keyed(question.pairs).items()}
            asked |= {"stems": _numbered(stems, tuple(stems))}
            asked |= {"options": _numbered(question.choices, shown)}
        case Categorise():
            items = {key: item.text for key, item in keyed(question.items).items()}
            groups = {group.id: group.name for group in question.groups}
            asked |= {"stems": _numbered(items, shown)}
            asked |= {"options": _numbered(groups, tuple(groups))}
        case Order():
            items = {key: item.text for key, item in keyed(question.items).items()}
            asked["options"] = _numbered(items, shown)
        case Cloze():
            asked["parts"] = list(_parts(question, seed))
        case Short() | Numeric() | Reflection() | Survey():
            asked |= {
                "long": isinstance(question, Reflection | Survey),
                "number": isinstance(question, Numeric),
                "units": [u.name for u in question.units] if isinstance(question, Numeric) else [],
            }
        case _:
            assert_never(question)
    return asked


def form(question: AnyQuestion) -> str:
    """How the question is answered."""
    match question:
        case Single() | TrueFalse():
            return "one"
        case Multiple():
            return "many"
        case Survey():
            if not question.choices:
                return "text"
            return "many" if question.several else "one"
        case Match() | Categorise():
            return "pairs"
        case Order():
            return "order"
        case Cloze():
            return "gaps"
        case Short() | Numeric() | Reflection():
            return "text"
        case _:
            assert_never(question)


def places(question: AnyQuestion, seed: str) -> dict[str, str]:
    """The number an option is shown under, by its own key (the groups of `categorise`)."""
    match question:
        case Categorise():
            return _places(group.id for group in question.groups)
        case _:
            return _places(options(question, seed))


def understood(question: AnyQuestion, seed: str, answer: object) -> Response:
    """The response an answer in numbers means.

    Raises:
        BadResponse: It is not of the question's form.
    """
    response = _understood(question, seed, _clean(answer))
    accepts(question, response)
    return response


def _understood(question: AnyQuestion, seed: str, answer: Response) -> Response:
    own = {number: key for key, number in places(question, seed).items()}
    match question:
        case TrueFalse():
            return _own(own, as_text(answer)) == "true"
        case Single():
            return _own(own, as_text(answer))
        case Multiple():
            ticked = {_own(own, number) for number in as_keys(answer)}
            return tuple(key for key in keyed(question.choices) if key in ticked)
        case Survey():
            if not question.choices:
                return as_text(answer)
            if not question.several:
                return _own(own, as_text(answer))
            ticked = {_own(own, number) for number in as_keys(answer)}
            return tuple(key for key in keyed(question.choices) if key in ticked)
        case Order():
            return tuple(_own(own, number) for number in as_keys(answer))
        case Match():
            stems = _turned(_places(keyed(question.pairs)))
            return {_own(stems, s): _own(own, c) for s, c in as_pairs(answer).items()}
        case Categorise():
            items = _turned(_places(options(question, seed)))
            return {_own(items, i): _own(own, g) for i, g in as_pairs(answer).items()}
        case Cloze():
            return _gaps(question, seed, as_pairs(answer))
        case Short() | Numeric() | Reflection():
            return as_text(answer)
        case _:
            assert_never(question)


def _gaps(question: Cloze, seed: str, answer: Mapping[str, str]) -> dict[str, str]:
    found = {}
    gaps = {str(place): gap for place, gap in enumerate(question.gaps, 1)}
    for number, value in answer.items():
        gap = gaps.get(number)
        if gap is None:
            raise BadResponse(_("there is no such gap"))
        is_chosen = isinstance(gap, SingleGap)
        found[gap.id] = (
            _own(_turned(_gap_places(question, gap, seed)), value) if is_chosen else value
        )
    return found


def _gap_places(question: Cloze, gap: AnyGap, seed: str) -> dict[str, str]:
    return _places(gap_options(question, gap, seed)) if isinstance(gap, SingleGap) else {}


def numbered(question: AnyQuestion, seed: str, response: Response) -> Response:
    """A response in the numbers its options are shown under: the inverse of `understood`."""
    number = places(question, seed)
    match response:
        case bool():
            return number["true" if response else "false"]
        case str():
            return number.get(response, response)
        case tuple():
            return tuple(number[key] for key in response)
        case dict():
            return _numbered_parts(question, seed, response)
        case _:
            assert_never(response)


def _numbered_parts(question: AnyQuestion, seed: str, response: dict[str, str]) -> dict[str, str]:
    number = places(question, seed)
    match question:
        case Match():
            stems = _places(keyed(question.pairs))
            return {stems[stem]: number[choice] for stem, choice in response.items()}
        case Categorise():
            items = _places(options(question, seed))
            return {items[item]: number[group] for item, group in response.items()}
        case Cloze():
            said = {}
            for place, gap in enumerate(question.gaps, 1):
                if (value := response.get(gap.id)) is not None:
                    said[str(place)] = _gap_places(question, gap, seed).get(value, value)
            return said
        case _:
            return response


def _parts(question: Cloze, seed: str) -> Iterable[Any]:
    left = bare(question.text)
    numbers = {gap.id: str(place) for place, gap in enumerate(question.gaps, 1)}
    for gap in sorted(question.gaps, key=lambda gap: left.index("{{" + gap.id + "}}")):
        before, left = left.split("{{" + gap.id + "}}", 1)
        if before:
            yield before
        yield {"gap": numbers[gap.id]} | _gap_options(question, gap, seed)
    if left:
        yield left


def _gap_options(question: Cloze, gap: AnyGap, seed: str) -> dict[str, Any]:
    if not isinstance(gap, SingleGap):
        return {}
    texts = {key: choice.text for key, choice in keyed(gap.choices).items()}
    return {"options": _numbered(texts, gap_options(question, gap, seed))}


def _numbered(texts: Mapping[str, str], shown: Sequence[str]) -> list[dict[str, str]]:
    return [{"key": str(place), "text": bare(texts[key])} for place, key in enumerate(shown, 1)]


def _places(keys: Iterable[str]) -> dict[str, str]:
    return {key: str(place) for place, key in enumerate(keys, 1)}


def _turned(places: Mapping[str, str]) -> dict[str, str]:
    return {number: key for key, number in places.items()}


def _own(keys: Mapping[str, str], number: str) -> str:
    if number not in keys:
        raise BadResponse(_("there is no such option"))
    return keys[number]


def _clean(answer: object) -> Response:
    """An answer as it comes from a device, in the shapes a response has."""
    match answer:
        case str():
            return answer
        case list() | tuple() if all(isinstance(each, str) for each in answer):
            return tuple(answer)
        case dict() if all(isinstance(k, str) and isinstance(v, str) for k, v in answer.items()):
            return dict(answer)
        case _:
            raise BadResponse(_("this is no answer"))
