"""Rules about claims: who holds them, when they hold, and where they can be read."""

import re
from collections.abc import Iterator

from course.content.blocks import Callout, Prose, Quote
from course.content.questions import Match, Multiple, Single, TrueFalse
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item, LessonSubject
from course.lint.texts import texts
from course.lint.words import any_of, sentences, spoken
from course.loading.places import Path

ITEM_CLAIMS: Rules[Item] = Rules()
LESSON_CLAIMS: Rules[LessonSubject] = Rules()

_OPINION = any_of(
    "should ought_to deserves? unfair unjust rightly wrongly unfortunately fortunately sadly"
    " obviously clearly undoubtedly outdated superior inferior desirable undesirable"
    " good bad better worse fair_enough too_much too_little"
    " (?:the_)?(?:best|worst|right|wrong|fairest|ideal|most_\\w+)"
    "_(?:way|model|system|form|solution|body|approach|place|policy|choice|method|forum|answer_to)"
    " most_(?:important|serious|urgent|democratic|legitimate|valuable|dangerous|harmful|useful)"
)
_HELD = any_of(
    r"according_to argu\w+ said says? say saying held holds? view views opinions? believ\w+ thinks?"
    r" thought claim\w* critics? critic\w+ defend\w+ supporters opponents wrote writes readings?"
    r" for_whom by_\w+'s calls? called consider\w* propos\w+ object(?:s|ed|ions?) asks? asked"
    r" wants? wanted demands? demanded worr\w+ fear\w* recommend\w* advis\w+ conclud\w+ found"
    r" finds? stated? states_that ruled under_the require\w* provides? position_of case_for"
)


@ITEM_CLAIMS("L116")
def opinion(item: Item) -> Iterator[Remark]:
    """A judgement put as if it were a fact, in what is to be marked right or wrong."""
    if not isinstance(item.question, TrueFalse):
        return
    stem = spoken(item.question.stem)
    if (found := _OPINION.search(stem)) and not _HELD.search(stem):
        message = f"`{found[0]}` judges, and nobody is named who judges so"
        hint = "say whose view it is, so that it can be right or wrong that they hold it"
        yield Remark(item.stem, message, hint, found[0])


