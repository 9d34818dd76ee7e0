"""What a seat's standing means in words: the same on a screen and in lines."""

from dataclasses import dataclass

from course.i18n import _, ngettext
from course.joining import table
from course.joining.seat import Side, Standing
from course.joining.story import StoryView
from course.joining.table import TableView, thanks
from course.joining.wire import Answer, Heard, Result, Round, View
from course.text import percent

MOST_TYPED = 6
"""Typed answers that are told, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option, and how often it was chosen each time."""

    key: str
    number: str
    text: str
    counts: tuple[int, ...]
    is_right: bool
    is_mine: bool


def hums() -> dict[str, tuple[str, Side, int]]:
    """The ways to hum, by key: in words, for which side, how strongly."""
    return {
        "1": (_("For, loudly"), "for", 3),
        "2": (_("For, clearly"), "for", 2),
        "3": (_("For, softly"), "for", 1),
        "4": (_("Against, loudly"), "against", 3),
        "5": (_("Against, clearly"), "against", 2),
        "6": (_("Against, softly"), "against", 1),
        "7": (_("I stay silent"), "for", 0),
    }


def how(view: View) -> str:
    """How what is before the room is answered."""
    if view.sheet is None:
        return _("How do you hum?") if view.hum is not None else ""
    return {
        "one": _("Choose one"),
        "many": _("Choose all that apply"),
        "text": _("Write your answer"),
        "pairs": _("Choose one for each"),
        "order": _("Put these in order, the first on top"),
        "gaps": _("Fill the gaps"),
    }[view.sheet.form]


def place(view: View) -> str:
    """Which question it is."""
    if isinstance(view, TableView):
        return table.where(view)
    again = " · " + _("once more") if view.round > 1 else ""
    if isinstance(view, StoryView):
        return _("scene {n}").format(n=view.place) + again if view.place else ""
    if not view.of or not view.place:
        return ""
    said = _("question {n} of {all}").format(n=view.place, all=view.of)
    return said + again


def news(standing: Standing) -> str:
    """What became of the answer, and how the line stands; empty when there is nothing to say."""
    match standing.link, standing.fate:
        case "lost", "kept":
            return _("Kept; sent once the line is back.")
        case "lost", _:
            return _("Connection lost; coming back …")
        case _, "sending":
            return _("Sending …")
        case _, "kept":
            return _("Kept; sent once the line is back.")
        case _, "refused":
            return _("Not taken: {why}.").format(why=standing.refusal)
        case _, "stored" if standing.said and standing.said.act:
            return thanks(standing.said.act[0])
    return _stored(standing)


def _stored(standing: Standing) -> str:
    """That an answer is in, also for somebody who comes back to it."""
    view = standing.view
    if view is None or view.phase not in ("open", "closed"):
        return ""
    if standing.answer is None and not standing.has_hummed:
        return ""
    if view.phase == "closed":
        return _("Closed. Your answer is in.")
    return _("Heard.") if view.hum is not None else _("Stored. Change it until it closes.")


def who(how: str) -> str:
    """Who decided, in words."""
    return {
        "vote": _("by the vote of the class"),
        "tie": _("a tie, broken by the teacher"),
        "teacher": _("decided by the teacher, not by the vote"),
    }[how]


def waiting(standing: Standing) -> tuple[str, ...]:
    """What to know while there is nothing to answer: a headline, then sentences."""
    view = standing.view
    if view is None:
        return (_("Joining …"),)
    match view.phase:
        case "lobby":
            return (
                _("You are in, {name}.").format(name=standing.name),
                _("The first question comes by itself."),
                _("Your answers go to your teacher; the class sees only how many chose what."),
                _("If this is closed or the network fails, the same command finds your seat."),
            )
        case "ended":
            return (_("The class is over. Thank you."), *filter(None, (came_to(view), past(view))))
        case _:
            return (
                _("Look at your teacher's screen."),
                _("This part of the class is shown there; what comes next comes by itself."),
            )


def signs(view: View) -> str:
    """Each question so far as a sign: right, partly, not right, not answered."""
    return " ".join(
        "–" if share is None else "✓" if share == 1 else "◐" if share else "✗"
        for share in view.past
    )


# --- once the answer is out ---


def verdict(view: View) -> str:
    """Right or not, in a word; empty where nothing is right."""
    if isinstance(view, StoryView):
        return ""
    if view.earned is None:
        if view.answer is None:
            return _("Not answered")
        return _("Noted: there is no right answer here")
    if view.earned == 1:
        return _("Right")
    if view.earned == 0:
        return _("Not right")
    return _("Partly right") + f" · {percent(view.earned)}"


def chosen(view: View, mine: Answer | None) -> tuple[Chosen, ...]:
    """The options with how often each was chosen; none where options are not counted."""
    sheet, result = view.sheet, view.result
    if sheet is None or result is None or sheet.form not in ("one", "many"):
        return ()
    return tuple(
        Chosen(
            option.key,
            str(number),
            option.text,
            tuple(round_.counts.get(option.key, 0) for round_ in result.rounds),
            _holds(result.key, option.key),
            _holds(mine, option.key),
        )
        for number, option in enumerate(sheet.options, 1)
    )


def _holds(answer: Answer | None, key: str) -> bool:
    return key in answer if isinstance(answer, tuple) else answer == key


def typed(view: View) -> tuple[tuple[str, int], ...]:
    """What was typed most often, with how often; empty for other questions."""
    if not (view.sheet and view.result and view.sheet.form == "text" and view.result.rounds):
        return ()
    counts = view.result.rounds[-1].counts
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST_TYPED])


def answered(result: Result) -> str:
    """How many answered."""
    counts = [round_.answered for round_ in result.rounds] or [0]
    return ngettext("{n} answered", "{n} answered", counts[-1]).format(n=counts[-1])


def earned(rounds: tuple[Round, ...]) -> str:
    """What the class earned, before and after it talked; empty where nothing is marked."""
    shares = [percent(round_.earned) for round_ in rounds if round_.earned is not None]
    if not shares:
        return ""
    words = (
        _("The class earned {first}.")
        if len(shares) == 1
        else _("The class earned {first} before the discussion and {last} after it.")
    )
    return words.format(first=shares[0], last=shares[-1])


def sides(heard: Heard) -> tuple[tuple[str, int], ...]:
    """Both sides of a hum, in words, with how strong each was."""
    return (_("for"), heard.for_), (_("against"), heard.against)


def not_counted() -> str:
    """What the figures of a hum are not."""
    return _("Strength, not heads: a hum is never counted.")


def past(view: View) -> str:
    """A student against their own past in this class; empty before there is one."""
    marked = [share for share in view.past if share is not None]
    if len(marked) < 2:
        return ""
    half = len(marked) // 2
    said = ngettext(
        "Your last: {last}. Before: {before}. Nobody else sees this.",
        "Your last {n}: {last}. Those before: {before}. Nobody else sees this.",
        len(marked) - half,
    )
    return said.format(n=len(marked) - half, last=_mean(marked[half:]), before=_mean(marked[:half]))


def came_to(view: View) -> str:
    """What a student's answers came to in the whole class; empty where nothing was marked."""
    marked = [share for share in view.past if share is not None]
    if not marked:
        return ""
    return _("You answered {n} of {all} questions and earned {share} of their points.").format(
        n=len(marked), all=len(view.past), share=_mean(marked)
    )


def share(view: View) -> float | None:
    """What a student earned of what they answered; None where nothing was marked."""
    marked = [share for share in view.past if share is not None]
    return sum(marked) / len(marked) if marked else None


def _mean(shares: list[float]) -> str:
    return percent(sum(shares) / len(shares))
