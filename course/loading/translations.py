"""Translations of a course: files beside it that hold texts by key, each with its source's digest.

The translation of `lessons/01/night.yaml` into Spanish is `lessons/i18n/es/01/night.yaml`, that
of `quizzes/01/night.yaml` is `lessons/i18n/es/quizzes/01/night.yaml`. Each holds one flat mapping:

    sections.question.heading@9f86d081: La pregunta

What follows the `@` tells which source text it was made from. Where that has changed, nothing is
translated, or a mark of the source is lost, the source's own text is shown.
"""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from course.content.translation import Read, keys_alike, lost, overlaid
from course.content.translation import texts as read_texts
from course.loading.diagnostics import MOST, Diagnostic
from course.loading.files import CourseFile, CourseFiles, Kind, shown
from course.loading.outline import Outline
from course.loading.places import locate
from course.loading.source import Source, read
from course.loading.texts import Texts
from course.loading.validation import validate
from course.text import plural

TRANSLATED: tuple[Kind, ...] = (
    "course", "glossary", "lesson", "quiz", "scenario", "exercise", "paper",
)  # fmt: skip
"""Kinds of files that can be translated."""

FOLDER = "lessons/i18n/"


class Entry(NamedTuple):
    """One text of a translation."""

    name: str
    """As it stands in the file: `key@digest`."""
    text: str

    @property
    def key(self) -> str:
        """Which text it is."""
        return self.name.rpartition("@")[0] or self.name

    @property
    def digest(self) -> str:
        """Of the source text it was made from."""
        return self.name.rpartition("@")[2]

    def fits(self, source: Read) -> bool:
        """Whether it says what the source says now."""
        return bool(self.text) and self.digest == source.digest


class Promise(NamedTuple):
    """What a language is to have whole: the modules it names, and the words they use."""

    files: frozenset[tuple[Kind, str]] = frozenset()
    terms: frozenset[str] = frozenset()

    def names(self, file: CourseFile) -> bool:
        """Whether there must be a translation of a file."""
        if file.kind == "glossary":
            return bool(self.terms)
        return (file.kind, file.id) in self.files

    def text(self, file: CourseFile, key: str) -> bool:
        """Whether a text of a file must be translated."""
        if file.kind == "glossary":
            return key.partition(".")[2].partition(".")[0] in self.terms
        return self.names(file)


def name_in(language: str, name: str) -> str:
    """The name of the translation of the file `name`."""
    return f"{FOLDER}{language}/{name.removeprefix('lessons/')}"


def languages(files: CourseFiles) -> tuple[str, ...]:
    """The languages a course has translations in."""
    found = (file.name.split("/") for file in files.all if file.kind in ("translation", "language"))
    return tuple(dict.fromkeys(parts[2] for parts in found if len(parts) > 3))


def opened(files: CourseFiles, file: CourseFile) -> Source:
    """The text of a file of a course."""
    return read(file.path, shown(file.path), Path(os.path.realpath(files.root)))


def entries(data: Any) -> dict[str, Entry]:
    """The texts of a translation's data, by key."""
    if not isinstance(data, dict):
        return {}
    found = (Entry(name, (text or "").strip("\n")) for name, text in data.items() if _is_text(text))
    return {entry.key: entry for entry in found}


def _is_text(value: Any) -> bool:
    return value is None or isinstance(value, str)


