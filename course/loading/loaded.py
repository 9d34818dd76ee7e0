"""Reading a whole course: for judging it, or to have all of it at hand."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from course.content.blueprint import Paper
from course.content.course import Course, Glossary, Lesson, Quiz, Source, Sources, Term
from course.content.exercise import Exercise
from course.content.model import Model, is_id
from course.content.questions import AnyQuestion
from course.content.scenario import Scenario
from course.content.translation import Language
from course.i18n import _
from course.loading.aside import aside
from course.loading.diagnostics import Diagnostic, in_order
from course.loading.exercises import remarks
from course.loading.files import CourseFiles, Kind, shown
from course.loading.links import check_links
from course.loading.outline import Outline, outline
from course.loading.papers import judge_papers
from course.loading.scenarios import judge_paths, judge_scenes
from course.loading.source import Parsed, read
from course.loading.source import Source as Text
from course.loading.texts import Texts
from course.loading.translations import Translation, judge_translations, languages, name_in
from course.loading.validation import validate
from course.loading.verdict import Judged, Verdict
from course.watch import Watch, unwatched, watched

_SIGNS: tuple[tuple[str, Kind], ...] = (
    ("kind", "quiz"),
    ("modules", "course"),
    ("terms", "glossary"),
    ("sections", "lesson"),
    ("questions", "quiz"),
    ("sources", "sources"),
)
"""Keys by which a file without a course around it shows what it is."""

MODELS: dict[Kind, type[Model]] = {
    "course": Course,
    "sources": Sources,
    "glossary": Glossary,
    "lesson": Lesson,
    "quiz": Quiz,
    "exercise": Exercise,
    "scenario": Scenario,
    "paper": Paper,
    "language": Language,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A question with the place it has in the course."""

    question: AnyQuestion
    """With its passage, a check inside a lesson too."""
    lesson: str
    passage: str | None
    """`lesson#section`."""
    quiz: str | None
    """The quiz it belongs to; None for a check inside a lesson."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course with all that could be read of it; lessons and the rest by their ids."""

    course: Course | None
    lessons: dict[str, Lesson]
    quizzes: dict[str, Quiz]
    sources: dict[str, Source]
    terms: dict[str, Term]
    items: dict[str, Item]
    exercises: dict[str, Exercise]
    scenarios: dict[str, Scenario]
    papers: dict[str, Paper]
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path, language: str = "") -> Loaded:
    """Everything in the course at `root`; what is broken is left out and told.

    Args:
        root: The folder of the course.
        language: Into which its texts are translated, as far as they are; its own unless given.
    """
    kept, files = _Kept(), CourseFiles(root)
    _, diagnostics = _judged(Texts(files), kept)
    models = kept.models
    if language:
        translation = Translation(files, language)
        models = {
            role: translation.of(file, model) if (file := files.find(*role)) else model
            for role, model in models.items()
        }
    quizzes = {name: model for (kind, name), model in models.items() if kind == "quiz"}
    lessons = {name: model for (kind, name), model in models.items() if kind == "lesson"}
    sources, glossary = models.get(("sources", "sources")), models.get(("glossary", "glossary"))
    found = [item for name, lesson in lessons.items() for item in checks_of(name, lesson)]
    found += [item for name, quiz in quizzes.items() for item in items_of(name, quiz)]
    return Loaded(
        course=models.get(("course", "course")),
        lessons=lessons,
        quizzes=quizzes,
        sources={source.id: source for source in sources.sources} if sources else {},
        terms={term.id: term for term in glossary.terms} if glossary else {},
        items={item.question.id: item for item in found},
        exercises={name: model for (kind, name), model in models.items() if kind == "exercise"},
        scenarios={name: model for (kind, name), model in models.items() if kind == "scenario"},
        papers={name: model for (kind, name), model in models.items() if kind == "paper"},
        diagnostics=diagnostics,
    )


def checks_of(id: str, lesson: Lesson) -> Iterator[Item]:
    """The questions inside a lesson, each with its own section as passage unless it names one."""
    for section in lesson.sections:
        for question in section.checks:
            passage = question.passage or f"{id}#{section.id}"
            yield Item(question.model_copy(update={"passage": passage}), id, passage, None)


def items_of(id: str, quiz: Quiz) -> Iterator[Item]:
    """The questions of a quiz."""
    for question in quiz.questions:
        yield Item(question, quiz.lesson, question.passage, id)


