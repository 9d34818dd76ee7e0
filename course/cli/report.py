"""The command `course report`: what a class understood, and which question is bad."""

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from course.cli.host import open_store
from course.cli.opening import speak_as_set
from course.cli.output import say
from course.errors import CourseError
from course.i18n import _, ngettext
from course.text import percent, visible

if TYPE_CHECKING:
    from course.content.questions import AnyQuestion
    from course.loading.library import Library
    from course.rooms.store import RoomRow, RoomStore
    from course.statistics.classes import ClassReport, ItemReport

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; a cell that begins so gets a quote before it."""


@click.command()
@click.argument("room", required=False, metavar="[CODE|QUIZ]")
@click.option("--all", "every", is_flag=True, help="All classes of the same quiz together.")
@click.option("--rooms", is_flag=True, help="List the classes instead.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "csv"]), default="text")
@click.option("--names", is_flag=True, help="Each student's points, for the teacher's eyes only.")
@click.option("--store", metavar="FILE|URL", help="Where classes are kept.")
def report(
    room: str | None, every: bool, rooms: bool, shape: str, names: bool, store: str | None
) -> None:
    """Say what a class understood; the last class unless a code or a quiz is named.

    Figures are by Moodle's definitions, of first answers, those left out counting 0. Below ten
    people there are only counts, below thirty figures with an interval.

    \b
    Example: course report
    Example: course report fourteen-days --all --format csv
    """
    from course.loading.library import Library
    from course.rooms.tallying import tally
    from course.shelf import course_here
    from course.statistics.classes import report as figures

    speak_as_set()
    kept = open_store(store)
    try:
        if rooms:
            _list(kept)
            return
        chosen = _chosen(kept, room, every=every)
        library = Library(course_here())
        bank = _bank(library, chosen[0])
        ids = [row.id for row in chosen]
        found = figures(tally(kept, ids, bank), bank.values())
        goals = {g.id: g.text for lesson in library.catalogue.lessons for g in lesson.objectives}
        people = _people(kept, ids, bank) if names else ()
        match shape:
            case "json":
                say(json.dumps(_plain(chosen, found, goals, people), indent=2))
            case "csv":
                say(_table(found).rstrip("\n"))
            case _:
                say("\n".join(_lines(chosen, found, goals, people)))
    finally:
        kept.close()


def _list(store: "RoomStore") -> None:
    for row in store.rooms():
        state = _("open") if row.ended is None else _("over")
        when = row.began.astimezone()
        say(f"{row.opened.code}  {when:%Y-%m-%d %H:%M}  {state:5} {row.opened.title}")


def _chosen(store: "RoomStore", named: str | None, *, every: bool) -> "list[RoomRow]":
    from course.rooms.codes import typed

    rows = store.rooms()
    if named:
        code = typed(named)
        rows = tuple(r for r in rows if r.opened.code == code or r.opened.of == f"quiz:{named}")
    if not rows:
        raise CourseError(
            _("there is no class of {name}").format(name=visible(named))
            if named
            else _("no class was held yet"),
            _("course report --rooms lists them; course host holds one"),
        )
    newest = rows[0]
    return [row for row in rows if row.opened.of == newest.opened.of] if every else [newest]


def _bank(library: "Library", row: "RoomRow") -> "dict[str, AnyQuestion]":
    known = library.catalogue.files
    asked = [a.question for a in row.opened.asked if a.question in known]
    return {id_: library.item(id_).question for id_ in asked}


def _people(
    store: "RoomStore", rooms: list[str], bank: "dict[str, AnyQuestion]"
) -> tuple[tuple[str, float], ...]:
    from course.rooms.tallying import answers
    from course.sessions.live.room import resume

    points: dict[tuple[str, str], float] = {}
    for room in rooms:
        state = resume(happened for _seq, happened in store.read(room))
        if state is None:
            continue
        seats = {f"{room}/{seat.id}": seat.name for seat in state.present}
        points |= dict.fromkeys(seats.items(), 0.0)
        for answer in answers(store, room, bank):
            points[answer.who, seats[answer.who]] += answer.points
    return tuple(sorted(((name, earned) for (_w, name), earned in points.items())))


# --- in words ---


def _lines(
    rows: "list[RoomRow]",
    found: "ClassReport",
    goals: dict[str, str],
    people: tuple[tuple[str, float], ...],
) -> Iterator[str]:
    from course.statistics.verdicts import trust

    newest = rows[0]
    n = found.scores.n
    yield f"{newest.opened.title} · {newest.began.astimezone():%d %B %Y}"
    many = ngettext("{n} student", "{n} students", n).format(n=n)
    held = ngettext("{n} class", "{n} classes", len(rows)).format(n=len(rows))
    yield f"{held}, {many}"
    if not found.items:
        yield _("Nothing was shown and answered yet.")
        return
    match trust(n):
        case "counts":
            yield _("Fewer than ten: only counts are given.")
        case "unstable":
            yield _("Fewer than thirty: figures are unstable; intervals are 90 %.")
    yield ""
    yield from _scores(found)
    yield ""
    yield _("What was understood, the least first")
    for row in found.objectives:
        yield f"  {percent(row.share):>6}  {goals.get(row.objective, row.objective)}"
    for item in found.items:
        yield ""
        yield from _item(item)
    if people:
        yield ""
        yield _("Students (for the teacher's eyes only)")
        for name, points in people:
            yield f"  {points:>6g}  {name}"


def _scores(found: "ClassReport") -> Iterator[str]:
    scores = found.scores
    if scores.mean is None:
        return
    mean = _("mean {mean:.2f} of {maximum:g} points, median {median:.2f}").format(
        mean=scores.mean, maximum=scores.maximum, median=scores.median
    )
    spread = "" if scores.sd is None else _(", sd {sd:.2f}").format(sd=scores.sd)
    wide = f" ({found.interval[0]:.2f} to {found.interval[1]:.2f})" if found.interval else ""
    yield mean + spread + wide
    if scores.n >= 10 and scores.consistency is not None and scores.error_ratio is not None:
        yield _(
            "internal consistency {cic:.1f} %, error ratio {er:.1f} %, standard error {se:.2f}"
        ).format(cic=scores.consistency, er=scores.error_ratio, se=scores.standard_error or 0)


def _item(item: "ItemReport") -> Iterator[str]:
    from course.content.markup import bare
    from course.statistics.verdicts import advice, discrimination, facility, trust

    figures = item.figures
    yield f"{item.question.id}: {bare(item.question.stem).splitlines()[0]}"
    if figures.facility is not None:
        easy = f"{figures.facility:.1f} %"
        if trust(figures.n) != "counts":
            easy += f", {facility(figures.facility)}"
        yield "  " + _("facility {easy}; guessing earns {guess:.0f} %").format(
            easy=easy, guess=item.guess
        )
    if trust(figures.n) != "counts" and figures.discrimination is not None:
        words = discrimination(figures.discrimination)
        wide = f" ({item.interval[0]:.0f} to {item.interval[1]:.0f})" if item.interval else ""
        line = _("discrimination {index:.1f}{wide}, {words}").format(
            index=figures.discrimination, wide=wide, words=words
        )
        if figures.efficiency is not None:
            line += _("; efficiency {eff:.1f}").format(eff=figures.efficiency)
        yield f"  {line}"
    for key, chosen in item.options.items():
        sign = "*" if chosen.is_right else " "
        name = key or _("left out")
        yield f"  {sign} {name:8} {chosen.all:4}  " + _("strong {s}, weak {w}").format(
            s=chosen.strong, w=chosen.weak
        )
    for said in advice(figures, dict(item.options)):
        yield f"  ! {said}"


# --- for programs ---


def _plain(
    rows: "list[RoomRow]",
    found: "ClassReport",
    goals: dict[str, str],
    people: tuple[tuple[str, float], ...],
) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "format": 1,
        "title": rows[0].opened.title,
        "of": rows[0].opened.of,
        "classes": len(rows),
        "scores": asdict(found.scores),
        "objectives": [
            {**asdict(row), "text": goals.get(row.objective, "")} for row in found.objectives
        ],
        "items": [
            {
                "id": item.question.id,
                "guess": item.guess,
                **asdict(item.figures),
                "options": {key: asdict(chosen) for key, chosen in item.options.items()},
            }
            for item in found.items
        ],
        **({"students": [{"name": n, "points": p} for n, p in people]} if people else {}),
    }


COLUMNS = (
    "n", "maximum", "mean", "facility", "sd", "discrimination", "efficiency", "intended_weight",
    "effective_weight",
)  # fmt: skip


def _table(found: "ClassReport") -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["item", "objective", "guess", *COLUMNS])
    for item in found.items:
        figures = (getattr(item.figures, name) for name in COLUMNS)
        cells = ["" if value is None else f"{value:.6g}" for value in figures]
        writer.writerow(
            [
                guarded(item.question.id),
                guarded(item.question.objective),
                f"{item.guess:.6g}",
                *cells,
            ]
        )
    return out.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
