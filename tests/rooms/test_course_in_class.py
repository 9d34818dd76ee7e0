"""Every scenario and every exercise of the course, from the lobby to its last step."""

import json

import pytest

from course.cli.subject import on_content
from course.content.exercise import unbalanced
from course.loading.files import find_course
from course.loading.library import Library
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, utc_now
from course.sessions.live.room import phase
from tests.sessions.live.classes import taken

LIBRARY = Library(find_course())
FRAME = 1_000_000
"""Bytes of the largest view that may go to a device."""


def a_room(named: str) -> OpenRoom:
    about, store = on_content(LIBRARY, named), MemoryRooms()
    store.open("room", about.opened, utc_now())
    return OpenRoom(store, "room", about.bank, subjects=about.subjects)


@pytest.mark.parametrize("name", [entry.id for entry in LIBRARY.catalogue.scenarios])
@pytest.mark.parametrize("way", [0, -1])
async def test_a_class_comes_to_an_end_of_every_scenario(name: str, way: int) -> None:
    room = a_room(f"scenario:{name}")
    for seat in ("ana", "ben"):
        await room.do(taken(seat))
    while phase(room.room) != "ending":
        await lead(room, "on")
        if phase(room.room) == "ending":
            break
        view = room.shared()
        key = view["sheet"]["options"][way]["key"]
        for seat in ("ana", "ben"):
            await room.vote(seat, view["ballot"], view["round"], key, view["ballot"])
        for _ in range(3):
            await lead(room, "on")
        assert room.shared()["decided"]["how"] == "vote"
        assert room.shared()["decided"]["outcome"]
    ending = room.shared()["ending"]
    assert ending["name"]
    assert ending["debrief"]


@pytest.mark.parametrize("name", [entry.id for entry in LIBRARY.catalogue.exercises])
async def test_a_class_goes_through_every_exercise(name: str) -> None:
    pack, room = LIBRARY.exercise(name), a_room(f"exercise:{name}")
    for person in range(pack.group.smallest):
        await room.do(taken(f"s{person}"))
    steps = 0
    while room.overview()["next"] != "end":
        await lead(room, "on")
        steps += 1
        assert steps < 40
    assert steps >= len(pack.phases) + 1
    views = {seat.id: room.shared() | room.own(seat.id) for seat in room.room.present}
    for view in views.values():
        assert view["exercise"]["debrief"]
        assert len(json.dumps(view).encode()) < FRAME
    secrets = {view["role"]["name"]: json.dumps(view["role"]["secret"]) for view in views.values()}
    for view in views.values():
        said = json.dumps(view)
        for role, secret in secrets.items():
            assert (secret in said) is (view["role"]["name"] == role)
    told = json.dumps(room.overview())
    assert not any(secret in told for secret in secrets.values())
    for text in room.shared()["exercise"]["texts"]:
        assert unbalanced(text["body"]) is None
        assert text["body"]
