"""From a file's data to a model, and from pydantic's complaints to diagnostics with a place."""

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from course.content.model import Model
from course.content.plain import Plain
from course.loading.diagnostics import MOST, Diagnostic, nearest, remedy
from course.loading.places import Path, locate
from course.loading.source import Source
from course.text import plural

M = TypeVar("M", bound=Model)

_FORMS = {
    "url": ("this is no web address", "write it from `https://` on, without spaces"),
    "checked": ("this is no day", "write year, month and day, such as `2026-11-24`"),
    "language": ("this is no language tag", "write `en`, `pt-BR` or the like"),
}


class _Fault(NamedTuple):
    code: str
    path: Path
    message: str
    help: str
    at_key: bool = False


def validate(source: Source, data: Any, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """`data` as a model, or None and everything that is wrong with it."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[: 2 * MOST]
    found = []
    for fault in _without_echoes([f for entry in told if (f := _fault(model, data, entry))]):
        span = locate(source, fault.path, key=fault.at_key)
        label = _label(data, fault)
        found.append(source.fault(fault.code, fault.message, fault.help, span, label=label))
        if len(found) == MOST:
            break
    return None, found


def _without_echoes(faults: list[_Fault]) -> Iterator[_Fault]:
    """Leaves out a missing key where an unknown one beside it was meant to be it."""
    meant = {
        (*fault.path[:-1], guess)
        for fault in faults
        if fault.code == "C020" and (guess := _guessed(fault.help))
    }
    for fault in faults:
        if fault.code != "C021" or (*fault.path, fault.message.split("`")[1]) not in meant:
            yield fault


def _guessed(hint: str) -> str | None:
    found = re.fullmatch(r"did you mean `(.*)`\?", hint)
    return found[1] if found else None


def _label(data: Any, fault: _Fault) -> str:
    """How many entries stand there, for faults about the whole of a list."""
    value = _at(data, fault.path)
    if not isinstance(value, tuple) or len(value) < 2 or fault.code == "C010":
        return ""
    return f"{len(value)} {fault.path[-1]}" if isinstance(fault.path[-1], str) else ""


def _at(data: Any, path: Path) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


# --- where: pydantic's `loc` names the members of unions too, which no file has ---


def _walk(model: type[BaseModel], loc: Path) -> tuple[Path, Any]:
    """The path in the data that `loc` means, and the annotation of what stands there."""
    path: Path = ()
    kind: Any = model
    for part in loc:
        kind = _bare(kind)
        if get_origin(kind) in (Union, UnionType):
            kind = _member(kind, part)
            continue
        path = (*path, part)
        kind = _inside(kind, part)
    return path, _bare(kind)


def _bare(kind: Any) -> Any:
    """An annotation without its metadata and without `None`."""
    while get_origin(kind) is Annotated:
        kind = kind.__origin__
    if get_origin(kind) in (Union, UnionType):
        members = [member for member in get_args(kind) if member is not type(None)]
        return _bare(members[0]) if len(members) == 1 else kind
    return kind


def _inside(kind: Any, part: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        field = fields.get(str(part)) or next(
            (field for field in fields.values() if field.alias == part), None
        )
        return field.annotation if field else None
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return arguments[0]
    return arguments[1] if get_origin(kind) is dict else None


def _member(union: Any, tag: str | int) -> Any:
    for member in map(_bare, get_args(union)):
        if tag in get_args(_bare(member.model_fields["type"].annotation)):
            return member
    return None


def _fields(kind: Any) -> list[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


# --- what: each kind of complaint in plain words ---


def _fault(model: type[BaseModel], data: Any, entry: Any) -> _Fault | None:
    path, kind = _walk(model, entry["loc"])
    context = entry.get("ctx", {})
    value = _at(data, path)
    match entry["type"]:
        case str(code) if re.fullmatch("C[0-9]{3}", code):
            return _Fault(code, path + tuple(context["at"]), context["message"], context["help"])
        case "missing":
            key = path[-1]
            return _Fault("C021", path[:-1], f"`{key}` is missing", f"add `{key}:`")
        case "extra_forbidden":
            return _unknown_key(path, _fields(_walk(model, entry["loc"][:-1])[1]))
        case "union_tag_invalid" | "union_tag_not_found":
            return _unknown_type(path, kind, value)
        case "literal_error":
            return _unknown_value(path, _bare(kind), value)
        case "too_short" | "too_long":
            return _wrong_count(path, context, value)
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            return _out_of_bounds(path, context)
        case "string_pattern_mismatch":
            message, hint = _FORMS.get(str(path[-1]), ("this has not the form it needs", ""))
            if re.match("[\u2018-\u201f]", str(value)):
                hint = f"these quotes are curly: type straight ones, and {hint or 'no others'}"
            return _Fault("C024", path, message, hint)
        case kind_of_error:
            return _wrong_kind(path, kind_of_error, value)


def _unknown_key(path: Path, fields: list[str]) -> _Fault:
    key = str(path[-1])
    otherwise = f"known here: {', '.join(fields)}" if fields else "take it out"
    if " " in key:
        otherwise = "if it belongs to the text before it, put that text in quotes, with its comma"
    return _Fault("C020", path, f"unknown key `{key}`", remedy(key, fields, otherwise), at_key=True)


def _unknown_type(path: Path, union: Any, value: Any) -> _Fault:
    known = [
        tag for m in get_args(union) for tag in get_args(_bare(m).model_fields["type"].annotation)
    ]
    listed = f"use one of: {', '.join(known)}"
    if not isinstance(value, dict):
        return _wrong_kind(path, "model_type", value)
    if "type" not in value:
        return _Fault("C021", path, "`type` is missing", f"add `type:` and {listed}")
    tag = value["type"]
    if not isinstance(tag, str):
        return _Fault("C022", (*path, "type"), "this is no type", listed)
    hint = remedy(tag, known, listed)
    return _Fault("C022", (*path, "type"), f"there is no type `{tag}` here", hint)


def _unknown_value(path: Path, kind: Any, value: Any) -> _Fault:
    known = [str(known) for known in get_args(kind)] if get_origin(kind) is Literal else []
    listed = (
        f"write {' or '.join(f'`{k}`' for k in known)}"
        if len(known) < 4
        else (f"use one of: {', '.join(known)}")
    )
    if not isinstance(value, str):
        return _wrong_kind(path, "string_type", value)
    guess = nearest(value, known)
    hint = f"did you mean `{guess}`? {listed}" if guess and len(known) > 1 else listed
    return _Fault("C011", path, f"`{value}` is not possible here", hint)


def _wrong_count(path: Path, context: dict[str, Any], value: Any) -> _Fault | None:
    least, most = context.get("min_length"), context.get("max_length")
    count = len(value) if isinstance(value, tuple | dict | str) else 0
    if least is not None and count >= least:
        return None  # pydantic counts only the entries that are right themselves
    if least is not None:
        bound, hint = f"at least {plural(least, 'entry', 'entries')}", "add what is missing"
    else:
        bound, hint = (
            f"at most {plural(most or 0, 'entry', 'entries')}",
            "take some out or divide it",
        )
    return _Fault("C023", path, f"`{path[-1]}` must have {bound}; it has {count}", hint)


def _out_of_bounds(path: Path, context: dict[str, Any]) -> _Fault:
    bound = next(iter(context.values()))
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    word = words[next(iter(context))]
    hint = f"write {'a larger' if word in ('at least', 'more than') else 'a smaller'} number"
    return _Fault("C023", path, f"this number must be {word} {bound}", hint)


_DIGITS = "write it in digits alone, without quotes or commas, such as `{}`"
_WANTED = {
    "bool_type": ("`true` or `false` is", "write one of the two without quotes"),
    "int_type": ("a whole number is", _DIGITS.format("2012")),
    "is_instance_of": ("a number is", _DIGITS.format("0.5")),
    "decimal_type": ("a number is", _DIGITS.format("0.5")),
    "string_type": ("text is", "write it on this line"),
    "tuple_type": ("a list is", "write one entry a line, each begun with `- `"),
    "dict_type": ("keys with values are", "write `key: value` lines, indented"),
    "model_type": ("keys with values are", "write `key: value` lines, indented"),
    "model_attributes_type": ("keys with values are", "write `key: value` lines, indented"),
}


def _wrong_kind(path: Path, error: str, value: Any) -> _Fault:
    wanted, hint = _WANTED.get(error, ("another value is", "correct it"))
    if value is None:
        if error == "string_type":
            hint = 'write it, or leave the key out; for the word itself write "null" in quotes'
        return _Fault("C010", path, f"nothing stands here; {wanted} expected", hint)
    if error == "string_type" and isinstance(value, dict):
        hint = "if it is meant as text, put it in quotes: `: ` makes a key of what is before it"
    if error == "string_type" and isinstance(value, tuple):
        hint = "if it is meant as text, put it in quotes: `[` and `- ` begin a list"
    return _Fault("C010", path, f"{wanted} expected here, not {_kind(value)}", hint)


def _kind(value: Any) -> str:
    match value:
        case dict():
            return "keys with values"
        case tuple():
            return "a list"
        case Plain():
            return f"`{value[:40]}`"
        case str() if re.fullmatch(r"[-+]?[0-9]+([.][0-9]+)?|true|false", value):
            return "text in quotes"
        case _:
            return "text"
