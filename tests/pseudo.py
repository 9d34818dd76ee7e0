"""A walk through both faces in which every word that goes through gettext, and every word of the
course, has accents on its vowels: what is read without any was left in English.

It runs in a process of its own, since classes say their words once:
`python -m tests.pseudo FOLDER`.
"""

import asyncio
import io
import re
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from course import i18n
from course.content.translation import texts
from course.i18n import Words
from course.loading.files import CourseFiles
from course.loading.library import Library
from course.loading.source import read
from course.loading.translating import translate
from course.loading.translations import TRANSLATED
from course.loading.yaml12 import parse
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.study import Study

COMMANDS = (
    "check|learn|quiz|exam|review|play|placement|list|config|search|notes|again|progress|glossary"
)
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_KEPT = re.compile(
    r"(\[@[^\]]*\]|\[\[[^\]|]*|\{\{[^}]*\}\}|\{[^}]*\}|https?://\S+|progress\.db"
    rf"|course (?:{COMMANDS})\b(?: [a-z-]+-[a-z-]+)?)"
)
"""What is no word: marks, fields, addresses, commands."""

PLAIN = re.compile(r"(?<![\w./:#@<$-])[A-Za-z]*[aeiou][A-Za-z]*[a-z](?![\w./:#@>-])")
"""A word without an accent, that is no id, address, option, file or command."""

SPELT = frozenset(
    (
        *("Enter", "Esc", "Tab", "Space", "Page", "Up", "Down", "Home", "End", "Del", "Shift"),
        *(
            "Alt",
            "Ctrl",
            "course",
            "play",
            "quiz",
            "learn",
            "plates",
            "again",
            "host",
            "exercise",
            "placement",
        ),
    )
)
"""Keys, commands and ids."""


def accented(text: str) -> str:
    """The same text with accents, but for its marks and fields."""
    return "".join(
        part if number % 2 else part.translate(_ACCENTS)
        for number, part in enumerate(_KEPT.split(text))
    )


class Accents(Words):
    """Every message, accented; dates are written without letters."""

    language = "ja"

    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)


def accented_course(folder: Path) -> Path:
    """The small course, with a scenario, translated into accents."""
    from tests.papers import with_papers
    from tests.tui.cases import write_case
    from tests.tui.conftest import SMALL
    from tests.tui.packs import with_pack

    shutil.copytree(SMALL, folder)
    write_case(folder)
    with_pack(folder)
    with_papers(folder)
    sources = folder / "lessons/sources.yaml"
    line = "(?m)^( *(?:title|publisher|author|note): )(.*)$"
    sources.write_text(re.sub(line, _value, sources.read_text()))
    files = CourseFiles(folder)
    for file in (file for file in files.all if file.kind in TRANSLATED):
        place = folder / translate(files, "xx", file).file
        wanted = texts(parse(read(file.path)).data)
        said = {f"{text.key}@{text.digest}": accented(text.text) for text in wanted}
        place.write_text(yaml.safe_dump(said, allow_unicode=True))
    return folder


def _value(found: re.Match[str]) -> str:
    return found[1] + accented(found[2])


def leaks(text: str) -> list[str]:
    """Words that stand there in plain English."""
    return [word for word in PLAIN.findall(text) if word not in SPELT]


SCREENS: dict[str, tuple[str, ...]] = {
    "home": (),
    "help": ("question_mark",),
    "lesson": ("enter",),
    "lesson, further": ("enter", "enter", "enter", "enter"),
    "lesson, beside": ("enter", "s"),
    "quiz": ("t",),
    "quiz, answered": ("t", "1", "enter"),
    "quiz, every question": ("t", *["f3"] * 11),
    "quiz, every answer": ("t", *["f6", "enter"] * 11),
    "quiz, hint": ("t", "h"),
    "quiz, help": ("t", "question_mark"),
    "quiz, skipped": ("t", "s"),
    "test, all questions": ("T", "f9"),
    "test, answered": ("T", "1", "enter", "f9"),
    "progress": ("p",),
    "glossary": ("g",),
    "search": ("slash", "g", "h", "t"),
    "again": ("a",),
    "notes": ("n",),
    "settings": ("comma",),
    "palette": ("ctrl+p",),
    "home, a paper": ("down", "enter"),
    "results": ("T", "f9", "end", "enter"),
    "results, looked through": ("T", "f9", "end", "enter", "enter"),
    "review": ("r",),
}


