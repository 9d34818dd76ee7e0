"""A scenario in one line: whether it was begun, and how many of its endings were seen."""

from functools import partial

from textual.content import Content

from course.i18n import _
from course.loading.catalogue import ScenarioEntry
from course.scenarios import begun, endings_seen, played
from course.study import Study
from course.tui.chrome import spread, titled
from course.tui.rows import Row

CASE = "scenario:"
"""Before the id of a scenario, in the id of its row."""


def scenario_in_words(study: Study, entry: ScenarioEntry) -> str:
    """How long it takes; once played, how many of its endings were seen."""
    minutes = _("{minutes} min").format(minutes=entry.minutes)
    if played(study, entry.id) is None:
        return minutes
    if begun(study, entry.id):
        minutes = _("begun")
    seen = _("{seen} of {all} endings").format(
        seen=endings_seen(study, entry), all=len(entry.endings)
    )
    return f"{minutes} · {seen}"


def scenario_row(study: Study, entry: ScenarioEntry) -> Row:
    """The line of a scenario below its lesson; choosing it opens it."""
    sign, style = "◇", "$text-muted"
    if played(study, entry.id):
        sign, style = ("◈", "$text-accent") if begun(study, entry.id) else ("◆", "$text-success")
    left = Content.assemble(
        "       ", (f"{sign} ", style), (_("Scenario: "), "$text-muted"), titled(entry.title)
    )
    right = Content.styled(f"{scenario_in_words(study, entry)} ", "$text-muted")
    return Row(partial(spread, left, right), f"{CASE}{entry.id}")
