"""Rules about a single item, from the guidelines of Haladyna, Downing and Rodriguez (2002)."""

import re
from collections.abc import Iterator

from course.content.questions import Single, Survey, TrueFalse
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item
from course.lint.words import any_of, count, spoken

ITEMS: Rules[Item] = Rules()

_ALL_OR_NONE = re.compile(
    r"(?:all|none|any|both|neither|some|each)(?: of)?(?: the| these| those)?"
    r" (?:above|following|others?|options|answers|choices|these|those)\b.*"
    r"|none apply|all apply",
    re.IGNORECASE,
)


@ITEMS("L101")
def all_or_none(item: Item) -> Iterator[Remark]:
    for option in item.options:
        if _ALL_OR_NONE.fullmatch(spoken(option.text).strip(" .!")):
            message = "this option is answered by looking at the others, not by knowing"
            hint = "write an option of its own here, or make the question `multiple`"
            yield Remark(item.option(option), message, hint)


# A clause of its own (`if`, `that`, `who` ...) may say no without making the question negative.
_NEGATIVE = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|choose|pick|select|mark|tick|name|find)\b"
    r"(?:(?!\b(?:if|that|who|because|although|unless|when|while|so|why|how)\b)[^?.;:!])*?"
    r"(?<!\w)(not|never|cannot|\w+n['’]t|except|least|neither|incorrect|untrue|false|wrong)(?!\w)"
    r"|\b(?:all|each|every|any)\b[^?.;:!]*?\b(except|but one)\b",
    re.IGNORECASE,
)
_IS_WRONG = re.compile(r"\b(?:is|are|was|were|answer|statements?|option|one)\s+$", re.IGNORECASE)


@ITEMS("L102")
def negative(item: Item) -> Iterator[Remark]:
    if not item.options:
        return
    for found in _NEGATIVE.finditer(item.question.stem):
        word = found[1] or found[2]
        place = found.start(1) if found[1] else found.start(2)
        before, after = item.question.stem[:place], item.question.stem[place + len(word) :]
        if word.isupper() or (before.endswith("*") and after.startswith("*")):
            continue
        if word.casefold() in ("wrong", "false") and not _IS_WRONG.search(before):
            continue
        message = f"`{word}` turns the question round, and is easily read over"
        hint = f"ask for what is so, or emphasise it: `**{word}**`"
        yield Remark(item.stem, message, hint, word)


_ABSOLUTE = any_of(
    "always never only every everyone everybody nobody none completely entirely totally"
    " absolutely invariably no_one without_exception"
)


@ITEMS("L103")
def absolute(item: Item) -> Iterator[Remark]:
    if any(_ABSOLUTE.search(key.text) for key in item.keys):
        return
    for option in item.distractors:
        if found := _ABSOLUTE.search(spoken(option.text)):
            message = f"`{found[0]}` lets this be struck out without knowing the matter"
            hint = "make the claim one that somebody could hold, or let the key claim as much"
            yield Remark(item.option(option), message, hint, found[0])


LONGER = 1.25
"""A key so many times as long as the longest distractor is seen to be the key."""
NOTICED = 8
"""Characters of difference that are noticed at all."""


@ITEMS("L105")
def longest_by_far(item: Item) -> Iterator[Remark]:
    if not isinstance(item.question, Single):
        return
    (key,) = item.keys
    longest = max(len(spoken(option.text)) for option in item.distractors)
    length = len(spoken(key.text))
    if length >= LONGER * longest and length - longest >= NOTICED:
        message = f"the key has {length} characters, no other option more than {longest}"
        hint = "move its reasons into the feedback, or say as much in a distractor"
        yield Remark(item.option(key), message, hint)


_ASKED = any_of(
    "arrange assign calculate choose classify compare complete compute connect decide describe"
    " draw enter estimate explain fill find give group identify judge list mark match name order"
    " pair pick place put rank read recall say select sort state tell tick type weigh work write"
)
_OPEN = re.compile(r"(?:[:,…]|\.\.\.|_{2,}|[\w)\"”'’*-])\s*$")


@ITEMS("L112")
def asks_nothing(item: Item) -> Iterator[Remark]:
    if isinstance(item.question, TrueFalse | Survey):
        return
    stem = spoken(item.question.stem)
    if "?" in stem or _ASKED.search(stem) or "__" in stem:
        return
    is_begun = item.options and _OPEN.search(stem) and count(stem) >= 4
    if not is_begun:
        message = "this stem asks nothing: the question is found only by reading the options"
        yield Remark(item.stem, message, "ask a question that can be answered with them covered")
