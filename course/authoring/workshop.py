"""Making the files of a course: each passes `course check` as it is made."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from course.authoring.entering import entered
from course.authoring.schema import FOLDER, KINDS, write_schemas
from course.authoring.templates import filled, slug
from course.content.course import Course, Objective
from course.content.model import is_id
from course.errors import CourseError
from course.loading.diagnostics import remedy
from course.loading.files import CourseFiles, Kind, is_course, shown
from course.loading.loaded import Loaded, load
from course.loading.reports import refused
from course.loading.rewriting import rewrite
from course.text import visible


class Made(NamedTuple):
    """A file that was written, or changed."""

    path: Path
    is_new: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What a new course begins with."""

    title: str
    summary: str
    language: str
    licence: str
    module: str
    """Title of its first module."""
    lesson: str
    """Title of its first lesson."""
    id: str = ""
    """As the title suggests unless given."""


def refuse_taken(folder: Path) -> None:
    """Refuses a folder that is a course."""
    if is_course(folder):
        raise CourseError(f"there is a course in {visible(str(folder))} already", exit_code=2)


def new_course(folder: Path, start: Start, today: date) -> list[Made]:
    """A course with one module, one lesson and its quiz."""
    refuse_taken(folder)
    lesson, module = named(start.lesson), named(start.module)
    with _making(folder) as make:
        make(
            "lessons/course.yaml",
            "course",
            filled(
                "course",
                id=named(start.title, start.id),
                title=start.title,
                summary=start.summary,
                language=start.language,
                licence=start.licence,
                module=module,
                module_title=start.module,
                lesson=lesson,
            ),
        )
        make("lessons/sources.yaml", "sources", filled("sources", today=today.isoformat()))
        make("lessons/glossary.yaml", "glossary", filled("glossary"))
        place = f"01-{module}/{lesson}.yaml"
        text = filled("lesson", id=lesson, title=start.lesson, source="example-source")
        made = make(f"lessons/{place}", "lesson", text)
        return [*made, *Workshop(folder).quiz(lesson)]


class Workshop:
    """A course being written, in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = CourseFiles(root)
        self.loaded: Loaded = load(root)

    @property
    def course(self) -> Course:
        """The course; `CourseError` when `course.yaml` cannot be read."""
        if self.loaded.course is None:
            raise refused(self.loaded.diagnostics)
        return self.loaded.course

    def module(self, title: str, lesson: str, id: str = "") -> list[Made]:
        """A module at the end of the course, with its first lesson."""
        name, first = named(title, id), named(lesson)
        if any(module.id == name for module in self.course.modules):
            raise CourseError(f"there is a module {name} already", "name another with --id")
        entry = filled("module", id=name, title=title, lesson=first)
        folder = f"{len(self.course.modules) + 1:02}-{name}"
        return self._lesson(first, lesson, folder, ("modules",), entry)

    def lesson(self, title: str, module: str = "", id: str = "") -> list[Made]:
        """A lesson at the end of a module, of the last one unless named."""
        name, ids = named(title, id), [module.id for module in self.course.modules]
        place = self._place(module or ids[-1], ids, "module")
        folder = f"{place + 1:02}-{ids[place]}"
        for sibling in self.course.modules[place].lessons:
            if file := self.files.find("lesson", sibling):
                folder = Path(file.name).parent.relative_to("lessons").as_posix()
        return self._lesson(name, title, folder, ("modules", place, "lessons"), name)

    @property
    def lessons(self) -> list[str]:
        """Ids of the lessons that can be read, in their order."""
        return self._lessons()

    def quiz_of(self, lesson: str) -> str | None:
        """Id of the quiz of a lesson, where it has one."""
        found = (name for name, quiz in self.loaded.quizzes.items() if quiz.lesson == lesson)
        return next(found, None)

    def quiz(self, lesson: str, title: str = "", id: str = "") -> list[Made]:
        """A lesson's quiz, with a question."""
        ids = self._lessons()
        self._place(lesson, ids, "lesson")
        if taken := self.quiz_of(lesson):
            hint = f"course new question {taken} adds to it"
            raise CourseError(f"{lesson} has the quiz {taken} already", hint)
        name, model = named(lesson, id), self.loaded.lessons[lesson]
        head = filled("quiz", title=title or model.title, lesson=lesson, id=name)
        body = self._question("single", self._free(f"{name}-single"), lesson, "", "")
        body += "\n" + self._question("match", self._free(f"{name}-match"), lesson, "", "")
        indented = "".join(f"  {line}" if line.strip() else line for line in body.splitlines(True))
        file = self.files.find("lesson", lesson)
        folder = Path(file.name).parent.relative_to("lessons") if file else Path()
        with _making(self.root) as make:
            return make((Path("quizzes") / folder / f"{name}.yaml").as_posix(), "quiz",
                        head + indented)  # fmt: skip

    def question(
        self, quiz: str, type: str, id: str = "", objective: str = "", section: str = ""
    ) -> list[Made]:
        """A question at the end of a quiz."""
        self._place(quiz, list(self.loaded.quizzes), "quiz")
        file = self.files.find("quiz", quiz)
        assert file is not None, "a quiz that was read has a file"
        if id in self.loaded.items:
            raise CourseError(f"there is a question {id} already", "name another with --id")
        name = named("", id or self._free(f"{quiz}-{type.replace('_', '-')}"))
        lesson = self.loaded.quizzes[quiz].lesson
        entry = self._question(type, name, lesson, objective, section)
        rewrite(file.path, lambda text: entered(text, ("questions",), entry, apart=True))
        return [Made(file.path, is_new=False)]

    def scenario(self, title: str, lesson: str, id: str = "") -> list[Made]:
        """A scenario that stands with a lesson."""
        return self._beside("scenario", title, lesson, id)

    def exercise(self, title: str, lesson: str, id: str = "") -> list[Made]:
        """An exercise for a class that stands with a lesson."""
        return self._beside("exercise", title, lesson, id)

    def _beside(self, kind: Kind, title: str, lesson: str, id: str) -> list[Made]:
        self._place(lesson, self._lessons(), "lesson")
        values = {"title": title, "lesson": lesson, "source": self._source(lesson)}
        text = filled(kind, objective=self._objective(lesson, "").id, **values)
        with _making(self.root) as make:
            return make(f"quizzes/{kind}s/{named(title, id)}.yaml", kind, text)

    def _lesson(
        self, name: str, title: str, folder: str, path: tuple[str | int, ...], entry: str
    ) -> list[Made]:
        if self.files.find("lesson", name) or name in self._lessons(read=False):
            raise CourseError(f"there is a lesson {name} already", "name another with --id")
        text = filled("lesson", id=name, title=title, source=self._source(""))
        course = self.files.find("course", "course")
        assert course is not None, "the course was read"
        with _making(self.root) as make:
            made = make(f"lessons/{folder}/{name}.yaml", "lesson", text)
            rewrite(course.path, lambda text: entered(text, path, entry))
        return [*made, Made(course.path, is_new=False)]

    def _question(self, type: str, id: str, lesson: str, objective: str, section: str) -> str:
        goal = self._objective(lesson, objective)
        model = self.loaded.lessons[lesson]
        names = [part.id for part in model.sections]
        at = self._place(section, names, "section") if section else 0
        return filled(
            f"questions/{type}",
            id=id,
            objective=goal.id,
            level=goal.level,
            passage=f"{lesson}#{names[at]}",
            source=self._source(lesson),
        )

    def _objective(self, lesson: str, objective: str) -> Objective:
        """The one named, else the one that is asked about least."""
        goals = self.loaded.lessons[lesson].objectives
        asked = [item.question.objective for item in self.loaded.items.values()]
        if objective:
            return goals[self._place(objective, [goal.id for goal in goals], "objective")]
        return min(goals, key=lambda goal: asked.count(goal.id))

    def _source(self, lesson: str) -> str:
        """A source for a beginning: the lesson's first, else the course's."""
        known = self.loaded.sources
        if lesson:
            text = self.loaded.lessons[lesson].model_dump_json()
            cited = [name for name in known if f"[@{name}]" in text]
            if cited:
                return min(cited, key=lambda name: text.index(f"[@{name}]"))
        if not known:
            hint = "write the first source into lessons/sources.yaml"
            raise CourseError("the course has no source to cite", hint)
        return next(iter(known))

    def _lessons(self, *, read: bool = True) -> list[str]:
        every = [name for module in self.course.modules for name in module.lessons]
        return [name for name in every if name in self.loaded.lessons or not read]

    def _free(self, stem: str) -> str:
        """An id that no question has."""
        if stem not in self.loaded.items:
            return stem
        return next(
            name for n in range(2, 10_000) if (name := f"{stem}-{n}") not in self.loaded.items
        )

    def _place(self, name: str, known: list[str], what: str) -> int:
        if name not in known:
            hint = remedy(visible(name), known, f"there are: {', '.join(known[:20])}")
            raise CourseError(f"there is no {what} {visible(name)}", hint, exit_code=2)
        return known.index(name)


