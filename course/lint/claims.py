"""Rules about claims: who holds them, when they hold, and where they can be read."""

import re
from collections.abc import Iterator

from course.content.blocks import Callout, Prose
from course.content.questions import Match, Multiple, Single, TrueFalse
from course.lint.rules import Remark, Rules
from course.lint.subjects import Item, Part
from course.lint.words import any_of, sentences, spoken

ITEM_CLAIMS: Rules[Item] = Rules()
PART_CLAIMS: Rules[Part] = Rules()

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
    "currently recently nowadays presently at_present at_the_moment as_of_now so_far to_date"
    " this_year last_year next_year latest newest today's"
)
_NOW = re.compile(r"(?<![\w-])(?:now|today)(?![\w-])", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|does|do|holds?|runs?|serves?|leads?|chairs?|counts?|lives?|uses?)\b"
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
    for path, written in told:
        text = _QUOTED.sub("", spoken(written))
        found = _MOMENT.search(text)
        if not found and isinstance(question, Single | Multiple | TrueFalse):
            found = _NOW.search(text) if path == item.stem and _PRESENT.search(text) else None
        if found:
            message = f"`{found[0]}` will be wrong some day, and nobody will know from when on"
            yield Remark(path, message, "add `as_of:` with the day it was so", found[0])
            return


_FIGURE = re.compile(
    r"(?<![\w.#-])(?:"
    r"(?:1[4-9]|20)\d\d(?![\d-]|s?\s+(?:words|characters))"
    r"|\d{1,3}(?:,\d{3})+|\d{3,}(?!\d*[.:)])|\d+(?:\.\d+)? ?(?:%|per cent|percent|million|billion)"
    r")(?![\w-])"
)
_NO_FIGURE = re.compile(
    r"`[^`]*`|\b(?:RFC|RFCs|BCP|STD|ISO|Article|Art\.|section|paragraph|port|AS|page|item)s? "
    r"[\d.]+(?:(?:,| and| to)? \d[\d.]*)*|\[\[[a-z0-9-]+(?=[|\]])|https?://\S+",
    re.IGNORECASE,
)


@PART_CLAIMS("L307")
def uncited(part: Part) -> Iterator[Remark]:
    """A number or a date in a paragraph that cites nothing."""
    for number, block in enumerate(part.section.blocks):
        if not isinstance(block, Prose | Callout) or getattr(block, "style", "") == "example":
            continue
        for paragraph in block.text.split("\n\n"):
            if "[@" in paragraph:
                continue
            if found := _FIGURE.search(_NO_FIGURE.sub("", paragraph)):
                message = f"`{found[0]}` stands in a paragraph that cites no source"
                path = (*part.path, "blocks", number, "text")
                hint = "cite where it can be read: `[@source-id]`"
                yield Remark(path, message, hint, found[0])


_CITED = re.compile(r"\[@([a-z0-9-]+)\]")
_YEAR = re.compile(
    r"(?<![\w/.-])(?<!\bby )(?<!\buntil )(?<!\bbefore )(?<!\bto )((?:1[4-9]|20)\d\d)(?![\w%-])"
)


@PART_CLAIMS("L308")
def older_source(part: Part) -> Iterator[Remark]:
    """A source that was written before what it is cited for."""
    sources = part.ground.sources
    for number, block in enumerate(part.section.blocks):
        if not isinstance(block, Prose | Callout):
            continue
        for sentence in sentences(block.text):
            cited = [name for name in _CITED.findall(sentence) if name in sources]
            told = [int(year) for year in _YEAR.findall(_CITED.sub("", spoken(sentence)))]
            if not cited or not told:
                continue
            newest = max(cited, key=lambda name: sources[name].year)
            if (year := sources[newest].year) < max(told):
                message = f"this is of {max(told)}, and `{newest}` of {year}"
                path = (*part.path, "blocks", number, "text")
                hint = "cite what was written afterwards, or mend the year of the source"
                yield Remark(path, message, hint, str(max(told)))
