"""Our Markdown as CommonMark: whatever reads it shows the same words in the same styles.

In our dialect `[shall][should]`, `1. ` inside a sentence or a lone star are plain text; here they
are escaped so that they stay it. Tables are those of GitHub's dialect.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import assert_never

from course.content.markup import (
    Cite,
    Code,
    Inline,
    Link,
    ListItem,
    Paragraph,
    TermLink,
    Words,
    pieces,
)
from course.content.markup import inline as tokens

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#&|~$^]")
_AT_START = re.compile(r"(?P<before>[-+=]|[0-9]{1,9}(?=[.)]))", re.ASCII)
"""Only at the start of a line: lists, underlined headings, rules."""


def escaped(text: str) -> str:
    """`text` as it reads: nothing in it acts, wherever in a line it stands."""
    return _ACTIVE.sub(r"\\\g<0>", text)


def _line_begun(line: str) -> str:
    """A line whose beginning does not act either."""
    line = line.strip()
    found = _AT_START.match(line)
    if not found:
        return line
    sign = found["before"]
    return f"{sign}\\{line[len(sign) :]}" if sign.isdigit() else f"\\{line}"


@dataclass
class Notes:
    """The sources and words that a document points at, filled while it is written."""

    name: Callable[[str], str]
    """How the glossary writes a term, by its id."""
    sources: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    def number(self, source: str) -> int:
        """The number of a source: 1 for the one cited first."""
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1

    def word(self, term: TermLink) -> str:
        """What stands in the text for a term."""
        if term.term not in self.terms:
            self.terms.append(term.term)
        return term.shown or self.name(term.term)


def inline(markdown: str, notes: Notes) -> str:
    """One paragraph on one line; hard breaks become line breaks of HTML."""
    return _line_begun(_written(tokens(markdown), notes)).replace("\n", "<br>")


def prose(markdown: str, notes: Notes) -> str:
    """Paragraphs, lists and code, apart from each other, without a final newline."""
    blocks: list[str] = []
    indent: str | None = None  # what an item inside the last one stands under
    for piece in pieces(markdown):
        match piece:
            case Paragraph():
                blocks.append(_paragraph(piece.content, notes))
                indent = None
            case ListItem():
                marker = "-" if piece.marker == "•" else piece.marker
                inner = indent if piece.level and indent else ""
                item = _item(marker, inner, piece.content, notes)
                blocks.append(item if indent is None else f"{blocks.pop()}\n{item}")
                indent = inner or " " * (len(marker) + 1)
            case Code():
                blocks.append(_fenced(piece.text))
                indent = None
            case _:
                assert_never(piece)
    return "\n\n".join(block for block in blocks if block)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are written already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def quoted(block: str) -> str:
    """A block set apart."""
    return "\n".join(f"> {line}".rstrip() for line in block.split("\n"))


def _paragraph(content: Iterable[Inline], notes: Notes) -> str:
    lines = map(_line_begun, _written(content, notes).split("\n"))
    return "\\\n".join(line for line in lines if line)


def _item(marker: str, indent: str, content: Iterable[Inline], notes: Notes) -> str:
    lines = _paragraph(content, notes).split("\n")
    return f"{indent}{marker} " + f"\n{indent}{' ' * (len(marker) + 1)}".join(lines)


def _fenced(code: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code}\n{fence}"


# --- inside a paragraph ---


def _written(found: Iterable[Inline], notes: Notes) -> str:
    parts = [_part(token, notes) for token in _code_together(found)]
    written = ""
    for (mark, text), (ahead, following) in pairwise([*parts, ("", "")]):
        written += _styled(mark, text, written[-1:], (ahead or following)[:1]) if mark else text
    return written


def _code_together(found: Iterable[Inline]) -> Iterator[Inline]:
    """Code that follows code, bold or not, is one: two marks side by side would be another mark."""
    waiting: Words | None = None
    for token in found:
        if isinstance(token, Words) and token.code:
            waiting = Words((waiting.text if waiting else "") + token.text, code=True)
            continue
        if waiting:
            yield waiting
        waiting = None
        yield token
    if waiting:
        yield waiting


def _part(token: Inline, notes: Notes) -> tuple[str, str]:
    """The mark of its style, and its text."""
    match token:
        case Words(code=True):
            return "", _code(token.text)
        case Words():
            return "**" * token.strong + "*" * token.emphasis, escaped(token.text)
        case Link():
            url = token.url.replace("\\", "%5C").replace("&", "&amp;").replace("|", "%7C")
            return "", f"[{escaped(token.text)}]({url})"
        case Cite():
            return "", f"\\[{notes.number(token.source)}\\]"
        case TermLink():
            return "", escaped(notes.word(token))
        case _:
            assert_never(token)


def _code(text: str) -> str:
    if "|" in text:  # it would end the cell of a table, where code knows no escape
        return f"<code>{escaped(text)}</code>"
    pad = " " * (text[0] == text[-1] == " " and not text.isspace())
    return f"`{pad}{text}{pad}`"


_TAGS = {"*": ("<em>", "</em>"), "**": ("<strong>", "</strong>")}
_TAGS["***"] = ("<strong><em>", "</em></strong>")


def _styled(mark: str, text: str, before: str, after: str) -> str:
    """`text` in a style, its outer spaces left outside."""
    bare = text.strip()
    if not bare:
        return text
    start, end = text[: -len(text.lstrip())], text[len(text.rstrip()) :]
    opens = _may_stand(start[-1:] or before, bare[0])
    closes = _may_stand((end or after)[:1], bare[-1])
    # Where a star would not be read as a mark, the style is said outright.
    first, last = (mark, mark) if opens and closes else _TAGS[mark]
    return f"{start}{first}{bare}{last}{end}"


def _may_stand(outside: str, inside: str) -> bool:
    """Whether a star between the two is read as a mark, by CommonMark's rule of flanking."""
    if outside == "*":
        return False
    return not _is_sign(inside) or not outside or outside.isspace() or _is_sign(outside)


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