def named(title: str, id: str = "") -> str:
    """`id`, or the one that a title gives; `CourseError` when neither can be one."""
    name = id or slug(title)
    if not is_id(name):
        hint = "name one with --id, in lower-case letters, digits and single hyphens"
        raise CourseError(f"{visible(id or title)} gives no id", hint, exit_code=2)
    return name


class _Make:
    """Writes new files below a folder, with the line that tells an editor their schema."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: list[Made] = []
        self.folders: list[Path] = []
        """Those that were not there, the outermost first."""
        self.made_schemas: list[Path] = []

    def __call__(self, name: str, kind: Kind, text: str) -> list[Made]:
        path = self.root / name
        up = "../" * (len(Path(name).parts) - 1)
        line = f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json\n"
        self._make_folder(path.parent)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                self.made.append(Made(path, is_new=True))
                file.write(line + text)
        except FileExistsError:
            hint = "nothing was written; name another with --id"
            raise CourseError(f"{visible(shown(path))} is there already", hint) from None
        return self.made

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self.folders.append(one)

    def schemas(self) -> None:
        """The schemas, where there are none yet."""
        folder = self.root / FOLDER
        if not folder.exists():
            self._make_folder(folder)
            self.made_schemas = [folder / f"{kind}.json" for kind in KINDS]
            write_schemas(folder)

    def undo(self) -> None:
        """Take away all that was made, and nothing else."""
        for file in (*(made.path for made in self.made), *self.made_schemas):
            with suppress(OSError):
                file.unlink()
        for folder in reversed(self.folders):
            with suppress(OSError):  # somebody else's file is in it
                folder.rmdir()


@contextmanager
def _making(root: Path) -> Iterator[_Make]:
    """All of the files inside or none; with the schemas, where the course has none yet."""
    make = _Make(root)
    try:
        yield make
        make.schemas()
    except OSError as error:
        make.undo()
        why = (error.strerror or "it cannot be written").lower()
        raise CourseError(f"{visible(str(root))} was left as it is: {why}") from None
    except BaseException:
        make.undo()
        raise
