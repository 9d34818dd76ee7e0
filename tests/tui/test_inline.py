"""Our Markdown as Content: what is styled, what points somewhere, and that nothing ever acts."""

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from course.tui.inline import POINTS_AT, Notes, inline, paragraphs, wrapped

HOSTILE = "[red]no[/red] [@click=app.quit]x[/] [ @click=app.bell]y a[i] list[int] [/b] $x"


def pointing(content: Content) -> dict[str, dict[str, str]]:
    """What each piece of text points at."""
    found = {}
    for start, end, style in content.spans:
        if not isinstance(style, str) and style.meta:
            found[content.plain[start:end]] = dict(style.meta)
    return found


def styled(content: Content) -> dict[str, str]:
    return {content.plain[s:e]: style for s, e, style in content.spans if isinstance(style, str)}


def test_styles_become_spans() -> None:
    content = inline("a **bold** and *slanted* `code`")
    assert content.plain == "a bold and slanted code"
    assert styled(content) == {"bold": "bold", "slanted": "italic", "code": "$text-secondary"}


def test_markup_of_textual_is_only_text() -> None:
    for made in (inline(HOSTILE), inline(HOSTILE, Notes()), paragraphs(HOSTILE)):
        assert made.plain == HOSTILE
        assert made.spans == []


def test_sources_are_numbered_in_the_order_they_are_cited() -> None:
    notes = Notes()
    content = inline("First [@one]. Then [@two] [@one], [@three][@two].", notes)
    assert content.plain == "First¹. Then²\xa0¹,³\xa0²."
    assert notes.sources == ["one", "two", "three"]
    assert pointing(content)["²"] == {"source": "two"}


def test_a_mark_may_begin_a_paragraph() -> None:
    assert inline("[@one] [@two] say so", Notes()).plain == "¹\xa0² say so"


def test_a_mark_follows_a_term_closely() -> None:
    assert inline("The [[itu|Union]] [@one] said", Notes()).plain == "The Union¹ said"


def test_terms_point_at_the_glossary_and_are_named_by_it() -> None:
    notes = Notes(name=str.upper)
    content = inline("The [[itu]] and the [[itrs|regulations]] of the [[itu]]", notes)
    assert content.plain == "The ITU and the regulations of the ITU"
    assert notes.terms == ["itu", "itrs"]
    assert pointing(content)["regulations"] == {"term": "itrs"}


def test_links_show_their_text_and_keep_their_address() -> None:
    notes = Notes()
    content = inline("see [the site](https://example.org/it's)", notes)
    assert content.plain == "see the site"
    assert notes.links == {"https://example.org/it's": "the site"}
    assert pointing(content) == {"the site": {"link": "https://example.org/it's"}}


def test_only_web_addresses_are_links() -> None:
    for text in ("[x](javascript:alert)", "[x](file:///etc/passwd)", "[x](--version)"):
        assert inline(text, Notes()).plain == text


def test_without_notes_nothing_points_anywhere() -> None:
    content = inline("The [[net-work]] [@one], [here](https://example.org).")
    assert content.plain == "The net work, here (https://example.org)."
    assert pointing(content) == {}


def test_paragraphs_stand_apart_and_items_together() -> None:
    content = paragraphs("One\nparagraph.\n\n- a\n- b\n  - c\n\n1. d\n\nTwo.")
    assert content.plain == "One paragraph.\n\n • a\n • b\n   • c\n 1. d\n\nTwo."


def test_lines_of_an_item_hang_below_each_other() -> None:
    content = paragraphs("- one two three\n- four", width=10)
    assert content.plain == " • one two\n   three\n • four"


def test_code_is_never_wrapped_or_read() -> None:
    text = "**a** [[b]] [@c]    wide"
    assert paragraphs(f"```\n{text}\n```", Notes(), width=10).plain == text


def test_wrapping_keeps_what_points_somewhere() -> None:
    content = wrapped(inline("words and [[itu|the Union]]", Notes()), 10)
    assert content.plain == "words and\nthe Union"
    assert pointing(content) == {"the Union": {"term": "itu"}}


@given(st.text(max_size=80), st.integers(1, 60))
def test_any_text_can_be_drawn_and_none_can_act(text: str, width: int) -> None:
    for made in (inline(text, Notes()), paragraphs(text, Notes(), width)):
        metas = [style.meta for *_, style in made.spans if not isinstance(style, str)]
        assert {key for meta in metas for key in meta} <= set(POINTS_AT)


@given(st.text(alphabet="ab *`[]|@()-\n", max_size=60), st.integers(12, 60))
def test_wrapped_text_is_never_wider_than_asked(text: str, width: int) -> None:
    lines = paragraphs(text, Notes(), width).plain.split("\n")
    assert all(len(line) <= width for line in lines) or "```" in text
