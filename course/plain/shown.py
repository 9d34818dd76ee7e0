"""A question that a class shows, in lines: the same as in self-study, made from its sheet."""

from collections.abc import Callable
from typing import assert_never

from course.i18n import _
from course.joining.seat import Side
from course.joining.wire import Answer, Gap, Option, Sheet
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
    return part if isinstance(part, str) else f"({_gaps(sheet).index(part) + 1}) ____"


def _gaps(sheet: Sheet) -> list[Gap]:
    return [part for part in sheet.parts if isinstance(part, Gap)]


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
            return {gap.gap: _fill(lines, sheet, gap, read) for gap in _gaps(sheet)}
        case "text":
            return _write(sheet, read)
        case _:
            assert_never(sheet.form)


def _fill(lines: Lines, sheet: Sheet, gap: Gap, read: Read) -> str:
    place = _gaps(sheet).index(gap) + 1
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


def in_lines(answer: Answer | None, sheet: Sheet) -> str:
    """An answer in words."""
    texts = {option.key: option.text for option in sheet.options}
    match answer:
        case None:
            return ""
        case str():
            return texts.get(answer, answer) if sheet.options else answer
        case tuple():
            return "; ".join(texts.get(key, key) for key in answer)
        case dict():
            return "; ".join(_pair(sheet, texts, key, to) for key, to in answer.items())


def _pair(sheet: Sheet, texts: dict[str, str], key: str, to: str) -> str:
    stems = {stem.key: stem.text for stem in sheet.stems}
    gaps = {gap.gap: gap.options for gap in _gaps(sheet)}
    chosen = {**texts, **_by_key(gaps.get(key, ()))}.get(to, to)
    name = stems.get(key) or _("gap {n}").format(
        n=list(gaps).index(key) + 1 if key in gaps else key
    )
    return f"{name}: {chosen}"


def _by_key(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.key: option.text for option in options}
