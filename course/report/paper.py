"""A report as PDF, to print or to file.

The texts are handed to the typesetter as JSON: they are values in its document and never part of
its language.
"""

import json
from dataclasses import asdict
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from course.errors import CourseError
from course.i18n import _
from course.report.page import words
from course.report.told import Item, Told, signs

DOCUMENT = Path(__file__).parent / "paper.typ"

LONGEST = 90
"""Characters of a question in the list of all."""


def paper(report: Told, made: datetime, language: str = "en") -> bytes:
    """The report as a tagged PDF.

    Args:
        report: What is told.
        made: Now.
        language: That it is told in.
    """
    if not find_spec("typst"):
        raise CourseError(
            _("a report in PDF needs the extra `pdf`"),
            "pip install 'internet-governance-course[pdf]'",
            exit_code=2,
        )
    import typst

    given = {
        "report": asdict(report) | {"items": [_item(item) for item in report.items]},
        "said": words(),
        "signs": list(signs().items()),
        "language": language,
        "made": f"{made.astimezone():%Y-%m-%d %H:%M}",
    }
    made_pdf = typst.compile(
        DOCUMENT.read_bytes(),
        sys_inputs={"report": json.dumps(given)},
        timestamp=int(made.timestamp()),
    )
    if not isinstance(made_pdf, bytes):
        raise TypeError("a PDF is one file")
    return made_pdf


def _item(item: Item) -> dict[str, object]:
    short = item.stem.replace("\n", " ")
    return asdict(item) | {
        "short": short if len(short) <= LONGEST else f"{short[: LONGEST - 1]}…",
        "percent": "" if item.facility is None else f"{item.facility:.2f} %",
        "index": "–" if item.discrimination is None else f"{item.discrimination:.2f}",
    }
