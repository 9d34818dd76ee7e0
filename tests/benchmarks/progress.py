"""What the log costs, each figure beside its floor: `python tests/benchmarks/progress.py`."""

import gc
import os
import random
import sqlite3
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from course.config import open_learner, randomness
from course.insight.calendar import calendar
from course.insight.calibration import calibration
from course.insight.forecast import forecast
from course.insight.recall import Part, recall_today
from course.insight.results import results_over_time
from course.insight.time_spent import time_spent
from course.insight.weakest import weakest
from course.progress.backups import take
from course.progress.care import verify
from course.progress.folding import apply, fold
from course.progress.projection import Progress
from course.progress.schema import connect
from course.progress.snapshot import dump, load
from course.progress.sqlite import SqliteStore
from course.progress.standing import due, recall
from course.sessions.events import Event, Recorded, event_id
from tests.progress.logs import HALF, RIGHT, WRONG, answered, started, submitted

EVENTS, SITTING = 100_000, 12
START = datetime(2025, 1, 6, 18, tzinfo=UTC)


def a_long_log(questions: int) -> Iterator[Recorded]:
    """Years of quizzes of a dozen questions, through all the questions again and again."""
    chance = random.Random(1)
    at, attempt = START, 0
    while True:
        asked = [f"question-{(attempt * SITTING + n) % questions:04d}" for n in range(SITTING)]
        name = f"{attempt:016x}"
        events: list[Event] = [started(*asked, attempt=name, of=f"quiz:{attempt % 400}")]
        for question in asked:
            fraction = chance.choice((RIGHT, RIGHT, HALF, WRONG))
            events.append(answered(question, fraction, attempt=name))
        for event in (*events, submitted(name)):
            at += timedelta(seconds=20)
            yield Recorded(event_id(at, randomness()), "ana", "ig", at, event)
        at += timedelta(hours=2)
        attempt += 1


def best(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds of the fastest of some runs."""
    taken = []
    for _ in range(times):
        gc.collect()
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return min(taken) * 1_000


def shown(what: str, milliseconds: float, note: str = "") -> None:
    print(f"{what:<52}{milliseconds:>10.3f} ms  {note}")


def commits(folder: Path) -> None:
    """One answer stored, beside one bare row in the same mode, taken in turns."""
    floor = folder / "floor.db"
    with closing(SqliteStore(floor, START)), closing(connect(floor)) as raw:
        learner = open_learner("ig", "ana", home=folder)
        raw.execute("CREATE TABLE bare (seq INTEGER PRIMARY KEY, payload TEXT) STRICT")
        payload = "x" * 200
        bare, ours = [], []
        for _ in range(1_500):
            begin = perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO bare (payload) VALUES (?)", (payload,))
            raw.execute("COMMIT")
            middle = perf_counter()
            learner.record(answered("question-0001"))
            bare.append(middle - begin)
            ours.append(perf_counter() - middle)
        learner.close()
    for name, taken in (("commit, bare row, TRUNCATE + FULL", bare), ("record, one answer", ours)):
        note = f"p99 {quantiles(taken, n=100)[98] * 1_000:.2f} ms"
        shown(name, median(taken) * 1_000, note)
    print(f"{'ratio of medians':<52}{median(ours) / median(bare):>10.2f}     goal <= 1.5")


def folds(log: list[Recorded]) -> None:
    """The fold, one event more, and what is read from it."""
    tracemalloc.start()
    progress = fold(log)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    shown(f"fold of {len(log):,} events", best(lambda: fold(log), 2), f"{peak / 1e6:.0f} MB")
    shown(
        f"one more event on {len(progress.cards):,} cards", best(lambda: apply(progress, log[-1]))
    )
    data, now = dump(progress), log[-1].at
    shown("snapshot: dump", best(lambda: dump(progress)), f"{len(data) / 1e3:.0f} kB")
    shown("snapshot: load", best(lambda: load(data)))
    shown("due", best(lambda: due(progress, now, progress.cards)))
    shown("recall of all", best(lambda: recall(progress, list(progress.cards), now)))
    looking(progress, now)


def looking(progress: Progress, now: datetime) -> None:
    """All figures of the progress screen, beside what a start pays for the snapshot."""
    questions = list(progress.cards)
    fours = [tuple(questions[at : at + 4]) for at in range(0, len(questions), 4)]
    goals = tuple(Part(asked[0], asked[0], asked) for asked in fours)
    modules = [
        Part(str(at), str(at), tuple(questions[at * 4 : at * 4 + 80]), parts=goals[at : at + 20])
        for at in range(0, len(goals), 20)
    ]

    def figures() -> None:
        calendar(progress.days, now)
        time_spent(progress.days, now)
        forecast(progress, now, progress.cards)
        results_over_time(progress.results)
        calibration(progress)
        recall_today(progress, modules, now)
        weakest(progress, goals, {}, now)

    kept, bare = dump(progress), dump(replace(progress, days={}, claims={}))
    turns = [(best(lambda: load(kept), 1), best(lambda: load(bare), 1)) for _ in range(30)]
    start, less = (min(taken) for taken in zip(*turns, strict=True))
    look = best(figures)
    shown("figures of the progress screen", look, f"{look / start:.2f} x loading the snapshot")
    note = f"of {len(progress.days):,} days, {start / less:.2f} x loading it without"
    shown("days and certainty in the snapshot", start - less, note)


def opening(log: list[Recorded], folder: Path) -> None:
    """A start with a long log and a fresh snapshot, beside one with an empty log."""
    empty, full = folder / "empty", folder / "full"
    open_learner("ig", "ana", home=empty).close()
    with closing(SqliteStore(full / "progress.db", START)) as store:
        store.append(log)
    # A start without a snapshot folds the whole log; its close saves the snapshot.
    begin = perf_counter()
    learner = open_learner("ig", "ana", home=full)
    shown("start without a snapshot", (perf_counter() - begin) * 1_000)
    learner.close()

    def start(home: Path) -> Callable[[], None]:
        def opened() -> None:
            open_learner("ig", "ana", home=home).store.close()

        return opened

    floor, long = best(start(empty), 15), best(start(full), 15)
    shown("start, empty log", floor)
    shown(f"start, {len(log):,} events", long, f"adds {long - floor:.1f} ms, goal <= 10")
    path = full / "progress.db"
    shown("verify all", best(lambda: verify(path), 3), f"{path.stat().st_size / 1e6:.0f} MB")
    shown("backup, verified and synced", best(lambda: take(path, START), 3))
    with closing(SqliteStore(path, START)) as store:
        attempt = f"{len(log) // (SITTING + 2) - 1:016x}"
        shown("history of an attempt", best(lambda: list(store.read("ana", "ig", attempt=attempt))))


def main() -> None:
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, pid {os.getpid()}")
    with tempfile.TemporaryDirectory() as folder:
        commits(Path(folder))
    for questions in (1_000, 5_000):
        print(f"\n{EVENTS:,} events of {questions:,} questions")
        log = list(islice(a_long_log(questions), EVENTS))
        folds(log)
        with tempfile.TemporaryDirectory() as folder:
            opening(log, Path(folder))


if __name__ == "__main__":
    main()
