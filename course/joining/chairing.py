"""What a student in the chair of an exercise does, from one list of what waits for the chair."""

from collections.abc import Awaitable, Callable

from course.i18n import _
from course.joining.table import TableView, negotiable

Act = tuple[str, str, str]
"""A verb of the chair, what it is done to, and words to it."""

Choose = Callable[[str, tuple[tuple[str, str], ...]], Awaitable[str | None]]
"""Asks for one of several, by key and words."""

Write = Callable[[str], Awaitable[str | None]]
"""Asks for some words."""


async def presided(view: TableView, choose: Choose, write: Write) -> Act | None:
    """Ask what is to be done, and how; None when nothing is."""
    chosen = await choose(_("You are in the chair"), waiting(view))
    kind, _space, of = (chosen or "").partition(" ")
    match kind:
        case "amendment":
            return await _amendment(of, choose, write)
        case "objection":
            return await _objection(of, choose, write)
        case "declare":
            return await _declared(choose, write)
        case "test":
            return "test", of, ""
    return None


def waiting(view: TableView) -> tuple[tuple[str, str], ...]:
    """What waits for the chair, by key."""
    at_work = view.exercise
    if at_work is None:
        return ()
    titles = {text.id: text.title for text in at_work.texts}
    rows = [
        (f"amendment {one.id}", f"{titles.get(one.text, one.text)}: {one.by}")
        for one in at_work.amendments
    ]
    if test := view.test:
        rows += [
            (f"objection {one.seat}", _("Objection of {by}").format(by=one.by))
            for one in test.objections
        ]
        rows.append(("declare", _("Declare: there is consensus, or there is none")))
    else:
        open_ = {text.id: text.title for text in negotiable(view)}
        ask = _("Ask who cannot live with: {text}")
        rows += [(f"test {id_}", ask.format(text=title)) for id_, title in open_.items()]
    return tuple(rows)


async def _amendment(of: str, choose: Choose, write: Write) -> Act | None:
    rows = (
        ("accept", _("Take it: it is agreed")),
        ("bracket", _("Take it in [brackets]: it is not agreed")),
        ("refuse", _("Refuse it, and say why")),
    )
    verb = await choose(_("Which way?"), rows)
    if verb != "refuse":
        return (verb, of, "") if verb else None
    why = await write(_("Why is it not taken?"))
    return None if why is None else ("refuse", of, why)


async def _objection(of: str, choose: Choose, write: Write) -> Act | None:
    rows = (
        ("addressed", _("It is met")),
        ("unaddressed", _("It is considered, and not met")),
    )
    verb = await choose(_("What became of the objection?"), rows)
    how = await write(_("How was it answered?")) if verb else None
    return (verb, of, how) if verb and how else None


async def _declared(choose: Choose, write: Write) -> Act | None:
    rows = (("yes", _("There is consensus")), ("no", _("There is none")))
    found = await choose(_("What does the chair find?"), rows)
    why = await write(_("Why? It is read out.")) if found else None
    return ("declare", found, why) if found and why is not None else None
