"""What a student's screen says of an assignment before it is begun, and once it is in."""

from textual.content import Content

from course.i18n import _
from course.joining import desk
from course.joining.desk import DeskView, Told
from course.joining.spoken import spoken


def front(view: DeskView) -> Content:
    """The terms, what was handed in before, and the results as far as they may be told."""
    lines = [Content.styled(desk.head(view), "bold $text-primary"), Content()]
    lines.append(Content.styled(desk.terms(view), "$text-muted"))
    lines += [Content(desk.sitting(done)) for done in view.sittings]
    if waits := desk.waits(view):
        lines += [Content(), Content(waits)]
    for place, told in enumerate(view.results, 1):
        lines += [Content(), *_told(place, told)]
    return Content("\n").join(lines)


def _told(place: int, told: Told) -> list[Content]:
    styles = {"–": "$text-muted", "✓": "$text-success", "✗": "$text-error"}
    said = desk.verdict(told)
    verdict = Content.styled(said, styles.get(said[:1], "$text-warning"))
    lines = [Content.styled(f"{place}. {told.sheet.stem}", "bold"), verdict]
    if mine := spoken(told.answer, told.sheet):
        lines.append(Content.assemble((_("You answered"), "bold"), "  ", Content(mine)))
    if told.feedback:
        lines.append(Content(told.feedback))
    if told.right:
        lines.append(Content.assemble((_("Right is"), "bold"), "  ", Content(told.right)))
    if told.why:
        lines.append(Content.assemble((_("Why"), "bold"), "  ", Content(told.why)))
    return lines
