"""What the host's screen says of a room, drawn for its width; often on a projector."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.content import Content

from course.i18n import _, ngettext
from course.tui.inline import wrapped

BAR = 24
"""Cells of the longest bar."""

MOST = 8
"""Typed answers that are listed, the most frequent first."""


@dataclass(frozen=True, slots=True)
class WayIn:
    """How students find the room."""

    address: str
    """What is typed into a browser."""
    code: str
    """As it is read out."""
    picture: tuple[str, ...] = ()
    """A QR code of the link, in lines of half blocks, dark on light."""
    warning: str | None = None
    """Who can reach it, when others can."""


def way_in(way: WayIn, width: int) -> Content:
    """The lobby: how to join, large."""
    picture = way.picture if len(way.picture[0] if way.picture else "") + 30 <= width else ()
    room = min(44, width - (len(picture[0]) + 3 if picture else 0))
    words = [
        Content.assemble(_("Open"), "  ", (way.address, "bold $text-primary")),
        Content.assemble(_("Code"), "  ", (way.code, "bold $text-primary")),
        Content(),
        Content.styled(_("or in a terminal"), "$text-muted"),
        *wrapped(Content(f"course join {way.address} {way.code}"), room).split("\n"),
    ]
    if way.warning:
        words += [
            Content(),
            *wrapped(Content.styled(f"! {way.warning}", "$text-warning"), room).split("\n"),
        ]
    lines = []
    for place in range(max(len(words), len(picture))):
        drawn = picture[place] if place < len(picture) else " " * len(picture[0]) if picture else ""
        said = words[place] if place < len(words) else Content()
        left = Content.styled(drawn, "#000000 on #ffffff") if picture else Content()
        lines.append(Content.assemble(left, "   " if picture else "", said))
    return Content("\n").join(lines)


def alarm(shown: dict[str, Any], width: int) -> Content:
    """That somebody is trying codes, when somebody is."""
    if not shown.get("alarm"):
        return Content()
    words = _(
        "! Somebody is guessing codes. l locks the door; who has a seat keeps it. c sends out"
        " whoever never answered."
    )
    return wrapped(Content.styled(words, "$text-warning"), width) + "\n\n"


def people(shown: dict[str, Any], width: int) -> Content:
    """Who is here."""
    names = [seat["name"] for seat in shown["seats"]]
    if not names:
        return Content.styled(_("Nobody is here yet."), "$text-muted")
    head = ngettext("{n} is here", "{n} are here", len(names)).format(n=len(names))
    if shown["locked"]:
        head += " · " + _("the door is locked")
    return Content.styled(head, "bold") + "\n" + wrapped(Content(" · ".join(names)), width)


def question(shown: dict[str, Any], width: int, *, tallies: bool) -> Content:
    """What is before the room, and the answers as far as they may be seen."""
    if "hum" in shown:
        return _hum(shown, width)
    sheet = shown.get("sheet")
    if sheet is None:
        return Content()
    lines = [wrapped(Content.styled(sheet["stem"], "bold"), width), Content()]
    result = shown.get("result")
    visible = result if tallies or shown["phase"] == "shown" else None
    if "options" in sheet and sheet["form"] in ("one", "many"):
        key = result["key"] if result and shown["phase"] == "shown" else None
        lines += _options(sheet["options"], visible, key, width)
    else:
        lines += _parts(sheet, width)
        if visible:
            lines += _typed(sheet, visible, width)
    if shown["phase"] == "shown" and result:
        lines += list(_told(sheet, result, width))
    return Content("\n").join(lines)


def _options(
    options: list[dict[str, str]], result: dict[str, Any] | None, key: Any, width: int
) -> list[Content]:
    rounds = result["rounds"] if result else []
    most = max((count for r in rounds for count in r["counts"].values()), default=0)
    lines = []
    for option in options:
        is_right = key is not None and (
            option["key"] in key if isinstance(key, (list, tuple)) else option["key"] == key
        )
        sign = Content.styled("✓ ", "bold $text-success") if is_right else Content("  ")
        lead = sign + Content.styled(f"{option['key']}  ", "bold $text-primary")
        text = Content(option["text"])
        lines.append(wrapped(text.stylize("bold") if is_right else text, width, lead))
        for place, round_ in enumerate(rounds):
            count = round_["counts"].get(option["key"], 0)
            filled = round(BAR * count / most) if most else 0
            when = "" if len(rounds) == 1 else (_("before") if place == 0 else _("after"))
            style = "$text-success" if is_right else "$text-primary"
            bar = Content.styled("█" * filled + ("▏" if count and not filled else ""), style)
            lines.append(Content.assemble("     ", f"{when:<8}" if when else "", bar, f" {count}"))
        if rounds:
            lines.append(Content())
    return lines


def _parts(sheet: dict[str, Any], width: int) -> list[Content]:
    match sheet["form"]:
        case "pairs":
            stems = [wrapped(Content(f"· {stem['text']}"), width) for stem in sheet["stems"]]
            offered = " · ".join(option["text"] for option in sheet["options"])
            return [*stems, Content(), wrapped(Content.styled(offered, "$text-muted"), width)]
        case "order":
            return [wrapped(Content(f"· {option['text']}"), width) for option in sheet["options"]]
        case "gaps":
            said = "".join(p if isinstance(p, str) else f"({p['gap']})____" for p in sheet["parts"])
            return [wrapped(Content(said), width)]
        case _:
            return [Content.styled(_("Answers are typed."), "$text-muted")]


def _typed(sheet: dict[str, Any], result: dict[str, Any], width: int) -> list[Content]:
    if sheet["form"] != "text":
        return []
    lines = [Content()]
    counts = result["rounds"][-1]["counts"]
    for text, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST]:
        lines.append(
            wrapped(Content(text), width, Content.styled(f"{count:>3}  ", "$text-primary"))
        )
    return lines


def _told(sheet: dict[str, Any], result: dict[str, Any], width: int) -> Iterator[Content]:
    if sheet["form"] not in ("one", "many") and result["right"]:
        yield Content()
        for line in result["right"].split("\n"):
            yield wrapped(Content(line), width, Content.styled("✓ ", "bold $text-success"))
    earned = [round_["earned"] for round_ in result["rounds"] if round_["earned"] is not None]
    if earned:
        shares = [f"{round(100 * share)} %" for share in earned]
        words = (
            _("The class earned {first}.")
            if len(shares) == 1
            else _("The class earned {first} before the discussion and {last} after it.")
        )
        yield Content()
        yield wrapped(Content(words.format(first=shares[0], last=shares[-1])), width)
    if result["why"]:
        yield Content()
        yield wrapped(Content.styled(result["why"], "$text-muted"), width)


def _hum(shown: dict[str, Any], width: int) -> Content:
    lines = [wrapped(Content.styled(shown["hum"], "bold"), width), Content()]
    for place, heard in enumerate(shown.get("heard", ())):
        if place or len(shown["heard"]) > 1:
            lines.append(Content.styled(_("Hum {n}").format(n=place + 1), "$text-muted"))
        for side, words in (("for", _("for")), ("against", _("against"))):
            bar = "█" * round(BAR * heard[side] / 100)
            lines.append(
                Content.assemble(f"  {words:<9}", (bar, "$text-primary"), f" {heard[side]}")
            )
    if "heard" in shown:
        lines += [
            Content(),
            Content.styled(_("Strength, not heads: a hum is never counted."), "$text-muted"),
        ]
    else:
        lines.append(
            Content.styled(_("What is heard is shown when the hum is over."), "$text-muted")
        )
    return Content("\n").join(lines)


def standing(shown: dict[str, Any]) -> str:
    """Where the room is, in a line."""
    phase = shown["phase"]
    if phase == "lobby":
        here = len(shown["seats"])
        return (
            _("waiting in the lobby")
            + " · "
            + ngettext("{n} is here", "{n} are here", here).format(n=here)
        )
    if phase == "ended":
        return _("the class is over")
    said = (
        _("question {n} of {all}").format(n=shown["place"], all=shown["of"])
        if shown["place"]
        else ""
    )
    if shown["round"] > 1:
        said += " · " + _("round {n}").format(n=shown["round"])
    if "answered" in shown:
        said += " · " + _("{n} of {all} answered").format(
            n=shown["answered"], all=len(shown["seats"])
        )
    if "seconds" in shown:
        said += f" · {shown['seconds'] // 60}:{shown['seconds'] % 60:02d}"
    elif phase == "closed":
        said += " · " + _("closed")
    return said.removeprefix(" · ")
