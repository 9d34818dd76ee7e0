"""The options by which a quiz of one's own is chosen."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from course.errors import CourseError
from course.loading.diagnostics import nearest
from course.text import refusal, visible

if TYPE_CHECKING:
    from course.sessions.selection import Selection
    from course.study import Study

_PICKS = {
    "due": ("due", "What is fading now."),
    "weakest": ("weakest", "What you are least likely to know in a week."),
    "wrong": ("missed", "What was not all right the last time."),
    "certain_wrong": ("certain", "What you were certain of, and wrong."),
    "slipping": ("slipping", "What you forget again and again."),
    "flagged": ("flagged", "What you flagged."),
}
"""Option -> what it picks, what it is."""


class Choice:
    """What was asked for on the command line, before the course is known."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options

    def __bool__(self) -> bool:
        return any(self.options.values())

    def selection(self, study: "Study") -> "Selection":
        """The same as a selection; raises `CourseError` for a name the course does not have."""
        from course.choosing import SEED_POINT, seed_points, tags
        from course.sessions.selection import PICKS, Selection

        asked = self.options
        picked = {pick for option, (pick, _) in _PICKS.items() if asked[option]}
        points = [_named("seed point", name, seed_points(study)) for name in asked["seed_point"]]
        return Selection(
            tuple(pick for pick in PICKS if pick in picked),
            tuple(_module(study, name) for name in asked["module"]),
            (
                *(_named("tag", name, tags(study)) for name in asked["tag"]),
                *(f"{SEED_POINT}{point}" for point in points),
            ),
            asked["words"] or "",
            asked["items"],
            asked["minutes"],
        )


def choice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All options of a choice; the command gets them as one `choice`."""

    @wraps(command)
    def gathered(**options: Any) -> Any:
        names = (*_PICKS, "module", "tag", "seed_point", "words", "items", "minutes")
        return command(choice=Choice({name: options.pop(name) for name in names}), **options)

    wrapped: Callable[..., Any] = gathered
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _text(_: click.Context, __: click.Parameter, value: Any) -> Any:
    for text in (value,) if isinstance(value, str) else value or ():
        if why := refusal(text, 200):
            raise click.BadParameter(why)
    return value


_OPTIONS = (
    *(
        click.option(f"--{name.replace('_', '-')}", name, is_flag=True, help=tells)
        for name, (_pick, tells) in _PICKS.items()
    ),
    click.option("--module", metavar="M", multiple=True, callback=_text,
                 help="Of a module, by number or id; may be given again."),
    click.option("--tag", metavar="T", multiple=True, callback=_text, help="With a tag."),
    click.option("--seed-point", metavar="S", multiple=True, callback=_text,
                 help="About a seed point of the course."),
    click.option("--words", metavar="W", callback=_text,
                 help="About the words of the glossary that W finds."),
    click.option("--items", type=click.IntRange(1, 200), metavar="N", help="At most N questions."),
    click.option("--minutes", type=click.IntRange(1, 300), metavar="N",
                 help="As many as fit into N minutes."),
)  # fmt: skip


def _module(study: "Study", name: str) -> str:
    for module in study.catalogue.modules:
        if name in (module.id, str(module.number)):
            return module.id
    return _named("module", name, [module.id for module in study.catalogue.modules])


def _named(kind: str, name: str, known: Iterable[str]) -> str:
    """What is meant by a name: that very one, else the only one it is part of."""
    folded = {one.casefold(): one for one in known}
    if name.casefold() in folded:
        return folded[name.casefold()]
    parts = [one for low, one in folded.items() if name.casefold() in low]
    if len(parts) == 1:
        return parts[0]
    guess = nearest(name.casefold(), list(folded))
    names = ", ".join(parts or folded.values()) or "none"
    hint = f"did you mean {folded[guess]}?" if guess else f"there is: {names}"
    raise CourseError(f"there is no {kind} {visible(name)}", hint, exit_code=2)
