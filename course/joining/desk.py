"""An assignment, as its student is shown it, and what it says: on a screen and in lines alike."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from course.i18n import _, ngettext
from course.joining.prose import Shown
from course.joining.seat import Seat, Standing
from course.joining.wire import Count, Key, Keyed, Share, Sheet, Text, View
from course.text import percent

HAND_IN = " hand in"
"""Stands for handing in where questions are chosen; no question has such an id."""

Moment = Annotated[datetime | None, Field(strict=False)]
Many = Field(max_length=1_000)


class Item(Shown):
    """A question, as far as its student is with it."""

    ballot: Key
    answered: bool = False
    flagged: bool = False


class Score(Shown):
    """What a sitting earned."""

    earned: Annotated[float, Field(ge=0, le=1_000_000)]
    of: Count


class Sitting(Shown):
    """A time that it was done."""

    round: Count
    handed_in: Moment = None
    how: Key = ""
    answered: Count = 0
    score: Score | None = None


class Told(Shown):
    """What became of an answer, once it may be told."""

    ballot: Key
    sheet: Sheet
    answer: Keyed | None = None
    earned: Share | None = None
    feedback: Text = ""
    right: Text = ""
    why: Text = ""


class DeskView(View):
    """All that a seat is shown of an assignment; see `sessions.live.desk`."""

    round: Count = 0
    opens: Moment = None
    closes: Moment = None
    attempts: Count | None = None
    made: Count = 0
    minutes: Count | None = None
    extra: Count = 0
    questions: Count = 0
    told: Key = ""
    items: Annotated[tuple[Item, ...], Many] = ()
    sittings: Annotated[tuple[Sitting, ...], Many] = ()
    results: Annotated[tuple[Told, ...], Many] = ()


# --- what a student does ---


def begin(seat: Seat) -> None:
    """Sit down to it."""
    seat.act("begin")


def turn(seat: Seat, view: DeskView, ballot: str) -> None:
    """Go to a question."""
    seat.act("turn", ballot=ballot, round=view.round)


def flag(seat: Seat, view: DeskView) -> None:
    """Mark the question in front to come back to, or take the mark off."""
    if question := here(view):
        on = not question.flagged
        seat.act("flag", ballot=question.ballot, round=view.round, on=on)


def hand_in(seat: Seat, view: DeskView) -> None:
    """End it; it counts as it stands."""
    seat.act("hand-in", round=view.round)


# --- what is said ---


def head(view: DeskView) -> str:
    """Where the student stands, in a few words."""
    match view.phase:
        case "early":
            return _("It opens {when}.").format(when=moment(view.opens))
        case "ready":
            return _("You may do it once more.") if view.made else _("Ready when you are.")
        case "done" if view.sittings and (score := view.sittings[-1].score):
            return _("You have {earned} of {of} points.").format(
                earned=points_of(score.earned), of=score.of
            )
        case "done":
            return _("Handed in.") if view.sittings else _("It is closed.")
    return ""


def points_of(earned: float) -> str:
    """Points as they are written."""
    return f"{earned:.2f}".rstrip("0").rstrip(".")


def terms(view: DeskView) -> str:
    """What is asked for, in a line."""
    count = view.questions
    said = [ngettext("{n} question", "{n} questions", count).format(n=count)]
    if view.minutes:
        said.append(_("{n} minutes once you begin").format(n=view.minutes))
    if view.attempts is None:
        said.append(_("as often as you like"))
    elif view.attempts > 1:
        said.append(_("{made} of {all} attempts made").format(made=view.made, all=view.attempts))
    if view.closes:
        said.append(_("closes {when}").format(when=moment(view.closes)))
    if view.extra and (view.minutes or view.closes):
        more = ngettext("{n} minute of extra time", "{n} minutes of extra time", view.extra)
        said.append(_("with {more}").format(more=more.format(n=view.extra)))
    now = view.told == "now"
    said.append(_("results when you hand in") if now else _("results once it is closed"))
    return " · ".join(said)


def moment(at: datetime | None) -> str:
    """A moment on the student's own clock."""
    return f"{at.astimezone():%a %d %b, %H:%M}" if at else ""


def sitting(done: Sitting) -> str:
    """A time that it was done."""
    said = [moment(done.handed_in), _how(done.how)]
    said.append(ngettext("{n} answered", "{n} answered", done.answered).format(n=done.answered))
    if done.score:
        earned = points_of(done.score.earned)
        said.append(_("{points} of {all} points").format(points=earned, all=done.score.of))
    return " · ".join(filter(None, said))


def _how(how: str) -> str:
    return {
        "student": _("handed in"),
        "time": _("handed in, the time was up"),
        "closing": _("handed in, it closed"),
        "file": _("from a file"),
        "paper": _("on paper"),
    }.get(how, "")


def waits(view: DeskView) -> str:
    """Why there are no results yet; empty where there are some, or nothing is in."""
    if view.results or not view.sittings:
        return ""
    return _("Your teacher has it. What it earned is shown here when it is time.")


def verdict(told: Told) -> str:
    """Right or not, in a sign and words."""
    if told.earned is None:
        return _("– left out") if told.answer is None else _("– not marked")
    if told.earned == 1:
        return _("✓ right")
    if told.earned == 0:
        return _("✗ not right")
    return _("◐ partly right, {share}").format(share=percent(told.earned))


def item(place: int, question: Item) -> str:
    """A question in the list of all."""
    said = _("answered") if question.answered else _("open")
    sign = "●" if question.answered else "○"
    flag = " ⚑ " + _("marked") if question.flagged else ""
    return _("{sign} question {n}: {state}").format(sign=sign, n=place, state=said) + flag


def handing_in(view: DeskView) -> str:
    """What handing in means now."""
    left = sum(not each.answered for each in view.items)
    if not left:
        return _("Hand in for good: every question is answered")
    return ngettext(
        "Hand in for good, although {n} question is open",
        "Hand in for good, although {n} questions are open",
        left,
    ).format(n=left)


def following(view: DeskView) -> str | None:
    """The question after this one."""
    return view.items[view.place].ballot if 0 < view.place < len(view.items) else None


def beside(view: DeskView, by: int) -> str | None:
    """The question so many places on, or back."""
    place = view.place - 1 + by
    return view.items[place].ballot if 0 <= place < len(view.items) else None


def here(view: DeskView) -> Item | None:
    """The question in front of the student."""
    return next((each for each in view.items if each.ballot == view.ballot), None)


def news(standing: Standing) -> str:
    """What became of the last word; empty when there is nothing to say."""
    if standing.link == "lost" or standing.fate == "kept":
        return _("Connection lost; it is sent once the line is back.")
    if standing.fate == "refused":
        return _("Not taken: {why}.").format(why=standing.refusal)
    is_answer = standing.said is not None and not standing.said.act
    return _("Saved.") if standing.fate == "stored" and is_answer else ""
