"""What a paper came to, module by module."""

from collections.abc import Iterator

from textual.content import Content

from course.i18n import _, ngettext
from course.papers import ModuleOutcome, by_module, shown_known
from course.sessions.attempt import Attempt
from course.sessions.outcome import Outcome
from course.study import Study
from course.text import points
from course.tui.chrome import titled
from course.tui.flow import Block
from course.tui.inline import inline
from course.tui.lesson_row import KNOWN, NEW
from course.tui.meter import meter

RIGHT = 34
"""Cells for how much of it stands."""


def exam_by_module(study: Study, result: Outcome) -> Iterator[Block]:
    """Each module with its bar, and under it the objectives that lost points."""
    goals = study.catalogue.goals
    for place, part in enumerate(by_module(study, result)):
        right = meter(part.points, part.out_of)
        yield _block(part, Content(), right, place)
        for goal in part.objectives:
            if goal.reread:
                text = inline(goals.get(goal.objective, goal.objective)).stylize("$text-muted")
                yield Block(text, lead=Content("      "))


def placement_by_module(study: Study, attempt: Attempt, result: Outcome) -> Iterator[Block]:
    """Each module with what it means for the reading."""
    known = {part.module.id for part in shown_known(study, attempt, result)}
    for place, part in enumerate(by_module(study, result)):
        score = f"{points(part.points)}/{part.out_of}"
        if part.module.id in known:
            many = len(part.module.lessons)
            said = ngettext("its lesson can be skipped", "its {count} lessons can be skipped", many)
            right = Content.assemble(f"{score}  ", (said.format(count=many), "$text-success"))
            sign = Content.styled(f"{KNOWN} ", "$text-success")
        else:
            right = Content.assemble(f"{score}  ", (_("worth reading"), "$text-muted"))
            sign = Content.styled(f"{NEW} ", "$text-muted")
        yield _block(part, sign, right, place)


def _block(part: ModuleOutcome, sign: Content, right: Content, place: int) -> Block:
    module = part.module
    lead = sign + Content.styled(f"{module.number:>2}  ", "bold")
    title = titled(module.title).stylize("bold")
    return Block(title, lead, right=right, right_width=RIGHT, gap=int(not place))
