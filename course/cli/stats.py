"""The command that counts what a course holds: `stats`."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from course.cli.opening import speak_as_set
from course.cli.output import say
from course.loading.files import find_course

if TYPE_CHECKING:
    from course.loading.inventory import Inventory, Part
    from course.loading.library import Library

WIDEST = 110
"""Columns that the table takes at most."""


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--of", "name", metavar="MODULE|LESSON", help="Only this one, by its id or number.")
@click.option("--all", "everything", is_flag=True, help="Down to the objectives.")
@click.option("--screen", is_flag=True, help="On a screen, to open module by module.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def stats(
    path: Path | None, name: str | None, everything: bool, screen: bool, as_json: bool
) -> None:
    """Count what the course at PATH holds: which objective is asked about, and at what level.

    \b
    Example: course stats
    Example: course stats --of 1.3
    """
    from course.loading.inventory import Inventory
    from course.loading.library import Library

    library = Library(find_course(path), speak_as_set())
    counted = Inventory(library.catalogue)
    if screen:
        sys.exit(_shown(library))
    if as_json:
        import json

        part = counted.part(name) if name else None
        say(json.dumps(asdict(part) if part else _numbers(counted, library), indent=2))
    elif name:
        _say_table(counted.part(name), deep=True)
    else:
        _say_table(counted.course, deep=everything)
        _say_facts(counted, library)


def _shown(library: "Library") -> int:
    from course.previewing import forgetful
    from course.tui.alone import AloneApp
    from course.tui.screens.stats import StatsScreen
    from course.tui.start import run_app

    study = forgetful(library)
    return run_app(lambda driver: AloneApp(study, lambda: StatsScreen(study), driver))


def _say_table(top: "Part", *, deep: bool) -> None:
    from course.holdings import NUMBERS, heads, label, legend, numbers

    room = max(24, min(WIDEST, shutil.get_terminal_size((80, 24)).columns - 1) - NUMBERS)
    say(f"{'':{room}}{heads()}")
    for depth, part in _rows(top, deep=deep):
        first, *more = _wrapped(label(part), room - 2, depth)
        say(f"{first:{room}}{numbers(part)}".rstrip())
        for line in more:
            say(line)
    say("")
    for line in wrap(legend(), room + NUMBERS):
        say(line)


def _wrapped(text: str, width: int, depth: int) -> list[str]:
    indent = "  " * depth
    return wrap(text, width, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _rows(top: "Part", *, deep: bool) -> "Iterator[tuple[int, Part]]":
    """A part, then those below it: one step down, or all."""
    if top.kind != "course":
        yield 0, top
    for part in top.parts:
        if deep and part.parts:
            yield from ((depth + 1, one) for depth, one in _rows(part, deep=True))
        else:
            yield 1, part
    if top.kind == "course":
        yield 0, top


def _say_facts(counted: "Inventory", library: "Library") -> None:
    from course.holdings import cases, facts

    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns - 1)
    for title, text in (*facts(counted), *cases(library)):
        say("")
        for line in wrap(f"{title}: {text}", width, subsequent_indent="  ", break_on_hyphens=False):
            say(line)


def _numbers(counted: "Inventory", library: "Library") -> dict[str, Any]:
    from course.sessions.exploring import explore

    catalogue = library.catalogue
    scenarios = []
    for case in catalogue.scenarios:
        found = explore(library.scenario(case.id))
        lengths = {"shortest": found.shortest, "longest": found.longest}
        counts = {"scenes": case.scenes, "endings": len(case.endings)}
        scenarios.append({"id": case.id, **counts, **lengths})
    return {
        "lessons": [
            {
                "id": lesson.id,
                "number": lesson.number,
                "minutes": lesson.minutes,
                "sections": len(lesson.sections),
                "words": sum(section.words for section in lesson.sections),
                "items": len(lesson.items),
            }
            for lesson in counted.lessons
        ],
        "items": counted.course.count,
        "minutes": counted.course.minutes,
        "types": counted.types,
        "levels": counted.levels,
        "seeds": counted.seeds,
        "thin": counted.thin,
        "longest": [asdict(one) for one in counted.longest],
        "shortest": [asdict(one) for one in counted.shortest],
        "sources": dict(catalogue.sources),
        "terms": catalogue.terms,
        "exercises": {pack.id: pack.minutes for pack in catalogue.exercises},
        "scenarios": scenarios,
        "matrix": asdict(counted.course),
    }
