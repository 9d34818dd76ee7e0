"""An exercise on the host's screen: the phase, the texts, who sits where, the test of consensus."""

from collections.abc import Iterator
from typing import Any

from textual.content import Content

from course.i18n import _, ngettext
from course.joining.table import forms
from course.tui.inline import wrapped
from course.tui.scene_view import GAP, written

_CHANGES = {"keep": "", "cut": "strike $text-error", "add": "bold underline $text-success"}


def standing(shown: dict[str, Any]) -> str:
    """Where the exercise is, in a line."""
    if shown["phase"] == "ended":
        return _("the class is over")
    if shown["phase"] == "lobby":
        return _("waiting in the lobby")
    running = shown["exercise"]["running"]
    if "hum" in shown and shown["phase"] in ("open", "closed"):
        here = len(shown["seats"])
        return _("a hum · {n} of {all}").format(n=shown["answered"], all=here)
    if running is None:
        return _("the roles are dealt")
    phase = _("phase {n} of {all}").format(n=running["place"], all=running["of"])
    said = f"{phase} · {forms()[running['form']]}"
    if chair := shown["exercise"]["chair"]:
        said += " · " + _("in the chair: {who}").format(who=chair)
    return said


def clock(shown: dict[str, Any]) -> str:
    """The time that is left of the phase; with a minus sign when it is over."""
    running = shown.get("exercise", {}).get("running")
    if running is None:
        return ""
    left = running["seconds"]
    return f"{'-' if left < 0 else ''}{abs(left) // 60}:{abs(left) % 60:02d}"


def lobby(shown: dict[str, Any], width: int) -> Content:
    """What it is, how many it takes, and that it can all be done on paper."""
    seats, here = shown["seatable"], len(shown["seats"])
    takes = _("for {fewest} to {most} people, best {best}").format(**seats)
    if here < seats["fewest"]:
        missing = seats["fewest"] - here
        takes += " · " + ngettext("{n} more is needed", "{n} more are needed", missing).format(
            n=missing
        )
        if here >= seats["anyway"]:
            takes += " · " + _("or some hold two roles")
    elif here > seats["most"]:
        watching = here - seats["most"]
        takes += " · " + ngettext("{n} will watch", "{n} will watch", watching).format(n=watching)
    paper = f"course exercise {shown['pack']} --print pack.md --seats {max(here, seats['fewest'])}"
    return Content("\n").join(
        [
            wrapped(Content.styled(shown["summary"], "bold"), width),
            wrapped(Content.styled(takes, "$text-muted"), width),
            Content(),
            Content.styled(_("or everything on paper"), "$text-muted"),
            Content(paper),
        ]
    )


def now(shown: dict[str, Any], width: int, *, notes: bool) -> Content:
    """What goes on: the phase, what is open, the test, the talk afterwards."""
    at_work = shown["exercise"]
    asked = at_work["test"]
    is_asked = bool(asked and not asked["declared"])
    parts = [test(shown, width)] if is_asked else []
    if running := at_work["running"]:
        title = Content.styled(running["title"], "bold")
        parts.append(wrapped(title, width) + "\n\n" + written(running["text"], width))
    else:
        said = _("Everybody has a role on their own screen and reads it now.")
        parts += [wrapped(Content(said), width), written(at_work["brief"], width)]
    parts.append(_texts_in_short(at_work, width))
    if asked and not is_asked:
        parts.append(test(shown, width))
    if questions := at_work.get("debrief"):
        parts.append(_debriefing(questions, width))
    if notes:
        parts.append(_notes(shown, width))
    return GAP.join(parts)


def _texts_in_short(at_work: dict[str, Any], width: int) -> Content:
    lines = []
    for text in at_work["texts"]:
        waiting = sum(one["text"] == text["id"] for one in at_work["amendments"])
        said = [_bracket_words(text["brackets"])] if text["brackets"] else []
        if text["version"]:
            times = ngettext("amended once", "amended {n} times", text["version"])
            said.append(times.format(n=text["version"]))
        if waiting:
            wait = ngettext("{n} amendment waits", "{n} amendments wait", waiting)
            said.append(wait.format(n=waiting))
        if said:
            what = Content.styled(" · ".join(said), "$text-warning" if waiting else "$text-muted")
            lines.append(wrapped(Content.assemble(f"{text['title']}  ", what), width))
    return Content("\n").join(lines)


def _bracket_words(count: int) -> str:
    return ngettext("{n} in brackets", "{n} in brackets", count).format(n=count)


def test(shown: dict[str, Any], width: int) -> Content:
    """The test of consensus: objections and their answers, and what the chair declared."""
    told = shown["exercise"]["test"]
    about = next((t["title"] for t in shown["exercise"]["texts"] if t["id"] == told["text"]), "")
    lines = [wrapped(Content.styled(told["question"], "bold"), width)]
    if about:
        lines.append(wrapped(Content.styled(about, "$text-muted"), width))
    for objection in told["objections"]:
        lines += [Content(), *_objection(objection, width)]
    if not told["objections"]:
        lines += [Content(), Content.styled(_("Nobody objects so far."), "$text-muted")]
    if declared := told["declared"]:
        is_reached = declared["reached"]
        words = _("✓ The chair finds consensus.") if is_reached else _("✗ The chair finds none.")
        tone = "bold $text-success" if is_reached else "bold $text-error"
        lines += [Content(), Content.styled(words, tone)]
        if declared["because"]:
            lines.append(wrapped(Content(declared["because"]), width))
    elif silent := shown.get("silent"):
        said = _("Not heard yet: {names}").format(names=", ".join(silent))
        lines += [Content(), wrapped(Content.styled(said, "$text-muted"), width)]
    return Content("\n").join(lines)


