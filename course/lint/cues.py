"""Rules about cues: what lets somebody who knows nothing of the matter find the key."""

import re
from collections.abc import Iterable, Iterator

from course.content.questions import Option, Single, TrueFalse
from course.lint.items import ALL_OR_NONE, JUDGED
from course.lint.numbers import is_amount, is_range
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item
from course.lint.words import COMMON, any_of, first_word, listed, matter, root, spoken, words

CUES: Rules[Item] = Rules()

_ABSOLUTE = any_of(
    "always never only every everyone everybody nobody none completely entirely totally"
    " absolutely invariably no_one without_exception"
)


@CUES("L103")
def absolute(item: Item) -> Iterator[Remark]:
    """A word that hardly anything is true with, in distractors alone."""
    if not _ABSOLUTE.search(item.offered):
        return
    if any(_ABSOLUTE.search(_claim(key.text)) for key in item.keys):
        return
    for option in item.distractors:
        if ALL_OR_NONE.fullmatch(option.text.strip(" .")) or " " not in option.text:
            continue
        if found := _ABSOLUTE.search(_claim(option.text)):
            message = f"`{found[0]}` lets this be struck out without knowing the matter"
            hint = "make the claim one that somebody could hold, or let the key claim as much"
            yield Remark(item.option(option), message, hint, found[0])


_REASON = re.compile(
    r"(?:, |;|\b)(?:since|because|so|as|which|where|who|when|though|even if|unless)\b.*"
)


def _claim(text: str) -> str:
    """What an option claims, without the reasons it gives."""
    text = spoken(text)
    return _REASON.sub("", text, count=1).strip() or text


_VAGUE = any_of(
    "often usually sometimes frequently generally typically normally commonly rarely seldom"
    " occasionally mostly largely somewhat probably possibly perhaps in_general"
    " as_a_rule in_most_cases in_some_cases tends?_to"
)
_MAY = re.compile(
    r"\b(?:may|might)(?: not| well| also| even| still| or may not)* (?:have|lead|cause|result|vary"
    r"|differ|depend|affect|contain|include|need|help|seem|become|happen|occur|work|fail|rise|fall"
    r"|lose|gain|grow|suffer|harm|hurt|damage|slow|spread|break|prevent|protect|end|bring|turn|go|come"
    r"|increase|decrease|reduce|improve|change|drop|be(?! \w*(?:ed|en)\b| set\b| put\b| made\b))\b"
)
"""What could be; `may post` is what somebody is allowed to, and May a month."""
_HOW_OFTEN = re.compile(r"(?:less|more|as|how|so|too) $", re.IGNORECASE)


@CUES("L104")
def vague(item: Item) -> Iterator[Remark]:
    """A word with which nearly anything is true."""
    if isinstance(item.question, TrueFalse):
        found = {item.stem: _hedge(spoken(item.question.stem))}
    elif _hedge(item.offered):
        found = {item.option(option): _hedge(_claim(option.text)) for option in item.options}
    else:
        return
    if len(found) > 1 and all(found.values()):
        return
    for path, word in found.items():
        if word:
            message = f"`{word[0]}` makes this nearly always true, and each reader weighs it anew"
            yield Remark(path, message, "say when or how much, or leave the word out", word[0])


def _hedge(text: str) -> "re.Match[str] | None":
    if (found := _VAGUE.search(text)) and not _HOW_OFTEN.search(text[: found.start()]):
        return found
    return _MAY.search(text)


LONGER = 1.25
"""A key so many times as long as the longest distractor is seen to be the key."""
NOTICED = 8
"""Characters of difference that are noticed at all."""


@CUES("L105")
def longest_by_far(item: Item) -> Iterator[Remark]:
    """A key that says more than any other option."""
    if not isinstance(item.question, Single):
        return
    (key,) = item.keys
    longest = max(len(spoken(option.text)) for option in item.distractors)
    length = len(spoken(key.text))
    if length >= LONGER * longest and length - longest >= NOTICED:
        message = f"the key has {length} characters, no other option more than {longest}"
        hint = "move its reasons into the feedback, or say as much in a distractor"
        yield Remark(item.option(key), message, hint)


@CUES("L106")
def shared_word(item: Item) -> Iterator[Remark]:
    """A rare word of the stem that comes back in the key alone."""
    if not isinstance(item.question, Single):
        return
    (key,) = item.keys
    asked = _by_beginning(matter(item.question.stem[:JUDGED]))
    if any(_kin(one, asked) for option in item.distractors for one in matter(option.text)):
        return
    for word in words(key.text[:JUDGED]):
        own = root(word)
        if word.casefold() not in COMMON and _kin(own, asked) and item.is_rare(own):
            message = f"`{word}` stands in the stem and in no option but the key"
            hint = "use another word in one of the two, or the same in a distractor"
            yield Remark(item.option(key), message, hint, word)
            return