class Follower(Protocol):
    """Somebody who looks at each valid file when it is read, `course.yaml` and its like first."""

    def file(self, outline: Outline, content: Any) -> Iterable[Diagnostic]:
        """What there is to say about one file."""
        ...

    def whole(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """The last word on all that was found, when every file was read."""
        ...


class _Kept:
    """Keeps every model that could be read, the first of its id."""

    def __init__(self) -> None:
        self.models: dict[tuple[Kind, str], Any] = {}

    def file(self, outline: Outline, content: Any) -> Iterable[Diagnostic]:
        self.models.setdefault((outline.kind, outline.id), content)
        return ()

    def whole(self, found: list[Diagnostic]) -> list[Diagnostic]:
        return found


class _Taken(NamedTuple):
    """A file that was read."""

    source: Text
    model: Any
    outline: Outline
    faults: list[Diagnostic]


def judge(texts: Texts, follower: Follower | None = None, watch: Watch = unwatched) -> Verdict:
    """What is wrong with a course."""
    return _verdict(*_judged(texts, follower, watch))


def judge_alone(path: Path, follower: Follower | None = None) -> Verdict:
    """What is wrong with a file that belongs to no course; its links are not followed."""
    source = read(path, shown(path))
    from course.loading.yaml12 import parse

    parsed = parse(source)
    keys = parsed.data if isinstance(parsed.data, dict) else {}
    said = [kind for kind in MODELS if kind == keys.get("kind")]
    signs = [kind for key, kind in _SIGNS if key in keys]
    kind: Kind = next(iter(said + signs), "lesson")
    model, drawn, faults = _read(source, parsed, kind, path.stem)
    if follower and model:
        faults = follower.whole([*faults, *follower.file(drawn, model)])
    return _verdict([drawn], in_order(faults))


def _verdict(outlines: Iterable[Outline], diagnostics: tuple[Diagnostic, ...]) -> Verdict:
    files = (Judged(found.source.file, found.kind, len(found.asked)) for found in outlines)
    return Verdict(tuple(files), diagnostics)


def _judged(
    texts: Texts, follower: Follower | None = None, watch: Watch = unwatched
) -> tuple[list[Outline], tuple[Diagnostic, ...]]:
    outlines, faults = [], _odd_names(texts.files)
    papers: list[tuple[Outline, Paper]] = []
    with collector_paused():
        taken = _taken(texts, watch)
        # Walking all paths of a scenario takes longest, so it goes on beside the reading.
        scenarios = list(islice(taken, sum(file.kind == "scenario" for file in texts.in_turn)))
        sound = [one for one in scenarios if not one.faults]
        walked = aside(lambda: (judge_paths(one.source, one.model) for one in sound))
        for one in taken:
            outlines.append(one.outline)
            faults += one.faults
            if isinstance(one.model, Paper):
                papers.append((one.outline, one.model))
            if follower and one.model:
                faults += follower.file(one.outline, one.model)
            if not one.faults:
                one.source.release()
        for one, found in zip(sound, walked, strict=True):
            one.faults.extend(found)
        for one in scenarios:
            outlines.append(one.outline)
            faults += one.faults
            if follower and one.model and not _is_broken(one.faults):
                faults += follower.file(one.outline, one.model)
        faults += check_links(outlines)
        faults += judge_papers(papers, outlines)
        faults += judge_translations(texts, outlines)
        if follower:
            faults = follower.whole(faults)
    return outlines, in_order(faults)


def _taken(texts: Texts, watch: Watch) -> Iterator[_Taken]:
    """Each file of a course in its turn; what its translations are judged by is kept."""
    files = texts.files.all
    translated = {name_in(one, file.name): file for one in languages(texts.files) for file in files}
    kept = {translated[file.name] for file in files if file.name in translated}
    for file, text in watched(texts, watch, _("reading"), len(files), every=1):
        if file in kept or file.kind in ("translation", "language", "course"):
            texts.keep(file, text)
        if file.kind != "translation":
            yield _Taken(text[0], *_read(*text, file.kind, file.id, walking=False))


def read_file(source: Text, kind: Kind, id: str) -> tuple[Any, Outline, list[Diagnostic]]:
    """A text's model or None, its outline, and what is wrong with it.

    Args:
        source: The text.
        kind: What it is.
        id: The stem of its file's name.
    """
    from course.loading.yaml12 import parse

    return _read(source, parse(source), kind, id)


def _read(
    source: Text, parsed: Parsed, kind: Kind, id: str, *, walking: bool = True
) -> tuple[Any, Outline, list[Diagnostic]]:
    """See `read_file`; `walking` all paths of a scenario, or `judge_paths` is still to be asked."""
    data, is_whole, faults, cut = parsed
    model = None
    if is_whole:
        told = {(fault.span.line, fault.span.column) for fault in faults}
        model, more = validate(source, data, MODELS[kind])
        # What the gate refused, the model cannot judge.
        faults += [f for f in more if (f.span.line, f.span.column) not in told]
    is_sound = not faults
    drawn = outline(source, kind, id, data, is_whole=is_whole)
    match model:
        case Exercise() if is_sound:
            faults += remarks(drawn, model)
        case Scenario() if is_sound:
            faults += judge_scenes(source, model)
            if walking and not faults:
                faults += judge_paths(source, model)
    faults += cut
    return None if _is_broken(faults) else model, drawn, faults


def _is_broken(faults: Iterable[Diagnostic]) -> bool:
    return any(fault.severity == "error" for fault in faults)


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: it would walk the growing data again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _odd_names(files: CourseFiles) -> list[Diagnostic]:
    found = []
    for path in files.passed_over:
        text = Text(shown(path), "")
        hint = "name it .yaml, and put the file itself here"
        found.append(text.fault("C019", "this is passed over", hint, severity="warning"))
    for file in files.all:
        if not is_id(file.id):
            hint = (
                "name it in lower-case letters, digits and single hyphens, such as last-night.yaml"
            )
            message = "this file's name is its id, and not kebab-case"
            found.append(Text(shown(file.path), "").fault("C016", message, hint))
    if not files.find("course", "course"):
        text = Text(shown(files.root / "lessons" / "course.yaml"), "")
        found.append(text.fault("C001", "this file is missing", "describe the course in it"))
    return found