PAGES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "scenario": ("open_scenario", ("plates",), ("enter",)),
    "scenario, chosen": ("open_scenario", ("plates",), ("enter", "1", "enter")),
    "scenario, help": ("open_scenario", ("plates",), ("enter", "question_mark")),
    "exercise": ("open_exercise", ("again",), ("enter", "x", "enter", "enter", "question_mark")),
    "source": ("open_source", ("humming",), ()),
    "what it holds": ("open_stats", (), ("enter", "down", "enter", "end", "enter")),
    "note": ("edit_note", ("first-light#dawn",), ()),
}
"""Pages by what opens them, and what is pressed then."""


async def _drawn(
    folder: Path, keys: tuple[str, ...], begin: Callable[..., object] | None = None
) -> str:
    from course.tui.app import CourseApp
    from tests.tui.sitting import pressed

    app = CourseApp(_study(folder), begin=begin)
    async with app.run_test(size=(100, 50), notifications=True) as pilot:
        await pilot.pause()
        shown = [await pressed(pilot)]
        for key in keys:
            shown.append(await pressed(pilot, key))
        # The first line of a picture is the window's own title.
        return "\n".join(text.split("\n", 1)[1] for text in shown)


def _open(opens: str, what: tuple[str, ...], page: Any) -> None:
    getattr(page, opens)(*what)


def _study(folder: Path) -> Study:
    from tests.tui.conftest import Clock

    library = Library(folder, "xx")
    learner = Learner(MemoryStore(), "ada", library.catalogue.id, Clock(), lambda: "0" * 20)
    return Study(library, learner)


def _lines(folder: Path, part: str, what: tuple[str, ...], typed: str) -> str:
    from course.plain.lines import Lines
    from course.plain.sitting import Sitting

    out = io.StringIO()
    sitting = Sitting(_study(folder), Lines(out, io.StringIO(typed), interactive=True, width=100))
    sitting.session(lambda: getattr(sitting, part)(*what))
    return out.getvalue()


LINES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "the menu": ("menu", (), "?\nl\np\ng\n\nn\na\ns\n\ne\n\nr\n/gh\nzzz\nq\n"),
    "a lesson": ("learn", ("first-light",), "1\n\n2\n\n?\n:note\nWrds\n\ng\n\nb\n" + "\n" * 9),
    "a quiz": (
        "quiz",
        ("first-light",),
        ":hint\n:flag\n:passage\nx\n9\n1\n1\n\n2\n" + "\n1\n" * 40,
    ),
    "a test": ("quiz", ("first-light", "test"), "1\n:next\n:overview\n:submit\ny\n"),
    "a scenario": ("scenario", ("plates",), "?\n1\n\n1\n\n1\n\n1\n\n"),
    "the papers": ("menu", (), "placement\n\n1\n\nexam\n\n1\n:submit\ny\nq\n"),
    "the exercises": ("exercises", (), "\n"),
    "an exercise": ("exercise", ("again",), "\n" * 30),
}
"""What is done in lines, and what is typed."""


def main(folder: Path) -> int:
    """Say every leak with the place it stands in."""
    i18n.spoken = Accents()
    course = accented_course(folder)
    found: list[str] = []

    def look(name: str, text: str) -> None:
        for line in text.split("\n"):
            if words := leaks(line):
                found.append(f"{name}: {' '.join(words)}: {line.strip()}")

    for name, keys in SCREENS.items():
        look(name, asyncio.run(_drawn(course, keys)))
    for name, (opens, what, keys) in PAGES.items():
        look(name, asyncio.run(_drawn(course, keys, partial(_open, opens, what))))
    for name, (part, what, typed) in LINES.items():
        look(name, _lines(course, part, what, typed))
    print("\n".join(dict.fromkeys(found)))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
