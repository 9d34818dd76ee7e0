"""A sitting in lines: where the learner stands, and all there is to do from there."""

from collections.abc import Callable
from functools import partial
from typing import assert_never

from course import papers
from course.choosing import in_words, take
from course.figures import figures
from course.greeting import (
    clock_question,
    fading,
    greeting,
    is_clock_doubtful,
    is_new,
    nothing_fading,
    so_far,
    this_week,
    today,
    welcome_back,
)
from course.i18n import _, ngettext
from course.loading.catalogue import LessonEntry, PaperEntry
from course.plain.again import say_again
from course.plain.attempt import AttemptInLines, Paused
from course.plain.exercise import ExerciseInLines, say_exercises
from course.plain.finding import say_found, say_words
from course.plain.lesson import LessonInLines
from course.plain.lines import EndOfInput, Lines
from course.plain.notes import say_all_kept
from course.plain.progress import say_progress
from course.plain.prose import plain
from course.plain.results import ResultsInLines
from course.plain.scenario import ScenarioInLines, say_scenarios, scenario_line
from course.plain.storing import Done, agreed, kept, stored
from course.scenarios import newest_begun
from course.sessions.attempt import Attempt
from course.sessions.events import Mode
from course.sessions.outcome import outcome
from course.sessions.selection import Selection
from course.study import AllDone, ReadOn, Study, TakeQuiz
from course.text import percent


