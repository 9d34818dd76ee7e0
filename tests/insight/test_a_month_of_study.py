"""A month through `Study`, with travel, a change of the clocks, slips, and days without study.

What the figures say each evening is compared with a ledger kept beside it by hand: days by the
clock on the wall, time by the steps of the clock, the schedule by the fsrs library itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import count
from zoneinfo import ZoneInfo

import fsrs
import pytest

from course.content.questions import AnyQuestion, Reflection, Single, Survey, TrueFalse, keyed
from course.content.response import Response
from course.figures import Figures, figures
from course.loading.files import find_course
from course.loading.library import Library
from course.marking import key_response
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.sessions.attempt import Attempt, phase
from course.sessions.events import AttemptEvent, Certainty, Mode, Moved, Reread, Revealed
from course.sessions.moves import answer, following, judge, submit
from course.settings import Effective, Settings
from course.study import Study

BERLIN, TOKYO, BAKER = (ZoneInfo(name) for name in ("Europe/Berlin", "Asia/Tokyo", "Etc/GMT+12"))
FOUR = timedelta(hours=4)

SITTINGS = (
    # day of March 2026, time on the wall, place, lesson to read
    (9, "19:00", BERLIN, "fourteen-days"),
    (10, "19:30", BERLIN, None),
    (11, "23:50", BERLIN, "the-road-there"),  # past midnight, still the 11th
    (13, "07:00", BERLIN, None),
    (16, "22:30", TOKYO, "who-wanted-what"),
    (17, "06:00", TOKYO, None),
    (18, "22:00", TOKYO, "after-dubai"),
    (19, "09:00", BAKER, None),  # 21 hours behind Tokyo
    (21, "18:00", BERLIN, None),
    (22, "18:00", BERLIN, "what-it-is"),
    (24, "12:00", BERLIN, None),
    (25, "21:00", BERLIN, "nobodys-internet"),
    (29, "01:50", BERLIN, None),  # still the 28th; at two the clocks go to three
    (29, "20:00", BERLIN, "who-is-in-the-room"),
    (31, "20:00", BERLIN, None),
    (36, "20:00", BERLIN, None),  # 5 April
)


@dataclass
class Ledger:
    """What happened, as somebody would write it down who sits beside."""

    answers: Counter[date] = field(default_factory=Counter)
    seconds: defaultdict[date, float] = field(default_factory=lambda: defaultdict(float))
    rated: defaultdict[str, list[tuple[datetime, fsrs.Rating]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    claimed: defaultdict[int, list[Fraction]] = field(default_factory=lambda: defaultdict(list))
    results: list[Fraction] = field(default_factory=list)


class Month:
    """The learner, the clock, and the ledger."""

    def __init__(self) -> None:
        self.now, self.zone = datetime(2026, 3, 9, tzinfo=UTC), BERLIN
        numbers = count(1)
        library = Library(find_course())
        self.store = MemoryStore()
        learner = Learner(
            self.store, "ada", library.catalogue.id, self.wall, lambda: f"{next(numbers):020x}"
        )
        self.study = Study(library, learner, Effective(Settings(certainty=True)))
        self.ledger = Ledger()
        self.last: datetime | None = None
        self.turn = count(1)

    def wall(self) -> datetime:
        """What the clock on the wall says."""
        return self.now.astimezone(self.zone)

    @property
    def day(self) -> date:
        """The date on the wall; before four in the morning it is still yesterday."""
        wall = self.wall().replace(tzinfo=None)
        return (wall - FOUR).date()

    def act(self, seconds: float) -> None:
        """So long after what was done before, something is done again."""
        self.now += timedelta(seconds=seconds)
        self.ledger.answers[self.day] += 0
        if seconds <= 600:
            self.ledger.seconds[self.day] += seconds

    def sit(self, day: int, at: str, zone: ZoneInfo, lesson: str | None) -> None:
        """A sitting: what is due, then a lesson with its quiz."""
        self.zone = zone
        hour, minute = map(int, at.split(":"))
        begins = datetime(2026, 3, 1, hour, minute, tzinfo=zone) + timedelta(days=day - 1)
        wait = (begins.astimezone(UTC) - self.now).total_seconds()
        assert wait > 600
        self.act(wait)
        self.study.open_section("fourteen-days", f"sitting-{next(self.turn)}")
        if review := self.study.review():
            self.play(review)
        if lesson:
            for section in self.study.catalogue.lesson(lesson).sections:
                self.act(20)
                self.study.open_section(lesson, section.id)
                # Every third section the telephone rings.
                self.act(900 if next(self.turn) % 3 == 0 else 95)
                self.study.read_section(lesson, section.id)
            mode: Mode = "test" if day % 2 else "practice"
            self.act(5)
            self.play(self.study.quiz(lesson, mode))

    def play(self, attempt: Attempt) -> None:
        """Every question of it, some rightly and some not."""
        first: dict[str, tuple[datetime, Fraction | None, Certainty | None]] = {}
        while True:
            if phase(attempt) == "rereading":
                attempt = self.do(attempt, Reread(attempt.id, attempt.current), 40)
            turn = next(self.turn)
            sure: Certainty = (1, 2, 3, 3)[turn % 4]
            response = responded(attempt.question, rightly=turn % 5 > 0)
            event = answer(attempt, response, sure)
            question = attempt.current
            attempt = self.do(attempt, event, 30 + turn % 40)
            self.ledger.answers[self.day] += 1
            first.setdefault(question, (self.now, event.fraction, event.certainty))
            if phase(attempt) == "rubric":
                judged = judge(attempt, ())
                attempt = self.do(attempt, judged, 12)
                first[question] = (self.now, judged.fraction, None)
            if phase(attempt) == "again":
                attempt = self.do(attempt, Revealed(attempt.id, question), 8)
            if (coming := following(attempt)) is None:
                break
            attempt = self.do(attempt, Moved(attempt.id, coming), 3)
        over = submit(attempt)
        self.do(attempt, over, 4)
        self.ledger.results.append(over.score / over.out_of)
        for question, (at, fraction, certainty) in first.items():
            if fraction is not None:
                self.ledger.rated[question].append((at, rating(fraction, certainty)))
                if certainty:
                    self.ledger.claimed[certainty].append(fraction)

    def do(self, attempt: Attempt, event: AttemptEvent, seconds: float) -> Attempt:
        self.act(seconds)
        return self.study.do(attempt, event)


def responded(question: AnyQuestion, *, rightly: bool) -> Response:
    key = key_response(question)
    match question:
        case Reflection():
            return "What I think."
        case Survey():
            return next(iter(keyed(question.choices)))
        case Single() if not rightly:
            return next(name for name in keyed(question.choices) if name != key)
        case TrueFalse() if not rightly:
            return not key
        case _:
            assert key is not None
            return key


def rating(fraction: Fraction, certainty: Certainty | None) -> fsrs.Rating:
    if fraction < Fraction(1, 2):
        return fsrs.Rating.Again
    if fraction < 1:
        return fsrs.Rating.Hard
    return fsrs.Rating.Easy if certainty == 3 else fsrs.Rating.Good


class Schedule:
    """The cards as the library itself makes them of the answers."""

    def __init__(self, ledger: Ledger) -> None:
        self.fsrs = fsrs.Scheduler(
            learning_steps=(), relearning_steps=(), maximum_interval=3650, enable_fuzzing=False
        )
        self.cards = {question: self._card(rated) for question, rated in ledger.rated.items()}

    def _card(self, rated: list[tuple[datetime, fsrs.Rating]]) -> fsrs.Card:
        card = fsrs.Card(card_id=1, due=rated[0][0])
        for at, grade in rated:
            card, _ = self.fsrs.review_card(card, grade, at)
        return card

    def chance(self, question: str, now: datetime) -> float:
        return self.fsrs.get_card_retrievability(self.cards[question], now)


@pytest.fixture(scope="module")
def evenings() -> list[tuple[Figures, Ledger, datetime]]:
    """The figures after each sitting, with the ledger and the clock then."""
    return list(_lived())


def _lived() -> Iterator[tuple[Figures, Ledger, datetime]]:
    from copy import deepcopy

    month = Month()
    for sitting in SITTINGS:
        month.sit(*sitting)
        yield figures(month.study), deepcopy(month.ledger), month.wall()


Evenings = list[tuple[Figures, Ledger, datetime]]


def test_the_calendar_has_the_days_on_the_wall_with_what_was_done(evenings: Evenings) -> None:
    for shown, ledger, _now in evenings:
        days = shown.calendar.days
        assert {day: done.answers for day, done in days.items()} == dict(ledger.answers)
        for day, done in days.items():
            assert done.spent.total_seconds() == pytest.approx(ledger.seconds[day])
    studied = sorted(evenings[-1][0].calendar.days)
    marched = (9, 10, 11, 13, 16, 17, 18, 19, 21, 22, 24, 25, 28, 29, 31)
    assert studied == [*(date(2026, 3, day) for day in marched), date(2026, 4, 5)]


def test_time_is_what_passed_without_the_telephone_and_the_nights(evenings: Evenings) -> None:
    for shown, ledger, _now in evenings:
        assert shown.time.total.total_seconds() == pytest.approx(sum(ledger.seconds.values()))
    in_all = evenings[-1][0].time.total
    assert timedelta(hours=1) < in_all < timedelta(hours=8)


def test_the_forecast_is_the_librarys_own(evenings: Evenings) -> None:
    for shown, ledger, now in evenings:
        cards = Schedule(ledger).cards
        today = (now.replace(tzinfo=None) - FOUR).date()
        morning = datetime(today.year, today.month, today.day, 4, tzinfo=now.tzinfo)
        expected: Counter[int] = Counter()
        for card in cards.values():
            assert card.last_review is not None
            wall = card.due.astimezone(now.tzinfo).replace(tzinfo=None)
            ahead = ((wall - FOUR).date() - today).days
            if card.due <= now or (ahead <= 0 and card.last_review < morning):
                ahead = 0
            expected[ahead] += 1
        counts = shown.forecast.counts
        assert dict(enumerate(counts)) == {n: expected[n] for n in range(30)}
        assert sum(counts) + shown.forecast.later == len(cards)
    assert sum(evenings[-1][0].forecast.counts) > 30


def test_recall_is_the_mean_chance_of_the_librarys_cards(evenings: Evenings) -> None:
    for shown, ledger, now in evenings:
        schedule = Schedule(ledger)
        moment = now.astimezone(UTC)
        for module in shown.recall.modules:
            for known in (module, *module.parts):
                chances = [
                    schedule.chance(question, moment)
                    for question in known.part.questions
                    if question in schedule.cards
                ]
                assert known.recall.seen == len(chances)
                if known.recall.share is not None:
                    assert known.recall.share == pytest.approx(sum(chances) / len(chances))
    last = evenings[-1][0].recall
    assert last.share is not None
    assert last.ahead is not None
    assert last.ahead < last.share < 1


def test_certainty_and_results_are_what_was_answered(evenings: Evenings) -> None:
    for shown, ledger, _now in evenings:
        for level in shown.calibration.levels:
            fractions = ledger.claimed[level.certainty]
            assert (level.answers, level.earned) == (len(fractions), sum(fractions))
        shares = [taken.share for taken in shown.results.taken]
        assert shares == pytest.approx([float(share) for share in ledger.results])
    assert {taken.kind for taken in evenings[-1][0].results.taken} == {"quiz", "test", "review"}


def test_the_weakest_lose_most_by_the_librarys_own_reckoning(evenings: Evenings) -> None:
    shown, ledger, now = evenings[-1]
    schedule = Schedule(ledger)
    later = now.astimezone(UTC) + timedelta(days=7)
    left = {}
    for module in shown.recall.modules:
        for objective in module.parts:
            if objective.recall.share is not None:
                met = [q for q in objective.part.questions if q in schedule.cards]
                left[objective.part.id] = sum(schedule.chance(q, later) for q in met) / len(met)
    weakest = shown.weakest.objectives
    assert len(weakest) == 5
    assert [weak.ahead for weak in weakest] == pytest.approx(sorted(left.values())[:5])
    assert {weak.objective.id for weak in weakest} <= left.keys()
