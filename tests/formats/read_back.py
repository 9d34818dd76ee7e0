"""Markdown as another program reads it: blocks of letters, each with its style."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_READER = MarkdownIt("commonmark").enable("table")
_TAGS = {
    "<strong>": ("strong", True),
    "</strong>": ("strong", False),
    "<em>": ("em", True),
    "</em>": ("em", False),
    "<code>": ("code", True),
    "</code>": ("code", False),
}

Letter = tuple[str, frozenset[str]]
"""A character that is no space, and its styles: `strong`, `em`, `code`, or an address."""


@dataclass(frozen=True)
class Read:
    """A block."""

    kind: str
    """`p`, `li` with its depth, `code`, `h` with its level, `td`, `th`."""
    letters: tuple[Letter, ...] = field(default=())

    @property
    def text(self) -> str:
        """Its words without spaces."""
        return "".join(letter for letter, _ in self.letters)


def read_back(markdown: str) -> list[Read]:
    """The blocks of a document."""
    found: list[Read] = []
    lists = 0
    holder = ""
    for token in _READER.parse(markdown):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "heading_open":
                holder = token.tag
            case "th_open" | "td_open":
                holder = token.tag
            case "heading_close" | "th_close" | "td_close":
                holder = ""
            case "inline":
                kind = holder or (f"li{lists - 1}" if lists else "p")
                found.append(Read(kind, tuple(_letters(token.children or []))))
            case "fence" | "code_block":
                styled = frozenset(("code",))
                text = (letter for letter in token.content if not letter.isspace())
                found.append(Read("code", tuple((letter, styled) for letter in text)))
            case _:
                pass
    return found


def _letters(children: list[Token]) -> Iterator[Letter]:
    styles: set[str] = set()
    for token in children:
        match token.type:
            case "text":
                yield from ((c, frozenset(styles)) for c in token.content if not c.isspace())
            case "code_inline":
                code = frozenset((*styles, "code"))
                yield from ((c, code) for c in token.content if not c.isspace())
            case "strong_open" | "em_open":
                styles.add(token.tag)
            case "strong_close" | "em_close":
                styles.discard(token.tag)
            case "link_open":
                styles.add(str(token.attrs["href"]))
            case "link_close":
                styles = {style for style in styles if not style.startswith("http")}
            case "html_inline" if token.content in _TAGS:
                tag, begins = _TAGS[token.content]
                (styles.add if begins else styles.discard)(tag)
            case "softbreak" | "hardbreak":
                pass
            case "html_inline" if token.content == "<br>":
                pass
            case other:
                raise AssertionError(f"{other} {token.content!r} was not written")
