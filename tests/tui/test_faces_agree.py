"""One session, played on the screen and in lines, leaves the same log to the last event."""

import io
from pathlib import Path

import pytest

from course.content.questions import (
    AnyQuestion,
    Categorise,
    Cloze,
    Match,
    Multiple,
    Order,
    Reflection,
    Single,
    SingleGap,
    Survey,
    TrueFalse,
    keyed,
)
from course.content.response import Response
from course.marking import key_response
from course.plain.lines import Lines
from course.plain.sitting import Sitting as InLines
from course.progress.store import MemoryStore
from course.sessions.events import Answered, Event, Reread, ScenarioEnded
from course.shuffling import gap_options, options
from course.study import Study
from course.tui.app import CourseApp
from tests.plain.keyboard import typed_for
from tests.test_again import a_leech
from tests.tui.cases import CASE, write_case
from tests.tui.conftest import Clock, a_study, wait_for
from tests.tui.sitting import LARGE, sitting
from tests.tui.sitting import Sitting as OnScreen
from tests.tui.test_scenario_on_screen import playing

QUIZ, SEED = "first-light", "s"


def responses(study: Study) -> list[tuple[AnyQuestion, Response]]:
    """What is answered: the key of each question; of the first a wrong option before it."""
    given: list[tuple[AnyQuestion, Response]] = []
    for question in study.library.quiz(QUIZ).questions:
        key = key_response(question)
        if not given:
            given.append((question, "a"))
        given.append((question, key if key is not None else "a"))
    return given


async def on_screen(study: Study) -> None:
    async with sitting(study, study.quiz(QUIZ, seed=SEED)) as person:
        await person.press("h")
        for question, response in responses(study):
            await give(person, question, response)
            if not person.attempt.submitted and person.attempt.question.id == question.id:
                settled = person.attempt.entry
                if settled.tries[-1].fraction in (None, 1):
                    await person.press("enter")


async def give(  # noqa: PLR0912 (one branch a type)
    person: OnScreen, question: AnyQuestion, response: Response
) -> None:
    """Press what gives a response on the screen."""
    seed = person.attempt.seed
    keys: dict[str, str] = {k: str(n) for n, k in enumerate(options(question, seed), 1)}
    match question, response:
        case ((Single() | Survey()), str(key)):
            await person.press(keys[key], "enter")
        case Multiple(), tuple(ticked):
            await person.press(*(keys[key] for key in ticked), "enter")
        case TrueFalse(), bool(truth):
            await person.press("1" if truth else "2", "enter")
        case Match(), dict(pairs):
            await person.press(*(keys[pairs[stem]] for stem in keyed(question.pairs)), "enter")
        case Categorise(), dict(pairs):
            groups = [group.id for group in question.groups]
            sorted_ = (str(groups.index(pairs[k]) + 1) for k in options(question, seed))
            await person.press(*sorted_, "enter")
        case Order(), tuple(wanted):
            for place, key in enumerate(wanted):
                shown = person.input.response()
                assert isinstance(shown, tuple)
                at = shown.index(key)
                await person.press("home", *["down"] * at, *["shift+up"] * (at - place))
            await person.press("enter")
        case Cloze(), dict(gaps):
            for gap in question.gaps:
                if isinstance(gap, SingleGap):
                    number = gap_options(question, gap, seed).index(gaps[gap.id]) + 1
                    await person.press(str(number))
                else:
                    await person.type(gaps[gap.id])
                await person.press("enter" if gap is question.gaps[-1] else "tab")
        case Reflection(), str(text):
            await person.type(text)
            await person.press("ctrl+s", "space", "enter")
        case _, str(text):
            await person.type(text)
            await person.press("enter")


def in_lines(study: Study) -> None:
    typed = [":hint"]
    for question, response in responses(study):
        typed += typed_for(question, response, SEED)
        if isinstance(question, Reflection):
            typed += ["y", "n"]
        if not (isinstance(question, Single) and response == "a"):
            typed.append("")
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    face = InLines(study, Lines(io.StringIO(), source, interactive=True, width=80))
    face.session(lambda: face.quiz(QUIZ, seed=SEED))


def log(store: MemoryStore) -> list[Event]:
    return [recorded.event for _, recorded in store.read("ada", "small")]


