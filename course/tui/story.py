"""The pages of a scenario: who one is, a scene, what followed a choice, the end and its debrief."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from textual.content import Content

from course.content.course import Reading
from course.content.scenario import Choice, Debriefing, Meter, Scenario
from course.errors import CourseError
from course.i18n import _
from course.loading.catalogue import ScenarioEntry
from course.scenarios import endings_seen, objective_of, passage_of, played
from course.sessions.scenario import Movement, Run, debriefing, holds, meaning
from course.study import Study
from course.tui.chrome import spread
from course.tui.flow import Block, Flow
from course.tui.inline import Notes, inline, paragraphs
from course.tui.meters import movement, reading
from course.tui.rows import Row

INDENT = Content("   ")

READING = 36
"""Cells of a meter with what it reads."""

CLOSED = "✗"
"""Stands before a choice that cannot be taken."""


def role(scenario: Scenario, notes: Notes) -> Flow:
    """Who one is, what one wants, what one must not lose."""
    return Flow(
        [
            Block(inline(scenario.summary, notes).stylize("$text-muted")),
            Block(Content.styled(_("Who you are"), "bold $text-primary"), gap=1),
            Block(paragraphs(scenario.role, notes), gap=1),
        ]
    )


def scene(run: Run, notes: Notes) -> Flow:
    """What one is told before one chooses."""
    heading = inline(run.scene.heading, notes).stylize("bold $text-primary")
    return Flow([Block(heading), Block(paragraphs(run.scene.text, notes), gap=1)])


def outcome(run: Run, notes: Notes) -> Flow:
    """What followed the last choice, and how the meters moved."""
    step = run.path[-1]
    you = Content.styled(_("You"), "bold $text-accent") + "  "
    heading = inline(run.scene.heading, notes).stylize("$text-muted")
    blocks = [
        Block(heading),
        Block(paragraphs(step.choice.text, notes).stylize_before("bold"), you, gap=1),
        Block(paragraphs(step.choice.outcome, notes), gap=1),
    ]
    moved = step.movements(run.scenario)
    blocks += [_moved(one, gap=0 if place else 1) for place, one in enumerate(moved)]
    return Flow(blocks)


def _moved(moved: Movement, gap: int) -> Block:
    by = movement(moved)
    lead = Content.assemble(INDENT, by, " " * (7 - by.cell_length))
    was = Content.styled(f"{moved.before} → ", "$text-muted")
    return Block(
        inline(moved.meter.name),
        lead,
        was + _reading_in_full(moved.meter, moved.after),
        right_width=READING,
        gap=gap,
    )


def _reading_in_full(meter: Meter, value: int) -> Content:
    said = inline(meaning(meter, value)).stylize("$text-muted")
    return Content.assemble(reading(meter, value), "\n" if said else "", said)


def ways(run: Run, notes: Notes) -> Iterator[Row]:
    """The choices of a scene, the closed ones with why; a row's id is that of its choice."""
    for number, choice in enumerate(run.scene.choices, 1):
        if number > 1:
            yield Row(lambda width: Content())
        yield _way(run, number, choice, notes)


def _way(run: Run, number: int, choice: Choice, notes: Notes) -> Row:
    text = paragraphs(choice.text, notes)
    if holds(run.scenario, choice.needs, run.standing):
        block = Block(text, Content.styled(f"{number}  ", "bold $text-primary"))
        return Row(block.at, choice.id)
    why = Content.assemble((_("Closed: "), "bold"), paragraphs(choice.closed or "", notes))
    closed = Content("\n").join([text, why]).stylize_before("$text-muted")
    return Row(Block(closed, Content.styled(f"{number}{CLOSED} ", "$text-muted")).at)


def ending(study: Study, entry: ScenarioEntry, run: Run, notes: Notes) -> Flow:
    """How it ended, what really happened, and what there is to read."""
    blocks = [
        Block(Content.styled(_("How it ends"), "$text-muted")),
        Block(inline(run.scene.ending or "", notes).stylize("bold $text-accent")),
        Block(paragraphs(run.scene.text, notes), gap=1),
    ]
    readings = zip(run.scenario.meters, run.standing.meters, strict=True)
    for place, (meter, value) in enumerate(readings):
        shown = _reading_in_full(meter, value)
        gap = 0 if place else 1
        blocks.append(Block(inline(meter.name), INDENT, shown, right_width=READING, gap=gap))
    blocks.append(Block(endings_in_words(study, entry), gap=1))
    head = Content.styled(_("What really happened"), "bold $text-primary")
    blocks.append(Block(head, gap=1))
    points = debriefing(run.scenario, run.standing)
    for number, point in enumerate(points, 1):
        blocks += _point(study, number, point, notes)
    return Flow([*blocks, *_reading(study, run.scenario.reading, notes)])


def endings_in_words(study: Study, entry: ScenarioEntry) -> Content:
    """How many endings were come to."""
    said = _("{seen} of {all} endings seen")
    seen = endings_seen(study, entry)
    return Content.styled(said.format(seen=seen, all=len(entry.endings)), "$text-muted")


def _point(study: Study, number: int, point: Debriefing, notes: Notes) -> Iterator[Block]:
    lead = Content.styled(f"{number:>2} ", "bold $text-primary")
    goal = inline(objective_of(study, point)).stylize("italic $text-muted")
    yield Block(paragraphs(point.text, notes), lead, gap=1)
    yield Block(goal, INDENT)


def _reading(study: Study, reading: Iterable[Reading], notes: Notes) -> Iterator[Block]:
    for place, one in enumerate(reading):
        if not place:
            yield Block(Content.styled(_("To read further"), "bold $text-primary"), gap=1)
        title = one.source
        with suppress(CourseError):
            title = study.library.source(one.source).title
        text = Content.assemble(inline(title), notes.mark(one.source), "  ")
        why = inline(one.why, notes).stylize("$text-muted")
        yield Block(text + why, Content(" • "), gap=0 if place else 1)


def steps(study: Study, run: Run) -> Iterator[Row]:
    """What to do after the end."""
    yield _step("paths", _("Take another path from one of these scenes"), "o")
    yield _step("again", _("Play it again from the beginning"), "n")
    passages = [passage_of(study, point) for point in debriefing(run.scenario, run.standing)]
    for number, (entry, section) in enumerate(dict.fromkeys(filter(None, passages))):
        text = Content.assemble(
            _("Read: "), f"{entry.number} ", inline(entry.title), " · ", inline(section.heading)
        )
        yield _step(f"read {entry.id}#{section.id}", text, "" if number else "v")
    yield _step("home", _("Leave"), "Esc")


def openings(study: Study, entry: ScenarioEntry) -> Iterator[Row]:
    """What to do before the first scene."""
    if not played(study, entry.id):
        yield _step("again", _("Begin"), "Enter")
        return
    yield _step("again", _("Play it again from the beginning"), "n")
    yield _step("paths", _("Take another path from a scene of the last one"), "o")


def _step(id: str, text: str | Content, key: str) -> Row:
    shown = Content.styled(f"[{key}] " if key else "", "$text-muted")
    content = Content(text) if isinstance(text, str) else text
    return Row(lambda width: spread(content, shown, width), id)
