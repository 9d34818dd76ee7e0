"""A run of a scenario: what is open, what a choice changes, and how it is resumed."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.scenario import Scenario
from course.sessions.attempt import IllegalMove
from course.sessions.events import (
    Chose,
    Event,
    ScenarioEnded,
    ScenarioEvent,
    ScenarioStarted,
    SectionRead,
    Taken,
    WentOn,
)
from course.sessions.scenario import (
    Run,
    apply,
    begin,
    choose,
    debriefing,
    go_on,
    resume,
    taken_before,
)
from tests.progress.logs import log
from tests.sessions.scenarios import (
    a_scenario,
    a_scene,
    a_way,
    at_least,
    at_most,
    has,
    lacks,
    scenarios,
    the_plates,
)

STARTED = ScenarioStarted("r1", "plates")


def run_of(scenario: Scenario, *choices: str) -> Run:
    """A run after some choices, each read and gone on from."""
    run = begin(ScenarioStarted("r1", "plates"), scenario)
    for choice in choices:
        run = apply(run, choose(run, choice))
        run = apply(run, go_on(run))
    return run


def readings(run: Run) -> dict[str, int]:
    meters = (meter.id for meter in run.scenario.meters)
    return dict(zip(meters, run.standing.meters, strict=True))


def open_now(run: Run) -> list[str]:
    return [choice.id for choice in run.open]


def test_a_run_begins_at_the_start_with_every_meter_where_it_starts() -> None:
    run = begin(STARTED, the_plates())
    assert (run.scene.id, run.phase, run.path) == ("plates", "choosing", ())
    assert readings(run) == {"trust": 50, "strain": 20}
    assert open_now(run) == ["ask", "wait", "insist"]


def test_a_choice_moves_the_meters_before_its_outcome_is_read() -> None:
    run = begin(STARTED, the_plates())
    event = choose(run, "ask")
    assert event == Chose("r1", "plates", "plates", "ask", "corridor")
    run = apply(run, event)
    assert (run.scene.id, run.phase) == ("plates", "outcome")
    assert readings(run) == {"trust": 60, "strain": 40}
    assert run.standing.facts == {"asked"}
    assert run.open == ()
    run = apply(run, go_on(run))
    assert (run.scene.id, run.phase) == ("corridor", "choosing")


def test_meters_stay_within_their_ends() -> None:
    ways = (a_way("up", "end", effects={"trust": 90}), a_way("down", "end", effects={"trust": -90}))
    scenario = a_scenario(a_scene("start", *ways), a_scene("end"))
    assert readings(run_of(scenario, "up"))["trust"] == 100
    assert readings(run_of(scenario, "down"))["trust"] == 0


@pytest.mark.parametrize(
    ("needs", "is_open"),
    [
        (at_least("trust", 50), True),
        (at_least("trust", 51), False),
        (at_most("trust", 50), True),
        (at_most("trust", 49), False),
        (has("asked"), False),
        (lacks("asked"), True),
    ],
)
def test_a_choice_is_open_when_what_it_needs_holds(needs: object, is_open: bool) -> None:
    scenario = a_scenario(
        a_scene("start", a_way("go", "end", needs=(needs,)), a_way("stay", "end")), a_scene("end")
    )
    run = begin(STARTED, scenario)
    assert ("go" in open_now(run)) is is_open


def test_the_first_route_that_holds_after_the_choice_is_taken() -> None:
    assert run_of(the_plates(), "insist", "lead").scene.id == "recalled"
    assert run_of(the_plates(), "ask", "lead").scene.id == "spoke"
    assert run_of(the_plates(), "wait", "sign").scene.id == "alone"


def test_an_ending_ends_it_with_the_points_that_hold() -> None:
    run = run_of(the_plates(), "ask", "sign")
    assert (run.phase, run.scene.ending, run.open) == ("over", "The end signed", ())
    points = [point.text for point in debriefing(run.scenario, run.standing)]
    assert points == ["It was no vote.", "You asked."]
    quiet = run_of(the_plates(), "wait", "sign")
    assert [p.text for p in debriefing(quiet.scenario, quiet.standing)] == ["It was no vote."]


def illegal(run: Run) -> list[ScenarioEvent]:
    return [
        STARTED,
        Chose("r2", "plates", run.scene.id, "ask", "corridor"),
        Chose("r1", "plates", "elsewhere", "ask", "corridor"),
        Chose("r1", "plates", run.scene.id, "nothing", "corridor"),
        WentOn("r1", "plates", "nowhere"),
        ScenarioEnded("r1", "plates", "nowhere"),
    ]


@pytest.mark.parametrize("choices", [(), ("wait",), ("wait", "sign")])
def test_what_is_not_open_is_refused_and_changes_nothing(choices: Sequence[str]) -> None:
    run = run_of(the_plates(), *choices)
    for event in illegal(run):
        with pytest.raises(IllegalMove):
            apply(run, event)
    assert run == run_of(the_plates(), *choices)


def test_a_closed_choice_cannot_be_taken() -> None:
    with pytest.raises(IllegalMove, match="closed"):
        choose(run_of(the_plates(), "wait"), "lead")


def test_there_is_no_choosing_while_an_outcome_is_read() -> None:
    run = begin(STARTED, the_plates())
    after = apply(run, choose(run, "ask"))
    with pytest.raises(IllegalMove):
        apply(after, choose(run, "wait"))
    with pytest.raises(IllegalMove):
        go_on(run)


# --- resuming ---


def history(*events: Event) -> Run | None:
    return resume(log(*events), the_plates())


ASKED = Chose("r1", "plates", "plates", "ask", "corridor")


def test_a_history_without_a_beginning_is_no_run() -> None:
    assert history(ASKED, SectionRead("dubai", "night")) is None


def test_other_things_done_meanwhile_do_not_disturb() -> None:
    run = history(STARTED, SectionRead("dubai", "night"), ASKED)
    assert run is not None
    assert (run.phase, run.is_cut) == ("outcome", False)


def test_an_event_stored_twice_counts_once() -> None:
    run = history(STARTED, ASKED, ASKED, WentOn("r1", "plates", "corridor"))
    assert run is not None
    assert (run.scene.id, len(run.path), run.is_cut) == ("corridor", 1, False)


def without(scenario: Scenario, scene: str, instead: str) -> Scenario:
    """The scenario after its author took a scene out and led its choices elsewhere."""
    data = scenario.model_dump()
    data["scenes"] = tuple(one for one in data["scenes"] if one["id"] != scene)
    for one in data["scenes"]:
        for choice in one["choices"]:
            for route in choice["to"]:
                route["scene"] = instead if route["scene"] == scene else route["scene"]
        if one["ending"] is not None:
            del one["choices"]
    return Scenario.model_validate(data)


def test_where_a_scene_is_gone_the_run_stands_at_the_last_one_that_is_there() -> None:
    events: list[Event] = [STARTED, ASKED, WentOn("r1", "plates", "corridor")]
    edited = without(the_plates(), "corridor", "signed")
    run = resume(log(*events), edited)
    assert run is not None
    assert (run.scene.id, run.phase, run.is_cut) == ("plates", "outcome", True)
    events.append(ScenarioEnded("r1", "plates", "signed"))
    assert (run := resume(log(*events), edited)) is not None
    assert (run.scene.id, run.phase, run.is_cut) == ("signed", "over", False)


def test_where_the_first_scene_is_gone_the_run_begins_anew() -> None:
    edited = without(the_plates(), "plates", "corridor").model_copy(update={"start": "corridor"})
    run = resume(log(STARTED, ASKED), edited)
    assert run is not None
    assert (run.scene.id, run.path, run.is_cut) == ("corridor", (), True)


@settings(max_examples=60, deadline=None)
@given(scenarios(), st.data())
def test_a_history_can_be_resumed_at_any_prefix_and_gone_on_from(
    scenario: Scenario, data: st.DataObject
) -> None:
    run = begin(STARTED, scenario)
    happened: list[Event] = [STARTED]
    runs = [run]
    while run.open or run.phase == "outcome":
        if run.phase == "outcome":
            event: ScenarioEvent = go_on(run)
        else:
            event = choose(run, data.draw(st.sampled_from(open_now(run))))
        run = apply(run, event)
        happened.append(event)
        runs.append(run)
    for place, expected in enumerate(runs, 1):
        assert resume(log(*happened[:place]), scenario) == expected


# --- another path from a scene ---


def test_another_path_takes_over_the_choices_before_a_scene() -> None:
    run = run_of(the_plates(), "insist", "lead")
    taken = taken_before(run, 1)
    assert taken == (Taken("plates", "insist"),)
    other = begin(ScenarioStarted("r2", "plates", taken), run.scenario)
    assert (other.scene.id, other.phase, len(other.path)) == ("corridor", "choosing", 1)
    assert other.standing == run.path[1].before
    assert taken_before(run, 0) == ()


def test_what_no_longer_fits_is_not_taken_over() -> None:
    taken = (Taken("plates", "ask"), Taken("gone", "x"))
    run = begin(ScenarioStarted("r2", "plates", taken), the_plates())
    assert (run.scene.id, run.is_cut) == ("corridor", True)


_scenes = st.sampled_from([scene.id for scene in the_plates().scenes])
_choices = st.sampled_from(["ask", "wait", "insist", "lead", "sign", "gone"])
scenario_events = st.one_of(
    st.builds(Chose, st.just("r1"), st.just("plates"), _scenes, _choices, _scenes),
    st.builds(WentOn, st.just("r1"), st.just("plates"), _scenes),
    st.builds(ScenarioEnded, st.just("r1"), st.just("plates"), _scenes),
    st.just(STARTED),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(scenario_events, max_size=12))
def test_no_history_is_refused(happened: list[Event]) -> None:
    run = resume(log(STARTED, *happened), the_plates())
    assert run is not None
    assert all(0 <= value <= 100 for value in run.standing.meters)
    assert run.phase != "over" or run.scene.ending is not None
