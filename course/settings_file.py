"""The settings file as text: what it says at which line, and a line of it changed.

TOML. A value is written by editing its line, so that comments and order stay as they are; after
each edit the whole text is read again and must say just what was meant.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from course.i18n import _
from course.loading.diagnostics import remedy
from course.settings import NAMES, Fault, Said
from course.text import visible

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?")
_ENTRY = re.compile(
    r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'""")

Values = dict[str, Said]


class NotEdited(Exception):
    """The text is not simple enough to be edited by a program."""


def read(text: str, name: str) -> tuple[Values, tuple[Fault, ...]]:
    """What a settings file says, by the name of the setting, and what in it is not known.

    Args:
        text: Its content.
        name: How its place is told.
    """
    import tomllib

    if broken := misspelt(text, name):
        return {}, (broken,)
    found = _flat(tomllib.loads(text))
    lines = {key: number for number, key in _entries(text)}
    values: Values = {}
    faults = []
    for key, value in found.items():
        place = f"{name}:{lines[key]}" if key in lines else name
        if key in NAMES or key.startswith("keys."):
            values[key] = Said(value, place)
        else:
            known = _("course config lists the settings")
            faults.append(
                Fault(
                    place,
                    _("there is no setting `{name}`").format(name=visible(key, 40)),
                    remedy(key, NAMES, known),
                )
            )
    return values, tuple(faults)


def misspelt(text: str, name: str) -> Fault | None:
    """What keeps a text from being TOML at all."""
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found.group(1) if found else len(text.rstrip().split("\n"))
        why = _("this is not TOML: {why}").format(why=visible(str(error)))
        return Fault(f"{name}:{line}", why, _("write entries such as `retention = 0.9`"))
    return None


def _flat(table: Mapping[str, Any]) -> dict[str, Any]:
    """Values by name; those below `[keys]` as `keys.<id>`, whether the id is quoted or not."""
    found = {name: value for name, value in table.items() if name != "keys"}
    keys = table.get("keys", {})
    if not isinstance(keys, dict):
        return {**found, "keys": keys}
    waiting = [(f"keys.{name}", value) for name, value in keys.items()]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", each) for key, each in value.items()]
        else:
            found[name] = value
    return found


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """The number of each line that gives a value, from 1, and the name it gives it to."""
    table, inside = "", False
    for number, line in enumerate(text.split("\n"), 1):
        quotes = line.count('"""') + line.count("'''")
        if inside or quotes % 2:
            inside ^= bool(quotes % 2)
            continue
        if header := _HEADER.fullmatch(line):
            table = _name(header.group(1))
        elif entry := _ENTRY.match(line):
            name = _name(entry.group(1))
            yield number, f"{table}.{name}" if table else name


def _name(written: str) -> str:
    return ".".join(part.strip("\"'") for part in _PART.findall(written))


# --- editing ---


def with_value(text: str, name: str, value: Any) -> str:
    """The text with a value set; raises `NotEdited`."""
    written = _written(value)
    lines = text.split("\n")
    places = {key: number - 1 for number, key in _entries(text)}
    if name in places:
        lines[places[name]] = _replaced(lines[places[name]], written)
    elif name.startswith("keys."):
        _insert_key(lines, f'"{name.removeprefix("keys.")}" = {written}')
    else:
        _insert(lines, f"{name} = {written}")
    return _proven(text, "\n".join(lines), name, value)


def without(text: str, name: str) -> str:
    """The text without a value; raises `NotEdited`."""
    lines = text.split("\n")
    for number, key in _entries(text):
        if key == name:
            del lines[number - 1]
            return _proven(text, "\n".join(lines), name, None)
    return text


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:g}"
        case _:
            import json

            return json.dumps(str(value), ensure_ascii=False)


def _replaced(line: str, written: str) -> str:
    entry = _ENTRY.match(line)
    if entry is None:
        raise NotEdited
    rest = line[entry.end() :]
    comment = _STRING.sub(lambda found: "x" * len(found.group()), rest).find("#")
    kept = rest[len(rest[:comment].rstrip()) :] if comment >= 0 else ""
    return f"{line[: entry.end()]} {written}{kept}"


def _insert(lines: list[str], entry: str) -> None:
    """Below the other values of the top, which end where the first table begins."""
    table = next((n for n, line in enumerate(lines) if _HEADER.fullmatch(line)), len(lines))
    end = table
    while end and not lines[end - 1].strip():
        end -= 1
    lines[end:end] = [entry] if end < len(lines) else [entry, ""]


def _insert_key(lines: list[str], entry: str) -> None:
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(line)
        if header and _name(header.group(1)) == "keys":
            lines.insert(number + 1, entry)
            return
    while lines and not lines[-1].strip():
        lines.pop()
    lines += [*([""] if lines else []), "[keys]", entry, ""]


def _proven(before: str, after: str, name: str, value: Any) -> str:
    """`after`, when it says what `before` said but for one value."""
    import tomllib

    meant = _flat(tomllib.loads(before))
    if value is None:
        meant.pop(name, None)
    else:
        meant[name] = value
    try:
        said = _flat(tomllib.loads(after))
    except tomllib.TOMLDecodeError as error:
        raise NotEdited from error
    if said != meant:
        raise NotEdited
    return after
