"""What a student's screen says once the answer is out, and while there is nothing to answer."""

from collections.abc import Iterator
from fractions import Fraction

from textual.content import Content

from course.i18n import _
from course.joining import words
from course.joining.seat import Standing
from course.joining.story import StoryView
from course.joining.wire import Answer, Gap, View
from course.marking import Mark, Part
from course.text import percent
from course.tui.flow import Block, Flow
from course.tui.inline import wrapped
from course.tui.scene_view import meters, scene, written
from course.tui.widgets.sheet import emphasised

BAR = 18
"""Cells of the longest bar."""

_INDENT = Content("   ")
_RIGHT = Content.styled(" ✓ ", "bold $text-success")


def told(standing: Standing) -> Flow:
    """Right or not, why, how the class answered, and the student's own past."""
    view = standing.view
    if view is None:
        return Flow(())
    if view.sheet is None:
        return Flow(_hum(view))
    return Flow([*_verdict(view), *_why(view), *_class(view, standing.answer), *_past(view)])


def _verdict(view: View) -> Iterator[Block]:
    if not words.verdict(view):
        return
    if view.earned is None:
        lead, style = _INDENT, "bold"
    elif view.earned == 1:
        lead, style = _RIGHT, "bold $text-success"
    elif view.earned:
        lead, style = Content.styled(" ◐ ", "bold $text-warning"), "bold $text-warning"
    else:
        lead, style = Content.styled(" ✗ ", "bold $text-error"), "bold $text-error"
    yield Block(Content.styled(words.verdict(view), style), lead)
    if view.feedback:
        yield Block(Content(view.feedback), _INDENT)


def _why(view: View) -> Iterator[Block]:
    if view.result is None or view.sheet is None:
        return
    if view.result.right and view.sheet.form not in ("one", "many"):
        yield _labelled(_("Right is"), view.result.right)
    if view.result.why:
        yield _labelled(_("Why"), view.result.why)


def _labelled(label: str, text: str) -> Block:
    between = "\n" if "\n" in text else "  "
    return Block(Content.assemble((label, "bold"), between, text), _INDENT, gap=1)


def _class(view: View, mine: Answer | None) -> Iterator[Block]:
    result = view.result
    if result is None or not result.rounds:
        return
    rows = words.chosen(view, mine)
    answered = Content.styled(f"  {words.answered(result)}", "$text-muted")
    yield Block(Content.styled(_("The class"), "bold") + answered, _INDENT, gap=1)
    for row in rows:
        yield from _bars(row, tuple(round_.answered for round_ in result.rounds))
    for text, count in words.typed(view):
        yield Block(Content(text), Content.styled(f"   {count:>3}  ", "$text-primary"))
    if said := words.earned(result.rounds):
        yield Block(Content.styled(said, "$text-muted"), _INDENT, gap=1 if rows else 0)


def _bars(row: words.Chosen, answered: tuple[int, ...]) -> Iterator[Block]:
    """A bar each time; the texts stand above, with the same numbers."""
    style = "$text-success" if row.is_right else "$text-primary"
    for place, (count, of) in enumerate(zip(row.counts, answered, strict=True)):
        share = count / of if of else 0.0
        bar = "█" * round(BAR * share) or ("▏" if count else "")
        lead = _RIGHT if row.is_right and not place else _INDENT
        when = "" if len(answered) == 1 else _("after") if place else _("before")
        number = row.number if not place else ""
        yield Block(
            Content.assemble(
                (f"{number:>2}  ", "$text-muted"),
                (f"{when:<8}" if when else "", "$text-muted"),
                (f"{bar:<{BAR}}", style),
                f" {count:>4}",
                _share(share, of),
                (f"   {_('your answer')}" if row.is_mine and not place else "", "$text-muted"),
            ),
            lead,
        )


def _share(share: float, of: int) -> Content:
    return Content.styled(f" {percent(share):>6}" if of else "", "$text-muted")


def _past(view: View) -> Iterator[Block]:
    if said := words.past(view):
        yield Block(Content.styled(said, "$text-muted"), _INDENT, gap=1)


