"""Rules about lessons and their sections."""

import re
from collections.abc import Iterator
from itertools import pairwise

from course.content.blocks import Callout, Diagram, Prose, Quote
from course.lint.rules import Remark, Rules
from course.lint.subjects import LessonSubject, Part
from course.lint.words import count, first_word, listed, spoken
from course.text import plural

PARTS: Rules[Part] = Rules()
LESSONS: Rules[LessonSubject] = Rules()


@PARTS("L301")
def long_section(part: Part) -> Iterator[Remark]:
    """A section of more than two screens."""
    most, length = part.ground.lint.limits.section_most, part.length
    if length > most:
        message = f"this section has {length} words, more than {most}"
        yield Remark((*part.path, "id"), message, "divide it where its thought turns")


@PARTS("L302")
def short_section(part: Part) -> Iterator[Remark]:
    """A section that is turned over before it is read."""
    least, length = part.ground.lint.limits.section_least, part.length
    if length < least and not part.section.checks:
        message = f"this section has {plural(length, 'word')}, fewer than {least}"
        yield Remark((*part.path, "id"), message, "join it to its neighbour, or say more")


@LESSONS("L303")
def asks_nothing(lesson: LessonSubject) -> Iterator[Remark]:
    """Two sections in a row in which a reader only reads."""
    asks = [bool(part.section.checks) for part in lesson.parts]
    for part, (before, here) in zip(lesson.parts[1:], pairwise(asks), strict=True):
        if not before and not here:
            message = "neither this section nor the one before it asks anything"
            hint = "put a `check` into one of them"
            yield Remark((*part.path, "id"), message, hint)


_HEADING = re.compile(
    r"^ {0,3}(?:#{1,6} +(\S.*)|\*\*([^*\n]{1,80})\*\*:?|([^\n]{1,80})\n[=-]{3,} *)$", re.MULTILINE
)


@PARTS("L304")
def heading_inside(part: Part) -> Iterator[Remark]:
    """A heading written into a text, which no table of contents has."""
    for number, block in enumerate(part.section.blocks):
        if isinstance(block, Prose | Callout) and (found := _HEADING.search(block.text)):
            if found[2] and not _stands_alone(block.text, found):
                continue
            title = found[1] or found[2] or found[3]
            message = "this is a heading inside a text"
            hint = f"make a section of it: `heading: {title.strip()}`"
            yield Remark((*part.path, "blocks", number, "text"), message, hint, title.strip())


def _stands_alone(text: str, found: "re.Match[str]") -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return (not before or before.endswith("\n\n")) and after.startswith("\n")


@LESSONS("L306")
def unlinked_term(lesson: LessonSubject) -> Iterator[Remark]:
    """A term that the glossary says is taught here, and to which nothing here leads."""
    for term in lesson.ground.terms.values():
        if lesson.id in term.taught and f"[[{term.id}" not in lesson.text:
            message = f"the glossary says that this lesson teaches `{term.id}`"
            hint = f"link it where it is taught, `[[{term.id}]]`, or mend `taught:`"
            yield Remark(("title",), message, hint)


TELLING = 8
"""Words with which a picture can be told."""
_EMPTY = re.compile(
    r"^(?:an? |the )?(?:diagram|picture|drawing|image|figure|chart)\b", re.IGNORECASE
)


@PARTS("L309")
def says_too_little(part: Part) -> Iterator[Remark]:
    """A picture that who cannot see it is not told."""
    for number, block in enumerate(part.section.blocks):
        if not isinstance(block, Diagram):
            continue
        words, path = spoken(block.alternative), (*part.path, "blocks", number, "alternative")
        repeats = words.casefold().strip(" .") == spoken(block.caption).casefold().strip(" .")
        least = 2 * TELLING if _EMPTY.match(words) else TELLING
        if repeats or count(words) < least:
            message = "who cannot see the drawing does not learn from this what it shows"
            yield Remark(path, message, "say in words what is where, and what leads to what")


