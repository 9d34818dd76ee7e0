"""The command palette's way to every lesson, quiz, scenario and exercise."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from course.i18n import _
from course.papers import in_words
from course.tui.inline import inline
from course.tui.page import Page

Place = tuple[str, str, str, Callable[[], None]]
"""What is searched, what is shown after it, what choosing it does, and the way there."""


class PlacesProvider(Provider):
    """Go to a lesson, a section, a quiz, a scenario or an exercise by a few letters of its name."""

    async def discover(self) -> Hits:
        """Lessons and quizzes, before anything is typed."""
        for name, where, tells, go in self._places(sections=False):
            yield DiscoveryHit(Content(name + where), go, text=name, help=tells)

    async def search(self, query: str) -> Hits:
        """All places that fit, sections too."""
        search = FuzzySearch()
        places = list(self._places(sections=True))
        words = query.casefold().split()
        # Letters scattered over a name are a guess for when no name has the words themselves.
        having = [place for place in places if all(word in place[0].casefold() for word in words)]
        for name, where, tells, go in having or places:
            score, offsets = search.match(query, name)
            if score > 0:
                shown = Content(name + where)
                for offset in offsets:
                    shown = shown.stylize("bold underline", offset, offset + 1)
                yield Hit(score, shown, go, text=name, help=tells)

    def _places(self, *, sections: bool) -> Iterator[Place]:
        page = next((s for s in reversed(self.app.screen_stack) if isinstance(s, Page)), None)
        if page is None:
            return
        for lesson in page.study.catalogue.lessons:
            title = f"{lesson.number} {inline(lesson.title).plain}"
            yield title, "", _("Read the lesson"), partial(page.open_lesson, lesson.id)
            if lesson.quiz:
                go = partial(page.open_quiz, lesson.quiz)
                yield _("Quiz {title}").format(title=title), "", _("Take the quiz"), go
            for section in lesson.sections if sections else ():
                heading = inline(section.heading).plain
                go = partial(page.open_lesson, lesson.id, section.id)
                yield heading, "  " + _("in {title}").format(title=title), _("Read from here"), go
        for entry in page.study.catalogue.scenarios:
            title = inline(entry.title).plain
            go = partial(page.open_scenario, entry.id)
            yield _("Scenario {title}").format(title=title), "", _("Play the scenario"), go
        for paper in page.study.catalogue.papers:
            title = inline(paper.title).plain
            yield title, "", in_words(paper), partial(page.open_paper, paper)
        for pack in page.study.catalogue.exercises:
            title = inline(pack.title).plain
            go = partial(page.open_exercise, pack.id)
            yield (
                _("Exercise {title}").format(title=title),
                "",
                _("Read the exercise for a class"),
                go,
            )
