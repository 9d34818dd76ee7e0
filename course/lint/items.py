"""Rules about how an item asks, from the guidelines of Haladyna, Downing and Rodriguez (2002)."""

import re
from collections.abc import Iterator

from course.content.questions import Reflection, Survey, TrueFalse
from course.lint.numbers import Range, amounts, ranges
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item
from course.lint.words import any_of, count, spoken
from course.text import plural

ITEMS: Rules[Item] = Rules()

ALL_OR_NONE = re.compile(
    r"(?:all|none|any|both|neither|some|each)(?: of)?(?: the| these| those)?"
    r" (?:above|following|others?|options|answers|choices|these|those|them)"
    r"(?: (?:above|below|options|answers|choices|are|is|apply|correct|right|true|false|wrong))*"
    r"|none apply|all apply|(?:all|none) are (?:correct|right|true|false|wrong)",
    re.IGNORECASE,
)


@ITEMS("L101")
def all_or_none(item: Item) -> Iterator[Remark]:
    """All, none or both of the others."""
    for option in item.options:
        if ALL_OR_NONE.fullmatch(spoken(option.text).strip(" .!")):
            message = "this option is answered by looking at the others, not by knowing"
            hint = "write an option of its own here, or make the question `multiple`"
            yield Remark(item.option(option), message, hint)


# A clause of its own (`if`, `that`, `who` ...) may say no without making the question negative.
_NEGATIVE = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|choose|pick|select|mark|tick|name|find)\b"
    r"(?:(?!\b(?:if|that|who|because|although|unless|when|while|so|why|how)\b)[^?.;:!]){0,300}?"
    r"(?<!\w)(not|never|cannot|\w+n['’]t|except|neither|incorrect|untrue|false|wrong"
    r"|least(?= (?:likely|probabl|appropriate|accurate|effective|suitable|useful|important"
    r"|relevant|plausibl|consistent|correct|true|typical)))(?!\w)"
    r"|\b(?:all|each|every|any)\b[^?.;:!]{0,300}?\b(except|but one)\b"
    r"|\b(?:choose|pick|select|mark|tick|name|find)\b[^?.;:!]{0,300}?\b(?:that|which|who)"
    r" (?:(?:is|are|was|were|do|does|did|has|have|can) (not)\b|(\w+n['’]t)\b)",
    re.IGNORECASE,
)
_TURNING = (
    *("not", "n't", "n’t", "never", "except", "but one", "neither", "least"),
    *("incorrect", "untrue", "false", "wrong"),
)
"""Without any of these nothing is turned round; they are found much faster."""
_IS_WRONG = re.compile(r"\b(?:is|are|was|were|answer|statements?|option|one)\s+$", re.IGNORECASE)
_FOR_NOT = re.compile(r"\b(?:for|of|by|from|than|or)\s+$", re.IGNORECASE)


JUDGED = 1_000
"""Characters of a stem that are looked at closely; longer ones are told to be shorter."""


@ITEMS("L102")
def negative(item: Item) -> Iterator[Remark]:
    """A question turned round by a word that is easily read over."""
    stem = item.question.stem[:JUDGED]
    folded = stem.casefold()
    if not item.options or not any(word in folded for word in _TURNING):
        return
    for found in _NEGATIVE.finditer(stem):
        which = next(number for number in range(1, 5) if found[number])
        word, place = found[which], found.start(which)
        before, after = item.question.stem[:place], item.question.stem[place + len(word) :]
        if word.isupper() or (before.endswith("*") and after.startswith("*")):
            continue
        is_asked_for = _IS_WRONG.search(before) and not after.startswith((" with", " in", " about"))
        if word.casefold() in ("wrong", "false") and not is_asked_for:
            continue
        if word.casefold() == "not" and _FOR_NOT.search(before):
            continue
        message = f"`{word}` turns the question round, and is easily read over"
        hint = f"ask for what is so, or emphasise it: `**{word}**`"
        yield Remark(item.stem, message, hint, word)


@ITEMS("L109")
def unsorted(item: Item) -> Iterator[Remark]:
    """Numbers or days that stand, or are shown, in no order."""
    if len(item.options) < 3 or not (values := amounts([o.text for o in item.options])):
        return
    if values not in (sorted(values), sorted(values, reverse=True)):
        message = "these numbers stand in no order, so that finding one costs more than knowing it"
        hint = "sort them, and write `shuffle: false`; `course check --fix` does both"
    elif item.is_shuffled:
        message = "these numbers are shuffled before they are shown"
        hint = "write `shuffle: false`, so that they keep their order"
    else:
        return
    yield Remark((*item.path, "choices"), message, hint)


