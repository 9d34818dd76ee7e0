"""How an answer went, in the words that every face uses."""

from course.content.questions import AnyQuestion, Order
from course.i18n import _
from course.sessions.attempt import Status


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


def fitting(asked: AnyQuestion, right: int, of: int) -> str:
    """How much of what was put in place is right, without saying which."""
    if isinstance(asked, Order):
        some = _("{right} of {all} are followed by the right one so far.")
        none = _("None of {all} are followed by the right one so far.")
    else:
        some = _("{right} of {all} fit so far.")
        none = _("None of {all} fit so far.")
    return (some if right else none).format(right=right, all=of)
