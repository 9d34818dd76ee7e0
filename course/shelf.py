"""Which course is meant: an option, the environment, the folder one is in, the one last chosen."""

import os
from pathlib import Path

from course.config import home, load_settings
from course.errors import CourseError
from course.i18n import _
from course.loading.files import find_course, is_course
from course.loading.packs import Pack, shelved
from course.text import visible

GROUP = "internet_governance_course.packs"
"""Entry points of installed packages that bring a course: name = its id, value = a module whose
folder holds `lessons/` and `quizzes/`. The module is never imported."""


def shelf() -> Path:
    """The folder of courses that were added."""
    return home() / "courses"


def courses() -> tuple[Pack, ...]:
    """Every course at hand: the one of the program first, then the shelf, then packages'."""
    own = _bundled()
    found = [Pack(*_told(own, "course"), own)]
    for one in (*shelved(shelf()), *_installed()):
        if one.id not in {known.id for known in found}:
            found.append(one)
    return tuple(found)


def _bundled() -> Path:
    package = Path(__file__).resolve().parent
    return next(f for f in (package.parent, package / "_bundled") if is_course(f))


def _installed() -> tuple[Pack, ...]:
    from importlib.metadata import entry_points

    found = []
    for point in entry_points(group=GROUP):
        for root in _places(point.value):
            if is_course(root):
                name, title = _told(root, point.name)
                found.append(Pack(name, title, root, f"package {visible(point.value)}"))
    return tuple(found)


def _places(module: str) -> list[Path]:
    """The folders of a module, found without importing it or what it stands in."""
    from importlib.util import find_spec

    top, *inside = module.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return []
    places = (spec.submodule_search_locations or ()) if spec else ()
    return [Path(place, *inside) for place in places]


def _told(root: Path, otherwise: str) -> tuple[str, str]:
    """Id and title of a course; what it is called outside where it cannot be read."""
    from course.loading.catalogue import catalogue
    from course.loading.files import CourseFiles

    try:
        contents = catalogue(CourseFiles(root))
    except CourseError:
        return visible(otherwise), visible(otherwise)
    return contents.id, contents.title


def named(name: str) -> Path:
    """The folder of the course meant by a path or an id; raises `CourseError` for neither."""
    if is_course(Path(name)) or (os.sep in name and Path(name).exists()):
        return find_course(Path(name))
    for one in courses():
        if one.id == name:
            return one.root
    raise CourseError(
        _("there is no course {id}").format(id=visible(name)),
        _("course list --courses shows what there is; a folder works too"),
        exit_code=2,
    )


def course_here() -> Path:
    """The course to open: `COURSE_PATH`, the folder one is in, the one chosen, the program's."""
    if os.environ.get("COURSE_PATH") or is_course(Path()):
        return find_course()
    chosen = load_settings().settings.course
    if chosen:
        for one in shelved(shelf()):
            if one.id == chosen:
                return one.root
        if chosen in {one.id for one in _installed()}:
            return named(chosen)
    return find_course()
