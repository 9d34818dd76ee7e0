"""What a learner may choose: the settings, what each means, and where its value comes from.

A value is said, in this order, by an option, by the environment (`COURSE_RETENTION`), by the
settings file, or by nobody, which is the default. A value that cannot be is a `Fault` with its
place, and counts as not said. Reading and editing the file's text is in `settings_file`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from course.i18n import _, languages
from course.scheduling import RETENTION
from course.text import refusal, visible

OURS = "course"
"""The theme that is ours, dark or light as the terminal is."""

LONGEST_GOAL = 600
LONGEST_KEPT = 36_500
LOWEST_RETENTION, HIGHEST_RETENTION = 0.7, 0.97

_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_YES, _NO = ("on", "true", "yes", "1"), ("off", "false", "no", "0")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice; what stands here is the default."""

    theme: str = OURS
    daily_goal: int = 0
    """Minutes; 0 for none."""
    retention: float = RETENTION
    certainty: bool = False
    second_tries: bool = True
    animations: bool = False
    language: str = ""
    """As in `de`; empty for that of the system."""
    learner: str = ""
    """Empty for the login name."""
    course: str = ""
    """Id of the course that opens; empty for the one that came with the program."""
    keep_names: int = 0
    """Days that names stay in classes that are over; 0 for as long as nobody takes them out."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of the learner's own, by the id of a binding; several are separated by commas."""

    @property
    def tries(self) -> int:
        """How often a question may be answered in practice."""
        return 2 if self.second_tries else 1


NAMES = tuple(each.name for each in fields(Settings) if each.name != "keys")
"""Settings of one value each, as they are shown."""

TEACHERS = ("keep_names",)
"""Those that mean nothing to a learner."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something said that cannot be."""

    place: str
    """Such as `settings.toml:3`, or the variable of the environment."""
    message: str
    help: str


class BadValue(Exception):
    """A value that a setting cannot have; says why, in words fit to show."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value and where it was said."""

    value: Any
    place: str


