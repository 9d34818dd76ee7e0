"""The Markdown that prose is written in, as tokens that each face writes in its own way.

Inline: `**strong**`, `*emphasis*`, `` `code` ``, `[text](https://...)`, `[@source]`, `[[term]]`
and `[[term|as shown]]`. Blocks: paragraphs, `-` and `1.` lists (one level of nesting), fenced
code. Whatever is none of these stays the text it is: no input is refused.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Running text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an address; only http and https are links."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A source is cited."""

    source: str


@dataclass(frozen=True, slots=True)
class TermLink:
    """A word of the glossary."""

    term: str
    shown: str | None
    """What stands in the text; None for the term as the glossary writes it."""


Inline = Words | Link | Cite | TermLink


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    marker: str
    """`•`, or the number with its full stop."""
    level: int
    """0, or 1 inside another item."""
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted lines."""

    text: str


Piece = Paragraph | ListItem | Code

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_INLINE = re.compile(
    rf"`(?P<code>[^`\n]+)`"
    rf"|\[@(?P<cite>{_ID})\]"
    rf"|\[\[(?P<term>{_ID})(?:\|(?P<shown>[^\[\]|\n]+))?\]\]"
    r"|\[(?P<text>[^\[\]\n]+)\]\((?P<url>https?://[^\s()<>]+)\)"
    r"|(?P<strong>\*\*)(?=\S)|(?P<close>(?<=\S)\*\*)"
    r"|(?P<emphasis>\*)(?=\S)|(?P<end>(?<=\S)\*)"
)
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*•]|[0-9]{1,3}[.)]) +(?P<text>\S.*)")


def inline(text: str) -> tuple[Inline, ...]:
    """The tokens of one paragraph."""
    return tuple(_merged(_tokens(text)))


def _tokens(text: str) -> Iterator[Inline]:
    strong = emphasis = False
    end = 0
    for found in _INLINE.finditer(text):
        # A star that is never closed is a star.
        ahead = text[found.end() :]
        star = found.group()
        if star in ("*", "**"):
            is_open = strong if star == "**" else emphasis
            opens = not is_open and _closes(star, ahead)
            if not (is_open or opens):
                continue
        yield Words(text[end : found.start()], strong, emphasis)
        end = found.end()
        if star == "**":
            strong = not strong
        elif star == "*":
            emphasis = not emphasis
        elif code := found["code"]:
            yield Words(code, strong, emphasis, code=True)
        elif source := found["cite"]:
            yield Cite(source)
        elif term := found["term"]:
            yield TermLink(term, found["shown"])
        else:
            yield Link(found["text"], found["url"])
    yield Words(text[end:], strong, emphasis)


def _closes(star: str, ahead: str) -> bool:
    pattern = r"\S\*\*" if star == "**" else r"[^\s*]\*(?!\*)"
    return not ahead[:1].isspace() and re.search(pattern, ahead[:2_000]) is not None


def _merged(tokens: Iterator[Inline]) -> Iterator[Inline]:
    waiting: Words | None = None
    for token in tokens:
        if not isinstance(token, Words):
            if waiting:
                yield waiting
            waiting = None
            yield token
        elif not token.text:
            continue
        elif waiting and (waiting.strong, waiting.emphasis, waiting.code) == (
            token.strong,
            token.emphasis,
            token.code,
        ):
            waiting = Words(
                waiting.text + token.text, token.strong, token.emphasis, code=token.code
            )
        else:
            if waiting:
                yield waiting
            waiting = token
    if waiting:
        yield waiting


def pieces(text: str) -> tuple[Piece, ...]:
    """The paragraphs, list items and code of a text, in order."""
    found: list[Piece] = []
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        if line.strip().startswith("```"):
            end = _fence_end(lines, place)
            found.append(Code("\n".join(lines[place + 1 : end])))
            place = end + 1
        elif not line.strip():
            place += 1
        else:
            end = _paragraph_end(lines, place)
            found.append(_piece([line.rstrip("\r") for line in lines[place:end]]))
            place = end
    return tuple(found)


def _fence_end(lines: list[str], start: int) -> int:
    for place in range(start + 1, len(lines)):
        if lines[place].strip() == "```":
            return place
    return len(lines)


def _paragraph_end(lines: list[str], start: int) -> int:
    place = start + 1
    while place < len(lines):
        line = lines[place]
        if not line.strip() or line.strip().startswith("```") or _ITEM.fullmatch(line):
            break
        place += 1
    return place


def _piece(lines: list[str]) -> Piece:
    if item := _ITEM.fullmatch(lines[0]):
        marker = item["marker"] if item["marker"][0].isdigit() else "•"
        text = " ".join([item["text"], *(line.strip() for line in lines[1:])])
        return ListItem(marker.replace(")", "."), int(len(item["indent"]) >= 2), inline(text))
    return Paragraph(inline(_joined(lines)))


def _joined(lines: list[str]) -> str:
    # Two spaces or a backslash at the end of a line break it, as everywhere in Markdown.
    text = ""
    for line in lines:
        if line.endswith(("  ", "\\")):
            text += line.rstrip(" \\").strip() + "\n"
        else:
            text += line.strip() + " "
    return text.strip()


def _uncited(source: str) -> str:
    return ""


def as_words(term: str) -> str:
    """A term of which only the id is known."""
    return term.replace("-", " ")


def bare(
    markdown: str,
    cite: Callable[[str], str] = _uncited,
    term: Callable[[str], str] = as_words,
) -> str:
    """The words alone: styles dropped, paragraphs kept apart.

    Args:
        markdown: The text.
        cite: What stands for a source that is cited; nothing unless given.
        term: How a term of the glossary is written that the text does not write itself.
    """
    written = ""
    before: Piece | None = None
    for piece in pieces(markdown):
        if before:
            both_items = isinstance(before, ListItem) and isinstance(piece, ListItem)
            written += "\n" if both_items else "\n\n"
        written += _bare_piece(piece, cite, term)
        before = piece
    return written


def _bare_piece(piece: Piece, cite: Callable[[str], str], term: Callable[[str], str]) -> str:
    if isinstance(piece, Code):
        return piece.text
    words = ""
    for token in piece.content:
        said = _bare_token(token, cite, term)
        # A source that is not told leaves no gap before the full stop.
        words = words + said if said else words.rstrip()
    if isinstance(piece, ListItem):
        return f"{'   ' * piece.level}{piece.marker} {words}"
    return words


def _bare_token(token: Inline, cite: Callable[[str], str], term: Callable[[str], str]) -> str:
    match token:
        case Words():
            return token.text
        case Link():
            return f"{token.text} ({token.url})"
        case Cite():
            return cite(token.source)
        case TermLink():
            return token.shown or term(token.term)
