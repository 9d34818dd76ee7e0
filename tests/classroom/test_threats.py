"""What the threat model asks of the server of a class, line by line, over real sockets."""

import asyncio
import base64
import json
import logging
import os
import random
import shutil
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector, WSServerHandshakeError

from course.classroom import line
from course.classroom.messages import Join
from course.classroom.server import ClassServer
from course.classroom.site import FILES
from course.errors import CourseError
from course.rooms.codes import hashed, key_of
from course.rooms.lead import lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import utc_now
from course.rooms.roster import Person, Roster, dumped
from course.serving import Address, Serving, encryption, listening, warning
from course.sessions.live.events import SeatTaken
from tests.builders import a_choice, a_single, a_survey
from tests.classroom.conftest import ONE, SECRET, Class, Device, a_class
from tests.sessions.live.classes import an_opening

# --- before the reveal ---


async def frames(right: int) -> list[str]:
    """Every frame a student gets until a question is closed."""
    texts = ("Geneva", "Dubai", "Tunis")
    choices = tuple(
        a_choice(text, correct=at == right, feedback=f"{at == right}")
        for at, text in enumerate(texts)
    )
    question = a_single("one", choices=choices, explanation=f"It was {texts[right]}.")
    heard: list[str] = []
    async for lesson in a_class(MemoryRooms(), {"one": question}):
        ana = await lesson.joined("Ana")
        heard.append(await ana.socket.receive_str(timeout=5))
        await lead(lesson.room, "put")
        heard.append(await ana.socket.receive_str(timeout=5))
        await ana.votes("2", "m1")
        heard.append(await ana.socket.receive_str(timeout=5))
        await lead(lesson.room, "close")
        heard.append(await ana.socket.receive_str(timeout=5))
    return heard


async def test_every_frame_is_the_same_to_the_byte_whichever_option_is_right() -> None:
    first, *others = [await frames(right) for right in range(3)]
    phases = [json.loads(frame).get("phase") for frame in first]
    assert phases == ["lobby", "open", None, "closed"]
    assert all(other == first for other in others)


@pytest.mark.parametrize("path", FILES)
async def test_the_page_holds_no_question_and_makes_no_markup_of_what_it_hears(
    lesson: Class, path: str
) -> None:
    await lead(lesson.room, "put")
    async with lesson.session.get(f"{lesson.address.url}{path}") as response:
        source = (await response.text()).replace("http://www.w3.org/2000/svg", "")
    for danger in ("Dubai", "innerHTML", "insertAdjacent", "document.write", "eval(", "http://"):
        assert danger not in source
    assert path != "/" or "<script>" not in source


# --- answers ---


async def test_what_is_sent_thrice_in_any_order_and_from_a_second_tab_is_one_answer(
    lesson: Class,
) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    sent = [("1", "m1"), ("2", "m2")] * 3
    random.Random(7).shuffle(sent)
    for answer, id_ in sent:
        await ana.votes(answer, id_)
    for _ in sent:
        await ana.hears("ack")
    newest = "2" if sent[0][0] == "1" else "1"  # the one that was first heard last
    back = await lesson.joined("", token=ana.token)
    assert (await back.hears("view", phase="open"))["answer"] == newest
    await back.votes(*sent[0])
    await back.hears("ack", id=sent[0][1])
    assert lesson.room.room.ballots["one"].last.answered == 1


async def test_the_time_the_mark_and_the_seat_are_the_server_s(lesson: Class) -> None:
    ana, ben = await lesson.joined("Ana"), await lesson.joined("Ben")
    await lead(lesson.room, "put")
    await ana.votes("1", "m1")
    await ana.hears("ack")
    lie = {"fraction": "1", "at": "2001-01-01T00:00:00Z", "seat": "ana", "token": ana.token}
    for answer in ("1", "2", "3"):
        await ben.say(t="vote", ballot="one", round=1, answer=answer, id=answer, **lie)
        await ben.hears("ack", id=answer)
        of_ana, of_ben = lesson.room.room.ballots["one"].last.votes.values()
        assert of_ana.sent == "m1"
        assert of_ben.fraction == int(of_ben.response == "b")


async def test_too_late_is_late_however_early_the_device_thinks_it_is(lesson: Class) -> None:
    ana = await lesson.joined("Ana")
    await lead(lesson.room, "put")
    await lead(lesson.room, "close")
    await ana.say(t="vote", ballot="one", round=1, answer="1", id="m1", at=0, seconds=3600)
    assert (await ana.hears("no", id="m1"))["why"] == "the question is closed"


