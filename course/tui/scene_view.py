"""A scenario by class vote on the host's screen: the scene, the votes, what followed, the end."""

from typing import Any

from textual.content import Content

from course.i18n import _
from course.joining.words import who
from course.sessions.live.prose import Prose
from course.tui.inline import wrapped

BAR = 24
METER = 10

_STYLES = {"": "", "strong": "bold", "em": "italic", "code": "$text-accent"}
GAP = Content("\n\n")


def written(prose: Prose, width: int) -> Content:
    """Prose as it comes over the wire."""
    drawn = Content()
    for place, piece in enumerate(prose):
        if place:
            is_list = bool(piece.get("mark") and prose[place - 1].get("mark"))
            drawn += Content("\n" if is_list else "\n\n")
        words = Content.assemble(*((text, _STYLES.get(style, "")) for text, style in piece["runs"]))
        lead = "   " * piece.get("level", 0) + (f"{piece['mark']} " if piece.get("mark") else "")
        drawn += wrapped(words, width, Content(lead))
    return drawn


def scene(shown: dict[str, Any], width: int, *, tallies: bool) -> Content:
    """What is before the class, as far as it may be seen on a projector."""
    match shown["phase"]:
        case "lobby":
            return _role(shown, width)
        case "open" | "closed" | "shown":
            return _vote(shown, width, tallies=tallies or shown["phase"] == "shown")
        case "decided":
            return _decided(shown, width)
        case _:
            return _ending(shown, width) if "ending" in shown else Content()


def standing(shown: dict[str, Any]) -> str:
    """Where the class is, in a line."""
    match shown["phase"]:
        case "lobby":
            return _("waiting in the lobby")
        case "ended":
            return _("the class is over")
        case "ending":
            return _("the end of the story")
    said = [_("scene {n}").format(n=shown["place"])]
    if shown["round"] > 1:
        said.append(_("round {n}").format(n=shown["round"]))
    if shown["phase"] != "decided":
        here = len(shown["seats"])
        said.append(_("{n} of {all} voted").format(n=shown["answered"], all=here))
    if "seconds" in shown:
        said.append(f"{shown['seconds'] // 60}:{shown['seconds'] % 60:02d}")
    match shown["phase"]:
        case "closed":
            said.append(_("closed"))
        case "shown" if len(shown["leading"]) > 1:
            said.append(_("a tie"))
    return " · ".join(said)


def _role(shown: dict[str, Any], width: int) -> Content:
    summary = wrapped(Content.styled(shown["summary"], "bold"), width)
    return summary + GAP + written(shown["role"], width)


def _vote(shown: dict[str, Any], width: int, *, tallies: bool) -> Content:
    told = shown["scene"]
    lines = [wrapped(Content.styled(told["heading"], "bold"), width), Content()]
    if shown["phase"] == "open":  # afterwards it is the choice that is talked about
        lines += [written(told["text"], width), Content()]
    lines += [meters(shown["meters"], width), Content()]
    rounds = shown["result"]["rounds"] if tallies else []
    most = max((n for round_ in rounds for n in round_["counts"].values()), default=0)
    for option in shown["sheet"]["options"]:
        key = option["key"]
        lead = Content.styled(f"{key}  ", "bold $text-primary")
        lines.append(wrapped(Content(option["text"]), width, lead))
        for place, round_ in enumerate(rounds):
            count = round_["counts"].get(key, 0)
            filled = round(BAR * count / most) if most else 0
            bar = Content.styled("█" * filled, "$text-primary")
            lines.append(Content.assemble("   ", _when(place, len(rounds)), bar, f" {count}"))
    for choice in told["closed"]:
        why = _("closed: {why}").format(why=choice["why"])
        text = Content.styled(f"{choice['text']} ({why})", "$text-muted")
        lines.append(wrapped(text, width, Content.styled("×  ", "$text-muted")))
    return Content("\n").join(lines)


def _when(place: int, rounds: int) -> str:
    if rounds == 1:
        return ""
    return f"{_('before') if place == 0 else _('after'):<8}"


def _decided(shown: dict[str, Any], width: int) -> Content:
    done = shown["decided"]
    lead = Content.styled("→  ", "bold $text-success")
    lines = [wrapped(Content.styled(done["text"], "bold"), width, lead)]
    lines.append(Content.styled(f"   {who(done['how'])}", "$text-muted"))
    if done["because"]:
        lines.append(wrapped(Content(f"“{done['because']}”"), width, Content("   ")))
    lines += [Content(), written(done["outcome"], width), Content()]
    for moved in done["moved"]:
        sign = "▲" if moved["after"] > moved["before"] else "▼"
        tone = "$text-success" if moved["good"] else "$text-error"
        words = _("for the better") if moved["good"] else _("for the worse")
        said = f"{sign} {moved['name']}  {moved['before']} → {moved['after']}, {words}"
        lines.append(Content.styled(said, tone))
    return Content("\n").join([*lines, Content(), meters(shown["meters"], width)])


def _ending(shown: dict[str, Any], width: int) -> Content:
    end = shown["ending"]
    lines = [
        Content.styled(end["name"], "bold $text-primary"),
        wrapped(Content.styled(end["heading"], "bold"), width),
        Content(),
        written(end["text"], width),
        Content(),
        meters(shown["meters"], width),
        Content(),
        Content.styled(_("What really happened"), "bold"),
    ]
    for point in end["debrief"]:
        lines += [Content(), written(point, width)]
    lines += [Content(), Content.styled(_("The way the class went"), "bold")]
    for place, step in enumerate(shown["path"], 1):
        because = f": “{step['because']}”" if step["because"] else ""
        lead = Content.styled(f"{place:>2}  ", "bold $text-primary")
        lines.append(wrapped(Content(step["choice"]), width, lead))
        said = Content.styled(f"{step['heading']} · {who(step['how'])}{because}", "$text-muted")
        lines.append(wrapped(said, width, Content("    ")))
    return Content("\n").join(lines)


def meters(readings: list[dict[str, Any]], width: int) -> Content:
    """What is at stake, and what each reading means."""
    longest = max((len(meter["name"]) for meter in readings), default=0)
    lines = []
    for meter in readings:
        full = min(METER, max(int(meter["value"] > 0), round(meter["value"] * METER / 100)))
        bar = Content.assemble(
            Content.styled(f"{meter['name']:<{longest}}  ", "$text-muted"),
            ("▇" * full, "$text-secondary"),
            ("░" * (METER - full), "$panel"),
            f" {meter['value']:>3}  ",
        )
        lines.append(wrapped(Content.styled(meter["means"], "$text-muted"), width, bar))
    return Content("\n").join(lines)
