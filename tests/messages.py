"""The words that the program says through gettext, as they stand in its code.

`python -m tests.messages` brings the catalogues of `course/locale/` up to date with them: what is
new is added without a translation, what nothing says any more is taken out.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import polib

import course
from course.classroom import site
from course.cli.group import LazyGroup, attribute, course_group
from course.cli.help import CLICKS, paragraphs
from course.cli.main import COMMANDS, HOME, SECTIONS
from course.i18n import LOCALE

PACKAGE = Path(course.__file__).parent


class Message(NamedTuple):
    """One message, with its plural where it counts."""

    one: str
    many: str


def messages() -> dict[Message, str]:
    """Every message by the first file that says it."""
    found: dict[Message, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for message in _said(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(message, path.relative_to(PACKAGE.parent).as_posix())
    for text, file in _helps(course_group(COMMANDS, HOME, SECTIONS), "course/cli/main.py"):
        found.setdefault(Message(text, ""), file)
    for text in CLICKS:
        found.setdefault(Message(text, ""), "course/cli/help.py")
    for name, one, many in site.messages():
        found.setdefault(Message(one, many), f"course/classroom/page/{name}")
    return found


def _helps(command: click.Command, file: str) -> Iterator[tuple[str, str]]:
    """What `--help` says of a command and of those below it, with the file it is written in."""
    options = [one.help for one in command.params if isinstance(one, click.Option) and one.help]
    for text in (*paragraphs(command.help or ""), *options):
        yield text, file
    if isinstance(command, LazyGroup):
        for head, table in command.sections.items():
            yield head, file
            for target, does in table.values():
                yield does, file
                module = target.partition(":")[0].replace(".", "/")
                yield from _helps(attribute(target), f"{module}.py")
    elif isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _helps(below, file)


def _said(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        texts = [word for word in words if isinstance(word, str)]
        if node.func.id == "_" and texts:
            yield Message(texts[0], "")
        if node.func.id == "ngettext" and len(texts) >= 2:
            yield Message(texts[0], texts[1])


def update(path: Path) -> None:
    """Bring one catalogue up to date."""
    catalogue = polib.pofile(str(path), wrapwidth=100)
    known = {Message(entry.msgid, entry.msgid_plural): entry for entry in catalogue}
    catalogue.clear()
    for message, place in messages().items():
        entry = known.get(message) or polib.POEntry(msgid=message.one, msgid_plural=message.many)
        if message.many and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.occurrences = [(place, "")]
        catalogue.append(entry)
    catalogue.save()


if __name__ == "__main__":
    for file in sorted(LOCALE.glob("*.po")):
        update(file)
