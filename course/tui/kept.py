"""What the learner keeps at a place, where it belongs: a bookmark, a note."""

from textual.content import Content

from course.i18n import _
from course.notes import MARKED, WRITTEN
from course.study import Study
from course.tui.flow import Block

MOST = 8
"""Lines of a note that are shown where it belongs; all of it stands on the screen of notes."""


def kept_blocks(study: Study, name: str, indent: str = "") -> list[Block]:
    """A line for the bookmark, and the note as it was written."""
    blocks = []
    if name in study.progress.bookmarks:
        lead = Content.assemble(indent, (f"{MARKED} ", "$text-accent"))
        blocks.append(Block(Content.styled(_("bookmarked"), "$text-muted"), lead))
    if note := study.progress.notes.get(name):
        lead = Content.assemble(indent, (f"{WRITTEN} ", "$text-secondary"))
        lines = note.text.split("\n")
        text = "\n".join([*lines[:MOST], *(["…"] if len(lines) > MOST else [])])
        blocks.append(Block(Content.styled(text, "italic"), lead))
    return blocks
