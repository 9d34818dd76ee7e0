"""An author's prose as plain values, ready for JSON: no Markdown goes to a device, and no markup.

A text is a list of pieces: `runs`, pairs of words and their style ("", "strong", "em" or "code"),
and for an item of a list its `mark` and, inside another, `level` 1.
"""

from typing import Any, assert_never

from course.content.markup import (
    Cite,
    Code,
    Inline,
    Link,
    ListItem,
    Paragraph,
    Piece,
    TermLink,
    Words,
    as_words,
    pieces,
)

Prose = list[dict[str, Any]]


def prose(markdown: str) -> Prose:
    """A text without its sources; a term stands as the text writes it."""
    return [_piece(piece) for piece in pieces(markdown)]


def _piece(piece: Piece) -> dict[str, Any]:
    match piece:
        case Code():
            return {"runs": [[piece.text, "code"]]}
        case Paragraph():
            return {"runs": _runs(piece.content)}
        case ListItem():
            said: dict[str, Any] = {"runs": _runs(piece.content), "mark": piece.marker}
            return said | ({"level": 1} if piece.level else {})
        case _:
            assert_never(piece)


def _runs(content: tuple[Inline, ...]) -> list[list[str]]:
    runs: list[list[str]] = []
    for token in content:
        match token:
            case Words():
                runs.append([token.text, _style(token)])
            case Link():
                runs.append([f"{token.text} ({token.url})", ""])
            case TermLink():
                runs.append([token.shown or as_words(token.term), ""])
            case Cite():
                # A source that is not told leaves no gap before the full stop.
                if runs:
                    runs[-1][0] = runs[-1][0].rstrip()
            case _:
                assert_never(token)
    return runs


def _style(words: Words) -> str:
    if words.code:
        return "code"
    return "strong" if words.strong else "em" if words.emphasis else ""
