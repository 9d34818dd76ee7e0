"""Small scenarios for tests, and random ones."""

from typing import Any

from hypothesis import strategies as st

from course.content.scenario import Choice, Condition, Debriefing, Meter, Route, Scenario, Scene
from course.sessions.scenario import Standing, beginning, changed, destination, open_choices


def a_meter(id: str, start: int = 50, **fields: Any) -> Meter:
    """A meter in the middle."""
    words = {"name": id.title(), "low": f"Low {id}.", "high": f"High {id}."}
    return Meter(**{"id": id, "start": start, **words, **fields})


def a_way(id: str, *to: str | Route, **fields: Any) -> Choice:
    """A choice to one scene, or by routes; `needs` close it with a reason."""
    routes = tuple(Route(scene=one) if isinstance(one, str) else one for one in to)
    closed = {"closed": f"Why {id} is closed."} if fields.get("needs") else {}
    words = {"text": f"Do {id}, because.", "outcome": f"What follows {id}."}
    return Choice(**{"id": id, "to": routes, **words, **closed, **fields})


def a_scene(id: str, *choices: Choice, **fields: Any) -> Scene:
    """A scene with choices, or an ending without."""
    goes_on = {"choices": choices} if choices else {"ending": f"The end {id}"}
    head = {"id": id, "heading": id.title(), "text": f"What happens in {id}."}
    return Scene(**{**head, **goes_on, **fields})


def a_scenario(*scenes: Scene, **fields: Any) -> Scenario:
    """A scenario with the meters `trust` and `strain` that begins at its first scene."""
    head = {"kind": "scenario", "title": "The plates", "lesson": "dubai", "summary": "A night."}
    rest = {
        "role": "You lead a delegation.",
        "minutes": 5,
        "objectives": ("tell-apart",),
        "meters": (a_meter("trust"), a_meter("strain", 20, better="low")),
        "start": scenes[0].id,
        "debrief": (Debriefing(objective="tell-apart", text="What happened."),),
    }
    return Scenario(**{**head, **rest, "scenes": scenes, **fields})


def at_least(meter: str, value: int) -> Condition:
    """The meter reads at least so much."""
    return Condition(meter=meter, at_least=value)


def at_most(meter: str, value: int) -> Condition:
    """The meter reads at most so much."""
    return Condition(meter=meter, at_most=value)


def has(fact: str) -> Condition:
    """The fact is remembered."""
    return Condition(has=fact)


def lacks(fact: str) -> Condition:
    """The fact is not remembered."""
    return Condition(lacks=fact)


def the_plates() -> Scenario:
    """Two scenes and four endings; `lead` must be earned, routes ask for both meters."""
    return a_scenario(
        a_scene(
            "plates",
            a_way("ask", "corridor", effects={"trust": 10, "strain": 20}, sets=("asked",)),
            a_way("wait", "corridor", effects={"trust": -30}),
            a_way("insist", "corridor", effects={"trust": 20, "strain": 50}, sets=("asked",)),
        ),
        a_scene(
            "corridor",
            a_way(
                "lead",
                Route(when=(at_least("strain", 70),), scene="recalled"),
                "spoke",
                effects={"trust": 20, "strain": 20},
                needs=(has("asked"),),
            ),
            a_way(
                "sign",
                Route(when=(at_most("trust", 20),), scene="alone"),
                "signed",
                effects={"trust": -10},
            ),
        ),
        *(a_scene(end) for end in ("spoke", "recalled", "signed", "alone")),
        debrief=(
            Debriefing(objective="tell-apart", text="It was no vote."),
            Debriefing(objective="tell-apart", when=(has("asked"),), text="You asked."),
        ),
    )


FACTS = ("asked", "promised", "left")
METERS = ("trust", "strain")

condition = st.one_of(
    st.builds(at_least, st.sampled_from(METERS), st.integers(0, 100)),
    st.builds(at_most, st.sampled_from(METERS), st.integers(0, 100)),
    st.builds(has, st.sampled_from(FACTS)),
    st.builds(lacks, st.sampled_from(FACTS)),
)
conditions = st.lists(condition, max_size=2).map(tuple)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any scenario whose scenes lead only on; paths may come to a closed door."""
    count = draw(st.integers(2, 6))
    scenes = []
    for place in range(count - 1):
        ahead = st.integers(place + 1, count - 1).map(lambda number: f"s{number}")
        if place and draw(st.integers(0, 4)) == 0:
            scenes.append(a_scene(f"s{place}"))
            continue
        choices = [
            a_way(
                f"c{number}",
                *(
                    Route(when=when, scene=draw(ahead))
                    for when in draw(st.lists(st.tuples(condition), max_size=2))
                ),
                draw(ahead),
                effects=draw(st.dictionaries(st.sampled_from(METERS), st.integers(-60, 60))),
                sets=tuple(draw(st.sets(st.sampled_from(FACTS), max_size=2))),
                needs=draw(conditions),
            )
            for number in range(draw(st.integers(2, 3)))
        ]
        scenes.append(a_scene(f"s{place}", *choices))
    debrief = tuple(
        Debriefing(objective="tell-apart", when=when, text="A point.")
        for when in draw(st.lists(conditions, min_size=1, max_size=3))
    )
    return a_scenario(*scenes, a_scene(f"s{count - 1}"), debrief=debrief)


def every_path(scenario: Scenario) -> list[tuple[tuple[str, ...], Standing, bool]]:
    """Each path to where it stops, one at a time: its choices, its standing, whether it ended."""
    paths = []
    waiting: list[tuple[tuple[str, ...], Standing]] = [((), beginning(scenario))]
    while waiting:
        taken, standing = waiting.pop()
        choices = open_choices(scenario, standing)
        if not choices:
            paths.append((taken, standing, scenario.scene[standing.scene].ending is not None))
        for choice in choices:
            after = changed(scenario, standing, choice)
            to = destination(scenario, after, choice)
            waiting.append(((*taken, choice.id), after._replace(scene=to)))
    return paths
