"""An exercise for tests: its roles dealt to three seats, r0 to ana, r1 to ben and cem."""

from typing import Any

from course.content.exercise import Exercise
from course.sessions.live.events import Posed, RoomEvent
from course.sessions.live.room import Room
from course.sessions.live.table_events import (
    AmendmentProposed,
    ConsensusTested,
    RolesDealt,
    StandTaken,
)
from tests.builders import a_pack
from tests.sessions.live.classes import a_room, played, taken

HUM = {"question": "Is it ready?", "for": "I could live with it.", "against": "I could not."}

PACK: Exercise = a_pack(
    hum=HUM,
    roles=tuple(
        {
            "id": f"r{place}",
            "name": f"Role {place}",
            "seats": {"from": least, "to": most},
            "public": f"What all know of {place}.",
            "secret": f"**Secret {place}.** Only role {place} reads this.",
            "goals": (f"Goal {place}",),
        }
        for place, (least, most) in enumerate(((1, 1), (1, 2), (0, 2)))
    ),
    texts=(
        {"id": "t", "title": "Text", "text": "States [shall][should] pay.", "note": "Made."},
        {"id": "u", "title": "Other", "text": "All agree to meet.", "note": "Made."},
        {"id": "r", "title": "Rule", "text": "No votes.", "note": "Real.", "negotiable": False},
    ),
)

DEALT = RolesDealt({"ana": "r0", "ben": "r1", "cem": "r1"}, ("r2", "r2"))


def at_the_table(*events: RoomEvent, **fields: Any) -> Room:
    """A room whose three have their roles, after some events."""
    posed = (Posed("hum", "Is it ready?", is_hum=True),)
    head = {"kind": "exercise", "of": "exercise:pack", "posed": posed}
    return played(a_room(**(head | fields)), taken("cem"), DEALT, *events)


def proposed(
    seat: str = "ana", body: str = "States shall pay.", version: int = 0, id: str = "a1"
) -> AmendmentProposed:
    return AmendmentProposed(id, seat, "t", version, body, "It is clearer.")


def asked(round_: int = 1, text: str = "t") -> ConsensusTested:
    return ConsensusTested(round_, text)


def objects(seat: str, because: str = "Article 4 falls.", round_: int = 1) -> StandTaken:
    return StandTaken(seat, round_, can_live=False, because=because)


def lives(seat: str, round_: int = 1) -> StandTaken:
    return StandTaken(seat, round_, can_live=True)