VERBS = listed(
    "account add advise allocate analyse analyze anticipate apply appraise argue arrange"
    " articulate assemble assess assign attribute balance break build calculate categorise"
    " categorize change chart check choose cite clarify classify code collect combine comment"
    " compare compile complete compose compute conclude configure connect construct contrast"
    " convert correct count create criticise criticize critique debate decide deduce defend"
    " define demonstrate derive describe design detect determine develop diagnose diagram"
    " differentiate discriminate discuss distinguish divide draft draw edit employ estimate"
    " evaluate examine exemplify explain express extend extract file fill find follow formulate"
    " forecast frame gauge generalise generalize generate give group hold hypothesise"
    " hypothesize identify illustrate implement indicate infer inspect interpret interview"
    " invent investigate join judge justify label link list locate make map mark match measure"
    " mend model modify name narrate negotiate observe operate order organise organize outline"
    " paraphrase perform pick place plan plot point predict prepare present prioritise"
    " prioritize produce propose prove put question quote rank rate read recall recite recognise"
    " recognize recommend reconstruct record reformulate refute relate repeat rephrase report"
    " represent reproduce respond restate retell review revise rewrite role-play say schedule"
    " score select separate sequence set show simulate sketch solve sort spell spot state"
    " structure submit suggest summarise summarize support survey take tell test trace track"
    " translate turn underline use validate value verify weigh work write"
)
"""Verbs that somebody else can see done."""


@LESSONS("L310")
def unobservable(lesson: LessonSubject) -> Iterator[Remark]:
    """An objective of which nobody can tell whether it was reached."""
    for place, goal in enumerate(lesson.lesson.objectives):
        first = first_word(spoken(goal.text)).strip(",:;").casefold()
        if first not in VERBS:
            message = f"nobody can watch somebody `{first}`"
            hint = "begin with what can be seen done: tell apart, explain, compare, judge, write"
            word = first_word(goal.text)
            yield Remark(("objectives", place, "text"), message, hint, word)


@LESSONS("L311")
def length(lesson: LessonSubject) -> Iterator[Remark]:
    """A lesson that takes much more or less than a sitting."""
    limits, number = lesson.ground.lint.limits, sum(part.length for part in lesson.parts)
    if number > limits.lesson_most:
        message = f"this lesson has {number:,} words, more than {limits.lesson_most:,}"
        yield Remark(("title",), message, "leave out what no objective needs, or make two of it")
    if number < limits.lesson_least:
        message = f"this lesson has {number:,} words, fewer than {limits.lesson_least:,}"
        yield Remark(("title",), message, "give examples and the reasons, or join it to another")


_CITED = re.compile(r"\[@([a-z0-9-]+)\]")


def _cited(lesson: LessonSubject) -> set[str]:
    found = set(_CITED.findall(lesson.text))
    for part in lesson.parts:
        for block in part.section.blocks:
            if isinstance(block, Quote):
                found.add(block.source)
            else:
                found.update(getattr(block, "sources", ()))
    return found


@LESSONS("L312")
def few_sources(lesson: LessonSubject) -> Iterator[Remark]:
    """A lesson that rests on very little."""
    least, number = lesson.ground.lint.limits.sources_least, len(_cited(lesson))
    if number < least:
        message = f"this lesson cites {plural(number, 'source')}, fewer than {least}"
        yield Remark(("title",), message, "look its claims up where others have written them down")


@LESSONS("L313")
def few_primary(lesson: LessonSubject) -> Iterator[Remark]:
    """A lesson that tells what others tell."""
    known = [source for name in _cited(lesson) if (source := lesson.ground.sources.get(name))]
    primary = sum(source.kind == "primary" for source in known)
    if known and primary * 2 < len(known):
        message = f"{primary} of {len(known)} sources are primary, less than half"
        hint = "cite the document, the record or the speaker where it can be had"
        yield Remark(("title",), message, hint)
