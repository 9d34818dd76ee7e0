"""Hypothesis strategies: any question of any type, and any response it accepts."""

from typing import assert_never

from hypothesis import strategies as st

from course.content.questions import (
    AnyGap,
    AnyQuestion,
    Categorise,
    Cloze,
    Criterion,
    Group,
    Match,
    Multiple,
    Numeric,
    Order,
    Pair,
    Reflection,
    Response,
    Short,
    Single,
    SingleGap,
    Sorted,
    Step,
    Survey,
    SurveyChoice,
    TrueFalse,
    keyed,
)
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_numeric_gap,
    a_reflection,
    a_short,
    a_short_gap,
    a_single,
    a_single_gap,
    a_survey,
    a_true_false,
    an_accepted,
    an_accepted_number,
    an_option,
    an_order,
)

shares = st.fractions(0, 1, max_denominator=12)
"""Fractions 0..1."""

_part_shares = shares.filter(lambda share: share < 1)
_words = st.text(alphabet="abcdeghiorstu", min_size=1, max_size=10)


def _texts(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(_words, min_size=least, max_size=most, unique=True)


@st.composite
def singles(draw: st.DrawFn) -> Single:
    """`single`, sometimes with partial credit."""
    texts = draw(_texts(2, 6))
    key = draw(st.integers(0, len(texts) - 1))
    choices = tuple(
        a_choice(text, correct=True)
        if place == key
        else a_choice(text, credit=draw(st.none() | _part_shares))
        for place, text in enumerate(texts)
    )
    return a_single(choices=choices, shuffle=draw(st.booleans()))


@st.composite
def multiples(draw: st.DrawFn) -> Multiple:
    """`multiple`, with at least one key and one distractor."""
    texts = draw(_texts(2, 6))
    keys = draw(st.sets(st.sampled_from(texts), min_size=1, max_size=len(texts) - 1))
    choices = tuple(an_option(text, correct=text in keys) for text in texts)
    return a_multiple(choices=choices, all_or_nothing=draw(st.booleans()))


@st.composite
def shorts(draw: st.DrawFn) -> Short:
    """`short` whose first answer is the best."""
    best, *others = draw(_texts(1, 4))
    answers = (an_accepted(best), *(an_accepted(text, draw(shares)) for text in others))
    return a_short(answers=answers, misspellings=draw(st.booleans()))


@st.composite
def numerics(draw: st.DrawFn) -> Numeric:
    """`numeric` whose first answer is the best."""
    value = draw(st.decimals(-10_000, 10_000, places=2))
    tolerance = draw(st.none() | st.decimals(0, 10, places=2))
    return a_numeric(
        answers=(
            an_accepted_number(str(value), tolerance=tolerance),
            an_accepted_number(str(value + 20), credit=draw(_part_shares)),
        )
    )


@st.composite
def matches(draw: st.DrawFn) -> Match:
    """`match` with distractors, sometimes with stems that share a choice."""
    stems = draw(_texts(2, 5))
    texts = draw(_texts(len(stems) + 1, 8))
    choices = draw(st.lists(st.sampled_from(texts), min_size=len(stems), max_size=len(stems)))
    rest = tuple(text for text in texts if text not in choices)
    pairs = zip(stems, choices, strict=True)
    return a_match(
        pairs=tuple(Pair(stem=s, choice=c, feedback="Why.") for s, c in pairs),
        distractors=rest[: draw(st.integers(1, 3))],
    )


@st.composite
def categorises(draw: st.DrawFn) -> Categorise:
    """`categorise` into two to four groups."""
    names = ["one", "two", "three", "four"][: draw(st.integers(2, 4))]
    items = tuple(
        Sorted(text=text, group=draw(st.sampled_from(names)), feedback="Why.")
        for text in draw(_texts(2, 6))
    )
    return a_categorise(groups=tuple(Group(id=name, name=name) for name in names), items=items)


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """`order` of three to six."""
    return an_order(items=tuple(Step(text=text) for text in draw(_texts(3, 6))))


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    """`cloze` with one to three gaps of any type and weight."""
    names = ["first", "second", "third"][: draw(st.integers(1, 3))]
    makers = st.sampled_from((a_single_gap, a_short_gap, a_numeric_gap))
    gaps = tuple(draw(makers)(name, weight=draw(st.integers(1, 20))) for name in names)
    return a_cloze(text=" and ".join("{{" + name + "}}" for name in names), gaps=gaps)


reflections: st.SearchStrategy[Reflection] = st.lists(
    st.integers(1, 20), min_size=1, max_size=4
).map(lambda weights: a_reflection(rubric=tuple(Criterion(text="x", weight=w) for w in weights)))

surveys: st.SearchStrategy[Survey] = st.builds(
    lambda texts, several: a_survey(
        choices=tuple(SurveyChoice(text=text) for text in texts), several=several
    ),
    _texts(2, 4) | st.just([]),
    st.booleans(),
)

true_falses: st.SearchStrategy[TrueFalse] = st.booleans().map(lambda a: a_true_false(answer=a))

choosing: st.SearchStrategy[AnyQuestion] = st.one_of(
    singles(), multiples(), true_falses, matches(), categorises(), orders()
)
"""Questions answered by choosing only."""

scored: st.SearchStrategy[AnyQuestion] = st.one_of(choosing, shorts(), numerics(), clozes())
"""Questions with a key."""

questions: st.SearchStrategy[AnyQuestion] = st.one_of(scored, reflections, surveys)
"""Any question."""


def responses(question: AnyQuestion) -> st.SearchStrategy[Response]:
    """Any response the question accepts: blank, partial, wrong and right ones."""
    match question:
        case Single():
            return st.sampled_from(["", *keyed(question.choices)])
        case Multiple():
            return _some(list(keyed(question.choices)))
        case TrueFalse():
            return st.booleans()
        case Short():
            return _typed([answer.text for answer in question.answers])
        case Numeric():
            return _typed([f"{answer.value:f}" for answer in question.answers])
        case Match():
            return _assigned(list(keyed(question.pairs)), list(question.choices))
        case Categorise():
            return _assigned(list(keyed(question.items)), [group.id for group in question.groups])
        case Order():
            return st.just(()) | st.permutations(list(keyed(question.items))).map(tuple)
        case Cloze():
            return st.fixed_dictionaries(
                {}, optional={gap.id: _filling(gap) for gap in question.gaps}
            )
        case Reflection():
            return _words
        case Survey():
            return _surveyed(question)
        case _:
            assert_never(question)


def _surveyed(question: Survey) -> st.SearchStrategy[Response]:
    keys = list(keyed(question.choices))
    if not keys:
        return _words
    return _some(keys) if question.several else st.sampled_from(keys)


def _some(keys: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(keys)).map(lambda chosen: tuple(k for k in keys if k in chosen))


def _assigned(parts: list[str], values: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(parts), st.sampled_from(values))


def _typed(near: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *near]) | _words | st.integers(-100, 3_000).map(str)


def _filling(gap: AnyGap) -> st.SearchStrategy[str]:
    if isinstance(gap, SingleGap):
        return st.sampled_from(["", *keyed(gap.choices)])
    return _typed(["plenary", "1988"])


@st.composite
def answered(
    draw: st.DrawFn, asked: st.SearchStrategy[AnyQuestion] = questions
) -> tuple[AnyQuestion, Response]:
    """A question and a response it accepts."""
    question = draw(asked)
    return question, draw(responses(question))
