"""What searching costs: `python tests/benchmarks/search.py`.

On the course that comes with the program, every question met, and 200 notes: making it ready, each
beginning of queries as they are typed, and the time from a key to what it found on the screen.
"""

import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from course.finding import Finder
from course.loading.contents import contents
from course.loading.files import CourseFiles, find_course
from course.loading.library import Library
from course.progress.learner import Learner
from course.progress.store import MemoryStore
from course.search import Index
from course.sessions.events import Asking, AttemptStarted, NoteWritten, Submitted
from course.study import Study

LIMIT = 50
"""Milliseconds that a result may take at the median."""

QUERIES = (
    "rough consensus", "internet governance", "who owns the internet", "wcit-12", "goverance",
    "temperature of the room", "zurich", "multistakehlder model", "net neutrality europe",
    '"feel of the room"', "encription", "vint cerf",
)  # fmt: skip

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def a_learner() -> Study:
    """Somebody who has met every question and writes a lot."""
    library = Library(find_course())
    numbers = count(1)
    learner = Learner(
        MemoryStore(), "ana", library.catalogue.id, lambda: NOW, lambda: f"{next(numbers):020x}"
    )
    asked = tuple(
        Asking(name, item.revision) for name, (_, item) in library.catalogue.items.items()
    )
    learner.record(AttemptStarted("a", "quiz:all", "test", "s", asked), Submitted("a", 0, 1))  # type: ignore[arg-type]
    places = [f"{one.id}#{s.id}" for one in library.catalogue.lessons for s in one.sections]
    learner.record(*(NoteWritten(place, f"Ask in class: {place}?" * 5) for place in places[:200]))
    return Study(library, learner)


def taken(work: Callable[[], object]) -> float:
    """Milliseconds."""
    gc.collect()
    begin = perf_counter()
    work()
    return (perf_counter() - begin) * 1_000


def told(what: str, times: list[float]) -> None:
    """One line of figures."""
    ninety = quantiles(times, n=10)[-1] if len(times) > 1 else times[0]
    print(f"{what:44} median {median(times):7.1f} ms   9 in 10 under {ninety:7.1f} ms")


async def on_screen(study: Study) -> list[float]:
    """From each key to what it found, in the real program."""
    from textual.events import Key
    from textual.widgets import Input

    from course.tui.app import CourseApp
    from course.tui.screens.search import SearchScreen

    times = []
    app = CourseApp(study, begin=lambda home: home.open_search())
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        screen = app.screen
        assert isinstance(screen, SearchScreen)
        line = screen.query_one("#query", Input)
        for query in QUERIES:
            for letter in query:
                typed = len(line.value) + 1
                begin = perf_counter()
                line.post_message(Key(letter, letter))
                while len(screen._query) < typed or any(not w.is_finished for w in app.workers):
                    await asyncio.sleep(0.001)
                times.append((perf_counter() - begin) * 1_000)
            await pilot.press("ctrl+u")
            await app.workers.wait_for_complete()
    return times


def main() -> None:
    """Measure, and say whether it is quick enough."""
    os.environ["COURSE_HOME"] = tempfile.mkdtemp()
    files = CourseFiles(find_course())
    print(f"reading the course anew        {taken(lambda: contents(files)):7.1f} ms")
    print(f"its texts from the cache       {taken(lambda: contents(files)):7.1f} ms")
    texts = contents(files).documents
    print(f"folding {len(texts)} texts           {taken(lambda: Index.of(texts)):7.1f} ms")
    study = a_learner()
    study.library.contents.index  # noqa: B018 (made here)
    print(f"narrowing to what was met      {taken(lambda: Finder(study)):7.1f} ms")
    finder = Finder(study)
    told("a query", [taken(partial(finder.find, query)) for query in QUERIES * 5])
    begun = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    typed = [taken(partial(finder.find, query)) for query in begun]
    told(f"each of {len(begun)} beginnings while typing", typed)
    shown = asyncio.run(on_screen(study))
    told("from a key to its results on the screen", shown)
    sys.exit(median(shown) > LIMIT or median(typed) > LIMIT)


if __name__ == "__main__":
    main()
