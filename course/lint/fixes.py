"""What `course check --fix` mends by itself: only what cannot change what anybody meant.

A fix changes some characters of the text; everything else stays byte for byte, with its comments
and its layout. What came out is read again: unless it says what was to be said, nothing is changed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from course.content.model import is_id
from course.content.plain import Plain
from course.content.questions import letter
from course.lint.numbers import amounts
from course.loading.nodes import Node, tree
from course.loading.places import Path
from course.loading.source import Source
from course.loading.yaml12 import parse


class Edit(NamedTuple):
    """New characters in place of those between two offsets."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Something to mend."""

    line: int
    what: str
    edits: Sequence[Edit]
    said: Any
    """What the file is to say afterwards."""


class Mended(NamedTuple):
    """A text after its fixes."""

    text: str
    fixes: tuple[Fix, ...]


def mend(text: str, uses: Callable[[str], int]) -> Mended:
    """A text with everything mended that can be.

    Args:
        text: With line feeds only.
        uses: How often a word stands in the course: an id may change where nothing refers to it.
    """
    done: list[Fix] = []
    refused: set[str] = set()
    # Each fix moves what is after it, so the text is read anew for the next one.
    while fix := next(_possible(text, uses, refused), None):
        changed = _edited(text, fix.edits)
        if _plainly(parse(Source("", changed)).data) == _plainly(fix.said):
            text = changed
            done.append(fix)
        else:
            refused.add(fix.what)
    return Mended(text, tuple(done))


def _possible(text: str, uses: Callable[[str], int], refused: set[str]) -> Iterator[Fix]:
    source = Source("", text)
    parsed = parse(source)
    if parsed.faults:
        return
    top = tree(source)
    for fixes in (
        _spaces(text, top, parsed.data),
        _ids(top, parsed.data, uses),
        _nameless(text, top, parsed.data, uses),
        _numbers(text, top, parsed.data),
    ):
        yield from (fix for fix in fixes if fix.what not in refused)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


_LOOSE = re.compile(r"(?<![ \t\n])[ \t](?=\n|\Z)|^[ \t]+(?=\n|\Z)|[ \t]*\t[ \t]*(?=\n|\Z)", re.M)


def _plainly(node: Any) -> Any:
    """Data without the spaces at ends of lines that mean nothing."""
    match node:
        case str():
            return _LOOSE.sub("", node)
        case tuple():
            return tuple(map(_plainly, node))
        case dict():
            return {key: _plainly(value) for key, value in node.items()}
        case _:
            return node


# --- spaces at the end of lines ---

_TRAILING = re.compile(r"(?<![ \t])[ \t]++(?=\n|\Z)")


def _spaces(text: str, top: Node, data: Any) -> Iterator[Fix]:
    breaks = [
        (node.event.start_mark.index, node.event.end_mark.index)
        for _, node in _nodes(top)
        if getattr(node.event, "style", None) in ("|", ">")
    ]
    edits = [
        Edit(found.start(), found.end(), "")
        for found in _TRAILING.finditer(text)
        if not _is_break(text, found, breaks)
    ]
    if edits:
        line = text.count("\n", 0, edits[0].start) + 1
        lines = "a line" if len(edits) == 1 else f"{len(edits)} lines"
        yield Fix(line, f"spaces at the end of {lines} taken out", edits, data)


def _is_break(text: str, found: "re.Match[str]", blocks: Sequence[tuple[int, int]]) -> bool:
    """Two spaces after words of a text break its line, as everywhere in Markdown."""
    is_bare = found.start() == 0 or text[found.start() - 1] == "\n"
    if is_bare or "\t" in found[0] or len(found[0]) < 2:
        return False
    return any(start < found.start() <= end for start, end in blocks)


# --- ids ---


def _ids(top: Node, data: Any, uses: Callable[[str], int]) -> Iterator[Fix]:
    for path, node in _nodes(top):
        value = getattr(node.event, "value", None)
        if path[-1:] != ("id",) or not isinstance(value, str) or is_id(value):
            continue
        new = _kebab(value)
        if new and uses(value) == 1 and uses(new) == 0:
            start, end = node.event.start_mark.index, node.event.end_mark.index
            line = node.event.start_mark.line + 1
            said = _replaced(data, path, new)
            yield Fix(line, f"id `{value}` written `{new}`", [Edit(start, end, new)], said)


