"""A report as one HTML file: nothing is fetched, nothing runs, and it prints well."""

import base64
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from course.errors import CourseError
from course.i18n import _
from course.report.drawn import LOWEST, marks
from course.report.minutes import Minutes, held, sections
from course.report.told import Told, signs

HERE = Path(__file__).parent


def page(report: Told, made: datetime, language: str = "en") -> str:
    """The report as HTML; every text in it is escaped by the template.

    Args:
        report: What is told.
        made: Now.
        language: That it is told in.
    """
    return _rendered(
        "page.html",
        report=report,
        marks=marks(report.items),
        lowest=LOWEST,
        signs=signs(),
        language=language,
        made=f"{made.astimezone():%Y-%m-%d %H:%M}",
        said=words(),
    )


def minutes_page(classes: Sequence[Minutes], made: datetime, language: str = "en") -> str:
    """The minutes of some classes as HTML, escaped and closed like a report."""
    told = [
        {"title": one["title"], "held": held(one), "sections": tuple(sections(one))}
        for one in classes
    ]
    return _rendered(
        "minutes.html",
        classes=told,
        kind=_("Minutes of a class"),
        language=language,
        made=f"{made.astimezone():%Y-%m-%d %H:%M}",
    )


def _rendered(template: str, **values: object) -> str:
    if not find_spec("jinja2"):
        raise CourseError(
            _("a report in HTML needs the extra `class`"),
            "pip install 'internet-governance-course[class]'",
            exit_code=2,
        )
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    style = (HERE / "page.css").read_text(encoding="utf-8")
    templates = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(template).render(style=style, allowed=allowed(style), **values)


def allowed(style: str) -> str:
    """The page's policy: its own style and nothing else."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def words() -> dict[str, str]:
    """The words of the page itself."""
    return {
        "kind": _("Report of a class"),
        "next": _("What to do next"),
        "whole": _("The class as a whole"),
        "goals": _("What was understood, the least first"),
        "items": _("The questions"),
        "map": _("Easy or hard, telling or not"),
        "map_words": _(
            "Each mark is a question. Further right is easier; further up tells those who know "
            "the rest from those who do not. The table below says the same."
        ),
        "easier": _("easier"),
        "telling": _("tells strong from weak"),
        "histogram": _("How many students have how many points"),
        "points": _("points"),
        "people": _("students"),
        "figure": _("Figure"),
        "value": _("Value"),
        "meaning": _("What it says"),
        "goal": _("Objective"),
        "lesson": _("Lesson"),
        "understood": _("Understood"),
        "rests": _("Rests on"),
        "question": _("Question"),
        "facility": _("Facility"),
        "discrimination": _("Discrimination"),
        "brief": _("In words"),
        "option": _("Option"),
        "chosen": _("Chosen by"),
        "strong": _("Strong third"),
        "weak": _("Weak third"),
        "remark": _("Remark"),
        "right": _("right answer"),
        "taught": _("Taught in"),
        "answers": _("Who chose what"),
        "student": _("Student"),
        "opinions": _("What the class thought"),
        "groups": _("Groups, the least understanding first"),
        "group": _("Group"),
        "how": _("How it is calculated"),
        "definitions": _(
            "The definitions are those of Moodle’s quiz statistics. Only the first answer to a "
            "question counts; a question left out counts 0. The thirds are of all students by "
            "their total, rounded down. A question’s discrimination compares it with the rest of "
            "the test, not with the total it is part of."
        ),
        "made": _("Made"),
    }