def _hum(view: View) -> Iterator[Block]:
    for place, heard in enumerate(view.heard):
        if len(view.heard) > 1:
            head = _("Hum {n}").format(n=place + 1)
            yield Block(Content.styled(head, "bold"), _INDENT, gap=1)
        for side, strength in words.sides(heard):
            bar = "█" * round(BAR * strength / 100)
            figures = Content.assemble(f"{side:<9}", (f"{bar:<{BAR}}", "$text-primary"))
            yield Block(figures + Content(f" {strength:>3}"), _INDENT)
    yield Block(Content.styled(words.not_counted(), "$text-muted"), _INDENT, gap=1)


def marked(view: View, mine: Answer | None) -> Mark | None:
    """What is shown right on the spot, as far as the class says it part by part."""
    sheet, key = view.sheet, view.result.key if view.result else None
    if sheet is None or key is None:
        return None
    parts: list[Part] = []
    match sheet.form:
        case "one" | "many":
            for row in words.chosen(view, mine):
                parts.append(_part(row.key, is_right=row.is_right, is_mine=row.is_mine))
        case "pairs" | "gaps" if isinstance(key, dict) and (mine is None or isinstance(mine, dict)):
            given = mine or {}
            for place in _places(view):
                is_right = given.get(place) == key.get(place) or view.earned == 1
                parts.append(_part(place, is_right=is_right, is_mine=place in given))
    return Mark(Fraction(0), tuple(parts))


def _places(view: View) -> list[str]:
    """The stems, and the gaps that are filled by choosing: what is typed has many right forms."""
    if view.sheet is None:
        return []
    gaps = [part for part in view.sheet.parts if isinstance(part, Gap)]
    is_right = view.earned == 1
    return [stem.key for stem in view.sheet.stems] + [
        gap.gap for gap in gaps if gap.options or is_right
    ]


def _part(key: str, *, is_right: bool, is_mine: bool) -> Part:
    right = key if is_right else None
    return Part(key, key, None, right, Fraction(int(is_right)), None, is_mine)


def waiting(standing: Standing, earlier: tuple[tuple[str, float], ...]) -> Content:
    """What fills the screen while there is nothing to answer."""
    head, *sentences = words.waiting(standing)
    lines = [Content.styled(head, "bold $text-primary"), Content()]
    lines += [Content(sentence) for sentence in sentences]
    view = standing.view
    if view and view.phase == "ended" and view.past:
        lines += [Content(), Content.styled(words.signs(view), "bold")]
        for title, share in earlier:
            before = _("before: {title}, {share}").format(title=title, share=percent(share))
            lines.append(Content.styled(before, "$text-muted"))
    return Content("\n").join(lines)


# --- a scenario ---


def asked(view: View, width: int) -> Content:
    """What is asked: of a scene its text and what is at stake, too."""
    if not (isinstance(view, StoryView) and view.scene):
        return emphasised(Content(view.sheet.stem if view.sheet else view.hum or ""))
    drawn = [wrapped(Content.styled(view.scene.heading, "bold"), width)]
    drawn.append(written(view.model_dump()["scene"]["text"], width))
    if view.meters:
        drawn.append(meters(view.model_dump()["meters"], width))
    for choice in view.scene.closed:
        why = _("closed: {why}").format(why=choice.why)
        closed = Content.styled(f"{choice.text} ({why})", "$text-muted")
        drawn.append(wrapped(closed, width, Content.styled("×  ", "$text-muted")))
    return Content("\n\n").join(drawn)


def told_story(view: StoryView, width: int) -> Content | None:
    """The role, what the class decided, or how it ended; None where nothing of it is before us."""
    shown = view.model_dump()
    match view.phase:
        case "lobby":
            head = Content.styled(words.waiting(Standing(view=view, name=view.name))[0], "bold")
            return Content("\n\n").join([head, scene(shown, width, tallies=False)])
        case "decided":
            return scene(shown, width, tallies=True)
        case "ending" | "ended" if view.ending:
            return scene(shown, width, tallies=True)
    return None


def hummed(view: View) -> Content:
    """What a hum sounded like, in lines."""
    blocks = [block.at(BAR + 40) for block in _hum(view)]
    return Content("\n").join(blocks)
