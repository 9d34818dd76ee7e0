"""What a course holds, in words and columns that every face shows alike."""

from collections.abc import Iterable, Iterator

from course.content.markup import bare
from course.i18n import _, ngettext
from course.loading.inventory import LEVELS, Extreme, Inventory, Part, within
from course.loading.library import Library
from course.sessions.exploring import explore
from course.text import joined

CELL, ITEMS, MINUTES = 5, 7, 6
"""Cells of the columns: a level's, all items', the minutes'."""

NUMBERS = CELL * len(LEVELS) + ITEMS + MINUTES

AIM = "*"
"""Stands beside the number in the column of the level that an objective aims at."""

NONE = "–"


def heads() -> str:
    """The heads of the columns."""
    short = {
        "remember": _("rem"),
        "understand": _("und"),
        "apply": _("app"),
        "analyse": _("ana"),
        "evaluate": _("eva"),
        "create": _("cre"),
    }
    levels = "".join(f"{short[level]:>{CELL - 1}} " for level in LEVELS)
    return f"{levels}{_('items'):>{ITEMS}}{_('min'):>{MINUTES}}"


def legend() -> str:
    """What the heads stand for."""
    levels = joined(list(level_names().values()), _("and"))
    return _(
        "Columns: questions that ask to {levels}; {sign} marks the level an objective aims at."
    ).format(levels=levels, sign=AIM)


def level_names() -> dict[str, str]:
    """The levels as a person says them."""
    return {
        "remember": _("remember"),
        "understand": _("understand"),
        "apply": _("apply"),
        "analyse": _("analyse"),
        "evaluate": _("evaluate"),
        "create": _("create"),
    }


def numbers(part: Part) -> str:
    """A row of the columns, `NUMBERS` cells wide."""
    cells = []
    for level, ids in part.items.items():
        sign = AIM if level == part.level else " "
        cells.append(f"{len(ids) or NONE:>{CELL - 1}}{sign}")
    return f"{''.join(cells)}{part.count:>{ITEMS}}{part.minutes or '':>{MINUTES}}"


def label(part: Part) -> str:
    """What a row is about."""
    match part.kind:
        case "course":
            return _("The whole course")
        case "module" | "lesson":
            return f"{part.number:<4} {bare(part.title)}"
        case "objective":
            thin = f"{_('too few')}: " if part.is_thin else ""
            return f"{thin}{bare(part.title)}"


def facts(counted: Inventory) -> Iterator[tuple[str, str]]:
    """What there is besides the matrix: a title, and what to say under it."""
    yield _("In all"), _sizes(counted)
    yield _("Types"), _listed(counted.types.items())
    yield _("Levels"), _listed((level_names()[name], n) for name, n in counted.levels.items())
    if counted.seeds:
        yield _("Seeds"), _listed(counted.seeds.items())
    yield _("Sources"), _listed(counted.catalogue.sources)
    if counted.lessons:
        yield _("Longest"), "; ".join(map(_extreme, counted.longest))
        yield _("Shortest"), "; ".join(map(_extreme, counted.shortest))
    yield _("Objectives with too few items"), _listed(counted.thin.items())


def cases(library: Library) -> Iterator[tuple[str, str]]:
    """Scenarios with their paths, and exercises, where there are any."""
    said = []
    for entry in library.catalogue.scenarios:
        found = explore(library.scenario(entry.id))
        lengths = f"{found.shortest}"
        if found.longest != found.shortest:
            lengths = _("{least} to {most}").format(least=found.shortest, most=found.longest)
        scenes = ngettext("{count} scene", "{count} scenes", entry.scenes)
        endings = ngettext("{count} ending", "{count} endings", len(entry.endings))
        choices = _("{lengths} choices a path").format(lengths=lengths)
        said.append(
            f"{entry.id} {scenes.format(count=entry.scenes)}, "
            f"{endings.format(count=len(entry.endings))}, {choices}"
        )
    if said:
        title = ngettext("{count} scenario", "{count} scenarios", len(said))
        yield title.format(count=len(said)), "; ".join(said)
    if packs := library.catalogue.exercises:
        minutes = [_("{id} {count} min").format(id=p.id, count=p.minutes) for p in packs]
        title = ngettext("{count} exercise", "{count} exercises", len(packs))
        yield title.format(count=len(packs)), ", ".join(minutes)


def _sizes(counted: Inventory) -> str:
    catalogue, course = counted.catalogue, counted.course
    goals = sum(part.kind == "objective" for part in within(course))
    sections = sum(len(lesson.sections) for lesson in counted.lessons)
    terms = catalogue.terms
    sources, lessons = sum(count for _kind, count in catalogue.sources), len(counted.lessons)
    said = [
        ngettext("{count} lesson", "{count} lessons", lessons).format(count=lessons),
        ngettext("{count} section", "{count} sections", sections).format(count=sections),
        ngettext("{count} objective", "{count} objectives", goals).format(count=goals),
        ngettext("{count} item", "{count} items", course.count).format(count=course.count),
        ngettext("{count} source", "{count} sources", sources).format(count=sources),
        ngettext("{count} glossary word", "{count} glossary words", terms).format(count=terms),
        _("{hours} h {minutes} min of reading").format(
            hours=course.minutes // 60, minutes=course.minutes % 60
        ),
    ]
    return ", ".join(said)


def _extreme(one: Extreme) -> str:
    title = bare(one.title)
    if one.what == "lesson":
        text = _("lesson {id}, “{title}”, {count} min")
    else:
        text = _("section {id}, “{title}”, {count} words")
    return text.format(id=one.id, title=title, count=one.length)


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts) or _("none")