class Translation:
    """What a course says in another language."""

    def __init__(self, files: CourseFiles, language: str) -> None:
        self.files = files
        self.language = language

    @cached_property
    def _sidecars(self) -> dict[str, CourseFile]:
        return {file.name: file for file in self.files.all if file.kind == "translation"}

    def sidecar(self, file: CourseFile) -> CourseFile | None:
        """The translation of a file, where there is one."""
        return self._sidecars.get(name_in(self.language, file.name))

    def of(self, file: CourseFile, model: Any) -> Any:
        """The model of a file, translated as far as it can be."""
        from course.loading.yaml12 import parse

        sidecar = self.sidecar(file)
        if sidecar is None or file.kind not in TRANSLATED:
            return model
        source = opened(self.files, file)
        data = parse(source).data
        said = entries(parse(opened(self.files, sidecar)).data)
        sound = {
            text.path: entry.text
            for text in read_texts(data)
            if (entry := said.get(text.key))
            and entry.fits(text)
            and not lost(text.text, entry.text)
        }
        translated, _ = validate(source, overlaid(data, sound), type(model))
        return translated if translated and keys_alike(model, translated) else model


# --- judging ---


def judge_translations(texts: Texts, outlines: Sequence[Outline]) -> list[Diagnostic]:
    """What is missing in the translations of a course, no longer fits, or cannot stand there."""
    files, found = texts.files, list[Diagnostic]()
    for language in languages(files):
        translation = Translation(files, language)
        promise = _promised(texts, language, outlines, found)
        originals = {
            name_in(language, file.name): file for file in files.all if file.kind in TRANSLATED
        }
        for file in files.all:
            if (
                file.kind in TRANSLATED
                and translation.sidecar(file) is None
                and promise.names(file)
            ):
                found.append(_untranslated(files, language, file))
            if file.kind == "translation" and file.name.startswith(f"{FOLDER}{language}/"):
                original = originals.get(file.name)
                found += islice(_faults(texts, file, original, promise), MOST)
    return found


def _promised(
    texts: Texts, language: str, outlines: Sequence[Outline], found: list[Diagnostic]
) -> Promise:
    """What a language is to have whole; what it names and is not there is told."""
    file = _language_file(texts.files, language)
    if file is None:
        return Promise()
    source, known = texts.of(file)[0], _modules(texts)
    for place, module in enumerate(modules_of(texts, language)):
        if known and module not in known:
            hint = f"use some of: {', '.join(known)}"
            span = locate(source, ("modules", place))
            found.append(source.fault("C172", f"there is no module `{module}`", hint, span))
    return promised(texts, language, outlines)


def promised(texts: Texts, language: str, outlines: Sequence[Outline]) -> Promise:
    """What a language is to have whole."""
    known = _modules(texts)
    lessons = {one for name in modules_of(texts, language) for one in known.get(name, ())}
    whole = [o for o in outlines if (o.id if o.kind == "lesson" else o.about) in lessons]
    whole = [o for o in whole if o.kind in ("lesson", "quiz")]
    terms = {term for one in whole for _source, term in one.mentioned if term}
    return Promise(frozenset((one.kind, one.id) for one in whole), frozenset(terms))


def modules_of(texts: Texts, language: str) -> tuple[str, ...]:
    """Ids of the modules that a language is to have whole."""
    file = _language_file(texts.files, language)
    data = texts.of(file)[1].data if file else None
    said = data.get("modules") if isinstance(data, dict) else None
    return tuple(m for m in said if isinstance(m, str)) if isinstance(said, tuple) else ()


def _language_file(files: CourseFiles, language: str) -> CourseFile | None:
    name = f"{FOLDER}{language}/language.yaml"
    return next((file for file in files.all if file.name == name), None)


def _modules(texts: Texts) -> dict[str, set[str]]:
    course = texts.files.find("course", "course")
    data = texts.of(course)[1].data if course else None
    listed = data.get("modules") if isinstance(data, dict) else None
    modules = [m for m in listed if isinstance(m, dict)] if isinstance(listed, tuple) else []
    return {
        m["id"]: {name for name in m["lessons"] if isinstance(name, str)}
        for m in modules
        if isinstance(m.get("id"), str) and isinstance(m.get("lessons"), tuple)
    }


def _untranslated(files: CourseFiles, language: str, file: CourseFile) -> Diagnostic:
    place = files.root / FOLDER / language / "language.yaml"
    source = Source(shown(place), "")
    message = f"`{file.name}` is not translated"
    hint = f"`course translate {language} {file.id}` begins it"
    return source.fault("C170", message, hint, severity="warning")