class Sitting:
    """Everything a learner can do in lines; each method returns when it is done or paused."""

    def __init__(self, study: Study, lines: Lines) -> None:
        self.study = study
        self.lines = lines
        self._is_clock_asked = False

    # --- where the learner stands ---

    def stand(self) -> None:
        """Say where the learner stands and what to do next."""
        study = self.study
        self.lines.say(study.catalogue.title)
        self.lines.say(f"{', '.join([*so_far(study), this_week(study)])}.")
        if goal := today(study):
            self.lines.say(f"{goal}.")
        if back := welcome_back(study):
            self.lines.say(back)
        if is_new(study):
            self.lines.say(greeting(study))
            if self.lines.interactive:
                self.lines.say(_("Enter begins, ? says what is possible here, q leaves."))
        for warning in study.warnings():
            self.lines.say(_("Note: {note}").format(note=warning))
        self.lines.say(_("Go on: {step}.").format(step=self.next_in_words()))
        for paper in papers.offered(study):
            self.lines.say(self._offer(paper))
        if waiting := fading(study):
            self.lines.say(waiting)
        if open_case := newest_begun(study):
            said = _("Begun: {title}, a case to play (course play {id}).")
            title, name = plain(open_case[0].title), open_case[0].id
            self.lines.say(said.format(title=title, id=name))

    def _offer(self, paper: PaperEntry) -> str:
        tells = papers.how_far(self.study, paper)
        if paper.purpose == "placement":
            asks = _("Know some of it already? {tells}, to see what you can skip ({command}).")
            return asks.format(tells=tells, command="course placement")
        exam = _("{title}: {tells} ({command}).")
        return exam.format(title=plain(paper.title), tells=tells, command="course exam")

    def next_in_words(self) -> str:
        """The next step, with the command that takes it."""
        match self.study.next_step():
            case ReadOn(lesson, section):
                heading = next(s.heading for s in lesson.sections if s.id == section)
                return _("{lesson}, “{heading}” ({command})").format(
                    lesson=f"{lesson.number} {plain(lesson.title)}",
                    heading=plain(heading),
                    command=f"course learn {lesson.id}",
                )
            case TakeQuiz(lesson, quiz, begun):
                said = _("the quiz of {lesson} ({command})")
                if begun:
                    said = _("the quiz of {lesson}, {done} of {all} answered ({command})")
                return said.format(
                    lesson=f"{lesson.number} {plain(lesson.title)}",
                    done=begun.answered if begun else 0,
                    all=begun.total if begun else 0,
                    command=f"course quiz {quiz}",
                )
            case AllDone():
                return _("everything is read; reviews keep it alive (course review)")
            case step:
                assert_never(step)

    def progress(self) -> None:
        """Say what the learner did and still knows."""
        say_progress(self.lines, figures(self.study))

    def contents(self) -> None:
        """List the modules and lessons with what is read and what is known today."""
        for module in self.study.catalogue.modules:
            self.lines.say(f"{module.number}  {plain(module.title)}")
            for lesson in module.lessons:
                self.lines.say(f"{lesson.number}  {self._lesson_line(lesson)}", "         ", "    ")
                for case in self.study.catalogue.scenarios_of(lesson.id):
                    self.lines.say(scenario_line(self.study, case), "           ", "         ")

    def _lesson_line(self, lesson: LessonEntry) -> str:
        every = len(lesson.sections)
        read = ngettext("{done} of {count} section read", "{done} of {count} sections read", every)
        read = read.format(done=self.study.sections_read(lesson), count=every)
        if self.study.is_known(lesson):
            read = _("known already, {read}").format(read=read)
        known = self.study.recall_of(item.id for item in lesson.items)
        if known.share is not None:
            recall = _("recall today {share}").format(share=percent(known.share))
        else:
            recall = _("recall: too little data") if known.seen else _("not practised")
        return f"{plain(lesson.title)} ({lesson.id}): {read}, {recall}"

    # --- a menu for a person ---

    def session(self, part: Callable[[], None]) -> None:
        """Do one thing; when no more lines come, say what is kept."""
        try:
            if agreed(self.lines, self.study):
                self._ask_for_the_clock()
                part()
        except EndOfInput:
            self.lines.say(f"{kept(self.study)} {_('Until next time.')}")

    def _ask_for_the_clock(self) -> None:
        asks = self.lines.interactive and not self._is_clock_asked
        self._is_clock_asked = True
        if asks and is_clock_doubtful(self.study):
            self.lines.say(clock_question(self.study))
            if self.lines.confirm(_("Is the clock right?")):
                self._stored(self.study.learner.mend_clock)

    def menu(self) -> None:
        """Go on from one thing to the next until the learner stops."""
        self.stand()
        if self.lines.has_more():
            self.session(self._choices)

    def _choices(self) -> None:
        while self._choose():
            self.lines.say()
            self.stand()

    def _choose(self) -> bool:
        typed = self.lines.ask(
            _(
                "Enter to go on, r review, p progress, /words to search, g glossary, n notes, "
                "a look again, l list, s scenarios, e exercises, a lesson's number, q quit:"
            )
        )
        if typed in ("q", "quit", ":quit", ":q"):
            return False
        choices: dict[str, Callable[[], None]] = {
            "": self.go_on,
            "r": self.review,
            "p": self.progress,
            "g": self._glossary,
            "n": partial(say_all_kept, self.lines, self.study),
            "a": partial(say_again, self.lines, self.study),
            "l": self.contents,
            "s": self.scenarios,
            "e": self.exercises,
            "?": self._more,
        }
        for paper in self.study.catalogue.papers:
            choices[paper.purpose] = partial(self.paper, paper)
        if typed in choices:
            choices[typed]()
        elif typed.startswith("/"):
            say_found(self.lines, self.study, typed[1:])
        elif found := next((e for e in self.study.catalogue.lessons if e.number == typed), None):
            self.learn(found.id)
        else:
            self.lines.say(_("No such choice."))
        return True

    def _glossary(self) -> None:
        say_words(self.lines, self.study, self.lines.ask(_("Which word? Enter for all:")))

    def _more(self) -> None:
        self.lines.say(_("Type a lesson's number such as 1.2 to read it from where you were."))
        if self.study.catalogue.papers:
            self.lines.say(_("exam takes the final exam, placement shows what you can skip."))

    def go_on(self) -> None:
        """Take the next step."""
        match self.study.next_step():
            case ReadOn(lesson, _):
                self.learn(lesson.id)
            case TakeQuiz(_, quiz, begun):
                self.quiz(quiz, begun.mode if begun else "practice")
            case AllDone():
                self.review()
            case step:
                assert_never(step)

    # --- for a class ---

    def exercises(self) -> None:
        """List the exercises, and read one when its name is typed."""
        say_exercises(self.lines, self.study)
        known = [pack.id for pack in self.study.catalogue.exercises]
        if known and (typed := self.lines.pause(_("Type a name to read it, Enter to go back:"))):
            if typed in known:
                self.exercise(typed)
            else:
                self.lines.say(_("No such exercise."))

    def exercise(self, name: str) -> None:
        """Read an exercise to its teacher."""
        ExerciseInLines(self.study, name, self.lines).read()

    # --- playing ---

    def scenarios(self) -> None:
        """List the scenarios, and play one when its name is typed."""
        say_scenarios(self.lines, self.study)
        known = [entry.id for entry in self.study.catalogue.scenarios]
        if known and (typed := self.lines.pause(_("Type a name to play it, Enter to go back:"))):
            if typed in known:
                self.scenario(typed)
            else:
                self.lines.say(_("No such scenario."))

    def scenario(self, name: str) -> None:
        """Play a scenario, or go on where it was left."""
        try:
            ScenarioInLines(self.study, name, self.lines).play()
        except Paused:
            said = _("Paused. {kept} The same command goes on.")
            self.lines.say(said.format(kept=kept(self.study)))

    # --- reading ---

    def learn(self, lesson: str, section: str | None = None) -> None:
        """Read a lesson, from where the learner was unless a section is named."""
        LessonInLines(self.study, lesson, self.lines).read(section)

    # --- questions ---

    def quiz(self, quiz: str, mode: Mode = "practice", seed: str | None = None) -> None:
        """Take a quiz, or go on with it."""
        content = self.study.library.quiz(quiz)
        kept_too = self.study.set_aside(quiz, mode)
        attempt = self._stored(lambda: self.study.quiz(quiz, mode, seed=seed))
        self.lines.say()
        self.lines.say(_("Quiz: {title}").format(title=plain(content.title)))
        if content.intro:
            self.lines.say(plain(content.intro))
        if kept_too:
            self.lines.say(kept_too)
        self._play_through(attempt)

    def _play_through(self, attempt: Attempt) -> None:
        """Play an attempt and say how it went."""
        if attempt.mode == "test":
            self.lines.say(_("A test: feedback comes at the end."))
        self.lines.say(_("Type ? instead of an answer to see what else is possible."))
        if finished := self._until_paused(attempt):
            self.results(finished)

    def paper(self, paper: PaperEntry, seed: str | None = None) -> None:
        """Take a paper, or go on with it."""
        self.lines.say()
        self.lines.say(f"{plain(paper.title)}: {papers.in_words(paper)}.")
        if seed is not None or not papers.begun(self.study, paper):
            self.lines.say(plain(self.study.library.paper(paper.id).intro))
            if self.lines.pause(_("Enter to begin, q to leave it for now:")):
                return
        self._play_through(self._stored(lambda: papers.take(self.study, paper, seed=seed)))

    def read_after_all(self) -> None:
        """Put the lessons that are known back among those to read."""
        known = [one for one in self.study.catalogue.lessons if self.study.is_known(one)]
        if not known:
            self.lines.say(_("No lesson is marked as known."))
            return
        self._stored(lambda: papers.read_after_all(self.study, known))
        said = ngettext("{count} lesson is", "{count} lessons are", len(known))
        self.lines.say(
            _("{lessons} to be read after all.").format(lessons=said.format(count=len(known)))
        )

    def chosen(self, wanted: Selection, mode: Mode = "practice", seed: str | None = None) -> None:
        """Take a quiz of one's own, or go on with it."""
        attempt = self._stored(lambda: take(self.study, wanted, mode, seed=seed))
        self.lines.say()
        asked = len(attempt.questions)
        count = ngettext("{count} question", "{count} questions", asked).format(count=asked)
        self.lines.say(f"{in_words(self.study, wanted, size=False)}: {count}.")
        self._play_through(attempt)

    def review(self, limit: int | None = None) -> None:
        """Ask what is fading."""
        attempt = self._stored(lambda: self.study.review(limit))
        if attempt is None:
            self.lines.say(nothing_fading(self.study))
            return
        count = len(attempt.questions)
        many = ngettext("Review: {count} question.", "Review: {count} questions.", count)
        self.lines.say(many.format(count=count))
        finished = self._until_paused(attempt)
        if finished:
            summary = outcome(finished)
            asked = len(finished.questions) - len(summary.put_off)
            if asked:
                still = asked - len(summary.missed)
                self.lines.say(_("Still known: {known} of {all}.").format(known=still, all=asked))
            if left := len(summary.put_off):
                self.lines.say(_("Left for another day: {count}.").format(count=left))

    def play(self, attempt: Attempt) -> Attempt:
        """Play an attempt to its end; raises `Paused` or `EndOfInput`."""
        return AttemptInLines(self.study, attempt, self.lines).play()

    def _until_paused(self, attempt: Attempt) -> Attempt | None:
        try:
            return self.play(attempt)
        except Paused:
            said = _("Paused. {kept} The same command goes on.")
            self.lines.say(said.format(kept=kept(self.study)))
            return None

    def _stored(self, act: Callable[[], Done]) -> Done:
        return stored(self.lines, self.study, act)

    def results(self, attempt: Attempt) -> None:
        """Say how an attempt went and what to do next."""
        ResultsInLines(self.study, attempt, self.lines).say()
