"""The input that a question is answered with: one place that knows every type."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from textual.content import Content

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Criterion,
    Match,
    Multiple,
    Numeric,
    NumericGap,
    Option,
    Order,
    Reflection,
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
from course.i18n import _
from course.shuffling import gap_options, options
from course.text import joined
from course.tui.inline import inline, paragraphs
from course.tui.widgets.questions.assigning import Assign
from course.tui.widgets.questions.choosing import ChooseOne, ChooseSeveral
from course.tui.widgets.questions.ordering import PutInOrder
from course.tui.widgets.questions.question_input import QuestionInput


def input_for(question: AnyQuestion, seed: str, used: QuestionInput | None = None) -> QuestionInput:
    """An empty input for a question, its options in the order of `seed`; `used` if it will do."""
    match question:
        case Single() | TrueFalse():
            texts, truth = presented(question, seed), isinstance(question, TrueFalse)
            if not isinstance(used, ChooseOne):
                return ChooseOne(texts, truth=truth)
            used.ask(texts, truth=truth)
            return used
        case Multiple():
            return ChooseSeveral(presented(question, seed), tuple(keyed(question.choices)))
        case Match():
            stems = {key: inline(pair.stem) for key, pair in keyed(question.pairs).items()}
            return Assign(stems, presented(question, seed))
        case Categorise():
            groups = {group.id: inline(group.name) for group in question.groups}
            return Assign(presented(question, seed), groups)
        case Order():
            return PutInOrder(presented(question, seed))
        case Short() | Numeric():
            return _typed(question)
        case Cloze():
            return _cloze(question, seed)
        case Reflection():
            return _written(_("Write your answer here. Nobody marks it but you."))
        case Survey():
            return _survey(question)
        case _:
            assert_never(question)


def rubric_for(question: Reflection) -> ChooseSeveral:
    """Where the writer of a reflection ticks what it shows."""
    rubric = keyed(question.rubric)
    criteria = _texts(rubric, rubric)
    return ChooseSeveral(criteria, tuple(criteria), needs_one=False)


def presented(question: AnyQuestion, seed: str) -> dict[str, Content]:
    """Texts of what can be chosen, by key, in the order presented; empty for what is typed."""
    keys = options(question, seed)
    match question:
        case Single():
            return _texts(keyed(question.choices), keys)
        case Multiple():
            return _texts(keyed(question.choices), keys)
        case Survey():
            return _texts(keyed(question.choices), keys)
        case TrueFalse():
            return {"true": Content(_("True")), "false": Content(_("False"))}
        case Match():
            return {key: inline(question.choices[key]) for key in keys}
        case Categorise():
            return _texts(keyed(question.items), keys)
        case Order():
            return _texts(keyed(question.items), keys)
        case Short() | Numeric() | Cloze() | Reflection():
            return {}
        case _:
            assert_never(question)


_Texted = Option | SurveyChoice | Sorted | Step | Criterion


def _texts(items: Mapping[str, _Texted], keys: Iterable[str]) -> dict[str, Content]:
    return {key: inline(items[key].text) for key in keys}


def _typed(question: Short | Numeric) -> QuestionInput:
    from course.tui.widgets.questions.typed import TypeAnswer

    if isinstance(question, Short):
        return TypeAnswer(_("a word or a few"))
    units = joined([unit.name for unit in question.units], _("or"))
    return TypeAnswer(
        _("a number"), Content(_("in {units}").format(units=units)) if units else None
    )


def _cloze(question: Cloze, seed: str) -> QuestionInput:
    from course.tui.widgets.questions.cloze import FillGaps

    choices = {
        gap.id: _texts(keyed(gap.choices), gap_options(question, gap, seed))
        if isinstance(gap, SingleGap)
        else None
        for gap in question.gaps
    }
    typed = {
        gap.id: _("a number") if isinstance(gap, NumericGap) else _("a word or a few")
        for gap in question.gaps
    }
    return FillGaps(paragraphs(question.text), choices, typed)


def _survey(question: Survey) -> QuestionInput:
    texts = presented(question, "")
    if not texts:
        return _written(_("Write what you think."))
    return ChooseSeveral(texts, tuple(texts)) if question.several else ChooseOne(texts)


def _written(placeholder: str) -> QuestionInput:
    from course.tui.widgets.questions.writing import Write

    return Write(placeholder)