def test_the_clock_of_the_machine_may_be_set_while_a_question_runs() -> None:
    # What is added to the time read at the start comes from a clock that nobody can set.
    assert {"time", "now", "today"}.isdisjoint(utc_now.__code__.co_names)
    assert utc_now() <= utc_now()


# --- crowds ---


async def test_a_full_room_takes_nobody_and_a_locked_one_only_who_has_a_seat() -> None:
    store = MemoryRooms()
    store.open("room", an_opening(ONE, cap=2, teacher=hashed(SECRET)), utc_now())
    async for lesson in a_class(store, {"one": ONE}):
        ana = await lesson.joined("Ana")
        await lesson.joined("Ben")
        assert await lesson.refused(name="Eve") == "the room is full"
        await lead(lesson.room, "remove", lesson.room.room.present[1].id)
        await lead(lesson.room, "lock")
        assert await lesson.refused(name="Eve") == "the door is locked"
        assert (await lesson.joined("", token=ana.token)).token == ana.token


async def test_where_only_a_roster_comes_in_nobody_else_does() -> None:
    store = MemoryRooms()
    people = (Person("Ana Pérez", "17"), Person("Ben Brown"))
    store.keep_roster("9b", dumped(Roster("9b", people)))
    opened = an_opening(ONE, roster="9b", only_roster=True, teacher=hashed(SECRET))
    store.open("room", opened, utc_now())
    async for lesson in a_class(store, {"one": ONE}):
        for name in ("Eve", "Benny", ""):
            assert await lesson.refused(name=name) == "this name is not on the list of the class"
        for name in ("perez ana", "Ben"):
            await lesson.joined(name)


async def test_an_address_has_two_hundred_new_seats_a_minute_or_as_many_as_its_room() -> None:
    for cap, taken in ((60, 200), (500, 500)):
        store = MemoryRooms()
        store.open("room", an_opening(ONE, cap=cap, teacher=hashed(SECRET)), utc_now())
        async for lesson in a_class(store, {"one": ONE}):
            door, now = lesson.server.door, 0.0
            door.clock = lambda: now  # noqa: B023
            assert all(door.joins.take("127.0.0.1", now, taken) for _ in range(taken - 1))
            await lesson.joined("Ana")
            assert "too many join" in await lesson.refused(name="Eve")
            now = 61.0
            await lesson.joined("Eve")


async def test_of_a_thousand_wrong_codes_five_are_answered_and_the_class_comes_in(
    lesson: Class,
) -> None:
    door = lesson.server.door
    door.clock = lambda: 0.0
    heard = [await lesson.refused(code="AAAAAA", name="Eve") for _ in range(7)]
    assert heard.count("this code opens no room") == 5
    for _ in range(1000):
        with pytest.raises(CourseError, match="too many wrong codes"):
            door._may_try("127.0.0.1")
    assert "too many wrong codes" in await lesson.refused(name="Ana"), "a right guess tells nothing"
    ana = await lesson.joined("Ana", key=key_of(lesson.room.room.opened))
    assert (await lesson.joined("", token=ana.token)).token == ana.token
    teacher = await lesson.teacher()
    assert not (await teacher.hears("view")).get("alarm")


