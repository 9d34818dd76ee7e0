"""Writing a translation file: what is there is kept, what is missing or stale is marked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course.content.translation import Read, texts
from course.errors import CourseError
from course.loading.diagnostics import remedy
from course.loading.files import CourseFile, CourseFiles, shown
from course.loading.outline import outline
from course.loading.texts import Texts
from course.loading.translations import (
    TRANSLATED,
    Entry,
    Promise,
    Translation,
    entries,
    name_in,
    opened,
    promised,
)
from course.loading.yaml12 import parse
from course.text import visible

_HEAD = """\
# Translation of {name} into {language}. Each key ends in the digest of the text it was made from.
"""
_MISSING = "# To be translated:"
_STALE = "# The source has changed. Look whether this still says it, then end the key in @{digest}:"
_GONE = "# The source has these no more:"


@dataclass(frozen=True, slots=True)
class Written:
    """A translation file as it stands now."""

    file: str
    texts: int
    missing: int
    stale: int


def files_named(files: CourseFiles, name: str) -> list[CourseFile]:
    """What to translate by a name: a lesson with its quiz, or any other file by its id."""
    known = {file.id: file for file in files.all if file.kind in TRANSLATED}
    if name not in known:
        hint = remedy(visible(name), known, "course list shows the lessons")
        raise CourseError(f"there is nothing to translate called {visible(name)}", hint)
    lesson = [file for file in files.all if file.kind == "lesson" and file.id == name]
    if not lesson:
        return [known[name]]
    return lesson + [f for f in files.all if f.kind == "quiz" and _about(files, f) == name]


def files_promised(files: CourseFiles, language: str, promise: Promise) -> list[CourseFile]:
    """What a language is to have whole, `course.yaml`, and whatever was begun besides."""
    begun = Translation(files, language)
    return [
        file
        for file in files.all
        if file.kind in TRANSLATED
        and (file.kind == "course" or promise.names(file) or begun.sidecar(file))
    ]


def promise_of(files: CourseFiles, language: str) -> Promise:
    """What a language is to have whole."""
    asked = [file for file in files.all if file.kind in ("lesson", "quiz")]
    texts = [(file, opened(files, file)) for file in asked]
    drawn = [outline(text, file.kind, file.id, parse(text).data) for file, text in texts]
    return promised(Texts(files), language, drawn)


def _about(files: CourseFiles, quiz: CourseFile) -> object:
    data = parse(opened(files, quiz)).data
    return data.get("lesson") if isinstance(data, dict) else None


def translate(
    files: CourseFiles, language: str, file: CourseFile, promise: Promise | None = None
) -> Written:
    """Write the translation of a file, with all that was translated before in it.

    Of the glossary only the words of a promise, where there is one.

    Raises `CourseError` when one of the two cannot be read or the other not be written.
    """
    assert file.kind in TRANSLATED
    place = files.root / name_in(language, file.name)
    source = parse(opened(files, file))
    if not source.is_whole or source.faults:
        raise CourseError(f"{file.name} cannot be read", "course check says why")
    wanted = texts(source.data)
    if promise and file.kind == "glossary":
        there = _said(files, place)
        wanted = tuple(t for t in wanted if promise.text(file, t.key) or t.key in there)
    if language == own_language(files):
        # The originals by the same keys: what translation tools take as their base file.
        said = {t.key: Entry(f"{t.key}@{t.digest}", t.text.strip("\n")) for t in wanted}
    else:
        said = _said(files, place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(".half")
        half.write_text(written(file.name, language, wanted, said), encoding="utf-8")
        half.replace(place)
    except OSError as error:
        raise CourseError(f"{shown(place)} cannot be written: {error.strerror}") from error
    filled = [text for text in wanted if (e := _entry(text, said, wanted)) and e.text]
    stale = sum(not e.fits(text) for text in filled if (e := _entry(text, said, wanted)))
    return Written(shown(place), len(wanted), len(wanted) - len(filled), stale)


def own_language(files: CourseFiles) -> object:
    """The language that the course is written in."""
    course = files.find("course", "course")
    data = parse(opened(files, course)).data if course else None
    return data.get("language") if isinstance(data, dict) else None


def _said(files: CourseFiles, place: Path) -> dict[str, Entry]:
    known = next((file for file in files.all if file.path == place), None)
    if known is None:
        return {}
    found = parse(opened(files, known))
    # What cannot be read must not be written over.
    if not found.is_whole or found.faults:
        raise CourseError(f"{shown(place)} cannot be read", "course check says why")
    return entries(found.data)


def _entry(text: Read, said: dict[str, Entry], wanted: Sequence[Read]) -> Entry | None:
    """What was said of a text: under its key, else what was made from the same words elsewhere."""
    here = said.get(text.key)
    if here and here.fits(text):
        return here
    known = {other.key for other in wanted}
    moved = (e for e in said.values() if e.key not in known and e.fits(text))
    return next(moved, here)


def written(name: str, language: str, wanted: Sequence[Read], said: dict[str, Entry]) -> str:
    """The text of a translation file."""
    lines = [_HEAD.format(name=name, language=language)]
    used: set[str] = set()
    for text in wanted:
        entry = _entry(text, said, wanted)
        fresh = f"{text.key}@{text.digest}"
        if entry:
            used.add(entry.name)
        if entry and entry.fits(text):
            lines.append(_line(fresh, entry.text))
            continue
        is_stale = entry is not None and bool(entry.text)
        lines.append(_STALE.format(digest=text.digest) if is_stale else _MISSING)
        lines += [f"#   {line}".rstrip() for line in text.text.strip("\n").split("\n")]
        lines.append(_line(entry.name, entry.text) if entry and is_stale else _line(fresh, ""))
    gone = [entry for entry in said.values() if entry.name not in used and entry.text]
    if gone:
        lines += ["", _GONE, *(_line(entry.name, entry.text) for entry in gone)]
    return "\n".join(lines) + "\n"


def _line(name: str, text: str) -> str:
    key = name if name.isascii() and '"' not in name and ": " not in name else json.dumps(name)
    if "\n" not in text or text[:1].isspace():
        return f"{key}: {json.dumps(text, ensure_ascii=False)}"
    block = "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
    return f"{key}: |-\n{block}"
