"""Fragments of YAML made whole: an example shows what matters and leaves out the rest."""

import re
from typing import Any

from course.lint.linter import Linter
from course.loading.diagnostics import Diagnostic
from course.loading.files import Kind
from course.loading.loaded import MODELS
from course.loading.outline import outline
from course.loading.source import Source
from course.loading.validation import validate
from course.loading.yaml12 import parse

_SIGNS: tuple[tuple[str, Kind], ...] = (
    ("sections", "lesson"),
    ("objectives", "lesson"),
    ("questions", "quiz"),
    ("terms", "glossary"),
    ("sources", "sources"),
)
_TYPES = {
    "pairs": "match",
    "groups": "categorise",
    "gaps": "cloze",
    "items": "order",
    "answers": "short",
    "answer": "true_false",
    "rubric": "reflection",
}


def judged(fragment: str) -> list[Diagnostic]:
    """What the rules say about a fragment: an item, a quiz, a lesson, a glossary, sources.

    `lesson:` beside a glossary or sources is a lesson of that course, and a first line
    `# limits: {section_most: 12}` is what the course asks for.
    """
    limits = re.match(r"# limits: (.*)", fragment)
    data = _read(fragment)
    lesson = data.pop("lesson", None) if isinstance(data.get("lesson"), dict) else None
    files: list[tuple[Kind, dict[str, Any]]] = [("course", _a_course(limits[1] if limits else ""))]
    kind: Kind = next((kind for key, kind in _SIGNS if key in data), "quiz")
    if kind in ("glossary", "sources"):
        files += [(kind, data), ("lesson", a_lesson(lesson or {}))]
    else:
        files.append((kind, a_lesson(data) if kind == "lesson" else a_quiz(data)))
    linter, found = Linter(), list[Diagnostic]()
    for kind, whole in files:
        text = Source("example.yaml", fragment)
        model, faults = validate(text, whole, MODELS[kind])
        assert model is not None, [(fault.code, fault.message) for fault in faults]
        found += linter.file(outline(text, kind, "example", whole), model)
    return linter.whole(found)


def _read(text: str) -> dict[str, Any]:
    data = parse(Source("example.yaml", text)).data
    assert isinstance(data, dict), text
    return data


def _a_course(limits: str) -> dict[str, Any]:
    modules = "modules: [{id: m, title: M, lessons: [example]}]\n"
    lint = f"lint: {{limits: {limits or '{}'}}}\n"
    return _read(f"id: c\ntitle: C\nsummary: S\nlanguage: en\nlicence: L\n{modules}{lint}")


def codes_of(fragment: str) -> set[str]:
    """The codes told of a fragment."""
    return {found.code for found in judged(fragment)}


def a_quiz(data: dict[str, Any]) -> dict[str, Any]:
    """A quiz from one that leaves out what does not matter, or from a lone item."""
    if "questions" not in data:
        data = {"questions": (data,)}
    items = tuple(an_item(item, place) for place, item in enumerate(data["questions"]))
    return {"kind": "quiz", "title": "Quiz", "lesson": "example"} | data | {"questions": items}


def a_lesson(data: dict[str, Any]) -> dict[str, Any]:
    """A lesson likewise."""
    goals = data.get("objectives", ({},))
    aims = tuple(
        {"id": f"aim-{place}", "level": "understand", "text": "Explain the aim"} | goal
        for place, goal in enumerate(goals)
    )
    parts = data.get("sections", ({},))
    sections = tuple(_a_section(part, place) for place, part in enumerate(parts))
    return {"title": "L", "summary": "S"} | data | {"objectives": aims, "sections": sections}


def _a_section(data: dict[str, Any], place: int) -> dict[str, Any]:
    blocks = data.get("blocks", ({"type": "text", "text": "Words."},))
    head = {"id": f"part-{place}", "heading": "Part"} | data
    here = {"passage": f"example#{head['id']}"}
    made = tuple(
        block | {"question": an_item(here | block["question"], number)}
        if "question" in block
        else block
        for number, block in enumerate(blocks)
    )
    return head | {"blocks": made}


def an_item(data: dict[str, Any], place: int = 0) -> dict[str, Any]:
    """An item likewise: ids, evidence and feedback are filled in."""
    kind = next((kind for key, kind in _TYPES.items() if key in data), "single")
    head = {"id": f"item-{place}", "type": kind, "objective": "aim-0", "level": "understand"}
    evidence = {"passage": "example#part-0", "sources": ("minutes",), "explanation": "So it is."}
    whole = head | {"stem": "What is so?"} | evidence | data
    for key in ("choices", "answers", "pairs", "items"):
        if key in data and whole["type"] not in ("survey", "order"):
            whole[key] = tuple({"feedback": "That is why."} | entry for entry in data[key])
    if whole["type"] in ("short", "numeric"):
        whole.setdefault("otherwise", "Look again.")
    if whole["type"] == "true_false":
        whole.setdefault("feedback", {"true": "Why.", "false": "Why."})
    return whole
