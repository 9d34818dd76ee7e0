"""What the screen of an assignment says: its hours, and how far everybody is."""

from collections import Counter
from datetime import datetime
from typing import Any

from textual.content import Content

from course.i18n import _, ngettext
from course.text import countdown, points, until
from course.tui.inline import wrapped

CELLS = 12
"""Cells of the bar of what is answered."""


def terms(shown: dict[str, Any]) -> str:
    """What was asked for, in a line."""
    count = shown["of"]
    said = [ngettext("{n} question", "{n} questions", count).format(n=count)]
    if shown["minutes"]:
        said.append(_("{n} minutes each").format(n=shown["minutes"]))
    match shown["attempts"]:
        case None:
            said.append(_("as often as one likes"))
        case 1:
            pass
        case many:
            said.append(_("{n} attempts").format(n=many))
    told = shown["feedback"] == "now"
    said.append(_("results on handing in") if told else _("results once it is closed"))
    return " · ".join(said)


def hours(shown: dict[str, Any], now: datetime) -> Content:
    """Whether it is open, and until when."""
    match shown["stage"]:
        case "early":
            words = _("Opens {when} ({ahead}).").format(
                when=_when(shown["opens"], now), ahead=_ahead(shown["opens"], now)
            )
            return Content.styled(words, "$text-warning")
        case "closed":
            if shown["extra_until"]:
                words = _("Closed; who has extra time has it until {when}. e opens it again.")
                words = words.format(when=_when(shown["extra_until"], now))
            else:
                words = _("Closed. e opens it again.")
            return Content.styled(words, "bold $text-warning")
    if not shown["closes"]:
        return Content.styled(_("Open until you close it."), "$text-success")
    words = _("Open until {when} ({ahead}).").format(
        when=_when(shown["closes"], now), ahead=_ahead(shown["closes"], now)
    )
    return Content.styled(words, "$text-success")


def _when(iso: str, now: datetime) -> str:
    at = datetime.fromisoformat(iso).astimezone(now.tzinfo)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%a %d %b, %H:%M}"


def _ahead(iso: str, now: datetime) -> str:
    return until(datetime.fromisoformat(iso).astimezone(now.tzinfo), now)


def standing(shown: dict[str, Any]) -> str:
    """How many are where, in a line."""
    counts = Counter(row["state"] for row in shown["rows"])
    said = _("{none} not begun · {working} at work · {done} handed in").format(
        none=counts["none"], working=counts["working"], done=counts["in"]
    )
    return said + (" · " + _("the door is locked") if shown["locked"] else "")


def rows(shown: dict[str, Any], width: int, *, earned: bool) -> Content:
    """A line for everybody, by name."""
    people = sorted(shown["rows"], key=lambda row: row["name"].casefold())
    if not people:
        return Content.styled(_("Nobody is here yet."), "$text-muted")
    name = min(24, max(len(row["name"]) for row in people))
    lines = [_row(row, shown["of"], name, earned=earned) for row in people]
    return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)


def _row(row: dict[str, Any], of: int, name: int, *, earned: bool) -> Content:
    filled = round(CELLS * row["answered"] / of) if of else 0
    if row["answered"] and not filled:
        filled = 1
    style = {"none": "$text-muted", "working": "$text-primary", "in": "$text-success"}[row["state"]]
    bar = ("█" * filled, style), ("░" * (CELLS - filled), "$text-muted")
    cells = (
        Content(row["name"])
        .truncate(name, ellipsis=True)
        .pad_right(max(0, name - Content(row["name"]).truncate(name, ellipsis=True).cell_length))
    )
    count = f" {row['answered']:>3}/{of:<3} "
    return Content.assemble(cells, "  ", *bar, count, (_state(row, earned=earned), style))


def _state(row: dict[str, Any], *, earned: bool) -> str:
    again = "" if row["round"] < 2 else " · " + _("attempt {n}").format(n=row["round"])
    match row["state"]:
        case "none":
            return _("not begun") + (_extra(row) if earned else "")
        case "working":
            left = row.get("seconds")
            said = _("{time} left").format(time=_span(left)) if left is not None else _("at work")
            return said + again + (_extra(row) if earned else "")
    said = {
        "student": _("handed in"),
        "time": _("handed in, the time was up"),
        "closing": _("handed in, it closed"),
        "file": _("from a file"),
        "paper": _("on paper"),
    }[row["how"]]
    if earned:
        said += _extra(row)
        said += " · " + _("{points} of {all} points").format(
            points=points(row["score"]["earned"]), all=row["score"]["of"]
        )
    return said + again


def _extra(row: dict[str, Any]) -> str:
    """Extra time; told with the points alone, off the projector."""
    return " · " + _("+{n} min").format(n=row["extra"]) if row["extra"] else ""


def _span(seconds: int) -> str:
    """Time left; days are counted, minutes only towards the end."""
    if seconds >= 2 * 86400:
        return ngettext("{n} day", "{n} days", seconds // 86400).format(n=seconds // 86400)
    if seconds >= 3600:
        return _("{h} h {m} min").format(h=seconds // 3600, m=seconds % 3600 // 60)
    return countdown(seconds)


def over(width: int) -> Content:
    """What is left to do when it has ended."""
    words = _("The assignment is over. `course report` says what was understood.")
    return wrapped(Content(words), width)
