"""Courses to share and courses of others: pack, add, remove."""

from pathlib import Path

import click

from course.cli.opening import speak_as_set
from course.cli.output import say
from course.i18n import _, ngettext
from course.text import visible


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--to", metavar="FILE.zip", type=click.Path(path_type=Path), help="Where to.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def pack(folder: Path | None, to: Path | None, force: bool) -> None:
    """Put the course in FOLDER into one zip, the same bytes each time.

    A course with errors is not packed: `course check` says what they are.

    \b
    Example: course pack . --to my-course.zip
    """
    from course.errors import CourseError
    from course.loading.files import find_course, is_course
    from course.loading.loaded import load
    from course.loading.packs import pack as write

    speak_as_set()
    root = find_course(folder or (Path() if is_course(Path()) else None))
    loaded = load(root)
    errors = sum(one.severity == "error" for one in loaded.diagnostics)
    if loaded.course is None or errors:
        raise CourseError(f"this course has errors ({errors})", f"course check {root} says which")
    file = to or Path(f"{loaded.course.id}.zip")
    if file.exists() and not force:
        raise CourseError(f"{visible(str(file))} is there already", "name another, or use --force")
    digest = write(root, file)
    say(_("Written to {file}; SHA-256 {digest}").format(file=visible(str(file)), digest=digest))
    _say_unfilled(root)


def _say_unfilled(root: Path) -> None:
    from course.authoring.unfilled import unfilled

    if places := unfilled(root):
        many = ngettext(
            "note: {count} text is still as `course new` wrote it: {place}",
            "note: {count} texts are still as `course new` wrote them, the first at {place}",
            len(places),
        )
        first = f"{places[0].file}:{places[0].line}"
        say(many.format(count=len(places), place=first), err=True)


@click.command()
@click.argument("origin", metavar="ZIP|DIR|git+URL@REV")
def add(origin: str) -> None:
    """Add a course of others: a zip, a folder, or a revision of a git repository.

    It is copied whole into your data folder, pinned by its hash or commit. Nothing in it runs.

    \b
    Example: course add history.zip
    Example: course add git+https://example.org/history.git@v1.2
    """
    from course.loading.loaded import load
    from course.loading.packs import add as put
    from course.shelf import shelf

    speak_as_set()
    added = put(shelf(), origin)
    say(_("Added {title} ({id}), {pin}").format(title=added.title, id=added.id, pin=added.pin))
    if any(one.severity == "error" for one in load(added.root).diagnostics):
        say(_("Some of it cannot be read: course check {root}").format(root=added.root), err=True)
    say(_("Open it with: course --course {id}").format(id=added.id))
    say(_("or for good:  course config course {id}").format(id=added.id))


@click.command()
@click.argument("id", metavar="ID")
def remove(id: str) -> None:
    """Take the course ID off your shelf; what you learnt of it stays in your log.

    \b
    Example: course remove history
    """
    from course.loading.packs import remove as take
    from course.shelf import shelf

    speak_as_set()
    gone = take(shelf(), id)
    say(_("Removed {title}; your progress in it stays.").format(title=gone.title))


def say_courses() -> None:
    """Every course at hand, a line each; the one that opens is marked."""
    from course.shelf import course_here, courses

    speak_as_set()
    here = course_here().resolve()
    for one in courses():
        sign = "*" if one.root.resolve() == here else " "
        origin = f"  {visible(one.origin)}" if one.origin else ""
        say(f"{sign} {one.id:28} {one.title}{origin}")
