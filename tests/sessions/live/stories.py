"""A scenario for tests: a class of three before a door, and the ways it may vote."""

from course.sessions.live.events import BallotClosed, ResultShown, RoomEvent, SceneDecided
from course.sessions.live.room import Room
from tests.sessions.live.classes import a_room, played, put, taken, voted
from tests.sessions.scenarios import a_scenario, a_scene, a_way, has, lacks

CASE = a_scenario(
    a_scene(
        "door",
        a_way("knock", "hall", effects={"trust": 10}, sets=("polite",)),
        a_way("push", "hall", effects={"trust": -60, "strain": 10}),
        a_way("bribe", "hall", needs=(has("rich"),)),
    ),
    a_scene("hall", a_way("ask", "end"), a_way("shout", "end", needs=(lacks("polite"),))),
    a_scene("end"),
)
DOOR, HALL = "scene:door", "scene:hall"


def a_class(*events: RoomEvent) -> Room:
    head = {"kind": "scenario", "of": "scenario:plates"}
    return played(a_room(**head), taken("cem"), *events)


def at_the_door(*votes: str, closed: bool = True) -> Room:
    seats = ("ana", "ben", "cem")
    cast = [voted(seat, DOOR, v) for seat, v in zip(seats, votes, strict=False)]
    return a_class(put(DOOR), *cast, *([BallotClosed(DOOR, 1)] if closed else []))


def decided(*votes: str, choice: str, because: str = "") -> Room:
    return played(at_the_door(*votes), ResultShown(DOOR), SceneDecided("door", choice, because))
