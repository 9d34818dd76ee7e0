"""How an attempt went, in lines, and what to do next."""

from course.i18n import _, ngettext
from course.papers import by_module, mark_known, paper_of, shown_known, to_skip
from course.places import place
from course.plain.feedback import look_at
from course.plain.lines import Lines
from course.plain.prose import plain
from course.plain.storing import stored
from course.sessions.attempt import Attempt
from course.sessions.outcome import ObjectiveOutcome, Outcome, outcome
from course.study import Study
from course.text import percent, points


class ResultsInLines:
    """What one attempt came to."""

    def __init__(self, study: Study, attempt: Attempt, lines: Lines) -> None:
        self.study = study
        self.attempt = attempt
        self.lines = lines

    def say(self) -> None:
        """The points, the objectives, what to read, and after a test every answer."""
        result = outcome(self.attempt)
        self.lines.say()
        if result.share is not None:
            last = self.study.last_time(self.attempt)
            said = _("{points} of {of} points, {share}.")
            if last is not None:
                said = _("{points} of {of} points, {share}, last time {last}.")
            of, share = points(result.out_of), percent(result.share)
            before = "" if last is None else percent(last)
            score = points(result.points)
            self.lines.say(said.format(points=score, of=of, share=share, last=before))
        paper = paper_of(self.study, self.attempt.of)
        if paper is None:
            for part in result.objectives:
                self._objective(part)
        elif paper.purpose == "exam":
            self._exam(result)
        else:
            self._placement(result)
        if result.overconfident:
            many = len(result.overconfident)
            said = ngettext(
                "Certain and wrong: {count} question. It is worth a second look.",
                "Certain and wrong: {count} questions. These are worth a second look.",
                many,
            )
            self.lines.say(said.format(count=many))
        if self.attempt.mode == "test":
            self._look_through()

    def _objective(self, part: ObjectiveOutcome) -> None:
        named = plain(self.study.catalogue.goals.get(part.objective, part.objective))
        said = _("{objective}: {points} of {of}")
        heading = ""
        if part.reread:
            said = _("{objective}: {points} of {of}; read “{heading}” again")
            heading = self._heading(part.reread)
        score = points(part.points)
        line = said.format(objective=named, points=score, of=part.out_of, heading=heading)
        self.lines.say(line, "    ", "  ")

    def _exam(self, result: Outcome) -> None:
        for part in by_module(self.study, result):
            module = part.module
            score = _("{points} of {of}").format(points=points(part.points), of=part.out_of)
            self.lines.say(f"{module.number}  {plain(module.title)}: {score}", "    ")
            for goal in part.objectives:
                if goal.reread:
                    self._objective(goal)

    def _placement(self, result: Outcome) -> None:
        known = {part.module.id for part in shown_known(self.study, self.attempt, result)}
        for part in by_module(self.study, result):
            module = part.module
            score = _("{points} of {of}").format(points=points(part.points), of=part.out_of)
            means = _("you can skip it") if module.id in known else _("worth reading")
            self.lines.say(f"{module.number}  {plain(module.title)}: {score}, {means}", "    ")
        skippable = to_skip(self.study, self.attempt, result)
        if not skippable or not self.lines.has_more():
            return
        asked = ngettext(
            "Skip what you know: mark {count} lesson as known?",
            "Skip what you know: mark {count} lessons as known?",
            len(skippable),
        )
        if self.lines.confirm(asked.format(count=len(skippable))):
            stored(self.lines, self.study, lambda: mark_known(self.study, skippable))
            self.lines.say(_("Marked. course placement --undo takes it back."))

    def _look_through(self) -> None:
        for number, name in enumerate(self.attempt.questions, 1):
            self.lines.say()
            where = _("Question {place} of {all}")
            self.lines.say(where.format(place=number, all=len(self.attempt.questions)))
            look_at(self.lines, self.study, self.attempt, name)

    def _heading(self, passage: str) -> str:
        found = place(self.study.catalogue, passage)
        return (
            plain(found.section.heading) if found and found.section else passage.partition("#")[2]
        )
