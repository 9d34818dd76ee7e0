"""Faults in content as values: what, where, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

MOST = 200
"""Faults of one kind that are told of one file at most; a file of nothing else takes no longer."""

CODES = {
    # reading a file
    "C001": "The file cannot be read.",
    "C002": "The file is too large.",
    "C003": "The file is not UTF-8 text.",
    "C004": "The file is not valid YAML.",
    "C005": "The file is nested too deeply or has too many parts.",
    "C006": "The file does not hold exactly one document.",
    "C007": "The file uses a feature of YAML that content may not use.",
    "C008": "A key stands twice in one mapping.",
    "C009": "A key is not text.",
    # single values
    "C010": "A value is of the wrong kind.",
    "C011": "A value is none of those that are possible here.",
    "C012": "Text holds a forbidden character, or is too long.",
    "C013": "Text is empty.",
    "C014": "Text that must stand on one line does not.",
    "C015": "A drawing is too wide for a terminal of 80 columns.",
    "C016": "An id is not kebab-case.",
    "C017": "A passage is not written `lesson-id#section-id`.",
    "C018": "A share is not a fraction between 0 and 1.",
    "C019": "A file is passed over because of its name.",
    # keys and kinds
    "C020": "A key is not known here.",
    "C021": "A key is missing.",
    "C022": "A type is not known here.",
    "C023": "A number, or a number of entries, is out of bounds.",
    "C024": "A value has not the form it needs.",
    # links
    "C030": "An id is used twice.",
    "C031": "A lesson of the course has no file.",
    "C032": "A lesson is not part of the course.",
    "C033": "A lesson does not exist.",
    "C034": "A section does not exist.",
    "C035": "An objective does not exist, or not in the lesson.",
    "C036": "A source does not exist.",
    "C037": "A term does not exist.",
    "C038": "A passage that questions come from cites no source.",
    "C039": "A question names no passage it comes from.",
    "C040": "A question names no source for its key.",
    "C041": "A question has no explanation.",
    "C042": "An objective is never asked about.",
    "C043": "A question asks for much more than its objective.",
    "C044": "A lesson has more than one quiz.",
    # what ages
    "C050": "A source or a claim was last checked long ago.",
    # questions and blocks
    "C104": "A question has no right choice.",
    "C105": "A question with one right choice has several.",
    "C106": "Two entries read the same.",
    "C107": "Two entries have the same id.",
    "C108": "`credit` and `correct` contradict each other.",
    "C109": "Every choice is right.",
    "C110": "No answer earns full credit.",
    "C111": "A tolerance or a factor makes no sense.",
    "C112": "The last pair follows by elimination.",
    "C113": "A group does not exist.",
    "C114": "The gaps and the text do not fit together.",
    "C115": "A survey has one choice.",
    "C120": "A row has not as many cells as there are columns.",
    # exercises
    "C130": "The roles cannot seat every group of the pack.",
    "C131": "The ends of a range are the wrong way round.",
    "C132": "Square brackets do not balance.",
    "C133": "The phases together are very short or very long.",
    "C134": "A large group has few roles.",
    "C135": "The debrief and the objectives of a pack do not fit together.",
    # scenarios
    "C140": "A scene does not exist.",
    "C141": "Scenes lead in a circle.",
    "C142": "No path comes to a scene.",
    "C143": "No path can take a choice.",
    "C144": "Every choice of a scene can be closed.",
    "C145": "A meter does not exist.",
    "C146": "No choice sets a fact that is asked for.",
    "C147": "A scenario has too few endings.",
    "C148": "No path comes to a point of the debrief.",
    "C149": "A scenario has too many states to walk them all.",
    "C150": "A choice is better than the others on every meter.",
    "C151": "In every scene the longest choice is the best.",
    "C152": "A choice that can be closed does not say why, or the other way round.",
    "C153": "A scene neither goes on nor ends, or does both.",
    "C154": "The routes of a choice leave a path without one, or one without a path.",
    "C155": "A condition says not one thing.",
    "C156": "No path takes a route.",
}
"""Every code with what it stands for."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place on one line; lines and columns count code points from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. Its texts may quote the file: they are made `visible` where they are shown."""

    code: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    """A word on the very spot, shown beside the carets."""
    help: str = ""
    """The remedy."""
    excerpt: str = field(default="", compare=False, repr=False)
    """The line of the span as it stands in the file."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was probably meant to be."""
    if len(word) > 80:
        return None
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    found = extractOne(word, list(known), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return found[0] if found else None


def remedy(word: str, known: Iterable[str], otherwise: str) -> str:
    """`did you mean ...?` when one of `known` is near, else `otherwise`."""
    guess = nearest(word, known)
    return f"did you mean `{guess}`?" if guess else otherwise


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, each only once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message)))
