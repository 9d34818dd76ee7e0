"""What editors are told of the files: `schema`."""

from pathlib import Path
from typing import get_args

import click

from course.cli.output import say
from course.i18n import _
from course.loading.files import Kind

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
