"""How a question stands and how an answer went, in the signs and words that every face uses."""

from course.content.questions import AnyQuestion, Order
from course.i18n import _
from course.marking import Mark
from course.sessions.attempt import Status

DOTS = {"open": "○", "skipped": "◌", "answered": "●", "right": "●", "partly": "◐", "wrong": "✗"}
"""A sign for each status; the faces write the word beside it where there is room."""


def status_names() -> dict[Status, str]:
    """How a question stands, in a word or two."""
    return {
        "open": _("open"),
        "skipped": _("skipped"),
        "answered": _("answered"),
        "right": _("right"),
        "partly": _("partly right"),
        "wrong": _("not right"),
    }


def fitting(asked: AnyQuestion, mark: Mark) -> str:
    """How much of what was put in place is right, without saying which."""
    placed = [part.fraction == 1 for part in mark.parts if part.right]
    if isinstance(asked, Order):
        some = _("{right} of {all} are followed by the right one so far.")
        none = _("None of {all} are followed by the right one so far.")
    else:
        some = _("{right} of {all} fit so far.")
        none = _("None of {all} fit so far.")
    return (some if any(placed) else none).format(right=sum(placed), all=len(placed))
