"""One learner studying one course: what both faces do, so that neither has rules of its own.

A `Study` joins the course at hand (`Library`) with what the learner did (`Learner`): it says what
comes next, opens attempts, resumes them, and stores every event before its consequence is shown.
Importing it costs nothing: questions and their rules come with the first attempt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from course.errors import CourseError
from course.i18n import _
from course.loading.catalogue import Catalogue, LessonEntry
from course.loading.library import Library
from course.progress.learner import Learner
from course.progress.projection import OpenAttempt, Progress, day_of
from course.progress.standing import Recall, due, recall, study_days_this_week
from course.scheduling import is_leech
from course.sessions.events import (
    Asking,
    AttemptEvent,
    AttemptStarted,
    Event,
    Mode,
    SectionOpened,
    SectionRead,
)
from course.settings import Effective, Settings

if TYPE_CHECKING:
    from course.content.questions import AnyQuestion
    from course.content.response import Response
    from course.sessions.attempt import Attempt

PER_ITEM = timedelta(seconds=25)
"""What a review question takes, for estimates."""


@dataclass(frozen=True, slots=True)
class ReadOn:
    """The next step is to read a section."""

    lesson: LessonEntry
    section: str


@dataclass(frozen=True, slots=True)
class TakeQuiz:
    """The next step is a lesson's quiz, begun already or not."""

    lesson: LessonEntry
    quiz: str
    begun: OpenAttempt | None


@dataclass(frozen=True, slots=True)
class AllDone:
    """Everything is read and every quiz taken; reviews keep it alive."""


NextStep = ReadOn | TakeQuiz | AllDone


