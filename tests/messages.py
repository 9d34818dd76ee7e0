"""The words that the program says through gettext, as they stand in its code.

`python -m tests.messages` brings the catalogues of `course/locale/` up to date with them: what is
new is added without a translation, what nothing says any more is taken out.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

import course
from course.classroom import site
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
    for name, one, many in site.messages():
        found.setdefault(Message(one, many), f"course/classroom/page/{name}")
    return found


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
