"""An answer in the words of the sheet it was given on."""

from course.i18n import _
from course.joining.wire import Answer, Gap, Option, Sheet


def gaps_of(sheet: Sheet) -> list[Gap]:
    """The gaps of a text, in their order."""
    return [part for part in sheet.parts if isinstance(part, Gap)]


def spoken(answer: Answer | None, sheet: Sheet) -> str:
    """An answer in words; empty for none."""
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
    gaps = {gap.gap: gap.options for gap in gaps_of(sheet)}
    chosen = {**texts, **_by_key(gaps.get(key, ()))}.get(to, to)
    name = stems.get(key) or _("gap {n}").format(
        n=list(gaps).index(key) + 1 if key in gaps else key
    )
    return f"{name}: {chosen}"


def _by_key(options: tuple[Option, ...]) -> dict[str, str]:
    return {option.key: option.text for option in options}
