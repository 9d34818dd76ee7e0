"""The author's commands."""

from dataclasses import asdict
from pathlib import Path
from typing import get_args

import click

from course.cli.output import say
from course.i18n import _
from course.loading.files import Kind, find_course
from course.text import plural


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def stats(path: Path | None, as_json: bool) -> None:
    """Count what the course at PATH holds, and name the objectives with too few items.

    \b
    Example: course stats
    """
    from course.loading.catalogue import catalogue
    from course.loading.files import CourseFiles
    from course.loading.inventory import inventory
    from course.loading.loaded import load

    root = find_course(path)
    counted = inventory(load(root), catalogue(CourseFiles(root)))
    if as_json:
        import json

        say(json.dumps({**asdict(counted), "minutes": counted.minutes}, indent=2))
        return
    for lesson in counted.lessons:
        sections = plural(lesson.sections, "section")
        items = plural(lesson.items, "item")
        say(f"{lesson.number:5} {lesson.id:40} {lesson.minutes:3} min, {sections}, {items}")
    reading = f"{counted.minutes // 60} h {counted.minutes % 60} min"
    say(f"{plural(len(counted.lessons), 'lesson')}, {reading}; {plural(counted.items, 'item')}")
    for name, counts in (
        ("types", counted.types),
        ("levels", counted.levels),
        ("seeds", counted.seeds),
        ("sources", counted.sources),
        ("objectives with too few items", counted.thin),
    ):
        say(f"{name}: {', '.join(f'{key} {count}' for key, count in counts.items()) or 'none'}")
    say(f"glossary: {plural(counted.terms, 'term')}")
    if counted.scenarios:
        cases = ", ".join(
            f"{case.id} {plural(case.scenes, 'scene')}, {plural(case.endings, 'ending')}, "
            f"{_span(case.shortest, case.longest)} choices a path"
            for case in counted.scenarios
        )
        say(f"{plural(len(counted.scenarios), 'scenario')}: {cases}")
    if counted.exercises:
        packs = ", ".join(f"{pack} {length} min" for pack, length in counted.exercises.items())
        say(f"{plural(len(counted.exercises), 'exercise')}: {packs}")


def _span(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "translation")
"""What has a model; a translation is as flat as it looks."""


@click.command()
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--write", is_flag=True, help="Into files; without KIND of every kind.")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
def schema(kind: Kind | None, write: bool, folder: Path | None) -> None:
    """Show the JSON Schema of a KIND of file, or write the schemas for an editor into FOLDER.

    Without FOLDER they go where files of `course new` look for them: `.schema` in the course.

    \b
    Example: course schema quiz
    Example: course schema --write
    """
    import json

    from course.authoring.schema import FOLDER, write_schemas
    from course.authoring.schema import schema as made
    from course.cli.new import own_course
    from course.loading.files import shown

    if write:
        wanted = (kind,) if kind else KINDS
        for path in write_schemas(folder or own_course() / FOLDER, wanted):
            say(_("made {file}").format(file=shown(path)))
    elif kind:
        say(json.dumps(made(kind), indent=2, ensure_ascii=False))
    else:
        say("\n".join(KINDS))