async def test_a_flood_of_guesses_and_of_stolen_looking_tokens_does_not_reach_the_store(
    lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    door, store = lesson.server.door, lesson.server.store
    door.clock = lambda: 0.0
    monkeypatch.setattr(store, "find", asked.append)
    for _ in range(20):
        await lesson.refused(code="AAAAAA", name="Eve")
    assert len(asked) == 5

    async def catch_up() -> None:
        asked.append("log")

    monkeypatch.setattr(lesson.room, "catch_up", catch_up)
    for _ in range(300):
        with pytest.raises(CourseError):
            await door.student(Join(t="join", code="RFC728", token="made up"), "192.0.2.1")
    assert asked.count("log") == 200


async def test_guesses_from_everywhere_raise_the_alarm_and_leave_each_address_one(
    lesson: Class,
) -> None:
    door = lesson.server.door
    door.clock = lambda: 0.0
    teacher = await lesson.teacher()
    await teacher.hears("view")
    for place in range(51):
        door._wrong(f"192.0.2.{place}")
    assert (await teacher.hears("view"))["alarm"]
    with pytest.raises(CourseError, match="too many wrong codes"):
        door._may_try("192.0.2.7")
    door._may_try("198.51.100.1")
    await lesson.joined("Ana")


async def test_a_proxy_of_ours_is_believed_when_it_names_who_asks_and_nobody_else() -> None:
    for proxies, tried in (([], "127.0.0.1"), (["127.0.0.1"], "203.0.113.9")):
        bound, address = listening("127.0.0.1", 0)
        server = ClassServer(MemoryRooms(), {}, [address.url], proxies)
        async with Serving(server.application(), bound), ClientSession() as session:
            said = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
            socket_ = await session.ws_connect(f"{address.url}/seat", headers=said)
            await socket_.send_json({"t": "join", "code": "AAAAAA", "name": "Eve"})
            await socket_.receive_json(timeout=5)
        assert set(server.door.wrong_codes._used) == {tried}


# --- devices that are broken, or pretend to be ---


async def test_who_does_not_say_who_they_are_is_shown_out(
    lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "HELLO_SECONDS", 0.05)
    for path in ("/seat", "/teach"):
        silent = Device(await lesson.socket(path))
        await silent.hears("bye")
        assert (await silent.socket.receive(timeout=5)).type.name in ("CLOSE", "CLOSED")


def raw(address: Address, path: str = "/seat") -> socket.socket:
    """A socket that has shaken hands, and reads next to nothing."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    plain.connect((address.host, address.port))
    key = base64.b64encode(os.urandom(16)).decode()
    head = (
        f"GET {path} HTTP/1.1\r\nHost: {address.host}:{address.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    plain.sendall(head.encode())
    return plain


def framed(text: str, opcode: int = 1) -> bytes:
    """A masked frame, with a mask of zeros."""
    body = text.encode()
    size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2, "big")
    return bytes([0x80 | opcode]) + size + bytes(4) + body


async def test_who_does_not_read_is_dropped_and_the_class_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line, "STUCK_SECONDS", 0.2)
    monkeypatch.setattr("course.classroom.server.PAUSE", 0)
    long = a_survey("one", stem="Why? " * 2000)
    async for lesson in a_class(MemoryRooms(), {"one": long}):
        ana = await lesson.joined("Ana")
        stuck = [await asyncio.to_thread(raw, lesson.address) for _ in range(3)]
        for place, each in enumerate(stuck):
            said = {"t": "join", "code": "RFC728", "name": f"Stuck {place}"}
            await asyncio.to_thread(each.sendall, framed(json.dumps(said)))
        while len(lesson.room.room.present) < 4:
            await asyncio.sleep(0)
        await lead(lesson.room, "put")
        rounds = 1
        while len(lesson.server._lines) > 1:
            await lead(lesson.room, "again")
            rounds += 1
            assert rounds < 5000, "they are still here"
            await ana.hears("view", round=rounds, phase="open")
        await ana.votes("1", "m1", round=rounds)
        await ana.hears("ack", id="m1")
        for each in stuck:
            each.close()


async def test_who_talks_without_pause_is_read_twenty_times_a_second(
    lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await real(0)

    mallory = await lesson.joined("Mallory")
    monkeypatch.setattr(asyncio, "sleep", sleep)
    for _ in range(60):
        await mallory.say(t="ping")
        await mallory.socket.ping()
        await mallory.socket.send_str("nonsense")
    for _ in range(60):
        await mallory.hears("no")
    assert sum(1 for seconds in slept if seconds > 1) > 100


async def test_names_and_answers_do_not_reach_the_server_s_log(
    lesson: Class, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        ana = await lesson.joined("Ana")
        await lead(lesson.room, "put")
        await ana.votes("1", "m1")
        await ana.hears("ack")
    assert not [record for record in caplog.records if record.name != "asyncio"]


NOISE = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \x1b]52;c;x\x07\r\n\r\n",
    b"GET /\x1b[2J HTTP/1.1\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost\r\n\r\n",
    b"\x00\x1b[31m\r\n\r\n",
    b"GET /seat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nzzzz",
]


async def test_what_is_no_request_is_refused_and_nothing_of_it_reaches_the_terminal(
    lesson: Class, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for noise in NOISE:
        reader, writer = await asyncio.open_connection(lesson.address.host, lesson.address.port)
        writer.write(noise)
        with suppress(ConnectionError):
            answer = await asyncio.wait_for(reader.read(400), 5)
            assert answer == b"" or answer.split()[1] in (b"400", b"403", b"405"), noise
            assert b"\x1b" not in answer
        writer.close()
    await lesson.joined("Ana")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


# --- who can reach it, and what they see ---


async def test_every_answer_lets_nothing_in_and_is_kept_nowhere(lesson: Class) -> None:
    for path in (*FILES, "/nothing", "/seat"):
        async with lesson.session.get(f"{lesson.address.url}{path}") as response:
            headers = response.headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:{port}.evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost:{port}"},
        {"Host": "127.0.0.1:{port}.evil.example"},
    ],
)
async def test_only_our_own_page_opens_a_socket_and_only_by_our_own_name(
    lesson: Class, headers: dict[str, str]
) -> None:
    filled = {name: value.format(port=lesson.address.port) for name, value in headers.items()}
    for path in ("/seat", "/teach"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await lesson.socket(path, **filled)
        assert refused.value.status == 403


async def test_no_frame_is_larger_than_a_megabyte_however_much_a_large_class_writes() -> None:
    question = a_survey("one", choices=())
    store = MemoryRooms()
    store.open("room", an_opening(question, cap=1000, teacher=hashed(SECRET)), utc_now())
    async for lesson in a_class(store, {"one": question}):
        await lead(lesson.room, "put")
        ana = await lesson.joined("Ana" * 8)
        names = [f"{n:03d}" + "x" * 21 for n in range(999)]
        taken = [SeatTaken(f"s{name}", name, name) for name in names]
        await asyncio.gather(*(lesson.room.do(seat) for seat in taken))
        said = (
            lesson.room.vote(seat.seat, "one", 1, f"{seat.name} " + "ü" * 1900, seat.seat)
            for seat in taken
        )
        await asyncio.gather(*said)
        await lead(lesson.room, "show")
        teacher = await lesson.teacher()
        for device in (ana, teacher):
            shown = await device.hears("view", phase="shown")
            assert len(json.dumps(shown, ensure_ascii=False).encode()) < 1_000_000


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not installed here")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *name, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


@pytest.fixture
async def encrypted(certificate: tuple[Path, Path]) -> AsyncIterator[Class]:
    trusted = ssl.create_default_context(cafile=certificate[0])
    bound, address = listening("127.0.0.1", 0, "https")
    store = MemoryRooms()
    store.open("room", an_opening(ONE, teacher=hashed(SECRET)), utc_now())
    server = ClassServer(store, {"one": ONE}, [address.url])
    serving = Serving(server.application(), bound, encryption(*certificate))
    async with serving, ClientSession(connector=TCPConnector(ssl=trusted)) as session:
        yield Class(server, server.room("room"), address, session)


async def test_with_a_certificate_names_and_answers_are_encrypted(encrypted: Class) -> None:
    assert encrypted.address.url.startswith("https://")
    ana = await encrypted.joined("Ana")
    await lead(encrypted.room, "put")
    await ana.votes("1", "m1")
    await ana.hears("ack")
    reader, writer = await asyncio.open_connection(encrypted.address.host, encrypted.address.port)
    writer.write(b"GET / HTTP/1.1\r\n\r\n")
    with suppress(ConnectionError):
        assert b"HTTP" not in await asyncio.wait_for(reader.read(100), 5)
    writer.close()


def test_a_certificate_that_cannot_be_used_is_said_in_a_line(
    certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    cert, key = certificate
    for pair in ((cert, tmp_path / "none.pem"), (key, cert), (cert, cert)):
        with pytest.raises(CourseError, match="certificate") as refused:
            encryption(*pair)
        assert refused.value.exit_code == 2


def test_this_machine_is_called_localhost_too() -> None:
    assert Address("127.0.0.1", 8050).urls == ("http://127.0.0.1:8050", "http://localhost:8050")
    assert Address("192.0.2.7", 80).urls == ("http://192.0.2.7",)


def test_who_can_reach_the_class_is_said_in_words() -> None:
    assert warning(Address("127.0.0.1", 8050)) is None
    open_ = warning(Address("192.0.2.7", 8050))
    assert open_
    assert "http://192.0.2.7:8050" in open_
    assert "not encrypted" in open_
    closed = warning(Address("192.0.2.7", 8050, "https"))
    assert closed
    assert "not encrypted" not in closed
    named = warning(Address("127.0.0.1", 8050), ["https://class.example"])
    assert named
    assert "https://class.example" in named
    with pytest.raises(CourseError, match="address"):
        listening("0.0.0.0", 0)