BEGINNING = 5
"""Letters that roots of one word share at least."""


def _by_beginning(roots: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in roots:
        found.setdefault(one[:BEGINNING], []).append(one)
    return found


def _kin(one: str, others: dict[str, list[str]]) -> bool:
    """Whether a root is of one word with another, as those of `mutiny` and `mutineers` are."""
    if len(one) < BEGINNING:
        return False
    return any(_share_most(one, other) for other in others.get(one[:BEGINNING], ()))


def _share_most(one: str, other: str) -> bool:
    most = round(0.6 * max(len(one), len(other)))
    return one[:most] == other[:most]


_ARTICLE = re.compile(r"\b(an?)\s*(?:[:…]|\.\.\.|_+)?\s*$", re.IGNORECASE)
_SOUNDS_OPEN = re.compile(r"(?!eu|uni|use|usu|one\b|u\b)[aeiou]|hour|honest|8|11\b|18\b", re.I)
_WANTS_MANY = re.compile(
    r"\b(?:are|were|have|which two|which three|what two|these)\s*(?:[:…]|\.\.\.|_+)?\s*$"
    r"|^which (?:two|three|four|\w+s (?:are|were|have))\b"
    r"|^(?:which|what|who) (?:are|were)\b",
    re.IGNORECASE,
)
_WANTS_ONE = re.compile(
    r"\b(?:is|was|has)\s*(?:[:…]|\.\.\.|_+)?\s*$|^(?:which|what|who) (?:is|was) (?:the|an?)\b",
    re.IGNORECASE,
)


MOST = 12
"""Words before the options with which they have to agree."""


@CUES("L107")
def grammar(item: Item) -> Iterator[Remark]:
    """An article or a plural in the stem that the key alone agrees with."""
    if not isinstance(item.question, Single):
        return
    stem = " ".join(spoken(item.question.stem).split()[-MOST:])
    if not any(asks.search(stem) for asks in (_ARTICLE, _WANTS_MANY, _WANTS_ONE)):
        return
    fits = [_agrees(stem, option) for option in item.options]
    (key,) = item.keys
    if None in fits or not _agrees(stem, key) or sum(map(bool, fits)) != 1:
        return
    article = _ARTICLE.search(stem)
    message = "by its grammar the stem goes with the key alone"
    hint = "write `a or an`, or move the article into the options" if article else ""
    yield Remark(item.option(key), message, hint or "let all options agree with the stem")


def _agrees(stem: str, option: Option) -> bool | None:
    """Whether an option goes with the stem's grammar; None when the stem asks for none."""
    text = spoken(option.text).strip()
    if article := _ARTICLE.search(stem):
        return (article[1].casefold() == "an") == bool(_SOUNDS_OPEN.match(text))
    number = _is_many(text)
    if number is not None and _WANTS_MANY.search(stem):
        return number
    if number is not None and _WANTS_ONE.search(stem):
        return not number
    return None


_SHORT = 4
"""Words of an option whose number can be told."""


def _is_many(text: str) -> bool | None:
    parts = text.split()
    if not parts or len(parts) > _SHORT or is_amount(text):
        return None
    if " and " in text:
        return True
    last = parts[-1].casefold()
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "ics"))


_OPENINGS = listed("because to by that when if whether where as since so")
"""First words that make options of one form."""


_ONLY = re.compile(r"^(?:only|just|mostly|partly|mainly|not) (?=\w)")


@CUES("L108")
def mixed_kinds(item: Item) -> Iterator[Remark]:
    """An option of another form than the rest, which stands out."""
    texts = [spoken(option.text).strip() for option in item.options]
    if len(texts) < 3:
        return
    forms = (
        (
            "a number",
            [is_amount(text) or is_range(text) for text in texts],
        ),
        ("a sentence with its full stop", [text.endswith((".", "!")) for text in texts]),
    )
    for name, found in forms:
        if any(found) and not all(found):
            odd = found.index(min(found, key=found.count))
            message = f"this is {'' if found[odd] else 'not '}{name}, unlike the other options"
            yield Remark(item.option(item.options[odd]), message, "make all options alike in form")
            return
    openings = [first_word(_ONLY.sub("", text.casefold())) for text in texts]
    for place, opening in enumerate(openings):
        rest = {*openings[:place], *openings[place + 1 :]}
        if len(rest) == 1 and rest <= _OPENINGS and opening not in rest:
            message = f"every option but this begins with `{rest.pop()}`"
            yield Remark(item.option(item.options[place]), message, "let all begin alike")
