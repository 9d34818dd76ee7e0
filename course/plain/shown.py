"""A question that a class shows, in lines: the same as in self-study, made from its sheet."""

from collections.abc import Callable
from typing import assert_never

from course.i18n import _
from course.joining.seat import Side
from course.joining.spoken import gaps_of
from course.joining.wire import Answer, Gap, Sheet
from course.joining.words import hums
from course.plain.lines import Lines
from course.plain.typed import every, in_words, number, one, paragraphs, retry, several
from course.text import joined

Read = Callable[[str], str]


def put_shown(lines: Lines, sheet: Sheet) -> None:
    """Write the question with its options numbered."""
    lines.say(sheet.stem)
    lines.say()
    if sheet.form == "gaps":
        lines.say("".join(_part(sheet, part) for part in sheet.parts))
    else:
        number(lines, [option.text for option in sheet.options])


def _part(sheet: Sheet, part: str | Gap) -> str:
    return part if isinstance(part, str) else f"({gaps_of(sheet).index(part) + 1}) ____"


def ask_shown(lines: Lines, sheet: Sheet, read: Read) -> Answer:
    """Ask until the answer is whole; `read` asks for a line."""
    keys = [option.key for option in sheet.options]
    match sheet.form:
        case "one":
            return keys[one(read, _("Your answer, a number:"), len(keys))]
        case "many":
            ticked = several(read, _("Your answers, numbers with spaces between:"), len(keys))
            return tuple(key for place, key in enumerate(keys) if place in ticked)
        case "pairs":
            which = _("{entry}: which number?")
            return {
                stem.key: keys[one(read, which.format(entry=stem.text), len(keys))]
                for stem in sheet.stems
            }
        case "order":
            prompt = _("The right order, all numbers with spaces between:")
            return tuple(keys[place] for place in every(read, prompt, len(keys)))
        case "gaps":
            return {gap.gap: _fill(lines, sheet, gap, read) for gap in gaps_of(sheet)}
        case "text":
            return _write(sheet, read)
        case _:
            assert_never(sheet.form)


def _fill(lines: Lines, sheet: Sheet, gap: Gap, read: Read) -> str:
    place = gaps_of(sheet).index(gap) + 1
    if not gap.options:
        return retry(read, _("Gap {n}:").format(n=place), in_words)
    lines.say(_("Gap {n}:").format(n=place))
    number(lines, [option.text for option in gap.options])
    prompt = _("Gap {n}, a number:").format(n=place)
    return gap.options[one(read, prompt, len(gap.options))].key


def _write(sheet: Sheet, read: Read) -> str:
    if sheet.long:
        return paragraphs(read)
    if sheet.units:
        units = joined(sheet.units, _("or"))
        return retry(read, _("Your answer, a number in {units}:").format(units=units), in_words)
    if sheet.number:
        return retry(read, _("Your answer, a number:"), in_words)
    return retry(read, _("Your answer, a word or a few:"), in_words)


def ask_hum(lines: Lines, read: Read) -> tuple[Side, int]:
    """Ask how to hum."""
    ways = list(hums().values())
    number(lines, [words for words, _side, _strength in ways])
    _words, side, strength = ways[one(read, _("How do you hum? A number:"), len(ways))]
    return side, strength
