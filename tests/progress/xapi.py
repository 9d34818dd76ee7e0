"""The rules of xAPI 1.0.3 for a statement, as far as ours use it: everything else is refused.

From part two of the specification: 2.2 (formatting), 2.4 (properties), 4 (special types).
"""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import RFC_4122, UUID

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_INTERACTIONS = {
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing",
    "likert", "numeric", "other",
}  # fmt: skip


def need_statement(statement: Any) -> None:
    """Fails where a record store must reject a statement."""
    need_no_nulls(statement)
    need(statement, {"id", "actor", "verb", "object"}, {"result", "context", "timestamp"})
    assert UUID(statement["id"]).variant == RFC_4122
    assert str(UUID(statement["id"])) == statement["id"], "in standard form"
    need_agent(statement["actor"])
    need(statement["verb"], {"id", "display"})
    need_iri(statement["verb"]["id"])
    need_languages(statement["verb"]["display"])
    need_activity(statement["object"])
    assert _TIME.fullmatch(statement["timestamp"])
    if "result" in statement:
        need_result(statement["result"])
    if "context" in statement:
        need_context(statement["context"])


def need(value: Any, required: set[str], optional: frozenset[str] | set[str] = frozenset()) -> None:
    assert isinstance(value, dict)
    assert required <= value.keys() <= required | optional, sorted(value)


def need_no_nulls(value: Any) -> None:
    assert value is not None
    assert value != {}, "no empty objects"
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            need_no_nulls(each)
        assert each is not None


def need_iri(value: Any) -> None:
    assert isinstance(value, str)
    assert _IRI.fullmatch(value), value
    assert urlsplit(value).scheme


def need_languages(value: Any) -> None:
    assert isinstance(value, dict)
    for tag, words in value.items():
        assert _LANGUAGE.fullmatch(tag)
        assert isinstance(words, str)


def need_agent(agent: Any) -> None:
    need(agent, {"account"}, {"objectType", "name"})
    assert agent.get("objectType", "Agent") == "Agent"
    need(agent["account"], {"homePage", "name"})
    need_iri(agent["account"]["homePage"])
    assert urlsplit(agent["account"]["homePage"]).netloc, "an address, not only an identifier"
    assert agent["account"]["name"]


def need_activity(activity: Any) -> None:
    need(activity, {"id"}, {"objectType", "definition"})
    assert activity.get("objectType", "Activity") == "Activity"
    need_iri(activity["id"])
    if definition := activity.get("definition"):
        need(definition, set(), {"name", "description", "type", "interactionType"})
        need_iri(definition["type"])
        need_languages(definition["name"])
        is_asked = definition["type"].endswith("/cmi.interaction")
        assert is_asked == ("interactionType" in definition)
        assert definition.get("interactionType", "other") in _INTERACTIONS


def need_result(result: Any) -> None:
    need(result, set(), {"score", "success", "completion", "response", "extensions"})
    for name in {"success", "completion"} & result.keys():
        assert isinstance(result[name], bool)
    assert isinstance(result.get("response", ""), str)
    for key in result.get("extensions", {}):
        need_iri(key)
    if score := result.get("score"):
        need(score, set(), {"scaled", "raw", "min", "max"})
        assert all(isinstance(value, int | float) for value in score.values())
        assert not any(isinstance(value, bool) for value in score.values())
        assert -1 <= score.get("scaled", 0) <= 1
        if "raw" in score:
            assert score["min"] <= score["raw"] <= score["max"]
            assert score["min"] < score["max"]


def need_context(context: Any) -> None:
    need(context, set(), {"registration", "contextActivities"})
    if "registration" in context:
        assert UUID(context["registration"]).variant == RFC_4122
    for kind, activities in context.get("contextActivities", {}).items():
        assert kind in {"parent", "grouping", "category", "other"}
        assert isinstance(activities, list)
        for activity in activities:
            need_activity(activity)
