"""What editors can know of the files of a course: JSON Schema made from the models.

The models decide what is right; a schema says as much of it as JSON Schema can, so that an editor
underlines slips, proposes keys and shows what they mean. Descriptions are the docstrings of the
models and of their fields.
"""

import ast
import inspect
import json
import textwrap
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from course.authoring.templates import TYPES, filled
from course.content.plain import Plain
from course.loading.files import Kind
from course.loading.loaded import MODELS
from course.loading.source import Source
from course.loading.yaml12 import parse

FOLDER = ".schema"
"""Where a course keeps its schemas, below its own folder."""

KINDS: tuple[Kind, ...] = tuple(MODELS)

_EXAMPLE = {
    "id": "first-steps",
    "title": "First steps",
    "summary": "What it is about.",
    "language": "en",
    "licence": "CC BY-SA 4.0",
    "module": "beginning",
    "module_title": "The beginning",
    "lesson": "first-steps",
    "objective": "first-steps-explain",
    "level": "understand",
    "passage": "first-steps#opening",
    "source": "example-source",
    "today": "2026-11-24",
}


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of one kind of file, as draft 2020-12 has it."""
    made = MODELS[kind].model_json_schema(schema_generator=_Schema)
    _without_titles(made)
    if example := _example(kind):
        made["examples"] = [example]
    for way in TYPES:
        name = "".join(word.capitalize() for word in way.split("_"))
        if name in (known := made.get("$defs", {})):
            known[name]["examples"] = _data(filled(f"questions/{way}", **_EXAMPLE))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": f"{kind.capitalize()} of a course",
    }


def write_schemas(folder: Path, kinds: tuple[Kind, ...] = KINDS) -> list[Path]:
    """Writes schemas as `KIND.json`; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for kind in kinds:
        path = folder / f"{kind}.json"
        path.write_text(_text(kind), encoding="utf-8", newline="\n")
        made.append(path)
    return made


@cache
def _text(kind: Kind) -> str:
    return json.dumps(schema(kind), indent=1, ensure_ascii=False) + "\n"


class _Schema(GenerateJsonSchema):
    """Schemas of what an author writes, which is a little more than what a model holds."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text needs no quotes, whatever it looks like: `89` and `true` are text in a title."""
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number", "boolean"]}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number is written without quotes."""
        bounds = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum"}
        limits = {json: float(schema[key]) for key, json in bounds.items() if key in schema}  # type: ignore[literal-required]
        return {"type": "number", **limits}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """One type more rather than a choice of two, where editors explain a slip better."""
        made = super().nullable_schema(schema)
        inner = made.get("anyOf", [{}])[0]
        if "type" not in inner:
            return made
        types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
        with_enum = {"enum": [*inner["enum"], None]} if "enum" in inner else {}
        return {**inner, "type": [*types, "null"], **with_enum}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """As usual, but nobody needs to be shown that a list is empty or a key left out."""
        made = super().default_schema(schema)
        if made.get("default") in (None, [], {}) or isinstance(made.get("default"), dict):
            made.pop("default", None)
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """With the docstrings of its fields."""
        made = super().model_schema(schema)
        for name, words in _field_docs(schema["cls"]).items():
            field = schema["cls"].model_fields.get(name)
            key = (field.alias if field else None) or name
            if key in made.get("properties", {}):
                made["properties"][key].setdefault("description", words)
        return made


def _field_docs(model: Any) -> dict[str, str]:
    """Docstrings under the fields of a model and of those it is made from."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not (issubclass(cls, BaseModel) and cls is not BaseModel):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for above, below in pairwise(body):
            match above, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(words))),
                ):
                    found[name] = inspect.cleandoc(words)
    return found


def _without_titles(node: Any) -> None:
    """Takes out the titles that repeat a key's name."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                for field in value.values():
                    field.pop("title", None)
            _without_titles(value)
    elif isinstance(node, list):
        for value in node:
            _without_titles(value)


def _example(kind: Kind) -> Any:
    if kind == "paper":
        return None
    text = filled(kind, **_EXAMPLE)
    if kind == "quiz":
        text += textwrap.indent(filled("questions/single", **_EXAMPLE), "  ")
    return _data(text)


def _data(text: str) -> Any:
    return written(parse(Source("", text)).data)


def written(data: Any) -> Any:
    """Parsed data as an editor reads it, with numbers and truth values where no quotes stand."""
    match data:
        case Plain():
            return _read(data)
        case dict():
            return {key: written(value) for key, value in data.items()}
        case tuple():
            return [written(value) for value in data]
        case _:
            return data


def _read(value: str) -> Any:
    if value in ("true", "false"):
        return value == "true"
    for number in (int, float):
        try:
            return number(value)
        except ValueError:
            continue
    return str(value)
