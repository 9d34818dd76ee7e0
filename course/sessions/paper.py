"""A quiz on paper: versions by seed, and answers as they are written there, in letters.

A version is the quiz in an order of its own, the options of each question too: what stands under
`b` on one sheet stands elsewhere on the next. `read` turns what was written into a response,
`written` turns it back; both know a question by the version it was printed in.
"""

import re
from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase

from course.content.questions import AnyQuestion, Response, TrueFalse
from course.i18n import _
from course.marking import BadResponse, key_response, right_answer
from course.sessions.live.sheet import Sheet, numbered, sheet, understood
from course.shuffling import order

VERSIONS = ascii_uppercase
"""What versions are called."""

BLANK = ("", "-", "–")
"""What is typed for a question that was left out."""

_LEFT_OUT = "-._"


def version_seed(seed: str, version: str) -> str:
    """What a version is shuffled by."""
    return f"{seed}/{version}"


def in_version(questions: Iterable[AnyQuestion], seed: str) -> tuple[AnyQuestion, ...]:
    """The questions in the order of a version's seed."""
    by_id = {question.id: question for question in questions}
    return tuple(by_id[id_] for id_ in order(seed, by_id))


def letter(place: str) -> str:
    """The letter of a place: `a` for `1`."""
    return ascii_lowercase[int(place) - 1]


def read(question: AnyQuestion, seed: str, text: str) -> Response:
    """The response that was written; an empty text for a question that was left out.

    Raises:
        BadResponse: It is no answer to this question; the message is fit to show.
    """
    typed = text.strip()
    if typed in BLANK:
        return ""
    if isinstance(question, TrueFalse) and typed.casefold() in ("t", "f", "true", "false"):
        return typed.casefold().startswith("t")
    return understood(question, seed, _answer(sheet(question, seed), typed))


def _answer(asked: Sheet, typed: str) -> object:
    match asked["form"]:
        case "one":
            return _place(typed, asked["options"])
        case "many" | "order":
            return [_place(each, asked["options"]) for each in _letters(typed)]
        case "pairs":
            given = zip(asked["stems"], _letters(typed), strict=False)
            if len(_letters(typed)) > len(asked["stems"]):
                raise BadResponse(_("{count} letters at most").format(count=len(asked["stems"])))
            return {
                stem["key"]: _place(each, asked["options"])
                for stem, each in given
                if each not in _LEFT_OUT
            }
        case "gaps":
            return _gaps(asked, typed)
        case _:
            return typed


def _gaps(asked: Sheet, typed: str) -> dict[str, str]:
    gaps = [part for part in asked["parts"] if isinstance(part, dict)]
    written_ = [each.strip() for each in typed.split(";")]
    if len(written_) > len(gaps):
        raise BadResponse(_("{count} gaps: part them with ;").format(count=len(gaps)))
    return {
        gap["gap"]: _place(each, gap["options"]) if "options" in gap else each
        for gap, each in zip(gaps, written_, strict=False)
        if each not in BLANK
    }


def _letters(typed: str) -> list[str]:
    return re.findall(r"[^\s,;]", typed)


def _place(typed: str, options: list[dict[str, str]]) -> str:
    place = ascii_lowercase.find(typed.casefold()) + 1 if len(typed) == 1 else 0
    if not 0 < place <= len(options):
        last = ascii_lowercase[len(options) - 1]
        raise BadResponse(_("write a letter from a to {last}").format(last=last))
    return str(place)


def press(question: AnyQuestion, seed: str, so_far: str, key: str) -> tuple[str, bool] | None:
    """A cell after one key, and whether nothing more is missing; None where words are typed.

    A key on a full cell begins it anew; where several are right each letter is put in or out.

    Raises:
        BadResponse: No such letter.
    """
    asked, typed = sheet(question, seed), key.casefold()
    match asked["form"]:
        case "one":
            return written(question, seed, read(question, seed, typed)), True
        case "many":
            _place(typed, asked["options"])
            return "".join(sorted(set(so_far) ^ {typed})), False
        case "pairs":
            if typed not in _LEFT_OUT:
                _place(typed, asked["options"])
            return _appended(so_far, typed, len(asked["stems"]))
        case "order":
            _place(typed, asked["options"])
            begun = "" if len(so_far) == len(asked["options"]) else so_far
            if typed in begun:
                raise BadResponse(_("{typed} stands there already").format(typed=typed))
            return _appended(so_far, typed, len(asked["options"]))
        case _:
            return None


def _appended(so_far: str, typed: str, full: int) -> tuple[str, bool]:
    text = (so_far if len(so_far) < full else "") + typed
    return text, len(text) == full


def written(question: AnyQuestion, seed: str, response: Response) -> str:
    """A response as it is written on a sheet of this seed: the inverse of `read`."""
    if response == "":
        return ""
    asked, answer = sheet(question, seed), numbered(question, seed, response)
    match answer:
        case str():
            return letter(answer) if asked["form"] == "one" else answer
        case tuple():
            return "".join(
                map(letter, sorted(answer, key=int) if asked["form"] == "many" else answer)
            )
        case dict() if asked["form"] == "pairs":
            keys = (stem["key"] for stem in asked["stems"])
            return "".join(letter(answer[key]) if key in answer else "-" for key in keys)
        case dict():
            gaps = [part for part in asked["parts"] if isinstance(part, dict)]
            return "; ".join(_in_gap(gap, answer.get(gap["gap"], "")) for gap in gaps)
        case _:
            return str(answer)


def _in_gap(gap: dict[str, str], value: str) -> str:
    return letter(value) if value and "options" in gap else value or "-"


def key(question: AnyQuestion, seed: str) -> str:
    """The right answer as it is written on a sheet; empty where nothing is marked."""
    right = key_response(question)
    return right_answer(question) if right is None else written(question, seed, right)
