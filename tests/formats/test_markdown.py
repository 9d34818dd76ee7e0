"""Whatever an author wrote, another program reads the same words in the same styles."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.content.markup import Cite, Code, Inline, Link, ListItem, TermLink, Words, pieces
from course.formats.markdown import Notes, escaped, inline, prose, quoted, table
from tests.formats.read_back import Letter, Read, read_back

SIGNS = st.text(alphabet="ab1 \n*`_[]()|<>#&~-+=.\\!:'\"@{}$^/\u00e9", max_size=40)
WRITTEN = st.lists(
    st.sampled_from(
        ["**", "*", "`", "[shall]", "[@minutes]", "[[hum]]", "[[hum|a hum]]", "- ", "  - ", "1. ",
         "12. ", "\n", "\n\n", "```\n", " ", "word", "a.", "#", "> ", "  \n",
         "[a](https://example.org/b_c?d=e&copy=1)", "https://example.org", "|", "<b>", "&amp;"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def a_notebook() -> Notes:
    return Notes({"hum": "Hum *of* the room"}.__getitem__)


def read(markdown: str) -> list[Read]:
    """The blocks of a document, but for paragraphs of nothing."""
    return [block for block in read_back(markdown) if block.letters or block.kind != "p"]


def meant(text: str) -> list[Read]:
    """The blocks of a text as our own rules read them."""
    notes = a_notebook()
    found = []
    in_list = False
    for piece in pieces(text):
        if isinstance(piece, Code):
            letters = [(c, frozenset(("code",))) for c in piece.text if not c.isspace()]
            found.append(Read("code", tuple(letters)))
            in_list = False
            continue
        is_item = isinstance(piece, ListItem)
        level = piece.level if isinstance(piece, ListItem) and in_list else 0
        read = tuple(letter for token in piece.content for letter in letters_of(token, notes))
        if read or is_item:
            found.append(Read(f"li{level}" if is_item else "p", read))
        in_list = is_item or (in_list and not read)
    return found


def letters_of(token: Inline, notes: Notes) -> list[Letter]:
    match token:
        case Words(text, strong, emphasis, code):
            flags = {"strong": strong, "em": emphasis, "code": code}
            # Inside code there is no bold in Markdown's plain marks either.
            styles = frozenset(name for name, on in flags.items() if on)
            if code:
                styles = frozenset(("code",))
        case Link(text, url):
            styles = frozenset((url,))
        case Cite(source):
            text, styles = f"[{notes.number(source)}]", frozenset()
        case TermLink():
            text, styles = notes.word(token), frozenset()
    return [(c, styles) for c in text if not c.isspace()]


@given(st.one_of(WRITTEN, SIGNS))
@example("States [shall][should] agree")
@example('**"Yes"**he said, *no*\\body **a***b*')
@example("100. a\n  - b")
@example("- 1. not a list in a list")
@example("a  \n- b\n\n  - c")
@example("*(a)*b and b*(a)*")
@example("**```\n`**`**`")
def test_prose_is_read_as_it_was_meant(text: str) -> None:
    assert read(prose(text, a_notebook())) == meant(text)


@given(st.one_of(WRITTEN, SIGNS))
def test_what_is_quoted_is_read_the_same(text: str) -> None:
    assert read(quoted(prose(text, a_notebook()))) == meant(text)


@given(SIGNS)
def test_escaped_text_is_the_text(text: str) -> None:
    line = " ".join(text.split())
    found = read_back(f"x{escaped(line)}")
    assert [block.text for block in found] == [f"x{line.replace(' ', '')}"]


@given(SIGNS.map(lambda text: " ".join(text.split())).filter(bool))
def test_a_cell_stays_a_cell_and_a_heading_a_heading(text: str) -> None:
    cell = inline(text, a_notebook())
    grid = read_back(table(["head", cell], [[cell, "end"]]))
    heading, below = read_back(f"### {cell}\n\nbelow")
    assert [block.kind for block in grid] == ["th", "th", "td", "td"]
    assert grid[1].letters == grid[2].letters == heading.letters
    assert (heading.kind, below.text, grid[3].text) == ("h3", "below", "end")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("[shall][should]", r"\[shall\]\[should\]"),
        ("**Red line.** None", "**Red line.** None"),
        ("2012. That year", r"2012\. That year"),
        ("a [@x] [@y] [@x]", r"a \[1\] \[2\] \[1\]"),
        ("`a|b`", r"<code>a\|b</code>"),
    ],
)
def test_it_is_written_as_a_person_would_write_it(ours: str, theirs: str) -> None:
    assert inline(ours, a_notebook()) == theirs
