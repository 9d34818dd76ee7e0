"""The Markdown of our prose: what is style, what points somewhere, and what stays text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.markup import (
    Cite,
    Code,
    Inline,
    Link,
    ListItem,
    Paragraph,
    TermLink,
    Words,
    inline,
    pieces,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("plain", (Words("plain"),)),
        ("**a**", (Words("a", strong=True),)),
        ("*a*", (Words("a", emphasis=True),)),
        ("`a*b`", (Words("a*b", code=True),)),
        ("**a *b* c**", (Words("a ", True), Words("b", True, True), Words(" c", True))),
        ("a[@one]b", (Words("a"), Cite("one"), Words("b"))),
        ("[[itu]]", (TermLink("itu", None),)),
        ("[[itu|the *Union*]]", (TermLink("itu", "the *Union*"),)),
        ("[a b](https://x.org/y)", (Link("a b", "https://x.org/y"),)),
        ("*`a`*", (Words("a", emphasis=True, code=True),)),
    ],
)
def test_what_is_written_becomes_tokens(text: str, tokens: tuple[Inline, ...]) -> None:
    assert inline(text) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "a*",
        "*a",
        "**a",
        "a ** b",
        "`a",
        "[@Not an id]",
        "[[]]",
        "[[Not An Id]]",
        "[a](file:///etc)",
        "[a](javascript:x)",
        "[a]()",
        "[red]",
        "a[i]",
        "<b>",
    ],
)
def test_what_is_none_of_ours_stays_the_text_it_is(text: str) -> None:
    assert inline(text) == (Words(text),)


def test_nothing_is_made_of_nothing() -> None:
    assert inline("") == ()
    assert pieces("") == ()
    assert pieces(" \n\n ") == ()


def test_paragraphs_are_parted_by_empty_lines_and_joined_over_line_ends() -> None:
    assert pieces("one\ntwo\n\nthree") == (
        Paragraph((Words("one two"),)),
        Paragraph((Words("three"),)),
    )


def test_two_spaces_or_a_backslash_break_a_line() -> None:
    assert pieces("one  \ntwo\\\nthree") == (Paragraph((Words("one\ntwo\nthree"),)),)


def test_lists_have_one_level_of_nesting() -> None:
    assert pieces("- a\n  goes on\n  - b\n* c\n1. d\n2) e") == (
        ListItem("•", 0, (Words("a goes on"),)),
        ListItem("•", 1, (Words("b"),)),
        ListItem("•", 0, (Words("c"),)),
        ListItem("1.", 0, (Words("d"),)),
        ListItem("2.", 0, (Words("e"),)),
    )


def test_code_is_kept_as_it_is() -> None:
    assert pieces("a\n```\n  *b*\n\n- c\n```\nd") == (
        Paragraph((Words("a"),)),
        Code("  *b*\n\n- c"),
        Paragraph((Words("d"),)),
    )
    assert pieces("```\nnever closed") == (Code("never closed"),)


def plain(tokens: tuple[Inline, ...]) -> str:
    """The letters that are shown."""
    shown = []
    for token in tokens:
        match token:
            case Words() | Link():
                shown.append(token.text)
            case Cite():
                shown.append(token.source)
            case TermLink():
                shown.append(token.shown or token.term)
    return "".join(shown)


# The word after an opening fence names a language and is not shown.
@given(st.text(alphabet="ab1 *`[]()|@-.\n\\", max_size=60).filter(lambda text: "```" not in text))
def test_no_letter_is_lost(text: str) -> None:
    shown = "".join(
        piece.text if isinstance(piece, Code) else plain(piece.content) for piece in pieces(text)
    )
    for letter in "ab":
        assert shown.count(letter) == text.count(letter)


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_tokens_in_a_row_differ_in_style(text: str) -> None:
    pieces(text)
    tokens = inline(text)
    for one, other in pairwise(tokens):
        if isinstance(one, Words) and isinstance(other, Words):
            assert (one.strong, one.emphasis, one.code) != (
                other.strong,
                other.emphasis,
                other.code,
            )
