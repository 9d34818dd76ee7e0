"""Whether the bank of a course has what its papers ask for."""

from collections.abc import Iterator, Sequence

from course.content.blueprint import Paper
from course.loading.diagnostics import Diagnostic
from course.loading.outline import Outline
from course.sessions.drawing import BankItem, lack


def judge_papers(
    papers: Sequence[tuple[Outline, Paper]], outlines: Sequence[Outline]
) -> Iterator[Diagnostic]:
    """A fault for each paper that cannot be drawn, or that is not the only one for its purpose."""
    modules = _modules(outlines)
    bank = tuple(_bank(outlines, modules))
    sizes = {
        module: sum(home == module for home in modules.values()) for module in modules.values()
    }
    firsts: dict[str, Outline] = {}
    for outline, paper in papers:
        first = firsts.setdefault(paper.purpose, outline)
        if first is not outline:
            message = f"there is a paper for the {paper.purpose} already"
            hint = f"it is {first.source.file}; make one of the two"
            yield outline.fault("C162", message, hint, ("purpose",))
        # What could not be read may hold what is lacking, and says so itself.
        elif all(o.is_whole for o in outlines) and (found := lack(paper.blueprint, bank, sizes)):
            path = ("blueprint", found.field) if found.field else ("blueprint",)
            yield outline.fault("C161", found.message, found.help, path)


def _modules(outlines: Sequence[Outline]) -> dict[str, str]:
    """The module of each lesson that there is."""
    there = {outline.id for outline in outlines if outline.kind == "lesson"}
    found: dict[str, str] = {}
    for course in (outline for outline in outlines if outline.kind == "course"):
        names = {named.path[:2]: named.id for named in course.defined if named.kind == "module"}
        for lesson in course.referred:
            if lesson.id in there and lesson.path[:2] in names:
                found.setdefault(lesson.id, names[lesson.path[:2]])
    return found


def _bank(outlines: Sequence[Outline], modules: dict[str, str]) -> Iterator[BankItem]:
    """The items of the quizzes, with the module of their lesson."""
    for quiz in outlines:
        if quiz.kind == "quiz" and quiz.about in modules:
            for asked in quiz.asked:
                yield BankItem(
                    asked.id,
                    modules[quiz.about],
                    quiz.about,
                    asked.objective or "",
                    asked.level or "",
                    asked.type,
                )
