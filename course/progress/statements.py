"""The log as xAPI statements (1.0.3): who did what, when, and with what result.

Only what says something about learning becomes one; moving about and marking do not. Ids are made
from those of the log, so that giving a store the same part twice adds nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from course.progress.codec import Row
from course.progress.journal import moment

_NAMESPACE = uuid5(NAMESPACE_URL, "https://course.invalid/log")

_ADL = "http://adlnet.gov/expapi"
_VERBS = {
    "SectionRead": "experienced",
    "AttemptStarted": "attempted",
    "Answered": "answered",
    "SelfMarked": "scored",
    "Submitted": "completed",
    "ScenarioStarted": "attempted",
    "ScenarioEnded": "completed",
}
"""What becomes a statement, with ADL's verb for it."""


def statements(
    log: Iterable[Row], is_early: Callable[[Row], bool], who: Callable[[str], str], base: str
) -> Iterator[str]:
    """Statements as JSON, one each; the begin of an attempt is looked at also where it is early."""
    started: dict[str | None, str] = {}
    for row in log:
        event = json.loads(row.payload)
        if row.kind == "AttemptStarted":
            started[row.attempt] = event["of"]
        if row.kind in _VERBS and not is_early(row):
            home = f"{base.rstrip('/')}/{quote(row.course, safe='')}/"
            of = started.get(row.attempt)
            yield json.dumps(_statement(row, event, of, home, who(row.learner)))


def _statement(
    row: Row, event: dict[str, Any], of: str | None, home: str, name: str
) -> dict[str, Any]:
    verb = _VERBS[row.kind]
    made: dict[str, Any] = {
        "id": str(uuid5(_NAMESPACE, row.id)),
        "actor": {"objectType": "Agent", "account": {"homePage": home, "name": name}},
        "verb": {"id": f"{_ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": _object(row, event, of, home),
        "timestamp": moment(row).isoformat(timespec="milliseconds"),
    }
    if result := _result(row.kind, event, home):
        made["result"] = result
    context: dict[str, Any] = {"contextActivities": {"grouping": [{"id": home}]}}
    if row.attempt:
        context["registration"] = str(_registration(row))
    if row.kind in ("Answered", "SelfMarked") and of:
        context["contextActivities"]["parent"] = [{"id": _assessment(home, of)}]
    return {**made, "context": context}


def _registration(row: Row) -> UUID:
    return uuid5(_NAMESPACE, f"attempt {row.attempt}")


def _object(row: Row, event: dict[str, Any], of: str | None, home: str) -> dict[str, Any]:
    match row.kind:
        case "SectionRead":
            place = f"{event['lesson']}#{event['section']}"
            return _activity(_at(home, "sections", place), "lesson", place)
        case "Answered" | "SelfMarked":
            asked = event["question"]
            made = _activity(_at(home, "questions", asked), "cmi.interaction", asked)
            made["definition"]["interactionType"] = "other"
            return made
        case "ScenarioStarted" | "ScenarioEnded":
            played = event["scenario"]
            return _activity(_at(home, "scenarios", played), "simulation", played)
        case _:
            taken = of or f"attempt:{row.attempt}"
            return _activity(_assessment(home, taken), "assessment", taken)


def _activity(id: str, kind: str, name: str) -> dict[str, Any]:
    definition = {"type": f"{_ADL}/activities/{kind}", "name": {"und": name}}
    return {"objectType": "Activity", "id": id, "definition": definition}


def _assessment(home: str, of: str) -> str:
    return _at(home, "assessments", of)


def _at(home: str, kind: str, name: str) -> str:
    return f"{home}{kind}/{quote(name, safe='')}"


def _result(kind: str, event: dict[str, Any], home: str) -> dict[str, Any]:
    match kind:
        case "Answered" | "SelfMarked":
            result: dict[str, Any] = {}
            if "response" in event:
                said = event["response"]
                result["response"] = said if isinstance(said, str) else json.dumps(said)
            if event.get("fraction") is not None:
                share = Fraction(event["fraction"])
                result |= {"score": {"scaled": float(share)}, "success": share == 1}
            if event.get("certainty") is not None:
                result["extensions"] = {f"{home}extensions/certainty": event["certainty"]}
            return result
        case "Submitted":
            score, most = Fraction(event["score"]), int(event["out_of"])
            points = {"raw": float(score), "min": 0, "max": most}
            if not 0 <= score <= most or not most:
                return {"completion": True}
            return {"completion": True, "score": {"scaled": float(score / most), **points}}
        case "ScenarioEnded":
            return {"completion": True, "response": event["ending"]}
        case _:
            return {}
