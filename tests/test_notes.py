"""Notes and bookmarks: written, changed and removed at their places, and exported safely."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from course.errors import CourseError
from course.notes import as_markdown, bookmark, by_lesson, escaped, kept, signs, write
from course.progress.store import MemoryStore
from course.sessions.events import Bookmarked, Event, NoteRemoved, NoteWritten, Unbookmarked
from course.study import Study
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)

NIGHT, FIGURES = "first-light#the-night", "first-light#in-figures"

HOSTILE = (
    "# Not a heading\n\n<script>alert(1)</script> [click](javascript:alert(1)) ![x](http://x/y)\n"
    "- no list\n1. none\n> no quote\n```\nno fence\n---\n===\n| no | table |\n|---|---|\n"
    "<!-- no comment &amp; no entity *no* _emphasis_ `no code` ~~x~~ $x$ http://evil.example \\\n"
    "<http://evil.example> www.evil.example\n    no code"
)


def events(store: MemoryStore) -> list[Event]:
    return [recorded.event for _, recorded in store.read("ada", "small")]


# --- keeping them ---


def test_a_note_is_written_changed_and_removed_and_the_log_keeps_every_text(
    study: Study, store: MemoryStore
) -> None:
    write(study, NIGHT, "One.  \n\nTwo.\n\n")
    write(study, NIGHT, "One.\n\nTwo.")
    write(study, NIGHT, "Three.")
    write(study, NIGHT, "  \n ")
    write(study, NIGHT, "")
    assert study.progress.notes == {}
    assert events(store) == [
        NoteWritten(NIGHT, "One.\n\nTwo."),
        NoteWritten(NIGHT, "Three."),
        NoteRemoved(NIGHT),
    ]


def test_what_the_gate_refuses_is_not_kept_and_the_old_note_stays(study: Study) -> None:
    write(study, NIGHT, "One.")
    with pytest.raises(CourseError, match="cannot be stored"):
        write(study, NIGHT, "\x1b[2J")
    with pytest.raises(CourseError, match="cannot be stored"):
        write(study, NIGHT, "x" * 20_001)
    assert study.progress.notes[NIGHT].text == "One."


def test_hostile_text_is_kept_as_it_was_typed(
    study: Study, course_folder: Path, store: MemoryStore, clock: Clock
) -> None:
    write(study, "q-single", HOSTILE)
    again = a_study(course_folder, store, clock)
    assert again.progress.notes["q-single"].text == HOSTILE


def test_a_bookmark_is_put_and_taken_out(study: Study, store: MemoryStore) -> None:
    assert bookmark(study, NIGHT)
    assert signs(study, NIGHT) == "★"
    write(study, NIGHT, "Mine.")
    assert signs(study, NIGHT) == "★✎"
    assert not bookmark(study, NIGHT)
    assert signs(study, FIGURES) == ""
    assert events(store)[0] == Bookmarked(NIGHT)
    assert events(store)[-1] == Unbookmarked(NIGHT)


def test_all_of_them_stand_in_the_order_of_the_course(study: Study) -> None:
    for name in ("gone#for-good", "where-is-it", "q-single", FIGURES, NIGHT):
        write(study, name, f"At {name}.")
    bookmark(study, "q-multiple")
    names = [one.name for one in kept(study)]
    assert names == [NIGHT, "q-multiple", FIGURES, "q-single", "where-is-it", "gone#for-good"]
    lessons = [lesson.id if lesson else None for lesson, _some in by_lesson(kept(study))]
    assert lessons == ["first-light", "far-away", None]
    titles = {one.name: one.title for one in kept(study)}
    assert titles["q-single"] == "How many delegations signed on the day?"
    assert titles["gone#for-good"] == "gone#for-good"


# --- as Markdown ---


def test_the_export_has_headings_by_lesson_and_the_sources_of_the_passages(study: Study) -> None:
    write(study, NIGHT, "A hum,\nnot a vote.\n\nAsk *Ada*.")
    bookmark(study, NIGHT)
    bookmark(study, "where-is-it")
    assert as_markdown(study) == (
        "# Notes: A small course\n\n"
        "## 1.1 First light\n\n"
        "### ★ The night\n\n"
        "A hum,\\\nnot a vote.\n\nAsk \\*Ada\\*.\n\n"
        "`course learn first-light#the-night`\n\n"
        "- Pete Resnick, On Consensus and Humming in the IETF, IETF, 2014, "
        "<https://www.rfc-editor.org/rfc/rfc7282>\n"
        "- The record of the evening, The secretariat, 2012, <https://example.org/record>\n\n"
        "## 2.1 Far away\n\n"
        "### ★ Where is it?\n\n"
        "`course learn far-away#elsewhere`\n\n"
        "- The record of the evening, The secretariat, 2012, <https://example.org/record>\n"
    )


def test_without_any_the_export_says_so(study: Study) -> None:
    assert as_markdown(study) == "# Notes: A small course\n\nNo notes and no bookmarks yet.\n"


def test_hostile_notes_do_not_act_in_the_export(study: Study) -> None:
    write(study, NIGHT, HOSTILE)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(as_markdown(study))
    kinds = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert kinds.isdisjoint({"html_block", "html_inline", "image", "fence", "code_block", "hr"})
    assert kinds.isdisjoint({"blockquote_open", "table_open", "ordered_list_open", "s_open"})
    links = [
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links == ["https://www.rfc-editor.org/rfc/rfc7282", "https://example.org/record"]
    assert sum(token.type == "heading_open" for token in tokens) == 3


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), max_size=60))
def test_any_line_is_shown_as_it_was_typed(line: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escaped(line))
    shown = "".join(
        child.content
        for token in tokens
        for child in token.children or ()
        if token.type == "inline"
    )
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {c.type for t in tokens for c in t.children or ()} <= {"text", "text_special"}
    assert shown == line.strip()
