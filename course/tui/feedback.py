"""What is said after an answer: right or not, why, from where, and when it returns."""

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from textual.content import Content

from course.content.course import Source
from course.content.questions import (
    UNSCORED,
    AnyGap,
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Reflection,
    Short,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.errors import CourseError
from course.i18n import _, ngettext
from course.marking import Mark, Part, right_answer
from course.places import place
from course.sessions.attempt import Attempt, earns, feedback, status
from course.sessions.words import fitting
from course.shuffling import options
from course.study import Study
from course.text import points, until
from course.tui.flow import Block, Flow
from course.tui.inline import inline, paragraphs
from course.tui.kept import kept_blocks

RIGHT, PARTLY, WRONG = "✓", "◐", "✗"

_INDENT = Content("   ")


def passage_first(study: Study, asked: AnyQuestion) -> Flow:
    """Why the passage comes before a question that was forgotten again and again."""
    times = study.lapses(asked.id)
    found = place(study.catalogue, asked.passage or "")
    said = ngettext(
        "You have forgotten this {count} time.", "You have forgotten this {count} times.", times
    ).format(count=times)
    heading = Content.styled(found.heading if found else "", "bold")
    return Flow(
        [
            Block(Content.styled(said, "bold"), Content.styled(" ↺ ", "bold $text-warning")),
            _said(Content(_("One more repeat would help less than the passage that teaches it:"))),
            Block(heading, Content("     ")),
            _said(Content(_("Read it and answer then, or leave the question for another day."))),
        ]
    )


def not_yet(attempt: Attempt) -> Flow:
    """After a try that was not right, when there is another: nothing that gives the key away."""
    mark = feedback(attempt, attempt.current)
    if mark is None:
        return Flow(())
    is_part = bool(mark.fraction)
    blocks = [_verdict(_("Partly right so far") if is_part else _("Not right yet"), mark.fraction)]
    if mark.note:
        blocks.append(_said(Content(_sentence(mark.note))))
    match attempt.question:
        case Match() | Categorise() | Order():
            # Why something belongs where it does would say where it belongs.
            blocks.append(_said(Content(fitting(attempt.question, mark))))
        case _:
            chosen = [p for p in mark.parts if p.chosen and p.fraction < 1 and p.feedback]
            blocks += [_said(paragraphs(part.feedback or "")) for part in chosen]
    return Flow(blocks)


def explained(study: Study, attempt: Attempt, question: str) -> Flow:
    """Everything there is to say of a question that is done with."""
    asked, mark = attempt.questions[question], feedback(attempt, question)
    blocks = [_headline(attempt, asked, mark)]
    if mark and mark.note:
        blocks.append(_said(Content(_sentence(mark.note))))
    if mark:
        blocks += _parts(attempt, asked, mark)
    elif not isinstance(asked, UNSCORED):
        blocks.append(_labelled(_("The answer"), paragraphs(right_answer(asked))))
    if asked.explanation:
        blocks.append(_labelled(_("Why"), paragraphs(asked.explanation)))
    if mark and isinstance(asked, Single | Multiple):
        blocks += _other_options(attempt, asked, mark)
    return Flow([*blocks, *_behind(study, asked)])


def _headline(attempt: Attempt, asked: AnyQuestion, mark: Mark | None) -> Block:
    entry = attempt.entry_of(asked.id)
    if isinstance(asked, Survey):
        return _verdict(
            _("Noted: there is no right answer here") if mark else _("Not answered"), None
        )
    if isinstance(asked, Reflection):
        return _verdict(_written(attempt, asked) if mark else _("Not answered"), None)
    if mark is None:
        return _verdict(_("Not answered"), Fraction(0))
    words = {"right": _("Right"), "partly": _("Partly right"), "wrong": _("Not right")}
    verdict = _verdict(words.get(status(attempt, asked.id), _("Not right")), mark.fraction)
    earned = ngettext("{points} of {count} point", "{points} of {count} points", asked.points)
    said = earned.format(points=points(earns(attempt, asked.id)), count=asked.points)
    if _retried(attempt, asked):
        tries = len(entry.tries)
        with_tries = ngettext("{earned}, with {count} try", "{earned}, with {count} tries", tries)
        said = with_tries.format(earned=said, count=tries)
    return Block(verdict.text + Content.styled(f"   {said}", "$text-muted"), verdict.lead)


def _written(attempt: Attempt, asked: Reflection) -> str:
    met = attempt.entry_of(asked.id).met
    if met is None:
        return _("Written")
    return _("Written, and {met} of {all} shown").format(met=len(met), all=len(asked.rubric))


def _retried(attempt: Attempt, asked: AnyQuestion) -> bool:
    return attempt.mode == "practice" and len(attempt.entry_of(asked.id).tries) > 1


def _verdict(words: str, fraction: Fraction | None) -> Block:
    if fraction is None:
        return Block(Content.styled(words, "bold"), _INDENT)
    if fraction == 1:
        shown, style = RIGHT, "bold $text-success"
    elif fraction:
        shown, style = PARTLY, "bold $text-warning"
    else:
        shown, style = WRONG, "bold $text-error"
    return Block(Content.styled(words, style), Content.styled(f" {shown} ", style))


def _said(text: Content, lead: Content = _INDENT, gap: int = 0) -> Block:
    return Block(text, lead, gap=gap)


def _labelled(label: str, text: Content) -> Block:
    return Block(Content.assemble((f"{label}  ", "bold"), text), _INDENT, gap=1)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _parts(attempt: Attempt, asked: AnyQuestion, mark: Mark) -> list[Block]:
    match asked:
        case Single() | Multiple() | TrueFalse():
            return _chosen_and_right(attempt, asked, mark)
        case Short() | Numeric():
            part = mark.parts[0]
            blocks = [_said(paragraphs(part.feedback))] if part.feedback else []
            if mark.fraction != 1:
                blocks.append(_labelled(_("The answer"), Content(right_answer(asked))))
            return blocks
        case Match() | Categorise():
            return [_pair(part, gap=0 if place else 1) for place, part in enumerate(mark.parts)]
        case Cloze():
            gaps = zip(asked.gaps, mark.parts, strict=True)
            return [_gap(gap, part, 0 if place else 1) for place, (gap, part) in enumerate(gaps)]
        case Order():
            head = Block(Content.styled(_("The right order"), "bold"), _INDENT, gap=1)
            return [head, *(_step(place, part) for place, part in enumerate(mark.parts))]
        case Reflection():
            return _judged(attempt, asked)
        case Survey():
            return []
        case _:
            assert_never(asked)


def _sign(is_right: bool) -> Content:
    if is_right:
        return Content.styled(f" {RIGHT} ", "bold $text-success")
    return Content.styled(f" {WRONG} ", "bold $text-error")


def _numbers(attempt: Attempt, asked: AnyQuestion) -> dict[str, int]:
    return {key: place for place, key in enumerate(options(asked, attempt.seed), 1)}


def _option(part: Part, number: int, sign: Content, gap: int = 0) -> Block:
    lead = Content.assemble(sign, (f"{number:>2}  ", "$text-muted"))
    return Block(paragraphs(part.feedback or ""), lead, gap=gap)


def _chosen_and_right(attempt: Attempt, asked: AnyQuestion, mark: Mark) -> list[Block]:
    numbers = _numbers(attempt, asked)
    by_place = sorted(mark.parts, key=lambda part: numbers[part.key])
    wrong = [part for part in by_place if part.chosen and not part.right]
    right = [part for part in by_place if part.right]
    return [
        _option(part, numbers[part.key], _sign(bool(part.right)), gap=0 if place else 1)
        for place, part in enumerate((*wrong, *right))
    ]


def _other_options(attempt: Attempt, asked: AnyQuestion, mark: Mark) -> list[Block]:
    numbers = _numbers(attempt, asked)
    others = [part for part in mark.parts if not part.chosen and not part.right]
    if not others:
        return []
    head = Block(Content.styled(_("The others"), "bold"), _INDENT, gap=1)
    others.sort(key=lambda part: numbers[part.key])
    return [head, *(_option(part, numbers[part.key], _INDENT) for part in others)]


def _pair(part: Part, gap: int) -> Block:
    is_right = part.fraction == 1
    text = Content.assemble(inline(part.label), " → ", inline(part.right or "").stylize("bold"))
    if not is_right:
        given = inline(part.given) if part.given else Content(_("nothing"))
        text = Content.assemble(
            text, (f" ({_('you')}: ", "$text-muted"), given, (")", "$text-muted")
        )
    if part.feedback:
        text = Content.assemble(text, "\n", paragraphs(part.feedback))
    return Block(text, _sign(is_right), gap=gap)


def _gap(gap: AnyGap, part: Part, empty_lines: int) -> Block:
    is_right = part.fraction == 1
    # What is chosen is the author's Markdown, what is typed is shown as it was typed.
    shown = inline if isinstance(gap, SingleGap) else Content
    own, right = shown(part.given or ""), shown(part.right or "")
    text = Content.assemble((f"{part.label}: ", "$text-muted"), own if is_right else right)
    if not is_right and part.given:
        text = Content.assemble(text, (f" ({_('you')}: ", "$text-muted"), own, (")", "$text-muted"))
    if part.feedback:
        text = Content.assemble(text, "  ", paragraphs(part.feedback))
    return Block(text, _sign(is_right), gap=empty_lines)


def _step(place: int, part: Part) -> Block:
    text = inline(part.label)
    if part.feedback:
        text = Content.assemble(text, "\n", paragraphs(part.feedback).stylize("$text-muted"))
    return Block(text, Content.assemble(_INDENT, (f"{place + 1:>2}  ", "$text-muted")))


def _judged(attempt: Attempt, asked: Reflection) -> list[Block]:
    met, rubric = attempt.entry_of(asked.id).met, keyed(asked.rubric)
    judged = [
        Block(inline(criterion.text), _sign(key in met), gap=0 if place else 1)
        for place, (key, criterion) in enumerate(rubric.items())
        if met is not None
    ]
    return [*judged, _labelled(_("An answer that would do"), paragraphs(asked.sample))]


def _behind(study: Study, asked: AnyQuestion) -> list[Block]:
    """Sources, and when the question returns."""
    sources: list[Source] = []
    for name in asked.sources:
        with suppress(CourseError):  # a course may be read although a source is missing
            sources.append(study.library.source(name))
    lead = f"   {_('Source')}  "
    blocks = [
        Block(
            Content(f"{source.publisher}, {source.title} ({source.year})"),
            Content.styled(lead if not place else " " * len(lead), "$text-muted"),
            gap=0 if place else 1,
        )
        for place, source in enumerate(sources)
    ]
    if returns := study.returns(asked.id):
        when = _("This question returns {when}.").format(when=until(returns, study.now()))
        blocks.append(Block(Content.styled(when, "$text-muted"), _INDENT, gap=1))
    kept = kept_blocks(study, asked.id, indent="   ")
    return [*blocks, *(replace(block, gap=int(not n)) for n, block in enumerate(kept))]