@dataclass(frozen=True, slots=True)
class Effective:
    """The settings as they hold now."""

    settings: Settings = field(default_factory=Settings)
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where a value comes from, by name; what is missing here is the default."""
    faults: tuple[Fault, ...] = ()


def effective(*sources: Mapping[str, Said]) -> Effective:
    """What holds, of sources from the strongest to the weakest."""
    chosen: dict[str, Any] = {}
    origins: dict[str, str] = {}
    faults: list[Fault] = []
    for source in sources:
        for name, said in source.items():
            try:
                value = checked(name, said.value)
            except BadValue as bad:
                faults.append(Fault(said.place, str(bad), tells(name)))
                continue
            if name.startswith("keys."):
                chosen.setdefault("keys", {}).setdefault(name.removeprefix("keys."), value)
            else:
                chosen.setdefault(name, value)
            origins.setdefault(name, said.place)
    return Effective(replace(Settings(), **chosen), origins, tuple(faults))


# --- single values ---


def checked(name: str, value: Any) -> Any:
    """The value a setting gets from what was typed or stands in the file; raises `BadValue`."""
    if name.startswith("keys."):
        return _keys(name, value)
    return _CHECKS[name](name, value)


def _bad(name: str, value: Any, expected: str) -> BadValue:
    said = visible(str(value), 40)
    return BadValue(
        _("`{name}` cannot be {value}: {expected}").format(
            name=name, value=said or _("empty"), expected=expected
        )
    )


def _switch(name: str, value: Any) -> bool:
    word = str(value).lower()
    if isinstance(value, bool) or (isinstance(value, str) and word in (*_YES, *_NO)):
        return word in _YES
    raise _bad(name, value, _("say true or false"))


def _number(name: str, value: Any) -> float:
    try:
        return float("nan" if isinstance(value, bool) else value)
    except (TypeError, ValueError):
        raise _bad(name, value, _("say a number")) from None


def _goal(name: str, value: Any) -> int:
    minutes = _number(name, value)
    if not (0 <= minutes <= LONGEST_GOAL and minutes == int(minutes)):
        raise _bad(name, value, _("say whole minutes, 0 to {most}").format(most=LONGEST_GOAL))
    return int(minutes)


def _days(name: str, value: Any) -> int:
    days = _number(name, value)
    if not (0 <= days <= LONGEST_KEPT and days == int(days)):
        raise _bad(name, value, _("say whole days, 0 to {most}").format(most=LONGEST_KEPT))
    return int(days)


def _retention(name: str, value: Any) -> float:
    share = _number(name, value)
    if not LOWEST_RETENTION <= share <= HIGHEST_RETENTION:
        low, high = LOWEST_RETENTION, HIGHEST_RETENTION
        raise _bad(name, value, _("say a share, {low} to {high}").format(low=low, high=high))
    return share


def _theme(name: str, value: Any) -> str:
    # Which themes there are is known once the screen's library is; see `tui.theme`.
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", value):
        raise _bad(name, value, _("say the name of a theme, such as nord"))
    return value


def _language(name: str, value: Any) -> str:
    # The course may be translated into a language that the interface does not speak.
    if value == "" or (isinstance(value, str) and re.fullmatch(_TAG, value)):
        return str(value)
    raise _bad(name, value, _("say a tag such as {known}").format(known=", ".join(languages())))


def _learner(name: str, value: Any) -> str:
    if not isinstance(value, str) or refusal(value, 60) or "\n" in value or "\t" in value:
        raise _bad(name, value, _("say a name of up to 60 letters"))
    return value.strip()


def _course(name: str, value: Any) -> str:
    # Whether there is such a course is known once the shelf is looked at; see `course.shelf`.
    if value == "" or (isinstance(value, str) and re.fullmatch(r"[a-z0-9-]{1,80}", value)):
        return str(value)
    raise _bad(name, value, _("say the id of a course; course list --courses shows them"))


def _keys(name: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9_+,A-Z]{1,80}", value.strip()):
        raise _bad(name, value, _("say a key such as ctrl+r, or several with commas"))
    return value.strip()


_CHECKS: Mapping[str, Callable[[str, Any], Any]] = {
    "theme": _theme,
    "daily_goal": _goal,
    "retention": _retention,
    "certainty": _switch,
    "second_tries": _switch,
    "animations": _switch,
    "language": _language,
    "learner": _learner,
    "course": _course,
    "keep_names": _days,
}


# --- in words ---


def title(name: str) -> str:
    """What a setting is called."""
    return {
        "theme": _("Theme"),
        "daily_goal": _("Daily goal"),
        "retention": _("Desired retention"),
        "certainty": _("Ask how sure you are"),
        "second_tries": _("Second tries"),
        "animations": _("Animations"),
        "language": _("Language"),
        "learner": _("Learner"),
        "course": _("Course"),
        "keep_names": _("Keep students' names"),
    }[name]


def tells(name: str) -> str:
    """What a setting is for, in a sentence."""
    if name.startswith("keys."):
        return _("A key of your own for something the program can do.")
    return {
        "theme": _("The colours. `course` is ours: dark or light as your terminal is."),
        "daily_goal": _("Minutes you want to study a day; 0 for none. Nothing is lost by less."),
        "retention": _("How sure a question returns while you still know it; higher, more often."),
        "certainty": _("After each answer say how sure you were; it shows what you overrate."),
        "second_tries": _("In practice a wrong answer may be tried once more, for a third less."),
        "animations": _("Let things move: smooth scrolling and the like."),
        "language": _("Of interface and, where translated, course. From the next start on."),
        "learner": _("Whose progress; empty for your login name. From the next start on."),
        "course": _("Which course opens; empty for the program's own. From the next start on."),
        "keep_names": _("Days until `course student thin` takes out names and words; 0 for never."),
    }[name]


def shown(name: str, value: Any) -> str:
    """A value in words."""
    match name, value:
        case _, bool():
            return _("on") if value else _("off")
        case "daily_goal", 0:
            return _("none")
        case "daily_goal", _:
            return _("{count} minutes").format(count=value)
        case "keep_names", 0:
            return _("for good")
        case "keep_names", _:
            return _("{count} days").format(count=value)
        case "retention", _:
            return f"{round(value * 100)} %"
        case "language", "":
            return _("as the system")
        case "learner", "":
            return _("login name")
        case "course", "":
            return _("the program's own")
        case _, _:
            return str(value)
