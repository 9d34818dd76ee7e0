"""The input for a question that a class shows: the same as in self-study, made from its sheet."""

from collections.abc import Iterable
from typing import assert_never

from textual.content import Content

from course.i18n import _
from course.joining.wire import Gap, Option, Sheet
from course.joining.words import hums
from course.text import joined
from course.tui.widgets.questions.assigning import Assign
from course.tui.widgets.questions.choosing import ChooseOne, ChooseSeveral
from course.tui.widgets.questions.ordering import PutInOrder
from course.tui.widgets.questions.question_input import QuestionInput


def input_shown(sheet: Sheet | None) -> QuestionInput:
    """An empty input for a sheet; without one, for a hum."""
    if sheet is None:
        return ChooseOne({key: Content(words) for key, (words, *_) in hums().items()})
    texts = _texts(sheet.options)
    match sheet.form:
        case "one":
            return ChooseOne(texts)
        case "many":
            return ChooseSeveral(texts, tuple(texts))
        case "pairs":
            return Assign(_texts(sheet.stems), texts)
        case "order":
            return PutInOrder(texts)
        case "gaps":
            return _gaps(sheet)
        case "text":
            return _typed(sheet)
        case _:
            assert_never(sheet.form)


def _texts(options: Iterable[Option]) -> dict[str, Content]:
    return {option.key: Content(option.text) for option in options}


def _gaps(sheet: Sheet) -> QuestionInput:
    from course.tui.widgets.questions.cloze import FillGaps

    gaps = [part for part in sheet.parts if isinstance(part, Gap)]
    text = "".join(
        "{{" + part.gap + "}}" if isinstance(part, Gap) else part.replace("{{", "{ {")
        for part in sheet.parts
    )
    choices = {gap.gap: _texts(gap.options) or None for gap in gaps}
    typed = {gap.gap: _("a word or a few") for gap in gaps}
    return FillGaps(Content(text), choices, typed)


def _typed(sheet: Sheet) -> QuestionInput:
    if sheet.long:
        from course.tui.widgets.questions.writing import Write

        return Write(_("Write what you think."))
    from course.tui.widgets.questions.typed import TypeAnswer

    units = joined(sheet.units, _("or"))
    hint = Content(_("in {units}").format(units=units)) if units else None
    return TypeAnswer(_("a number") if sheet.number else _("a word or a few"), hint)
