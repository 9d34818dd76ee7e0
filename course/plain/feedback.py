"""What is said after an answer: right or not, why, and from where."""

from collections.abc import Sequence

from course.content.questions import (
    UNSCORED,
    AnyQuestion,
    Categorise,
    Match,
    Multiple,
    Numeric,
    Order,
    Short,
    Single,
    TrueFalse,
)
from course.i18n import _
from course.marking import Part, in_words, right_answer
from course.plain.lines import Lines
from course.plain.notes import say_kept_at
from course.plain.passage import source_named
from course.plain.prose import plain
from course.sessions.attempt import Attempt, Status, feedback, status
from course.sessions.words import fitting
from course.study import Study


def not_yet(lines: Lines, attempt: Attempt) -> None:
    """After a try that was not right, when there is another: nothing that gives the key away."""
    mark = feedback(attempt, attempt.current)
    is_part = bool(mark and mark.fraction)
    lines.say(_("Partly right so far.") if is_part else _("Not right yet."))
    if mark and isinstance(attempt.question, Match | Categorise | Order):
        # Why something belongs where it does would say where it belongs.
        lines.say(fitting(attempt.question, mark))
    elif mark:
        for part in mark.parts:
            if part.chosen and part.fraction < 1 and part.feedback:
                lines.say(plain(part.feedback))
    lines.say(_("Try again, or type :answer to see it."))


def look_at(lines: Lines, study: Study, attempt: Attempt, of: str) -> None:
    """Say a question that was answered, the answer given, what is right and why."""
    remind(lines, attempt, of)
    explain(lines, study, attempt, of)


def remind(lines: Lines, attempt: Attempt, of: str) -> None:
    """Say a question, and what was answered."""
    question, tries = attempt.questions[of], attempt.entry_of(of).tries
    lines.say(plain(question.stem))
    said = plain(in_words(question, tries[-1].response)) if tries else ""
    own = _("Your answer: {answer}").format(answer=said)
    lines.say(own if said else _("Not answered."))


def explain(lines: Lines, study: Study, attempt: Attempt, of: str) -> None:
    """Say how a question was answered, what is right and why."""
    question, mark = attempt.questions[of], feedback(attempt, of)
    if mark and mark.fraction is not None:
        lines.say(_verdicts()[status(attempt, of)])
        if mark.note:
            lines.say(plain(mark.note))
        for part in _in_turn(question, mark.parts):
            if part.feedback:
                about = "" if isinstance(question, Short | Numeric) else f"{plain(part.label)}: "
                lines.say(f"{about}{plain(part.feedback)}", "  ")
    if not isinstance(question, UNSCORED) and not (mark and mark.fraction == 1):
        key = plain(right_answer(question))
        lines.say(_("The answer: {answer}").format(answer=key))
    if question.explanation:
        lines.say(plain(question.explanation))
    for source in question.sources:
        lines.say(_("Source: {source}").format(source=source_named(study, source)))
    say_kept_at(lines, study, of)


def _in_turn(question: AnyQuestion, parts: Sequence[Part]) -> list[Part]:
    """What was chosen wrongly, then what is right, then the other options."""
    if not isinstance(question, Single | Multiple | TrueFalse):
        return list(parts)
    told = [p for p in parts if p.chosen or p.right or not isinstance(question, TrueFalse)]
    return sorted(told, key=lambda p: 1 if p.right else 0 if p.chosen else 2)


def _verdicts() -> dict[Status, str]:
    return {
        "right": _("Right."),
        "partly": _("Partly right."),
        "wrong": _("Not right."),
        "answered": _("Kept."),
        "open": "",
        "skipped": "",
    }
