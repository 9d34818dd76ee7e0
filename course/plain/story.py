"""A scenario by class vote, in lines: the scene, what is at stake, what followed, the end."""

from collections.abc import Iterable

from course.i18n import _
from course.joining.prose import in_lines
from course.joining.story import Meter, StoryView
from course.joining.words import who
from course.plain.lines import Lines
from course.plain.typed import number


def say_role(lines: Lines, view: StoryView) -> None:
    """What the class is to be, before it begins."""
    lines.say()
    lines.say(view.summary)
    lines.say()
    lines.say(in_lines(view.role))


def say_scene(lines: Lines, view: StoryView) -> None:
    """Where the story stands, and the choices."""
    if view.scene is None or view.sheet is None:
        return
    lines.say(view.scene.heading)
    lines.say()
    lines.say(in_lines(view.scene.text))
    lines.say()
    _say_meters(lines, view.meters)
    number(lines, [option.text for option in view.sheet.options])
    for choice in view.scene.closed:
        why = _("closed: {why}").format(why=choice.why)
        lines.say(f"{choice.text} ({why})", "     ", "  –  ")


def say_decided(lines: Lines, view: StoryView) -> None:
    """The way the class went, and what followed."""
    done = view.decided
    if done is None:
        return
    lines.say()
    lines.say(_("The class goes this way: {choice}").format(choice=done.text))
    lines.say(_because(who(done.how), done.because))
    lines.say()
    lines.say(in_lines(done.outcome))
    lines.say()
    for moved in done.moved:
        words = _("for the better") if moved.good else _("for the worse")
        lines.say(f"{moved.name}: {moved.before} → {moved.after}, {words}.")
    _say_meters(lines, view.meters)


def say_ending(lines: Lines, view: StoryView) -> None:
    """How it ended, what really happened, and the whole way."""
    end = view.ending
    if end is None:
        return
    lines.say()
    lines.say(f"{end.name}: {end.heading}" if end.name else end.heading)
    lines.say()
    lines.say(in_lines(end.text))
    lines.say()
    _say_meters(lines, view.meters)
    lines.say(_("What really happened"))
    for point in end.debrief:
        lines.say()
        lines.say(in_lines(point))
    lines.say()
    lines.say(_("The way the class went"))
    for place, step in enumerate(view.path, 1):
        said = f"{step.heading}: {step.choice} ({_because(who(step.how), step.because)})"
        lines.say(said, "     ", f"{place:3}  ")


def _because(how: str, why: str) -> str:
    return f"{how}: “{why}”" if why else how


def _say_meters(lines: Lines, meters: Iterable[Meter]) -> None:
    for meter in meters:
        lines.say(f"{meter.name}: {meter.value}. {meter.means}".rstrip())
    lines.say()