def _objection(objection: dict[str, Any], width: int) -> Iterator[Content]:
    sign, tone = "?", "$text-warning"
    if objection["addressed"] is not None:
        sign, tone = ("✓", "$text-success") if objection["addressed"] else ("!", "$text-error")
    lead = Content.styled(f"{sign}  ", f"bold {tone}")
    said = Content.assemble((objection["by"], "bold"), f"  {objection['because']}")
    yield wrapped(said, width, lead)
    if objection["answer"] is not None:
        words = _("met: {how}") if objection["addressed"] else _("considered, not met: {how}")
        answer = Content.styled(words.format(how=objection["answer"]), "$text-muted")
        yield wrapped(answer, width, Content("   "))


def humming(shown: dict[str, Any], width: int) -> Iterator[Content]:
    """What it says to hum for it and against it, while it is done."""
    means = shown["exercise"]["hum"]
    if means and shown["phase"] == "open":
        for lead, said in ((_("for"), means["for"]), (_("against"), means["against"])):
            yield wrapped(Content(said), width, Content.styled(f"{lead:<9}", "$text-primary"))


def texts(shown: dict[str, Any], width: int) -> Content:
    """All texts as they read, what is not agreed marked, and the amendments that wait."""
    at_work = shown["exercise"]
    parts = []
    for text in at_work["texts"]:
        lines = [wrapped(Content.styled(text["title"], "bold"), width)]
        lines.append(wrapped(bracketed(text["body"]), width))
        said = [_standing(text)]
        if text["history"]:
            last = text["history"][-1]
            said.append(_ways()[last["how"]].format(by=last["by"] or _("the chair")))
        lines.append(wrapped(Content.styled(" · ".join(said), "$text-muted"), width))
        waiting = [one for one in at_work["amendments"] if one["text"] == text["id"]]
        for amendment in waiting:
            lines += [Content(), *_amendment(amendment, width)]
        parts.append(Content("\n").join(lines))
    return GAP.join(parts)


def _standing(text: dict[str, Any]) -> str:
    if not text["negotiable"]:
        return _("not to be negotiated")
    return _bracket_words(text["brackets"]) if text["brackets"] else _("no brackets")


def _ways() -> dict[str, str]:
    return {
        "agreed": _("last: {by}, agreed"),
        "brackets": _("last: {by}, in brackets"),
        "chair": _("last: written by the chair"),
    }


def bracketed(body: str) -> Content:
    """A text with what stands in brackets marked."""
    drawn, depth, held = list[Content](), 0, ""
    for character in body:
        if character == "[" and depth == 0:
            drawn.append(Content(held))
            held = ""
        depth += {"[": 1, "]": -1}.get(character, 0)
        held += character
        if character == "]" and depth == 0:
            drawn.append(Content.styled(held, "$text-warning"))
            held = ""
    return Content.assemble(*drawn, held)


def changed(amendment: dict[str, Any]) -> Content:
    """What an amendment would cut and add."""
    return Content.assemble(*((words, _CHANGES[kind]) for kind, words in amendment["changes"]))


def _amendment(amendment: dict[str, Any], width: int) -> Iterator[Content]:
    lead = Content.styled("│  ", "$primary")
    by = _("{by} would have it read").format(by=amendment["by"])
    yield wrapped(Content.styled(by, "$text-muted"), width, lead)
    yield wrapped(changed(amendment), width, Content("   "))
    if amendment["why"]:
        yield wrapped(Content(f"“{amendment['why']}”"), width, Content("   "))
    if amendment["stale"]:
        said = _("The same words were changed meanwhile.")
        yield wrapped(Content.styled(said, "$text-warning"), width, Content("   "))


def seats(shown: dict[str, Any], width: int) -> Content:
    """Who has which role."""
    lines = []
    for role in shown["exercise"]["roles"]:
        names = Content.styled("  " + ", ".join(role["holders"]), "$text-primary")
        lines.append(wrapped(Content.styled(role["name"], "bold") + names, width))
        lines.append(wrapped(Content.styled(role["public"], "$text-muted"), width))
    if shown["unseated"]:
        said = _("Without a role: {names}").format(names=", ".join(shown["unseated"]))
        lines.append(wrapped(Content.styled(said, "$text-warning"), width))
    return Content("\n").join(lines)


def _debriefing(questions: list[str], width: int) -> Content:
    lines = [Content.styled(_("Out of role: what we talk about"), "bold")]
    for place, question in enumerate(questions, 1):
        lead = Content.styled(f"{place}  ", "bold $text-primary")
        lines.append(wrapped(Content(question), width, lead))
    return Content("\n").join(lines)


def _notes(shown: dict[str, Any], width: int) -> Content:
    """What the teacher alone is told; not while a projector is on."""
    notes = shown["notes"]
    parts = [
        Content.styled(_("For you alone"), "bold $text-accent"),
        written(notes["phase"], width),
    ]
    if shown["exercise"]["test"]:
        parts.append(written(notes["test"], width))
    if "debrief" in shown["exercise"]:
        for talk in notes["debrief"]:
            lead = Content.styled("·  ", "$text-accent")
            said = Content.assemble(talk["question"], "\n", (talk["listen_for"], "$text-muted"))
            parts.append(wrapped(said, width, lead))
        rows = [Content.styled(_("Rubric, from weak to excellent"), "bold")]
        for row in notes["rubric"]:
            said = Content.styled(" → ".join(row["levels"]), "$text-muted")
            rows.append(wrapped(Content(f"{row['criterion']}: ") + said, width))
        parts.append(Content("\n").join(rows))
    return GAP.join(parts)
