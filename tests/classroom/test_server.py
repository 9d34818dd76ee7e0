"""A class over the wire: joining, answering, coming back, and what nobody may do."""

import asyncio
from typing import Any

import pytest
from aiohttp import WSServerHandshakeError

from course.classroom.site import FILES
from course.rooms.codes import key_of
from course.rooms.lead import VERBS, lead
from course.sessions.attempt import IllegalMove
from course.sessions.live.ballot import tally
from course.sessions.live.room import phase
from tests.classroom.conftest import SECRET, Class


async def test_a_question_from_the_lobby_to_the_reveal(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    assert (await ana.hears("view"))["phase"] == "lobby"
    await lead(lesson.room, "put")
    shown = await ana.hears("view", phase="open")
    assert [option["key"] for option in shown["sheet"]["options"]] == ["1", "2", "3"][
        : len(shown["sheet"]["options"])
    ]
    await ana.votes("1", "m1")
    await ana.hears("ack", id="m1")
    await lead(lesson.room, "show")
    shown = await ana.hears("view", phase="shown")
    assert shown["result"]["rounds"][0]["answered"] == 1
    assert shown["past"] == [shown["earned"]]


async def test_nothing_a_device_hears_before_the_reveal_tells_the_key(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    await ana.hears("view", phase="open")
    await ana.votes("1", "m1")
    await ana.hears("ack", id="m1")
    await lead(lesson.room, "close")
    await ana.hears("view", phase="closed")
    for view in ana.views:
        assert not {"result", "feedback", "earned", "past"} & set(view)


async def test_who_reloads_finds_the_same_seat_and_the_same_answer(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    await ana.votes("2", "m1")
    await ana.hears("ack", id="m1")
    await ana.socket.close()
    back = await lesson.joined("", token=ana.token)
    assert back.token == ana.token
    assert (await back.hears("view", phase="open"))["answer"] == "2"
    assert len(lesson.room.room.present) == 1


async def test_an_answer_sent_again_after_a_lost_acknowledgement_counts_once(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    for _ in range(3):
        await ana.votes("1", "m1")
    for _ in range(3):
        await ana.hears("ack", id="m1")
    assert sum(tally(lesson.room.room.ballots["one"]).values()) == 1


async def test_a_second_tab_takes_over_and_the_first_is_told(lesson: Class) -> None:
    first = await lesson.joined("Ana")
    second = await lesson.joined("", token=first.token)
    assert (await first.hears("bye"))["why"] == "this seat was opened elsewhere"
    await lead(lesson.room, "put")
    await second.hears("view", phase="open")


async def test_a_late_answer_is_refused_and_told_so(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    await lead(lesson.room, "close")
    await ana.votes("1", "m1")
    assert (await ana.hears("no", id="m1"))["why"] == "the question is closed"
    assert lesson.room.room.ballots["one"].last.answered == 0


async def test_who_is_sent_out_is_told_and_the_token_is_worth_nothing(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "remove", lesson.room.room.present[0].id)
    assert (await ana.hears("bye"))["why"] == "the teacher ended your seat"
    back = await lesson.socket()
    await back.send_json({"t": "join", "code": "RFC728", "token": ana.token})
    assert (await back.receive_json(timeout=5))["t"] == "bye"


async def test_one_key_throws_out_a_flood_and_keeps_who_takes_part(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    await ana.votes("1", "m1")
    await ana.hears("ack", id="m1")
    for bot in range(20):
        await lesson.joined(f"Bot {bot}")
    await lead(lesson.room, "clear")
    assert [seat.name for seat in lesson.room.room.present] == ["Ana"]
    assert lesson.room.room.is_locked


HOSTILE: list[Any] = [
    "",
    "null",
    "[]",
    "{}",
    '{"t":"do","verb":"show","id":"x"}',
    '{"t":"teach","code":"RFC728","secret":"x"}',
    '{"t":"vote"}',
    '{"t":"vote","ballot":"one","round":1,"answer":{"a":{"b":[]}},"id":"x"}',
    '{"t":"vote","ballot":"one","round":1,"answer":"1","id":"x","fraction":1,"at":"2001-01-01"}',
    '{"t":"vote","ballot":"__proto__","round":1,"answer":"1","id":"x"}',
    '{"t":"vote","ballot":"one","round":-1,"answer":"1","id":"x"}',
    '{"t":"hum","ballot":"one","round":1,"side":"for","strength":99,"id":"x"}',
    "[" * 2000,
    "\x00\x1b]52;c;x\x07",
]


@pytest.mark.parametrize("before", ["lobby", "open", "closed"])
async def test_hostile_messages_change_nothing_for_others(lesson: Class, before: str) -> None:
    ana, mallory = await lesson.joined("Ana"), await lesson.joined("Mallory")
    for verb in {"lobby": (), "open": ("put",), "closed": ("put", "close")}[before]:
        await lead(lesson.room, verb)
    for message in HOSTILE:
        await mallory.socket.send_str(message)
    for verb in VERBS:
        await mallory.say(t="do", verb=verb, id=verb)
    await mallory.say(t="ping")
    assert phase(lesson.room.room) == before
    await ana.say(t="ping")
    room = lesson.room.room
    assert {seat.name for seat in room.present} == {"Ana", "Mallory"}
    for ballot in room.ballots.values():
        assert set(ballot.last.votes) <= {room.present[1].id}


async def test_a_message_that_is_too_long_ends_the_connection(lesson: Class) -> None:
    mallory = await lesson.joined("Mallory")
    await mallory.socket.send_str("x" * 5000)
    while (frame := await mallory.socket.receive(timeout=5)).type.name == "TEXT":
        pass
    assert frame.type.name in ("CLOSE", "CLOSED", "CLOSING")


async def test_another_site_opens_neither_page_nor_socket(lesson: Class) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example"}):
        async with lesson.session.get(f"{lesson.address.url}/", headers=headers) as response:
            assert response.status == 403
        with pytest.raises(WSServerHandshakeError):
            await lesson.socket(**headers)


async def test_every_answer_carries_the_policy_that_lets_no_script_in(lesson: Class) -> None:
    for path in FILES:
        async with lesson.session.get(f"{lesson.address.url}{path}") as response:
            assert response.status == 200
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_codes_are_not_guessed_and_a_link_still_opens_the_door(lesson: Class) -> None:
    heard = []
    for guess in range(12):
        socket = await lesson.socket()
        await socket.send_json({"t": "join", "code": f"AAAAA{'23456789ABCD'[guess]}", "name": "x"})
        heard.append((await socket.receive_json(timeout=5))["why"])
    assert heard[:5] == ["this code opens no room"] * 5
    assert set(heard[5:]) == {"too many wrong codes: wait a minute, or scan the picture"}
    ana = await lesson.joined("Ana", key=key_of(lesson.room.room.opened))
    back = await lesson.joined("", token=ana.token)
    assert back.token == ana.token


async def test_two_students_cannot_have_names_that_read_alike(lesson: Class) -> None:
    await lesson.joined("Ana Maria")
    socket = await lesson.socket()
    await socket.send_json({"t": "join", "code": "rfc-728", "name": "ANA  maria"})
    assert "taken" in (await socket.receive_json(timeout=5))["why"]


async def test_the_teacher_leads_from_anywhere_with_the_secret_and_nobody_without(
    lesson: Class,
) -> None:
    thief = await lesson.teacher("guessed")
    assert (await thief.hears("bye"))["why"] == "this code opens no room"
    teacher = await lesson.teacher(SECRET)
    shown = await teacher.hears("view")
    assert shown["following"] == "one"
    await teacher.say(t="do", verb="on", id="v1")
    await teacher.hears("ack", id="v1")
    assert phase(lesson.room.room) == "open"
    ana = await lesson.joined("Ana")
    await ana.votes("1", "m1")
    assert (await teacher.hears("view", answered=1))["waiting"] == []


async def test_many_phones_at_once_are_each_counted_once(lesson: Class) -> None:
    devices = await asyncio.gather(*(lesson.joined(f"Student {n}") for n in range(50)))
    await lead(lesson.room, "put")
    for device in devices:
        await device.hears("view", phase="open")
    await asyncio.gather(*(device.votes("1", "m1") for device in devices))
    await asyncio.gather(*(device.hears("ack", id="m1") for device in devices))
    assert lesson.room.room.ballots["one"].last.answered == 50


async def test_a_class_ended_by_mistake_goes_on_for_who_is_still_there_and_who_comes_back(
    lesson: Class,
) -> None:
    ana, ben = await lesson.joined("Ana"), await lesson.joined("Ben")
    await lead(lesson.room, "put")
    await ana.hears("view", phase="open")
    await lead(lesson.room, "end")
    await ana.hears("view", phase="ended")
    await ben.socket.close()
    assert await lesson.refused(token=ben.token) == "this code opens no room"
    await lead(lesson.room, "reopen")
    await ana.hears("view", phase="open")
    await ana.votes("1", "m1")
    await ana.hears("ack", id="m1")
    back = await lesson.joined("", token=ben.token)
    await back.hears("view", phase="open")
    with pytest.raises(IllegalMove, match="not over"):
        await lead(lesson.room, "reopen")
