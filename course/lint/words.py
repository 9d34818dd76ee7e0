"""Text as the rules look at it: what is read aloud, whole words, lists of words."""

import re

_MARKUP = re.compile(
    r"\[@[^\]\n]*\]"
    r"|\[\[(?:[^\[\]|\n]+\|)?([^\[\]]+)\]\]"
    r"|\[([^\[\]\n]+)\]\(https?://[^\s()]+\)"
    r"|[*`]"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def spoken(text: str) -> str:
    """`text` as it is read: without citations, addresses and emphasis."""
    if "[" not in text and "*" not in text and "`" not in text:
        return text
    return _MARKUP.sub(lambda found: found[1] or found[2] or "", text)


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(spoken(text).casefold())


def count(text: str) -> int:
    """How many words a text has."""
    return len(spoken(text).split())


def any_of(listed: str) -> "re.Pattern[str]":
    """A pattern for any of the words listed, each whole, in any case; `no_one` is two words."""
    inside = "|".join(listed.replace("_", r"\s+").split())
    return re.compile(rf"(?<![\w-])(?:{inside})(?![\w-])", re.IGNORECASE)
