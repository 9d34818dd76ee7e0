"""The command that shows and changes the settings."""

import sys
from typing import Any

import click

from course.cli.opening import speak_as_set
from course.cli.output import say
from course.config import load_settings, settings_file, store_setting
from course.errors import CourseError
from course.i18n import _
from course.loading.diagnostics import remedy
from course.progress.faults import shown as path_shown
from course.settings import NAMES, BadValue, Effective, shown, tells
from course.text import visible


@click.command()
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Take KEY out of the file, so that it is as before.")
@click.option("--path", "only_path", is_flag=True, help="Say where the file is.")
@click.option("--keys", "only_keys", is_flag=True, help="Every shortcut: its id, key and meaning.")
def config(
    key: str | None, value: str | None, unset: bool, only_path: bool, only_keys: bool
) -> None:
    """Show the settings and where each comes from; or one; or set KEY to VALUE.

    An option comes before the environment (COURSE_RETENTION), that before the file, that before
    the default. Shortcuts are KEY too: their id, such as home.review, with `keys.` before.

    \b
    Example: course config retention 0.92
    Example: course config keys.home.review ctrl+r
    """
    speak_as_set()
    if only_path:
        say(path_shown(settings_file()))
    elif only_keys:
        _say_keys()
    elif key is None:
        _say_all()
    else:
        _need_known(key)
        if unset or value is not None:
            _set(key, None if unset else value)
        found = load_settings()
        say(f"{key}  {_value(found, key)}  {_origin(found, key)}")


def _say_all() -> None:
    found = load_settings()
    for name in NAMES:
        value, origin = shown(name, getattr(found.settings, name)), _origin(found, name)
        say(f"{name:13} {visible(value, 60):22} {origin:24} {tells(name)}".rstrip())
    for name, keys in sorted(found.settings.keys.items()):
        say(f"keys.{visible(name, 60)}  {keys}  {_origin(found, f'keys.{name}')}")
    faults = [(fault.place, fault.message, fault.help) for fault in found.faults]
    for name, message in _unknown(found):
        faults.append((_origin(found, name), message, _("course config --keys lists them")))
    for place, message, remedied in faults:
        say(f"error: {place}: {message}", err=True)
        say(f"help: {remedied}", err=True)
    sys.exit(1 if faults else 0)


def _unknown(found: Effective) -> list[tuple[str, str]]:
    """What only the screen knows not to be there: themes and ids of shortcuts."""
    wrong = []
    if "theme" in found.origins:
        from course.tui.theme import names

        if found.settings.theme not in names():
            said = _("there is no theme `{name}`").format(name=found.settings.theme)
            wrong.append(("theme", said))
    if found.settings.keys:
        from course.tui.shortcuts import faults

        wrong += [(f"keys.{name}", said) for name, said in faults(found.settings.keys)]
    return wrong


def _value(found: Effective, key: str) -> str:
    if key.startswith("keys."):
        return found.settings.keys.get(key.removeprefix("keys."), "-")
    return visible(str(getattr(found.settings, key)), 100) or "-"


def _origin(found: Effective, key: str) -> str:
    return found.origins.get(key, _("default"))


def _need_known(key: str) -> None:
    if key.startswith("keys."):
        from course.tui.shortcuts import known

        names, otherwise = [f"keys.{name}" for name in known()], "course config --keys lists them"
    else:
        names, otherwise = list(NAMES), "course config lists them"
    if key not in names:
        raise CourseError(
            _("there is no setting `{name}`").format(name=visible(key, 60)),
            remedy(key, names, otherwise),
            exit_code=2,
        )


def _set(key: str, value: Any) -> None:
    if key == "theme" and value is not None:
        from course.tui.theme import names

        if value not in names():
            raise CourseError(
                _("there is no theme `{name}`").format(name=visible(value, 40)),
                remedy(value, names(), ", ".join(names())),
                exit_code=2,
            )
    try:
        store_setting(key, value)
    except BadValue as bad:
        raise CourseError(str(bad), tells(key), exit_code=2) from None


def _say_keys() -> None:
    from course.tui.shortcuts import known

    own = load_settings().settings.keys
    for name, binding in known().items():
        keys = own.get(name, binding.key)
        say(f"{name:28} {keys:24} {binding.tooltip or binding.description}".rstrip())
