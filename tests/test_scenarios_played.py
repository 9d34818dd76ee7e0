"""Playing scenarios: what both faces do with one, apart from any face."""

from pathlib import Path

import pytest

from course import scenarios
from course.content.scenario import Debriefing
from course.progress.store import MemoryStore
from course.sessions.attempt import IllegalMove
from course.sessions.events import Chose
from course.sessions.scenario import choose, go_on
from course.study import Study
from tests.loading.small_scenario import PLACE
from tests.tui.cases import CASE, play_through, write_case
from tests.tui.conftest import Clock, a_study
from tests.tui.conftest import _still as _still  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import clock as clock  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import course_folder as course_folder  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import store as store  # noqa: PLC0414 (a fixture)
from tests.tui.conftest import study as study  # noqa: PLC0414 (a fixture)


@pytest.fixture(autouse=True)
def _case(course_folder: Path) -> None:
    write_case(course_folder)


def test_a_run_is_taken_up_until_it_ends_and_then_begun_anew(study: Study) -> None:
    run = scenarios.play(study, CASE)
    run = scenarios.do(study, run, choose(run, "ask"))
    assert scenarios.play(study, CASE) == run
    assert scenarios.newest_begun(study) is not None
    play_through_the_rest(study)
    assert scenarios.begun(study, CASE) is None
    again = scenarios.play(study, CASE)
    assert (again.path, again.id != run.id) == ((), True)


def play_through_the_rest(study: Study) -> None:
    run = scenarios.play(study, CASE)
    run = scenarios.do(study, run, go_on(run))
    run = scenarios.do(study, run, choose(run, "sign"))
    scenarios.do(study, run, go_on(run))


def test_what_is_refused_is_not_stored(study: Study, store: MemoryStore) -> None:
    run = scenarios.play(study, CASE)
    before = len(list(store.read("ada", "small")))
    with pytest.raises(IllegalMove):
        scenarios.do(study, run, Chose(run.id, CASE, "plates", "gone", "corridor"))
    assert len(list(store.read("ada", "small"))) == before


def test_endings_taken_out_since_do_not_count(
    study: Study,
    course_folder: Path,
    store: MemoryStore,
    clock: Clock,
) -> None:
    play_through(study, "ask", "sign")
    assert scenarios.endings_seen(study, study.catalogue.scenario(CASE)) == 1
    write_case(course_folder, signed="signature")
    later = a_study(course_folder, store, clock)
    assert scenarios.endings_seen(later, later.catalogue.scenario(CASE)) == 0


def test_a_point_leads_to_the_section_that_cites_its_sources(study: Study) -> None:
    def place(text: str, objective: str = "tell-apart") -> tuple[str, str] | None:
        found = scenarios.passage_of(study, Debriefing(objective=objective, text=text))
        return (found[0].id, found[1].id) if found else None

    assert place("So says the record [@humming].") == ("first-light", "the-night")
    assert place("Nobody is cited.") == ("first-light", "the-night")
    assert place("Whatever.", "no-such-thing") is None


def test_a_scenario_taken_out_is_no_longer_to_go_on_with(
    study: Study,
    course_folder: Path,
    store: MemoryStore,
    clock: Clock,
) -> None:
    scenarios.play(study, CASE)
    (course_folder / PLACE).unlink()
    assert scenarios.newest_begun(a_study(course_folder, store, clock)) is None