def _faults(
    texts: Texts, file: CourseFile, original: CourseFile | None, promise: Promise
) -> Iterator[Diagnostic]:
    source, (data, is_whole, faults, _) = texts.of(file)
    yield from faults
    if not is_whole:
        return
    if original is None:
        hint = "name it as the file it translates, or take it away"
        message = "there is nothing that this could be the translation of"
        yield source.fault("C172", message, hint, severity="warning")
        return
    if not isinstance(data, dict):
        yield source.fault("C010", "keys with texts are expected here", "write `key@digest: text`")
        return
    for name, text in data.items():
        if not _is_text(text):
            hint = "write one text for each key"
            yield source.fault("C010", f"`{name}` has no text", hint, locate(source, (name,)))
    of_original, (told, *_) = texts.of(original)
    wanted, said = read_texts(told), entries(data)
    yield from _of_texts(source, wanted, said, original, promise)
    yield from _refused(source, original, of_original, told, wanted, said)


def _of_texts(
    source: Source,
    wanted: Sequence[Read],
    said: dict[str, Entry],
    original: CourseFile,
    promise: Promise,
) -> Iterator[Diagnostic]:
    language = source.file.partition("i18n/")[2].partition("/")[0]
    again = f"`course translate {language} {original.id}` marks them"
    stale = [text for text in wanted if (e := said.get(text.key)) and e.text and not e.fits(text)]
    missing = [
        text
        for text in wanted
        if not ((e := said.get(text.key)) and e.text) and promise.text(original, text.key)
    ]
    if stale:
        span = locate(source, (said[stale[0].key].name,), key=True)
        message = f"{plural(len(stale), 'text')} no longer fit the source, first `{stale[0].key}`"
        yield source.fault("C171", message, again, span, severity="warning")
    if missing:
        first = said.get(missing[0].key)
        span = locate(source, (first.name,), key=True) if first else None
        message = f"{plural(len(missing), 'text')} not translated, first `{missing[0].key}`"
        yield source.fault("C170", message, again, span, severity="warning")
    for text in wanted:
        entry = said.get(text.key)
        if entry and entry.fits(text) and (marks := lost(text.text, entry.text)):
            message = f"{', '.join(f'`{mark}`' for mark in marks)} stands otherwise in the source"
            hint = "keep citations, terms, gaps and addresses as they are"
            yield source.fault("C173", message, hint, locate(source, (entry.name,), key=True))
    known = {text.key for text in wanted}
    for key in said.keys() - known:
        hint = f"the source has no such text; {again.replace('marks them', 'follows what moved')}"
        span = locate(source, (said[key].name,), key=True)
        yield source.fault("C172", f"`{key}` is not known", hint, span, severity="warning")


def _refused(
    source: Source,
    original: CourseFile,
    of_original: Source,
    told: Any,
    wanted: Sequence[Read],
    said: dict[str, Entry],
) -> Iterator[Diagnostic]:
    """What the model cannot take: a text too long, two options alike."""
    from course.loading.loaded import MODELS

    where = {text.path: said[text.key] for text in wanted if text.key in said}
    fitting = {text.path: e.text for text in wanted if (e := where.get(text.path)) and e.fits(text)}
    model, faults = validate(of_original, told, MODELS[original.kind])
    if faults:
        return
    translated, faults = validate(of_original, overlaid(told, fitting), MODELS[original.kind])
    for fault in faults:
        hint = f"{fault.help} (see {fault.span.file}:{fault.span.line})"
        yield source.fault("C174", f"as translated, {fault.message}", hint)
    if translated and not keys_alike(model, translated):
        hint = "translate equal choices by equal words, and different ones by different words"
        yield source.fault("C174", "as translated, choices to pair with fall together", hint)
