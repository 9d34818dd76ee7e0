"""A scenario and an exercise in lines: what is shown is said, and every verb has a letter."""

from course.rooms.lead import lead
from course.rooms.negotiation import propose, stand
from course.rooms.room import OpenRoom
from tests.joining.rooms import a_story, a_table
from tests.joining.seats import PaperSeat
from tests.plain.attending import Script, Step, attended, in_order


def saw(room: OpenRoom) -> Step:
    """The server shows the room as it is at this moment of the test."""
    shown = room.shared() | room.own("ana")
    return lambda seat: seat.hears(t="view", **shown)


def a_script(*steps: Step) -> Script:
    first, *others = steps
    script = Script(None, *others)
    first(script)
    return script


async def ended(room: OpenRoom) -> Step:
    await lead(room, "end")
    return saw(room)


async def test_a_story_is_voted_through_to_its_end() -> None:
    room = await a_story()
    steps = [saw(room)]
    await lead(room, "on")
    steps.append(saw(room))
    steps.append(lambda seat: seat.hears(t="ack", id="m0"))
    await room.vote("ana", "scene:door", 1, "1", "m0")
    for _ in range(3):
        await lead(room, "on")
        steps.append(saw(room))
    await lead(room, "on")
    await lead(room, "decide", "1")
    steps.append(saw(room))
    await lead(room, "on")
    steps += [saw(room), await ended(room)]
    seat = a_script(*steps)
    said = attended(seat, "1")
    assert seat.said[0].answer == "1"
    in_order(
        said,
        "You are in, Ana.",
        "You lead a delegation.",
        "Scene 1.",
        "closed: Why bribe is closed.",
        "Your answer, a number:",
        "1 answered.",
        "The class goes this way:",
        "by the vote of the class",
        "What really happened",
        "The way the class went",
        "The class is over. Thank you.",
    )
    assert "Noted" not in said


async def test_a_table_is_said_as_it_changes() -> None:
    room = await a_table()
    steps = [saw(room)]
    await lead(room, "deal")
    steps.append(saw(room))
    await lead(room, "next")
    steps.append(saw(room))
    await propose(room, "ben", "t", 0, "States shall pay.", "It is clearer.", "m1")
    steps.append(saw(room))
    await lead(room, "accept", room.room.table.waiting[0].id)
    steps.append(saw(room))
    await lead(room, "test")
    steps.append(saw(room))
    await stand(room, "ben", 1, "It is vague.", "m2", can_live=False)
    steps.append(saw(room))
    await lead(room, "unaddressed", "ben", "We heard it.")
    steps.append(saw(room))
    await lead(room, "declare", "no", "Too far apart.")
    steps.append(saw(room))
    steps.append(await ended(room))
    said = attended(a_script(*steps))
    in_order(
        said,
        "You are: ",
        "For your eyes only",
        "Phase 1 of 2 · all together",
        "would have it read",
        "“It is clearer.”",
        "States shall pay.",
        "You have not said yet whether you can live with it.",
        "It is vague.",
        "considered, not met: We heard it.",
        "The chair finds no consensus.",
        "Too far apart.",
    )


async def test_letters_do_what_keys_do() -> None:
    room = await a_table()
    await lead(room, "deal")
    await lead(room, "test")
    dealt = saw(room)

    def ack(seat: PaperSeat) -> None:
        seat.hears(t="ack", id=seat.said[-1].id)

    seat = a_script(dealt, ack, ack, ack, await ended(room))
    typed = ["x", "t", "b", "r", "y", "o", "It is vague.", "a", "1", "States shall pay.", "so"]
    said = attended(seat, *typed, interactive=True)
    acts = [each.act for each in seat.said]
    assert acts[0] == ("stand", {"round": 1, "can_live": True, "because": ""})
    assert acts[1] == ("stand", {"round": 1, "can_live": False, "because": "It is vague."})
    assert acts[2]
    verb, fields = acts[2]
    assert (verb, fields["body"], fields["why"]) == ("amend", "States shall pay.", "so")
    assert "It lies with the chair now." in said
    assert "q leaves." in said


async def test_what_is_not_to_be_negotiated_is_said_to_be_so_and_not_offered() -> None:
    room = await a_table()
    await lead(room, "deal")
    seat = a_script(saw(room), lambda seat: seat.hears(t="ack", id="m0"), await ended(room))
    said = attended(seat, "t", "a", "2", "All agree.", "so", interactive=True)
    assert "Rule (not to be negotiated)" in said
    assert "  2  Other" in said
    assert "  3  Rule" not in said


async def test_a_hum_at_the_table_is_asked_like_any_other() -> None:
    room = await a_table()
    await lead(room, "deal")
    await lead(room, "put", "hum")
    asked = saw(room)
    await room.hum("ana", "hum", 1, ("for", 3), "m0")
    await lead(room, "close")
    await lead(room, "show")
    shown = saw(room)
    seat = a_script(asked, lambda seat: seat.hears(t="ack", id="m0"), shown, await ended(room))
    said = attended(seat, "1")
    assert seat.said[0].hum == ("for", 3)
    assert "for 100, against 0." in said


async def test_the_chair_answers_what_waits_by_numbers() -> None:
    room = await a_table()
    await lead(room, "deal")
    await lead(room, "chair", "ana")
    await lead(room, "test")
    await stand(room, "ben", 1, "It is vague.", "m2", can_live=False)
    seat = a_script(saw(room), lambda seat: seat.hears(t="ack", id="m0"), await ended(room))
    said = attended(seat, "k", "1", "1", "We named the sum.", interactive=True)
    assert seat.said[0].act == (
        "chair",
        {"verb": "addressed", "of": "ben", "text": "We named the sum."},
    )
    assert "k does what waits for the chair" in " ".join(said.split())
