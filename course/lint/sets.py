"""Rules about sets of items: a quiz, and all items of a course."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from course.content.questions import (
    UNSCORED,
    AnyQuestion,
    Numeric,
    Short,
    Single,
    TrueFalse,
)
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item, QuizSubject
from course.lint.words import matter, names, spoken
from course.text import percent

SETS: Rules[QuizSubject] = Rules()

_CRITICAL = (0.0, 6.63, 9.21, 11.34, 13.28, 15.09, 16.81, 18.48, 20.09, 21.67, 23.21, 24.72)
"""Chi-square that chance exceeds once in a hundred sets, by degrees of freedom."""
FEWEST = 8
"""Items with which places can be judged at all."""


@SETS("L201")
def key_position(quiz: QuizSubject) -> Iterator[Remark]:
    """A place at which the key stands more often than chance would put it."""
    if found := uneven([item for item in quiz.items if isinstance(item.question, Single)]):
        place, often, number = found
        message = f"the key is option {place} in {often} of {number} questions"
        hint = "move keys in the file: exports and paper may keep its order"
        yield Remark(("questions",), message, hint)


def uneven(items: Sequence[Item]) -> tuple[int, int, int] | None:
    """The place (from 1) that keys prefer, how often, and of how many; None when it is chance.

    Options are shuffled by seed when they are shown; the file's order is what an author fell into,
    what exports carry, and what is shown with `shuffle: false`.
    """
    if len(items) < FEWEST:
        return None
    seen = Counter[int]()
    wanted: defaultdict[int, float] = defaultdict(float)
    for item in items:
        seen[item.options.index(item.keys[0])] += 1
        for place in range(len(item.options)):
            wanted[place] += 1 / len(item.options)
    off = sum((seen[place] - share) ** 2 / share for place, share in wanted.items())
    if off <= _CRITICAL[min(len(wanted), len(_CRITICAL)) - 1]:
        return None
    place, often = max(seen.items(), key=lambda entry: entry[1])
    return place + 1, often, len(items)


FEW = 5
"""Items with which shares of a quiz can be judged."""


@SETS("L202")
def longest_key(quiz: QuizSubject) -> Iterator[Remark]:
    """A quiz in which choosing the longest option pays."""
    judged = [is_longest(item) for item in quiz.items if isinstance(item.question, Single)]
    if len(judged) >= FEW and sum(judged) > len(judged) / 2:
        message = f"the key is the longest option in {sum(judged)} of {len(judged)} questions"
        hint = "shorten keys or let distractors say as much, in all but a third of them"
        yield Remark(("questions",), message, hint)


def is_longest(item: Item) -> bool:
    """Whether the key alone is the longest option."""
    lengths = [len(spoken(option.text)) for option in item.distractors]
    return len(spoken(item.keys[0].text)) > max(lengths)


@SETS("L205")
def recall_only(quiz: QuizSubject) -> Iterator[Remark]:
    """A quiz that asks for nothing but what was read."""
    scored = [item for item in quiz.items if not isinstance(item.question, UNSCORED)]
    if len(scored) >= FEW and all(item.question.level == "remember" for item in scored):
        message = f"all {len(scored)} items ask to remember"
        yield Remark(("questions",), message, "ask what follows from it, or what to do in a case")


MOST_TRUE_FALSE = 0.2


@SETS("L206")
def many_true_false(quiz: QuizSubject) -> Iterator[Remark]:
    """A quiz in which a coin earns a lot."""
    judged = [item for item in quiz.items if isinstance(item.question, TrueFalse)]
    share = len(judged) / len(quiz.items)
    if len(quiz.items) >= FEW and share > MOST_TRUE_FALSE:
        message = f"{percent(share)} of the items are true or false, and half of that is luck"
        hint = f"keep it to {percent(MOST_TRUE_FALSE)}; ask which, or why"
        yield Remark(("questions",), message, hint)


@SETS("L208")
def answers_another(quiz: QuizSubject) -> Iterator[Remark]:
    """A stem that says what another item asks for."""
    for item in quiz.items:
        for key in _keys(item.question):
            if other := _told_by(key, item, quiz.items):
                message = f"this stem says `{key}`, the key of `{item.question.id}`"
                hint = "ask for it otherwise here, or ask for something else there"
                yield Remark(other.stem, message, hint)
                break


def _keys(question: AnyQuestion) -> Iterable[str]:
    match question:
        case Single():
            return [spoken(choice.text) for choice in question.choices if choice.correct]
        case Short():
            return [a.text for a in question.answers if a.credit == 1 and "*" not in a.text]
        case Numeric():
            return [str(a.value) for a in question.answers if a.credit == 1]
        case _:
            return ()


def _told_by(key: str, item: Item, items: Sequence[Item]) -> Item | None:
    """The first other item whose stem holds a key and is about the same thing."""
    wanted = matter(key)
    own = matter(item.question.stem)
    if not wanted or wanted <= own or not (len(wanted) > 1 or names(f"x {key}")):
        return None
    about = own - wanted
    for other in items:
        stem = matter(other.question.stem)
        is_told = other is not item and wanted <= stem
        if is_told and len(about & stem) >= max(2, len(about) / 2):
            return other
    return None
