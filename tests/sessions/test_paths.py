"""The outline of a scenario: paths taken and missed, and nothing of what was never seen."""

from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.scenario import Scenario
from course.progress.folding import fold
from course.sessions.events import Event, ScenarioEvent, ScenarioStarted
from course.sessions.paths import Place, outline
from course.sessions.scenario import Run, apply, begin, choose, go_on
from tests.progress.logs import log
from tests.sessions.scenarios import a_scenario, a_scene, a_way, scenarios, the_plates


def paths(scenario: Scenario, *ways: tuple[str, ...], stop: bool = False) -> tuple[Place, ...]:
    """The outline after some runs, the last of them at hand; `stop` leaves it at an outcome."""
    events: list[Event] = []
    run = None
    for number, way in enumerate(ways):
        run, happened = walked(scenario, f"r{number}", way)
        events += happened
    assert run is not None
    if stop:
        events.pop()
        run = begin(ScenarioStarted(run.id, run.of), scenario)
        for event in happened[1:-1]:
            assert isinstance(event, ScenarioEvent)
            run = apply(run, event)
    played = fold(log(*events)).played["plates"]
    return outline(run, played.taken, played.seen)


def walked(scenario: Scenario, id: str, way: tuple[str, ...]) -> tuple[Run, list[Event]]:
    started = ScenarioStarted(id, "plates")
    run, events = begin(started, scenario), [started]
    happened: list[Event] = [*events]
    for choice in way:
        for make in (lambda at, choice=choice: choose(at, choice), go_on):
            event = make(run)
            run = apply(run, event)
            happened.append(event)
    return run, happened


def drawn(places: tuple[Place, ...]) -> list[str]:
    """An outline in characters, a line a scene."""
    signs = {"now": "+", "before": "*", "never": "-"}
    return [
        f"{'  ' * place.depth}{place.number} {place.scene.id}"
        + ("" if place.step is None else f" @{place.step}")
        + "".join(
            f" {signs[way.taking]}{way.choice.id}{''.join(f'>{to}' for to in way.to)}"
            for way in place.ways
        )
        for place in places
    ]


def test_a_path_runs_straight_down_with_what_was_missed_beside_it() -> None:
    assert drawn(paths(the_plates(), ("ask", "sign"))) == [
        "1 plates @0 +ask>2 -wait -insist",
        "2 corridor @1 -lead +sign>3",
        "3 signed @2",
    ]


def test_earlier_paths_branch_off_and_each_scene_stands_once() -> None:
    ways = (("wait", "sign"), ("insist", "lead"), ("ask", "sign"))
    assert drawn(paths(the_plates(), *ways)) == [
        "1 plates @0 +ask>2 *wait>2 *insist>2",
        "2 corridor @1 *lead>3 +sign>4>5",
        "  3 recalled",
        "  4 alone",
        "5 signed @2",
    ]


def test_a_branch_goes_on_straight_where_only_one_way_was_taken() -> None:
    scenario = a_scenario(
        a_scene("start", a_way("left", "l1"), a_way("right", "r1")),
        a_scene("l1", a_way("on", "l2"), a_way("off", "end")),
        a_scene("l2", a_way("on", "end"), a_way("off", "end")),
        a_scene("r1", a_way("on", "end"), a_way("off", "end")),
        a_scene("end"),
    )
    assert drawn(paths(scenario, ("left", "on", "on"), ("right", "on"))) == [
        "1 start @0 *left>2 +right>4",
        "  2 l1 *on>3 -off",
        "  3 l2 *on>5 -off",
        "4 r1 @1 +on>5 -off",
        "5 end @2",
    ]


def test_the_scene_that_follows_an_outcome_still_being_read_is_not_told() -> None:
    assert drawn(paths(the_plates(), ("ask",), stop=True)) == ["1 plates @0 +ask -wait -insist"]


@settings(max_examples=25, deadline=None)
@given(scenarios(), st.data())
def test_every_scene_seen_stands_there_once_and_no_other(
    scenario: Scenario, data: st.DataObject
) -> None:
    events: list[Event] = []
    seen = set()
    for number in range(data.draw(st.integers(1, 4))):
        run, happened = walked(scenario, f"r{number}", ())
        events += happened
        while run.open:
            event: ScenarioEvent = choose(run, data.draw(st.sampled_from(run.open)).id)
            seen.add(run.scene.id)
            run = apply(run, event)
            events.append(event)
            events.append(go_on(run))
            run = apply(run, go_on(run))
        seen.add(run.scene.id)
    played = fold(log(*events)).played["plates"]
    places = outline(run, played.taken, played.seen)
    assert sorted(place.scene.id for place in places) == sorted(seen)
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    assert all(place.depth == 0 for place in places if place.step is not None)
