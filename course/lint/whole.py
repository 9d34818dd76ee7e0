"""Rules about a course as a whole, from what was noted of each of its files."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from course.content.questions import AnyQuestion, Categorise, Cloze, Match, Order, Single
from course.lint.rules import Remark, Rules
from course.lint.sets import is_longest
from course.lint.subjects import Item
from course.lint.words import matter, names
from course.loading.outline import Outline
from course.loading.places import Path
from course.text import percent, plural

WHOLE: Rules["Whole"] = Rules()


class Noted(NamedTuple):
    """An item, as far as it matters beside others."""

    id: str
    outline: Outline
    path: Path
    objective: str
    passage: str
    asks: str
    """The word that asks, such as `which`."""
    about: frozenset[str]
    names: frozenset[str]
    is_longest: bool | None
    """Whether the key is the longest option; None where there is no such thing."""


@dataclass
class Whole:
    """What was noted of a course."""

    course: Outline | None = None
    lessons: list[Outline] = field(default_factory=list)
    items: list[Noted] = field(default_factory=list)
    is_sound: bool = True
    """Whether every file could be read, so that what is missing is missing."""

    def note(self, item: Item, outline: Outline) -> None:
        """Remembers an item."""
        question = item.question
        passage = question.passage or item.passage
        longest = is_longest(item) if isinstance(question, Single) else None
        stem = _asked(question)
        self.items.append(
            Noted(
                question.id,
                outline,
                item.path,
                question.objective,
                passage,
                _asking(question.stem),
                matter(stem),
                names(stem),
                longest,
            )
        )


def _asked(question: AnyQuestion) -> str:
    """What is asked: where one sorts, pairs or fills in, the stem says little but what to do."""
    match question:
        case Cloze():
            told: Iterable[str] = (question.text,)
        case Match():
            told = (pair.stem for pair in question.pairs)
        case Categorise() | Order():
            told = (item.text for item in question.items)
        case _:
            told = ()
    return " ".join((question.stem, *told))


_ASKING = re.compile(r"\b(which|what|who|whom|whose|where|when|why|how)\b", re.IGNORECASE)


def _asking(stem: str) -> str:
    found = _ASKING.findall(stem)
    return found[-1].casefold() if found else ""


ENOUGH = 3
"""Items that tell whether an objective was reached, rather than whether one item was known."""


@WHOLE("L203")
def few_items(whole: Whole) -> Iterator[Remark]:
    """An objective that one lucky answer seems to reach."""
    if not whole.is_sound:
        return
    asked = Counter(item.objective for item in whole.items)
    for lesson in whole.lessons:
        for place, goal in enumerate(lesson.objectives):
            if 0 < (number := asked[goal]) < ENOUGH:
                message = f"{plural(number, 'item asks', 'items ask')} about `{goal}`"
                hint = f"write {ENOUGH} or more, of different kinds"
                yield Remark(("objectives", place, "id"), message, hint, file=lesson)


@WHOLE("L204")
def unasked_section(whole: Whole) -> Iterator[Remark]:
    """A section that no question comes from."""
    if not whole.is_sound:
        return
    asked = {item.passage for item in whole.items}
    for lesson in whole.lessons:
        for place, section in enumerate(lesson.cited):
            if f"{lesson.id}#{section}" not in asked:
                message = f"no question comes from the section `{section}`"
                hint = "ask about it, here or in the quiz, or let another section carry it"
                yield Remark(("sections", place, "id"), message, hint, file=lesson)


LONGEST = 1 / 3
"""Share of keys that may be the longest option, in a course."""
MANY = 30
"""Items with which that share can be judged."""


@WHOLE("L202")
def longest_keys(whole: Whole) -> Iterator[Remark]:
    """A course in which choosing the longest option pays."""
    judged = [item.is_longest for item in whole.items if item.is_longest is not None]
    share = sum(judged) / len(judged) if judged else 0
    if whole.course and len(judged) >= MANY and share > LONGEST:
        message = f"the key is the longest option in {percent(share)} of {len(judged)} questions"
        hint = "let it be so in no more than a third of them"
        yield Remark(("id",), message, hint, file=whole.course)


LEAST, MOST = 3, 40
"""Words that say what a stem is about: with fewer it is like others by chance."""


@WHOLE("L207")
def near_duplicate(whole: Whole) -> Iterator[Remark]:
    """A stem that asks once more what another asked."""
    known: dict[tuple[str, frozenset[str], frozenset[str]], Noted] = {}
    for item in whole.items:
        if len(item.about) < LEAST:
            continue
        # Two stems that differ in one word at most share what is left without it. Names and
        # numbers are never left out: with another one it is another question.
        shapes = [item.about]
        if LEAST < len(item.about) < MOST:
            shapes += [item.about - {word} for word in item.about - item.names]
        keys = [(item.asks, shape, item.names) for shape in shapes]
        twin = next((known[key] for key in keys if key in known), None)
        if twin:
            message = f"this stem is nearly that of `{twin.id}`"
            hint = "ask for something else, or leave one of the two out"
            yield Remark((*item.path, "stem"), message, hint, file=item.outline)
        for key in keys:
            known.setdefault(key, item)
