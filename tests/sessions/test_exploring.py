"""All paths walked at once find exactly what walking each of them finds."""

from graphlib import CycleError

import pytest
from hypothesis import given, settings

from course.content.scenario import Scenario, order
from course.sessions.exploring import explore
from course.sessions.scenario import beginning, changed, debriefing, destination, open_choices
from tests.sessions.scenarios import (
    a_scenario,
    a_scene,
    a_way,
    at_least,
    every_path,
    has,
    scenarios,
    the_plates,
)


def test_a_whole_scenario_is_walked_to_all_its_ends() -> None:
    found = explore(the_plates())
    assert found.scenes == {"plates", "corridor", "spoke", "recalled", "signed", "alone"}
    assert found.stuck == {}
    assert found.debriefed == {0, 1}
    assert (found.shortest, found.longest) == (2, 2)
    assert ("corridor", "lead", "recalled") in found.routes


def test_a_path_on_which_nothing_is_open_is_shown() -> None:
    scenario = a_scenario(
        a_scene("start", a_way("ask", "door", sets=("asked",)), a_way("wait", "hall")),
        a_scene("hall", a_way("stay", "door"), a_way("go", "door", sets=("asked",))),
        a_scene(
            "door",
            a_way("knock", "end", needs=(has("asked"),)),
            a_way("force", "end", needs=(at_least("trust", 80),)),
        ),
        a_scene("end"),
    )
    assert explore(scenario).stuck == {"door": ("wait", "stay")}


def test_what_nobody_asks_for_later_makes_no_difference() -> None:
    steps = [
        a_scene(
            f"s{n}",
            a_way("up", f"s{n + 1}", effects={"trust": n + 1}, sets=(f"up-{n}",)),
            a_way("down", f"s{n + 1}", effects={"strain": n + 1}, sets=(f"down-{n}",)),
        )
        for n in range(30)
    ]
    found = explore(a_scenario(*steps, a_scene("s30")))
    assert found.standings == 31
    assert (found.shortest, found.longest) == (30, 30)


def test_the_walk_stops_at_a_bound() -> None:
    found = explore(the_plates(), most=3)
    assert not found.is_complete


def test_a_circle_is_no_order() -> None:
    scenario = a_scenario(
        a_scene("one", a_way("on", "two"), a_way("out", "end")),
        a_scene("two", a_way("back", "one"), a_way("out", "end")),
        a_scene("end"),
    )
    with pytest.raises(CycleError):
        order(scenario)


def length_of_ends(scenario: Scenario) -> list[int]:
    return [len(taken) for taken, _, ended in every_path(scenario) if ended]


@given(scenarios())
@settings(max_examples=60, deadline=None)
def test_walking_all_at_once_finds_what_walking_each_finds(scenario: Scenario) -> None:
    found = explore(scenario)
    scenes, routes, stuck, debriefed = set(), set(), set(), set()
    for taken, last, ended in every_path(scenario):
        standing = beginning(scenario)
        for name in taken:
            scenes.add(standing.scene)
            choice = next(c for c in open_choices(scenario, standing) if c.id == name)
            after = changed(scenario, standing, choice)
            to = destination(scenario, after, choice)
            routes.add((standing.scene, name, to))
            standing = after._replace(scene=to)
        assert standing == last
        scenes.add(last.scene)
        if ended:
            made = debriefing(scenario, last)
            debriefed |= {n for n, point in enumerate(scenario.debrief) if point in made}
        else:
            stuck.add(last.scene)
    assert (found.scenes, found.routes, set(found.stuck)) == (scenes, routes, stuck)
    assert found.debriefed == debriefed
    lengths = length_of_ends(scenario)
    assert (found.shortest, found.longest) == (min(lengths, default=0), max(lengths, default=0))


@given(scenarios())
@settings(max_examples=25, deadline=None)
def test_the_path_shown_for_a_closed_door_leads_to_one(scenario: Scenario) -> None:
    for scene, shown in explore(scenario).stuck.items():
        ends = {taken: last.scene for taken, last, ended in every_path(scenario) if not ended}
        assert ends[shown] == scene
