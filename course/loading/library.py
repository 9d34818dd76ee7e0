"""A course at hand for studying: each part is read when it is first asked for.

Importing this costs nothing; pydantic and YAML come with the first part that is read.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from course.content.markup import as_words
from course.errors import CourseError
from course.i18n import _
from course.loading.catalogue import Catalogue, catalogue
from course.loading.diagnostics import nearest
from course.loading.files import CourseFiles, Kind, find_course, shown
from course.text import visible

if TYPE_CHECKING:
    from course.content.blueprint import Paper
    from course.content.course import Lesson, Quiz, Source, Term
    from course.content.exercise import Exercise
    from course.content.scenario import Scenario
    from course.loading.contents import Contents
    from course.loading.loaded import Item, Loaded

T = TypeVar("T")

__all__ = ["Library", "find_course", "load"]


class Library:
    """The course in the folder `root`, in `language` where it is translated into it.

    What is missing or broken raises `CourseError` with the place and the remedy; everything else
    stays usable.
    """

    def __init__(self, root: Path, language: str = "") -> None:
        self.root = root
        self._files = CourseFiles(root)
        place = f"lessons/i18n/{language}/"
        is_there = language and any(file.name.startswith(place) for file in self._files.all)
        self.language = language if is_there else ""
        """That it is translated into; empty where it is in its own."""
        self._models: dict[tuple[Kind, str], Any] = {}
        self._items: dict[str, Item] = {}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The table of contents."""
        return catalogue(self._files, self.language)

    @cached_property
    def contents(self) -> "Contents":
        """All texts, to be searched."""
        from course.loading.contents import contents

        return contents(self._files, self.language)

    def lesson(self, id: str) -> "Lesson":
        """A lesson by its id."""
        lesson: Lesson = self._model("lesson", id)
        return lesson

    def quiz(self, id: str) -> "Quiz":
        """A quiz by its id."""
        quiz: Quiz = self._model("quiz", id)
        return quiz

    def paper(self, id: str) -> "Paper":
        """A paper by its id."""
        paper: Paper = self._model("paper", id)
        return paper

    def exercise(self, id: str) -> "Exercise":
        """An exercise pack by its id."""
        exercise: Exercise = self._model("exercise", id)
        return exercise

    def scenario(self, id: str) -> "Scenario":
        """A scenario by its id."""
        scenario: Scenario = self._model("scenario", id)
        return scenario

    def item(self, question: str) -> "Item":
        """A question with its place in the course, by its id."""
        if question not in self._items:
            self._read_items(question)
        return self._items[question]

    def source(self, id: str) -> "Source":
        """A source by its id."""
        return _named("source", id, self.sources)

    def term(self, id: str) -> "Term":
        """A word of the glossary by its id."""
        return _named("term", id, self.terms)

    def written(self, id: str) -> str:
        """A word of the glossary as it is written; its id in words where nothing is known of it."""
        try:
            known = self.terms.get(id)
        except CourseError:
            known = None
        return known.term if known else as_words(id)

    @cached_property
    def sources(self) -> "dict[str, Source]":
        """All sources by their ids."""
        if not self._files.find("sources", "sources"):
            return {}
        return {source.id: source for source in self._model("sources", "sources").sources}

    @cached_property
    def terms(self) -> "dict[str, Term]":
        """The glossary by ids."""
        if not self._files.find("glossary", "glossary"):
            return {}
        return {term.id: term for term in self._model("glossary", "glossary").terms}

    def _read_items(self, question: str) -> None:
        from course.loading.loaded import checks_of, items_of

        name = self.catalogue.files.get(question)
        if name is None:
            raise _absent("question", question, list(self.catalogue.files))
        stem = Path(name).stem
        if name.startswith("quizzes/"):
            found = items_of(stem, self.quiz(stem))
        else:
            found = checks_of(stem, self.lesson(stem))
        self._items |= {item.question.id: item for item in found}
        if question not in self._items:
            raise _absent("question", question, list(self._items))

    def _model(self, kind: Kind, id: str) -> Any:
        if (kind, id) not in self._models:
            self._models[kind, id] = self._read(kind, id)
        return self._models[kind, id]

    def _read(self, kind: Kind, id: str) -> Any:
        from course.loading.loaded import read_file
        from course.loading.reports import refused
        from course.loading.source import read

        file = self._files.find(kind, id)
        if file is None:
            raise _absent(kind, id, [f.id for f in self._files.all if f.kind == kind])
        source = read(file.path, shown(file.path), self.root.resolve())
        model, _, faults = read_file(source, kind, id)
        if model is None:
            raise refused(faults)
        if self.language:
            from course.loading.translations import Translation

            return Translation(self._files, self.language).of(file, model)
        return model


def load(root: Path) -> "Loaded":
    """The whole course with everything that is wrong with it."""
    from course.loading.loaded import load as load_all

    return load_all(root)


def _named(kind: str, id: str, known: dict[str, T]) -> T:
    if id not in known:
        raise _absent(kind, id, list(known))
    return known[id]


def _absent(kind: str, id: str, known: list[str]) -> CourseError:
    said = {
        "lesson": _("there is no lesson {id}"),
        "quiz": _("there is no quiz {id}"),
        "question": _("there is no question {id}"),
        "scenario": _("there is no scenario {id}"),
        "exercise": _("there is no exercise {id}"),
        "source": _("there is no source {id}"),
        "term": _("there is no term {id}"),
    }
    command = {"lesson": "list", "quiz": "list", "scenario": "play"}.get(kind)
    hint = _("course {command} shows what is").format(command=command)
    if not command:
        hint = _("course check says why")
    if guess := nearest(visible(id), known):
        hint = _("did you mean `{guess}`?").format(guess=guess)
    message = said.get(kind, f"there is no {kind} {{id}}")
    return CourseError(message.format(id=visible(id)), hint)
