"""Somebody's months at a course as a log: read, asked, reviewed, with days off and slips.

What is remembered follows the schedule's own model of memory, so that the figures look as they do
in life. The same seed lives the same life.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from course.loading.catalogue import Catalogue, LessonEntry
from course.scheduling import Card, rating_of, retrievability, review
from course.sessions.events import (
    Answered,
    Asking,
    AttemptStarted,
    Certainty,
    Event,
    Mode,
    Recorded,
    SectionOpened,
    SectionRead,
    Submitted,
    event_id,
)

REVIEWED = 20
"""Questions in a review."""


class Life:
    """One learner.

    Args:
        catalogue: What there is to study.
        until: The last moment of it.
        days: How many days before that it began.
        pace: The chance that a lesson is read on a day of study.
        seed: Decides everything that is left to chance.
    """

    def __init__(
        self, catalogue: Catalogue, until: datetime, days: int, pace: float = 0.55, seed: int = 4
    ) -> None:
        self.chance = random.Random(seed)
        self.course = catalogue.id
        self.log: list[Recorded] = []
        self.cards: dict[str, Card] = {}
        self.revisions = {i.id: i.revision for lesson in catalogue.lessons for i in lesson.items}
        self.gifts = {question: self.chance.betavariate(5, 2) for question in self.revisions}
        lessons = list(catalogue.lessons)
        for back in reversed(range(days)):
            day = until - timedelta(days=back)
            if back and not self._studies(day, back):
                continue
            self.now = day - timedelta(minutes=self.chance.randint(45, 90))
            self._review()
            paces = 2 if self.chance.random() < 0.15 else 1
            for lesson in lessons[:paces] if self.chance.random() < pace else ():
                self._read(lesson)
                lessons.remove(lesson)

    def _studies(self, day: datetime, back: int) -> bool:
        # Two weeks of holidays a while ago, fewer weekends, and not every other day either.
        if 95 < back < 112:
            return False
        return self.chance.random() < (0.25 if day.weekday() > 4 else 0.62)

    def _do(self, event: Event, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        randomness = f"{self.chance.getrandbits(80):020x}"
        self.log.append(
            Recorded(event_id(self.now, randomness), "ada", self.course, self.now, event)
        )

    def _read(self, lesson: LessonEntry) -> None:
        for section in lesson.sections:
            self._do(SectionOpened(lesson.id, section.id), 4)
            self._do(SectionRead(lesson.id, section.id), self.chance.randint(40, 150))
            if inside := [item.id for item in lesson.items if item.section == section.id]:
                self._ask(inside, f"check:{lesson.id}#{section.id}/{inside[0]}", "practice")
        mode: Mode = "test" if self.chance.random() < 0.3 else "practice"
        asked = [item.id for item in lesson.items if item.section is None]
        self._ask(asked, f"quiz:{lesson.quiz}", mode)

    def _review(self) -> None:
        due = [question for question, card in self.cards.items() if card.due <= self.now]
        if due:
            due.sort(key=lambda question: retrievability(self.cards[question], self.now))
            self._ask(due[:REVIEWED], "review", "review")

    def _ask(self, questions: Sequence[str], of: str, mode: Mode) -> None:
        attempt = f"{self.chance.getrandbits(64):016x}"
        asked = tuple(Asking(question, self.revisions[question]) for question in questions)
        certainty = of.startswith(("quiz", "review"))
        self._do(AttemptStarted(attempt, of, mode, "seed", asked, 2, certainty), 3)
        earned = Fraction(0)
        for question in questions:
            fraction = self._remembered(question)
            sure = self._sure(fraction) if certainty else None
            self._do(Answered(attempt, question, "a", fraction, sure), self.chance.randint(8, 45))
            earned += fraction
            known = self.cards.get(question)
            self.cards[question] = review(known, rating_of(fraction, sure), self.now)
        self._do(Submitted(attempt, earned, len(questions)), 5)

    def _remembered(self, question: str) -> Fraction:
        card = self.cards.get(question)
        chance = self.gifts[question]
        if card:
            chance = min(0.97, 0.3 * chance + 0.75 * retrievability(card, self.now))
        if self.chance.random() < chance:
            return Fraction(1)
        return Fraction(1, 2) if self.chance.random() < 0.3 else Fraction(0)

    def _sure(self, fraction: Fraction) -> Certainty:
        weights = (2, 4, 6) if fraction == 1 else (5, 5, 3)
        return self.chance.choices((1, 2, 3), weights)[0]


def lived(catalogue: Catalogue, until: datetime, days: int, pace: float = 0.55) -> list[Recorded]:
    """The log of a life of so many days."""
    return Life(catalogue, until, days, pace).log