@pytest.fixture
def stores() -> tuple[MemoryStore, MemoryStore]:
    return MemoryStore(), MemoryStore()


async def test_the_screen_and_the_lines_leave_the_same_log(
    course_folder: Path, clock: Clock, stores: tuple[MemoryStore, MemoryStore]
) -> None:
    screen, lines = stores
    await on_screen(a_study(course_folder, screen, clock))
    in_lines(a_study(course_folder, lines, clock))
    assert log(screen) == log(lines)
    answered = [event for event in log(lines) if isinstance(event, Answered)]
    assert len(answered) == 12


WAY = (3, 2)
"""The choices of the first path, by number; then another path is taken from its second scene."""


async def case_on_screen(study: Study) -> None:
    async with playing(study, LARGE) as player:
        await player.press("enter")
        await player.choose(*WAY)
        await player.press("o", "enter")
        await player.choose(1)
        assert player.scene == ("recalled", "over")


def case_in_lines(study: Study) -> None:
    typed = ["", *(line for number in WAY for line in (f"{number}", "")), "o", "2", "1", "", ""]
    source = io.StringIO("".join(f"{line}\n" for line in typed))
    face = InLines(study, Lines(io.StringIO(), source, interactive=True, width=80))
    face.session(lambda: face.scenario(CASE))


async def test_a_scenario_on_the_screen_and_in_lines_leaves_the_same_log(
    course_folder: Path, clock: Clock, stores: tuple[MemoryStore, MemoryStore]
) -> None:
    write_case(course_folder)
    screen, lines = stores
    await case_on_screen(a_study(course_folder, screen, clock))
    case_in_lines(a_study(course_folder, lines, clock))
    assert log(screen) == log(lines)
    ends = [event.ending for event in log(lines) if isinstance(event, ScenarioEnded)]
    assert ends == ["signed", "recalled"]


NIGHT = "first-light#the-night"


async def test_notes_and_bookmarks_leave_the_same_log(
    course_folder: Path, clock: Clock, stores: tuple[MemoryStore, MemoryStore]
) -> None:
    screen, lines = stores
    study = a_study(course_folder, screen, clock)
    app = CourseApp(study, lesson="first-light")
    async with app.run_test() as pilot:
        await wait_for(pilot, lambda: app.screen.query(".kept"), "the lesson")
        await pilot.press("n", *"One.", "enter", *"Two.", "escape")
        await wait_for(pilot, lambda: len(app.screen_stack) == 2, "the lesson again")
        await pilot.press("b", "b", "n")
        await wait_for(pilot, lambda: len(app.screen_stack) == 3, "the note again")
        await pilot.press(*["backspace"] * 9, "escape")
    typed = io.StringIO("f\n\nn\nOne.\nTwo.\n\nm\nm\nn\n-\n\nq\n")
    plain = a_study(course_folder, lines, clock)
    face = InLines(plain, Lines(io.StringIO(), typed, interactive=True, width=80))
    face.session(lambda: face.learn("first-light"))
    kept = ("NoteWritten", "NoteRemoved", "Bookmarked", "Unbookmarked")
    logs = [[one for one in log(store) if type(one).__name__ in kept] for store in stores]
    assert logs[0] == logs[1]
    assert [type(one).__name__ for one in logs[0]] == [kept[0], kept[2], kept[3], kept[1]]


async def test_a_review_of_what_slips_away_leaves_the_same_log(
    course_folder: Path, clock: Clock, stores: tuple[MemoryStore, MemoryStore]
) -> None:
    screen, lines = stores
    clocks = Clock(clock.now), Clock(clock.now)
    drawn, plain = map(a_study, (course_folder, course_folder), stores, clocks)
    for study, its_clock in zip((drawn, plain), clocks, strict=True):
        a_leech(study, its_clock)
    review = drawn.review()
    assert review is not None
    async with sitting(drawn, review) as person:
        await person.press("enter")
        await person.press("v")
        await person.press("1", "enter", "enter")
    face = InLines(plain, Lines(io.StringIO(), io.StringIO("\n1\n\n"), interactive=True, width=80))
    face.session(face.review)
    assert log(screen) == log(lines)
    assert any(isinstance(event, Reread) for event in log(lines))
