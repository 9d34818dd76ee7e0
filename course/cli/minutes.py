"""What `course report` tells of a scenario or an exercise: no figures, but what happened."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _

if TYPE_CHECKING:
    from course.loading.library import Library
    from course.rooms.store import RoomRow, RoomStore

KINDS = ("scenario", "exercise")
"""The kinds of class that have minutes."""


def told(
    store: "RoomStore", rows: "Sequence[RoomRow]", library: "Library", shape: str, *, names: bool
) -> str:
    """The minutes of classes on the same scenario or exercise, as text, HTML or JSON."""
    from course.cli.subject import on_content
    from course.report.minutes import lines, minutes
    from course.report.people import called_outside
    from course.sessions.live.room import resume

    if shape not in ("text", "screen", "html", "json"):
        raise CourseError(
            _("the minutes of such a class are text, HTML or JSON"),
            _("course report --format text, html or json"),
            exit_code=2,
        )
    subject = on_content(library, rows[0].opened.of).subject
    assert subject is not None
    found = []
    for row in rows:
        if room := resume(happened for _seq, happened in store.read(row.id)):
            found.append(minutes(room, subject, called_outside(store, row, names=names)))
    if shape == "json":
        return json.dumps(found if len(found) > 1 else found[0], indent=2, ensure_ascii=False)
    if shape == "html":
        from course.report.page import minutes_page

        return minutes_page(found, datetime.now(UTC), library.language or "en")
    return "\n\n".join("\n".join(lines(one)) for one in found)