def _kebab(value: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", value)
    new = re.sub(r"[^a-z0-9]+", "-", parted.casefold()).strip("-")
    return new if is_id(new) else ""


def _nameless(text: str, top: Node, data: Any, uses: Callable[[str], int]) -> Iterator[Fix]:
    """A question without an id was never asked, so any that is free will do."""
    taken = {node.event.value for path, node in _nodes(top) if path[-1:] == ("id",) and node.event}
    for path, node in _nodes(top):
        question = _at(data, path)
        if not _is_question(question) or "id" in question:
            continue
        parts = (question.get("objective"), str(question["type"]).replace("_", "-"))
        stem = _kebab("-".join(part for part in parts if isinstance(part, str)))
        names = (stem, *(f"{stem}-{number}" for number in range(2, 1_000)))
        new = next((name for name in names if name not in taken and not uses(name)), "")
        if stem and new:
            at, parting = _first_key(text, node)
            line = node.event.start_mark.line + 1
            said = _replaced(data, path, {"id": new, **question})
            yield Fix(line, f"id `{new}` given", [Edit(at, at, f"id: {new}{parting}")], said)


def _is_question(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() >= {"type", "stem"}


def _first_key(text: str, node: Node) -> tuple[int, str]:
    """Where the first key of a mapping stands, and what parts another one before it from it."""
    first = next(iter(node.children.values())).key.start_mark
    is_flow = text[node.event.start_mark.index] == "{"
    return first.index, ", " if is_flow else "\n" + " " * first.column


# --- numbers in order ---


def _numbers(text: str, top: Node, data: Any) -> Iterator[Fix]:
    for path, node in _nodes(top):
        question = _at(data, path)
        if "choices" not in node.children or question.get("type") not in ("single", "multiple"):
            continue
        choices = question["choices"]
        if not isinstance(choices, tuple) or not all(isinstance(one, dict) for one in choices):
            continue
        values = amounts([str(choice.get("text", "")) for choice in choices])
        order = _in_order(values, question) if values and len(values) > 2 else []
        is_movable = order == sorted(order) or not node.children["choices"].event.flow_style
        if order and is_movable:
            yield _reordered(text, node, path, order, data)


def _in_order(values: list[tuple[float, ...]], question: dict[str, Any]) -> list[int]:
    """The places of the choices in their order; nothing when all is well."""
    places = list(range(len(values)))
    if values not in (sorted(values), sorted(values, reverse=True)):
        return sorted(places, key=lambda place: values[place])
    return places if question.get("shuffle", "true") != "false" else []


def _reordered(text: str, node: Node, path: Path, order: list[int], data: Any) -> Fix:
    choices = node.children["choices"]
    chunks = _chunks(text, choices)
    edits: list[Edit] = []
    if order != sorted(order):
        keyed = [
            chunks[old] if old == new else _with_id(text, choices.children[old], chunks[old], old)
            for new, old in enumerate(order)
        ]
        edits += [
            Edit(start, end, new)
            for (start, end, _), (_, _, new) in zip(chunks, keyed, strict=True)
        ]
    edits.append(_unshuffled(text, node))
    question = dict(_at(data, path)) | {"shuffle": Plain("false")}
    question["choices"] = tuple(
        _at(data, (*path, "choices", old)) | _own_id(_at(data, (*path, "choices", old)), old, new)
        for new, old in enumerate(order)
    )
    line = choices.key.start_mark.line + 1
    whose = f"`{question['id']}`" if "id" in question else "a question"
    what = f"numbers of {whose} put in order, and kept so"
    return Fix(line, what, edits, _replaced(data, path, question))


def _own_id(choice: dict[str, Any], old: int, new: int) -> dict[str, Any]:
    """Answers already given name an option by its letter: one that moves keeps it as its id."""
    return {} if old == new or "id" in choice else {"id": letter(old)}


Chunk = tuple[int, int, str]


def _chunks(text: str, choices: Node) -> list[Chunk]:
    """Each entry with the comments above it, from the start of its line."""
    starts: list[int] = []
    end = choices.key.end_mark.index
    for entry in choices.children.values():
        floor = _line_end(text, end)
        starts.append(_with_comments(text, _line_start(text, entry.event.start_mark.index), floor))
        end = len(text[: _end(entry)].rstrip())
    ends = [*starts[1:], _line_end(text, end)]
    return [(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _with_comments(text: str, start: int, floor: int) -> int:
    """The start of the first of the comments that stand right above a line."""
    while start > floor:
        above = _line_start(text, start - 1)
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _end(node: Node) -> int:
    return max([int(node.event.end_mark.index), *map(_end, node.children.values())])


def _with_id(text: str, entry: Node, chunk: Chunk, place: int) -> Chunk:
    if "id" in entry.children:
        return chunk
    start, end, written = chunk
    at, parting = _first_key(text, entry)
    at -= start
    return start, end, f"{written[:at]}id: {letter(place)}{parting}{written[at:]}"


def _unshuffled(text: str, question: Node) -> Edit:
    if shuffle := question.children.get("shuffle"):
        return Edit(shuffle.event.start_mark.index, shuffle.event.end_mark.index, "false")
    key = question.children["choices"].key.start_mark
    parting = ", " if text[question.event.start_mark.index] == "{" else "\n" + " " * key.column
    return Edit(key.index, key.index, f"shuffle: false{parting}")


# --- walking ---


def _nodes(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for part, child in node.children.items():
        yield from _nodes(child, (*path, part))


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _replaced(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    part, *rest = path
    inside = _replaced(data[part], tuple(rest), value)
    if isinstance(data, dict):
        return data | {part: inside}
    return tuple(inside if place == part else entry for place, entry in enumerate(data))