class Study:
    """What a learner does with a course."""

    def __init__(
        self,
        library: Library,
        learner: Learner,
        chosen: Effective | None = None,
    ) -> None:
        self.library = library
        self.learner = learner
        self.chosen = chosen or Effective()
        """The settings, with where each comes from."""
        self.drafts: dict[str, dict[str, Response]] = {}
        """What was put down and not answered, by attempt and question, while the program runs."""

    @property
    def settings(self) -> Settings:
        """The settings as they hold now."""
        return self.chosen.settings

    @property
    def catalogue(self) -> Catalogue:
        """The course's table of contents; cheap."""
        return self.library.catalogue

    @property
    def progress(self) -> Progress:
        """What the learner has done so far."""
        return self.learner.progress

    def now(self) -> datetime:
        """The learner's clock, aware."""
        return self.learner.clock()

    # --- where the learner stands ---

    def next_step(self) -> NextStep:
        """The one thing to do next: finish what is open, else read on, else take the quiz."""
        here = self.progress.place[0] if self.progress.place else None
        lessons = list(self.catalogue.lessons)
        # The lesson the learner was last in comes first, then the course's order.
        lessons.sort(key=lambda lesson: lesson.id != here)
        for lesson in lessons:
            if step := self._step_in(lesson):
                return step
        return AllDone()

    def _step_in(self, lesson: LessonEntry) -> NextStep | None:
        begun = self.open_quiz(lesson.quiz) if lesson.quiz else None
        if lesson.quiz and begun:
            return TakeQuiz(lesson, lesson.quiz, begun)
        if self.is_known(lesson):
            return None
        if section := self.section_to_read(lesson):
            return ReadOn(lesson, section)
        if lesson.quiz and not self._is_taken(lesson.quiz):
            return TakeQuiz(lesson, lesson.quiz, None)
        return None

    def lesson_here(self) -> str:
        """The lesson to read: the one the learner is in, else the first unread, else the first."""
        lessons = self.catalogue.lessons
        if not lessons:
            raise CourseError(_("there is no lesson to read"), _("course check says why"))
        here = self.progress.place[0] if self.progress.place else None
        unread = [lesson for lesson in lessons if not self.is_behind(lesson)] or lessons
        return min(unread, key=lambda lesson: lesson.id != here).id

    def quiz_here(self) -> str:
        """The quiz of the lesson the learner is in, or of the next that has one."""
        here = self.progress.place[0] if self.progress.place else None
        for lesson in sorted(self.catalogue.lessons, key=lambda lesson: lesson.id != here):
            is_past = lesson.quiz and (self._is_taken(lesson.quiz) or self.is_known(lesson))
            if lesson.quiz and not (lesson.id != here and is_past):
                return lesson.quiz
        raise CourseError(_("there is no quiz to take"), _("name one: course list shows them all"))

    def mode_of(self, quiz: str) -> Mode:
        """The mode to go on in: that of the unfinished attempt, else practice."""
        begun = self.open_quiz(quiz)
        return begun.mode if begun else "practice"

    def _is_taken(self, quiz: str) -> bool:
        return any(result.of == f"quiz:{quiz}" for result in self.progress.results)

    def section_to_read(self, lesson: LessonEntry) -> str | None:
        """The section to go on at: where the learner was if unread, else the first unread."""
        read = self.progress.read.get(lesson.id, frozenset())
        unread = [section.id for section in lesson.sections if section.id not in read]
        if self.progress.place and self.progress.place[0] == lesson.id:
            place = self.progress.place[1]
            if place in unread:
                return place
        return unread[0] if unread else None

    def sections_read(self, lesson: LessonEntry) -> int:
        """How many of a lesson's sections were read."""
        read = self.progress.read.get(lesson.id, frozenset())
        return sum(section.id in read for section in lesson.sections)

    def is_done(self, lesson: LessonEntry) -> bool:
        """Whether every section was read."""
        return self.sections_read(lesson) == len(lesson.sections)

    def is_known(self, lesson: LessonEntry) -> bool:
        """Whether it need not be read: a placement showed it, and the learner said so."""
        return lesson.id in self.progress.known and not self.is_done(lesson)

    def is_behind(self, lesson: LessonEntry) -> bool:
        """Whether it is read, or need not be."""
        return self.is_done(lesson) or self.is_known(lesson)

    def recall_of(self, questions: Iterable[str]) -> Recall:
        """What is still known today of some questions."""
        return recall(self.progress, tuple(questions), self.now())

    def due(self) -> tuple[str, ...]:
        """Questions that are fading, most faded first."""
        return due(self.progress, self.now(), self.catalogue.files)

    def returns(self, question: str) -> datetime | None:
        """When a question comes back; None when it is not scheduled."""
        card = self.progress.cards.get(question)
        return card[1].due if card else None

    def lapses(self, question: str) -> int:
        """How often a question was forgotten after it had been answered before."""
        card = self.progress.cards.get(question)
        return card[1].lapses if card else 0

    def next_due(self) -> datetime | None:
        """When the next question comes back; None when none is scheduled."""
        return min((card.due for _, card in self.progress.cards.values()), default=None)

    def last_time(self, attempt: "Attempt") -> Fraction | None:
        """The share earned the time before, 0..1; None when there was none."""
        for result in reversed(self.progress.results):
            if result.of == attempt.of and result.attempt != attempt.id and result.out_of:
                return result.score / result.out_of
        return None

    def study_days_this_week(self) -> int:
        """Days of the last seven on which something was studied; never a streak to lose."""
        return study_days_this_week(self.progress, self.now())

    def warnings(self) -> tuple[str, ...]:
        """What the learner should know about their data, in words."""
        faults = (f"{fault.place}: {fault.message}" for fault in self.chosen.faults)
        behind, now = self.learner.clock_behind, self.now()
        if behind is None:
            return (*self.learner.notices, *faults)
        said = _(
            "the clock says {now}, but an answer of yours is dated {then}: check the date"
        ).format(now=f"{now:%d %B %Y}", then=f"{behind:%d %B %Y}")
        return (said, *self.learner.notices, *faults)

    def minutes_today(self) -> int:
        """Minutes spent on this study day."""
        today = self.progress.days.get(day_of(self.now()))
        return round(today.spent.total_seconds() / 60) if today else 0

    # --- reading ---

    def open_section(self, lesson: str, section: str) -> None:
        """Remember the place."""
        if self.progress.place != (lesson, section):
            self.learner.record(SectionOpened(lesson, section))

    def read_section(self, lesson: str, section: str) -> None:
        """The learner went on from a section."""
        if section not in self.progress.read.get(lesson, frozenset()):
            self.learner.record(SectionRead(lesson, section))

    # --- attempts ---

    def open_quiz(self, quiz: str) -> OpenAttempt | None:
        """The unfinished attempt at a quiz, if there is one."""
        return self.progress.open_attempts.get(f"quiz:{quiz}")

    def set_aside(self, quiz: str, mode: Mode) -> str:
        """Word of what was begun of a quiz in another mode and is kept; empty for nothing."""
        begun = self.open_quiz(quiz)
        if begun is None or begun.mode == mode:
            return ""
        kept = _("Your test is kept") if begun.mode == "test" else _("Your practice is kept")
        return _("{kept}: {done} of {all} answered. You can go on with it afterwards.").format(
            kept=kept, done=begun.answered, all=begun.total
        )

    def quiz(
        self, quiz: str, mode: Mode = "practice", *, seed: str | None = None, anew: bool = False
    ) -> "Attempt":
        """An attempt at a quiz: the unfinished one of this mode unless `anew`, else a new one.

        A `seed` begins anew, with the questions of a test in its order.
        """
        from course.shuffling import order

        of = f"quiz:{quiz}"
        if not anew and seed is None and (attempt := self.resumed(of, mode)):
            return attempt
        content = self.library.quiz(quiz)
        limit = content.time_limit * 60 if content.time_limit and mode == "test" else None
        seed = seed if seed is not None else self.seed()
        questions = {question.id: question for question in content.questions}
        # Practice follows the lesson; a test leans on nothing that stood before.
        asked = order(seed, questions) if mode == "test" else tuple(questions)
        return self.begin(of, mode, [questions[q] for q in asked], seed, limit)

    def again(self, quiz: str, questions: Sequence[str]) -> "Attempt":
        """A new practice of some of a quiz's questions."""
        chosen = [self.library.item(question).question for question in questions]
        return self.begin(f"again:{quiz}", "practice", chosen)

    def check(self, lesson: str, section: str, question: str) -> "Attempt":
        """An attempt at a question inside the reading."""
        of = f"check:{lesson}#{section}/{question}"
        if attempt := self.resumed(of, "practice"):
            return attempt
        return self.begin(of, "practice", [self.library.item(question).question])

    def is_checked(self, lesson: str, section: str, question: str) -> bool:
        """Whether a question inside the reading was answered before."""
        return any(
            result.of == f"check:{lesson}#{section}/{question}" for result in self.progress.results
        )

    def met(self) -> frozenset[str]:
        """Questions whose answers may be shown: met, unchanged since, and in no open test."""
        cards, items = self.progress.cards, self.catalogue.items
        return frozenset(
            question
            for question in self.progress.met.keys() & items.keys() - self.progress.in_tests
            if question not in cards or cards[question][0] == items[question][1].revision
        )

    def met_in(self, question: str) -> "Attempt | None":
        """A question as it was last met: an attempt of it alone; None when it was revised since."""
        from course.sessions.moves import resume

        met = self.progress.met.get(question)
        if met is None or question not in self.catalogue.files:
            return None
        asked = self.library.item(question).question
        return resume(self.learner.history(met.attempt), {question: asked})

    def review(self, limit: int | None = None) -> "Attempt | None":
        """The unfinished review, else a new one of what is due; None when nothing is."""
        from course.sessions.review import SITTING, pick

        if attempt := self.resumed("review", "review"):
            return attempt
        fading = pick(self.due(), limit or SITTING)
        questions = [self.library.item(question).question for question in fading]
        if not questions:
            return None
        cards = self.progress.cards
        leeches = tuple(q.id for q in questions if q.passage and is_leech(cards[q.id][1]))
        return self.begin("review", "review", questions, leeches=leeches)

    def do(self, attempt: "Attempt", *events: AttemptEvent) -> "Attempt":
        """Apply events and store them; returns once they are durable.

        Raises `IllegalMove` before anything is stored.
        """
        from course.sessions.moves import apply

        now = self.now()
        for event in events:
            attempt = apply(attempt, event, now)
        self.learner.record(*events, at=now)
        return attempt

    def resumed(self, of: str, mode: Mode) -> "Attempt | None":
        """The unfinished attempt of this `of` and mode, if there is one."""
        from course.sessions.moves import resume

        begun = self.progress.unfinished(of, mode)
        if begun is None:
            return None
        history = self.learner.history(begun)
        attempt = resume(history, self._questions(recorded.event for recorded in history))
        return None if attempt is None or attempt.submitted else attempt

    def _questions(self, events: Iterable[Event]) -> "dict[str, AnyQuestion]":
        asked = [a for e in events if isinstance(e, AttemptStarted) for a in e.asked]
        known = self.catalogue.files
        return {
            a.question: self.library.item(a.question).question for a in asked if a.question in known
        }

    def seed(self) -> str:
        """A new seed."""
        return self.learner.randomness()[:8]

    def begin(
        self,
        of: str,
        mode: Mode,
        questions: "Sequence[AnyQuestion]",
        seed: str | None = None,
        time_limit: int | None = None,
        leeches: tuple[str, ...] = (),
    ) -> "Attempt":
        """A new attempt, stored as begun."""
        from course.sessions.moves import begin

        now = self.now()
        event = AttemptStarted(
            attempt=self.learner.randomness(),
            of=of,
            mode=mode,
            seed=seed if seed is not None else self.seed(),
            asked=tuple(Asking(q.id, q.revision) for q in questions),
            tries=self.settings.tries,
            certainty=self.settings.certainty,
            time_limit=time_limit,
            leeches=leeches,
        )
        attempt = begin(event, {q.id: q for q in questions}, now)
        if attempt is None:
            raise CourseError(_("there is nothing to ask here"), _("choose another quiz"))
        self.learner.record(event, at=now)
        return attempt