_MOMENT = any_of(
    "currently recently nowadays presently at_present at_the_moment as_of_now so_far this_year"
    " last_year next_year"
    " current_(?:head|president|champion|holder|version|price|rate|leader|chair|king|queen|pope)"
    " current_(?:minister|director|members?|state_of|number_of)"
    " (?:latest|newest|today's)_(?:figures?|reports?|versions?|counts?|data|editions?|estimates?)"
)
_NOW = re.compile(
    r"\b(?:is|are|has|have)\b(?: [\w-]+){0,5} (now|today)\b|\b(now|today) (?:is|are|has|have)\b"
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']{20,}'")


@ITEM_CLAIMS("L118")
def of_the_moment(item: Item) -> Iterator[Remark]:
    """A word that will be wrong some day, without the day on which it was right."""
    question = item.question
    if question.as_of:
        return
    told = [(item.stem, question.stem)]
    told += [(item.option(option), option.text) for option in item.options]
    if isinstance(question, Match):
        pairs = enumerate(question.pairs)
        told += [((*item.path, "pairs", at, "stem"), pair.stem) for at, pair in pairs]
    whole = "\n".join(text for _, text in told)
    if not _MOMENT.search(whole) and not _NOW.search(whole):
        return
    for path, written in told:
        text = _QUOTED.sub("", spoken(written))
        found = _MOMENT.search(text)
        if not found and isinstance(question, Single | Multiple | TrueFalse):
            found = _NOW.search(text) if path == item.stem else None
        if found:
            word = next(filter(None, (*found.groups(), found[0])))
            message = f"`{word}` will be wrong some day, and nobody will know from when on"
            yield Remark(path, message, "add `as_of:` with the day it was so", word)
            return


_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?<![\w.#-])(?:"
    r"(?:1[4-9]|20)\d\d(?![\d-]|s?\s+(?:words|characters))"
    r"|\d{1,3}(?:,\d{3})+|\d{3,}+(?![.:)])|\d+(?:\.\d+)? ?(?:%|per cent|percent|million|billion)"
    r")(?![\w-])"
)
_NO_FIGURE = re.compile(
    r"`[^`]*`|\b(?:RFC|RFCs|BCP|STD|ISO|Article|Art\.|section|paragraph|port|AS|page|item)s? "
    r"[\d.]+(?:(?:,| and| to)? \d[\d.]*)*|\[\[[a-z0-9-]+(?=[|\]])|https?://\S+",
    re.IGNORECASE,
)


@LESSON_CLAIMS("L307")
def uncited(lesson: LessonSubject) -> Iterator[Remark]:
    """A number or a date that no source is cited for, here or where the lesson told it before."""
    told = list(_paragraphs(lesson))
    open_ = [(path, text) for path, text in told if "[@" not in text and _figures(text)]
    if not open_:
        return
    cited = "\n".join(text for _, text in told if "[@" in text)
    covered = {*_figures(cited), *_figures("\n".join(_sourced(lesson)))}
    for path, paragraph in open_:
        if figure := next((one for one in _figures(paragraph) if one not in covered), None):
            message = f"`{figure}` stands in a paragraph that cites no source"
            yield Remark(path, message, "cite where it can be read: `[@source-id]`", figure)


def _figures(text: str) -> list[str]:
    return _FIGURE.findall(_NO_FIGURE.sub("", text)) if _DIGIT.search(text) else []


def _paragraphs(lesson: LessonSubject) -> Iterator[tuple[Path, str]]:
    """The running text of a lesson, but for its made-up examples."""
    for part in lesson.parts:
        for number, block in enumerate(part.section.blocks):
            if isinstance(block, Prose) or (
                isinstance(block, Callout) and block.style != "example"
            ):
                for paragraph in block.text.split("\n\n"):
                    yield (*part.path, "blocks", number, "text"), paragraph


def _sourced(lesson: LessonSubject) -> Iterator[str]:
    """The texts of tables, quotes and the like, which name their sources as a whole."""
    for part in lesson.parts:
        for block in part.section.blocks:
            if getattr(block, "sources", ()) or isinstance(block, Quote):
                yield from (text for _, text in texts(block))


_CITED = re.compile(r"\[@([a-z0-9-]+)\]")
_YEAR = re.compile(r"(?<![\w/.-])((?:1[4-9]|20)\d\d)(?![\w%-])")
_AHEAD = any_of(
    r"will would shall by_(?:\d{4}|the_end_of|then) until till before to_be targets? goals?"
    r" aims? plan plans planned promise[sd]? schedul\w+ due expires? expected forecast\w* next"
    r" later takes_effect reckon\w* project\w* predict\w* foresee\w* to_report in_force"
    r" into_force appl(?:y|ies|ied)_(?:to_all_\w+_)?(?:from|since) has_applied since from"
)
"""Words with which one speaks of a year before it has come."""


@LESSON_CLAIMS("L308")
def older_source(lesson: LessonSubject) -> Iterator[Remark]:
    """A source that was written before what it is cited for."""
    sources = lesson.ground.sources
    for path, paragraph in _paragraphs(lesson):
        # Most paragraphs cite nothing that is as old as the oldest year they name.
        names = [name for name in _CITED.findall(paragraph) if name in sources]
        years = [int(year) for year in _YEAR.findall(paragraph)] if names else []
        if not names or not years or min(sources[name].year for name in names) >= max(years):
            continue
        for sentence in sentences(paragraph):
            for claim, cited in _cited_claims(sentence):
                known = [sources[name] for name in cited if name in sources]
                told = [int(year) for year in _YEAR.findall(spoken(claim))]
                if not known or not told or _AHEAD.search(claim):
                    continue
                newest = max(known, key=lambda source: source.year)
                if newest.year < max(told):
                    message = f"this is of {max(told)}, and `{newest.id}` of {newest.year}"
                    hint = "cite what was written afterwards, or mend the year of the source"
                    yield Remark(path, message, hint, str(max(told)))


def _cited_claims(sentence: str) -> Iterator[tuple[str, list[str]]]:
    """The clauses of a sentence, each with the sources cited right after it."""
    begin = 0
    for found in re.finditer(r"(?:\[@[a-z0-9-]+\][, ]*)+", sentence):
        clause = re.split(r"[:;]", sentence[begin : found.start()])[-1]
        yield clause, _CITED.findall(found[0])
        begin = found.end()
