"""Changes to a text on the table: what they are, how two of them go together, and in brackets.

A text is taken word by word. What one delegation changes at one place and another at another
goes together; what touches the same words does not.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

_WORD = re.compile(r"\s*(?:[\w'’-]+|[^\w\s])|\s+$")

COMPARED = 20_000
"""Pairs of words that are compared at most; beyond that the middle counts as replaced whole."""

AROUND = 80
"""Characters of a text that are told on either side of a change."""

GAP = " … "

NEAR = 2
"""Changes with so few words between them are told as one."""

Change = tuple[Literal["keep", "cut", "add"], str]


class _Edit(NamedTuple):
    """Words from `start` to before `end` are replaced."""

    start: int
    end: int
    words: tuple[str, ...]


def changes(before: str, after: str) -> tuple[Change, ...]:
    """How one text becomes the other: what is kept, cut and added, in order."""
    words, found, place = _words(before), list[Change](), 0
    for edit in _edits(before, after):
        found += _said("keep", words[place : edit.start])
        found += _said("cut", words[edit.start : edit.end])
        found += _said("add", edit.words)
        place = edit.end
    return (*found, *_said("keep", words[place:]))


def in_short(told: tuple[Change, ...], around: int = AROUND) -> tuple[Change, ...]:
    """The same with what is kept cut down to some characters on either side of a change."""
    short = list[Change]()
    for place, (kind, words) in enumerate(told):
        if kind != "keep" or len(words) <= 2 * around + len(GAP):
            short.append((kind, words))
            continue
        left = "" if place == 0 else words[:around].rpartition(" ")[0]
        right = "" if place == len(told) - 1 else words[-around:].partition(" ")[2]
        short.append(("keep", left + GAP + right))
    return tuple(short)


def together(base: str, ours: str, theirs: str) -> str | None:
    """The base with both changes; None where they touch the same words."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    edits = sorted((*_edits(base, ours), *_edits(base, theirs)))
    for one, next_ in pairwise(edits):
        if one != next_ and (next_.start < one.end or next_.start == one.start):
            return None
    return _edited(base, dict.fromkeys(edits))


def in_brackets(before: str, after: str) -> str:
    """The text with what `after` cuts and adds both standing there in brackets, to be agreed."""
    words, written, place = _words(before), "", 0
    for edit in _edits(before, after):
        written += "".join(words[place : edit.start])
        cut, add = "".join(words[edit.start : edit.end]), "".join(edit.words)
        parts = [part.strip() for part in (cut, add) if part.strip()]
        is_within = written.endswith("[") and words[edit.end : edit.end + 1] == ["]"]
        written += _lead(cut or add)
        written += "][".join(parts) if is_within else "".join(map(_bracketed, parts))
        place = edit.end
    return written + "".join(words[place:])


def _bracketed(text: str) -> str:
    """The text in brackets, unless all of it stands in some already."""
    depth = 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if depth == 0 and character not in "] ":
            return f"[{text}]"
    return text


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _words(text: str) -> list[str]:
    """Words with the space before them; brackets are words of their own."""
    return _WORD.findall(text)


def _said(kind: Literal["keep", "cut", "add"], words: list[str] | tuple[str, ...]) -> list[Change]:
    return [(kind, "".join(words))] if words else []


def _edited(base: str, edits: dict[_Edit, None]) -> str:
    words, written, place = _words(base), "", 0
    for edit in edits:
        written += "".join(words[place : edit.start]) + "".join(edit.words)
        place = edit.end
    return written + "".join(words[place:])


@lru_cache(maxsize=256)
def _edits(before: str, after: str) -> tuple[_Edit, ...]:
    old, new = _words(before), _words(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old_middle and not new_middle:
        return ()
    if len(old_middle) * len(new_middle) > COMPARED:
        return (_Edit(head, head + len(old_middle), tuple(new_middle)),)
    return tuple(_compared(old_middle, new_middle, head))


def _compared(old: list[str], new: list[str], head: int) -> Iterator[_Edit]:
    """The edits of a middle; never half of a pair of brackets where it can be helped."""
    waiting: _Edit | None = None
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            kept = old[start:end]
            if waiting and (not _is_whole(waiting, old, head) or _is_near(kept)):
                waiting = _Edit(waiting.start, head + end, (*waiting.words, *kept))
            elif waiting:
                yield waiting
                waiting = None
            continue
        before = waiting or _Edit(head + start, head + start, ())
        waiting = _Edit(before.start, head + end, (*before.words, *new[first:last]))
    if waiting:
        yield waiting


def _is_near(kept: list[str]) -> bool:
    return len(kept) <= NEAR and not any(word.strip() in "[]" for word in kept)


def _is_whole(edit: _Edit, old: list[str], head: int) -> bool:
    cut = old[edit.start - head : edit.end - head]
    return _is_balanced(cut) and _is_balanced(edit.words)


def _is_balanced(words: Sequence[str]) -> bool:
    depth = 0
    for word in words:
        depth += {"[": 1, "]": -1}.get(word.strip(), 0)
        if depth < 0:
            return False
    return depth == 0


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