@ITEMS("L110")
def overlapping(item: Item) -> Iterator[Remark]:
    """Ranges that share a number."""
    found = ranges([option.text for option in item.options])
    seen: list[Range] = []
    for option, this in zip(item.options, found, strict=False):
        if other := next((other for other in seen if this.meets(other)), None):
            message = f"this range and `{other.text}` share {this.shared(other)}"
            yield Remark(item.option(option), message, "let one end before the next begins")
        seen.append(this)


_LETTER = r"\(?(?:[a-e1-5]|i{1,3}|iv|v|first|second|third|fourth|last)\)?"
_JOINS = re.compile(
    rf"(?:only |both |neither |all but )?{_LETTER}(?:, ?{_LETTER})*,? (?:and|or|nor|&) {_LETTER}"
    rf"(?: only| alone| together| are (?:right|correct|true))?"
    r"|both (?:of )?(?:the )?(?:above|first two|last two|these)",
    re.IGNORECASE,
)


_JOINING = re.compile(r" (?:and|or|nor|as well as|&) |\bboth\b", re.IGNORECASE)


@ITEMS("L111")
def joins_others(item: Item) -> Iterator[Remark]:
    """An option that is two of the others at once."""
    if not _JOINING.search(item.offered):
        return
    texts = {spoken(option.text).casefold().strip(" .") for option in item.options}
    for option in item.options:
        text = spoken(option.text).casefold().strip(" .")
        halves = re.split(r",? (?:and|as well as|or) ", text.removeprefix("both "), maxsplit=1)
        is_sum = len(halves) == 2 and all(half in texts - {text} for half in halves)
        if is_sum or _JOINS.fullmatch(text):
            message = "this option is others put together, so one known half decides it"
            hint = "let each option stand alone, or make the question `multiple`"
            yield Remark(item.option(option), message, hint)


_ASKED = any_of(
    "arrange assign calculate choose classify compare complete compute connect decide describe"
    " draw enter estimate explain fill find give group identify judge list mark match name order"
    " pair pick place put rank read recall say select sort state tell tick type weigh work write"
)
_BEGUN = re.compile(r"(?:[:,…]|\.\.\.|_{2,}|[\w)\"”'’*-])\s*$")
_NOTHING_ASKED = re.compile(
    r"(?:which|what)(?: one| of| statement| option| answer|s| the| these| following| ones?)*"
    r"(?: below| here)? (?:is|are|was|do you think is)(?: the)? (?:true|correct|right|best|so)"
    r"(?: one| answer| statement| option)?\?*",
    re.IGNORECASE,
)


@ITEMS("L112")
def asks_nothing(item: Item) -> Iterator[Remark]:
    """A stem that can be answered only by judging each option on a matter of its own."""
    if isinstance(item.question, TrueFalse | Survey | Reflection):
        return
    stem = spoken(item.question.stem).strip()
    is_empty = _NOTHING_ASKED.fullmatch(stem) is not None
    if not is_empty and ("?" in stem or "__" in stem or _ASKED.search(stem)):
        return
    is_begun = item.options and _BEGUN.search(stem) and count(stem) >= 4
    if is_empty or not is_begun:
        message = "this stem asks nothing: the question is found only by reading the options"
        yield Remark(item.stem, message, "ask a question that can be answered with them covered")


@ITEMS("L113")
def long_stem(item: Item) -> Iterator[Remark]:
    """A stem whose length tests patience."""
    most, length = item.ground.lint.limits.stem_words, count(item.question.stem)
    if length > most:
        message = f"this stem has {length} words, more than {most}"
        yield Remark(item.stem, message, "leave out what is not needed to answer")


@ITEMS("L114")
def long_option(item: Item) -> Iterator[Remark]:
    """An option that has to be kept in mind while the others are read."""
    most = item.ground.lint.limits.option_words
    for option in item.options:
        if (length := count(option.text)) > most:
            message = f"this option has {length} words, more than {most}"
            hint = "move what they have in common into the stem, and reasons into the feedback"
            yield Remark(item.option(option), message, hint)


@ITEMS("L115")
def number_of_options(item: Item) -> Iterator[Remark]:
    """Two options are a coin; six are a list to search."""
    limits, number = item.ground.lint.limits, len(item.options)
    path = (*item.path, "choices")
    if 0 < number < limits.fewest_options:
        message = f"{plural(number, 'option')} can be guessed too well"
        yield Remark(path, message, "add a distractor that somebody would hold, or use true_false")
    if number > limits.most_options:
        message = f"{number} options take longer to read than to answer"
        yield Remark(path, message, f"keep the {limits.most_options} that tell most, or fewer")
