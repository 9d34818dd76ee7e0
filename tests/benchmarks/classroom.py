"""A large class on loopback: `uv run python -m tests.benchmarks.classroom --students 500`.

The server is `course host --headless` in a process of its own (or several, on one PostgreSQL); the
students are sockets of this process. Each question is put, answered by everybody within some
seconds, closed and shown; a part of the students loses the line with each answer on its way and
comes back. In the end the server is killed and every acknowledged answer looked up in its store.
With `--rooms 100 --students 10` so many classes are held at once, each at its own pace.
"""

import argparse
import asyncio
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, TCPConnector

from course.cli.store import open_store
from course.rooms.codes import code_of, hashed
from course.serving import allow_many_files
from course.sessions.live.events import Voted
from tests.classroom.hosted import Hosted
from tests.rooms.cluster import cluster

MOST = 1000
"""Seats of the largest room."""

QUESTIONS = 11
"""In the quiz; for more answers each is voted on twice."""

GONE = (ClientError, ConnectionError, EOFError, TimeoutError)


@dataclass(frozen=True)
class Taught:
    """A class: its code, its teacher's secret, and the school that it comes from."""

    code: str
    secret: str
    address: str

    @property
    def headers(self) -> dict[str, str]:
        """What a proxy says of its devices."""
        return {"X-Forwarded-For": self.address}


@dataclass
class Times:
    """Milliseconds of one kind."""

    name: str
    all: list[float] = field(default_factory=list)

    def add(self, since: float) -> None:
        self.all.append((perf_counter() - since) * 1000)

    def __str__(self) -> str:
        if len(self.all) < 2:
            return f"{self.name:<28} -"
        cuts = statistics.quantiles(self.all, n=100)
        median, worst = statistics.median(self.all), max(self.all)
        return (
            f"{self.name:<28} median {median:7.0f}  p95 {cuts[94]:7.0f}  p99 {cuts[98]:7.0f}"
            f"  max {worst:7.0f} ms  ({len(self.all):,})"
        )


class Pupil:
    """A phone, as the page is one."""

    def __init__(self, session: ClientSession, url: str, taught: "Taught", name: str) -> None:
        self.session, self.url, self.taught, self.name = session, url, taught, name
        self.token = ""
        self.view: dict[str, Any] = {}
        self.acknowledged: set[str] = set()
        self.changed = asyncio.Condition()
        self.shown_at: dict[tuple[str, int], float] = {}
        self._socket: ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._sent: dict[str, str] = {}

    async def joins(self) -> None:
        """In, for the first time or again."""
        while True:
            try:
                socket = await self.session.ws_connect(
                    f"{self.url}/seat", compress=0, headers=self.taught.headers
                )
                said = {"t": "join", "code": self.taught.code}
                said |= {"token": self.token} if self.token else {"name": self.name}
                await socket.send_json(said)
                first = await socket.receive(timeout=30)
                if first.type.name != "TEXT":
                    raise EOFError
                message = first.json()
                assert message["t"] == "you", message
                self.token, self._socket = message["token"], socket
                for text in tuple(self._sent.values()):
                    await socket.send_str(text)
            except GONE:
                await asyncio.sleep(0.1)
                continue
            self._reader = asyncio.create_task(self._reads(socket))
            return

    async def _reads(self, socket: ClientWebSocketResponse) -> None:
        async for frame in socket:
            now = perf_counter()
            message = json.loads(frame.data)
            match message["t"]:
                case "view":
                    self.view = message
                    if message["phase"] == "shown":
                        self.shown_at.setdefault((message["ballot"], message["round"]), now)
                case "ack":
                    self.acknowledged.add(message["id"])
                    self._sent.pop(message["id"], None)
                case other:
                    raise AssertionError(f"{other}: {message}")
            async with self.changed:
                self.changed.notify_all()

    async def until(self, holds: Any) -> None:
        """Wait until something holds of this pupil."""
        async with self.changed:
            await self.changed.wait_for(lambda: holds(self))

    async def answers(self, number: int, *, dropped: bool) -> None:
        """Answer what is before the room; returns once it is acknowledged."""
        id_ = f"m{number}"
        said = {"t": "vote", "ballot": self.view["ballot"], "round": self.view["round"], "id": id_}
        text = json.dumps(said | {"answer": answer_of(self.view["sheet"])})
        self._sent[id_] = text
        assert self._socket
        with suppress(*GONE):
            await self._socket.send_str(text)
        if dropped:
            if self._reader:
                self._reader.cancel()
            transport = self._socket.get_extra_info("socket")
            if transport is not None:
                self._socket._response.connection.transport.abort()  # type: ignore[union-attr]
            await self.joins()
        await self.until(lambda pupil: id_ in pupil.acknowledged)

    async def leaves(self) -> None:
        if self._reader:
            self._reader.cancel()
        if self._socket:
            await self._socket.close()


def answer_of(sheet: dict[str, Any]) -> Any:
    """Some answer that fits."""
    match sheet["form"]:
        case "one":
            return random.choice(sheet["options"])["key"]
        case "many":
            return [sheet["options"][0]["key"]]
        case "pairs":
            return {stem["key"]: sheet["options"][0]["key"] for stem in sheet["stems"]}
        case "order":
            return [option["key"] for option in sheet["options"]]
        case "gaps":
            gaps = [part for part in sheet["parts"] if not isinstance(part, str)]
            return {gap["gap"]: "1" if "options" in gap else "1988" for gap in gaps}
        case _:
            return "1988" if sheet["number"] else "a word"


class Teacher:
    """Leads over its own socket."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._count = socket, 0
        self.view: dict[str, Any] = {}

    async def says(self, verb: str) -> None:
        """Do something; returns when the server says that it is done."""
        self._count += 1
        id_ = f"v{self._count}"
        await self._socket.send_json({"t": "do", "verb": verb, "id": id_})
        await self._hears(lambda message: message.get("id") == id_)

    async def counts(self, answered: int) -> None:
        """Wait until so many answers are counted on the teacher's screen."""
        if self.view.get("answered") != answered:
            await self._hears(lambda message: message.get("answered") == answered)

    async def _hears(self, holds: Any) -> None:
        while True:
            message = await self._socket.receive_json(timeout=120)
            assert message["t"] != "no", message
            if message["t"] == "view":
                self.view = message
            if holds(message):
                return


def memory(pid: int) -> tuple[float, float]:
    """Megabytes at most, and seconds of processor time."""
    status = Path(f"/proc/{pid}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(peak.split()[1]) / 1024, (int(spent[11]) + int(spent[12])) / 100


@contextmanager
def served(wanted: argparse.Namespace, home: Path) -> Iterator[tuple[list[Hosted], str]]:
    """The processes, and where they keep the class."""
    with ExitStack() as stack:
        store = str(home / "classes.db")
        if wanted.postgres:
            store = stack.enter_context(cluster())
        seats = str(min(wanted.students + 50 * wanted.strangers, MOST))
        arguments = (wanted.quiz, "--store", store, "--seats", seats, "--proxy", "127.0.0.1")
        first = stack.enter_context(Hosted(home, *arguments))
        if wanted.students > MOST:
            first.kill()
            widen(store, wanted.students)
            first.restart()
            first.line()
        others = [stack.enter_context(Hosted(home, *arguments)) for _ in range(1, wanted.processes)]
        yield [first, *others], store


def widen(store: str, seats: int) -> None:
    """Make the one room of a store larger than any room may be, to find out where it would end."""
    if store.startswith("postgresql:"):
        import psycopg

        with psycopg.connect(store, autocommit=True) as connection:
            connection.execute(
                "UPDATE rooms SET opened = jsonb_set(opened, '{cap}', to_jsonb(%s::int))", (seats,)
            )
        return
    with closing(sqlite3.connect(store)) as file:
        file.execute("UPDATE rooms SET opened = json_set(opened, '$.cap', ?)", (seats,))
        file.commit()


@contextmanager
def strangers(host: Hosted) -> Iterator[None]:
    """Another process: 2,000 connections that say nothing, 50 that drip, 50 that never read.

    It comes from another address of loopback, as somebody else in the network would.
    """
    port = int(host.url.rpartition(":")[2])
    command = [sys.executable, "-c", STRANGERS, str(port), host.code]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.wait()


STRANGERS = """
import json, resource, socket, sys, time
resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
port, code = int(sys.argv[1]), sys.argv[2]
def open_():
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    one.settimeout(2)
    one.bind(("127.0.0.2", 0))
    one.connect(("127.0.0.1", port))
    return one
def seated(name):
    one = open_()
    head = f"GET /seat HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\nUpgrade: websocket\\r\\n"
    head += "Connection: Upgrade\\r\\nSec-WebSocket-Version: 13\\r\\n"
    one.sendall((head + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\\r\\n\\r\\n").encode())
    body = json.dumps({"t": "join", "code": code, "name": name}).encode()
    one.sendall(bytes([0x81, 0x80 | len(body)]) + bytes(4) + body)
    return one
deaf = [seated(f"Deaf {n}") for n in range(50)]
slow = [open_() for n in range(50)]
silent = []
def more():
    try:
        silent.append(open_())
    except OSError:
        pass
for n in range(2000):
    more()
print("here", flush=True)
until = time.monotonic() + 600
while time.monotonic() < until:
    for place, one in enumerate(slow):
        try:
            one.sendall(b"G")
        except OSError:
            one.close()
            slow[place] = open_()
    for one in silent[:200]:
        one.close()
        silent.remove(one)
        more()
    time.sleep(1)
"""


async def everybody(pupils: list[Pupil], phase: str) -> None:
    """Wait until all see a phase."""
    await asyncio.gather(*(p.until(lambda p: p.view.get("phase") == phase) for p in pupils))


class Lesson:
    """One class from the first to the last question.

    Args:
        wanted: What was asked for.
        hosts: The processes.
        taught: Which class.
        times: Of joining, answering, answering with the line lost, and the reveal.
    """

    def __init__(
        self,
        wanted: argparse.Namespace,
        hosts: list[Hosted],
        taught: Taught,
        times: dict[str, Times],
    ) -> None:
        self.wanted, self.hosts, self.taught, self.times = wanted, hosts, taught, times
        self.chance, self.pupils = random.Random(taught.code), list[Pupil]()

    async def comes(self, pupil: Pupil) -> None:
        """Join some time within the seconds that are given."""
        await asyncio.sleep(self.chance.random() * self.wanted.within)
        since = perf_counter()
        await pupil.joins()
        self.times["join"].add(since)

    async def takes_part(self, pupil: Pupil, number: int) -> None:
        """Answer some time within them."""
        await pupil.until(lambda p: p.view.get("phase") == "open")
        await asyncio.sleep(self.chance.random() * self.wanted.within)
        dropped = self.chance.random() < self.wanted.lost
        since = perf_counter()
        await pupil.answers(number, dropped=dropped)
        self.times["answer, line lost" if dropped else "answer"].add(since)

    async def held(self, session: ClientSession) -> None:
        """All of it, with the answers counted."""
        wanted, first, taught = self.wanted, self.hosts[0], self.taught
        socket = await session.ws_connect(
            f"{first.url}/teach", max_msg_size=0, compress=0, headers=taught.headers
        )
        await socket.send_json({"t": "teach", "code": taught.code, "secret": taught.secret})
        teacher = Teacher(socket)
        self.pupils = [
            Pupil(session, self.hosts[n % len(self.hosts)].url, taught, f"Pupil {n}")
            for n in range(wanted.students)
        ]
        await asyncio.gather(*map(self.comes, self.pupils))
        for number in range(wanted.questions):
            is_second = wanted.questions > QUESTIONS and number % 2 == 1
            await teacher.says("again" if is_second else "put")
            await asyncio.gather(*(self.takes_part(pupil, number) for pupil in self.pupils))
            await teacher.counts(wanted.students)
            await teacher.says("close")
            await everybody(self.pupils, "closed")
            if wanted.questions > QUESTIONS and not is_second:
                continue
            await asyncio.sleep(0.2)  # nobody shows an answer in the moment of closing
            since = perf_counter()
            await teacher.says("show")
            await everybody(self.pupils, "shown")
            for pupil in self.pupils:
                at = pupil.shown_at[pupil.view["ballot"], pupil.view["round"]]
                self.times["reveal"].all.append((at - since) * 1000)


async def lessons(wanted: argparse.Namespace, hosts: list[Hosted], classes: list[Taught]) -> int:
    """All classes at once; how many answers were acknowledged."""
    times = {name: Times(name) for name in ("join", "answer", "answer, line lost", "reveal")}
    held = [Lesson(wanted, hosts, taught, times) for taught in classes]
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        await asyncio.gather(*(lesson.held(session) for lesson in held))
        pupils = [pupil for lesson in held for pupil in lesson.pupils]
        for host in hosts:
            peak, spent = memory(host.process.pid)
            files = len(list(Path(f"/proc/{host.process.pid}/fd").iterdir()))
            print(
                f"process: at most {peak:.0f} MB, {files:,} files, {spent:.1f} s of processor time"
            )
        for each in times.values():
            print(each)
        await asyncio.gather(*(pupil.leaves() for pupil in pupils))
    return sum(len(pupil.acknowledged) for pupil in pupils)


def classes_of(wanted: argparse.Namespace, first: Hosted, store: str) -> list[Taught]:
    """The class that the server opened, and more like it in the same store."""
    found = [Taught(first.code, first.secret, "192.0.2.1")]
    rooms = open_store(store)
    (row,) = rooms.rooms()
    for number in range(2, wanted.rooms + 1):
        taught = Taught(code_of(os.urandom(6)), f"secret {number}", f"192.0.2.{number % 250}")
        opened = replace(row.opened, code=taught.code, teacher=hashed(taught.secret))
        rooms.open(f"room {number}", opened, row.began)
        found.append(taught)
    rooms.close()
    return found


def stored(store: str) -> Counter[tuple[str, str]]:
    """How often each answer is in the store."""
    rooms = open_store(store)
    events = [one.event for row in rooms.rooms() for _, one in rooms.read(row.id)]
    rooms.close()
    return Counter((one.seat, one.sent) for one in events if isinstance(one, Voted))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--students", type=int, default=500)
    asked.add_argument("--rooms", type=int, default=1, help="classes at once, with so many each")
    asked.add_argument("--questions", type=int, default=10)
    asked.add_argument("--within", type=float, default=0, help="seconds in which all answer")
    asked.add_argument("--lost", type=float, default=0.1, help="share that loses its line")
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--strangers", action="store_true", help="beside 2,100 hostile sockets")
    asked.add_argument("--quiz", default="the-ietf")
    wanted = asked.parse_args()
    allow_many_files()
    load = Path("/proc/loadavg").read_text().split()[0]
    of = f"{wanted.rooms} rooms of " if wanted.rooms > 1 else ""
    print(f"{of}{wanted.students} students, {wanted.questions} questions; load before {load}")
    with tempfile.TemporaryDirectory() as home, served(wanted, Path(home)) as (hosts, store):
        with strangers(hosts[0]) if wanted.strangers else nullcontext():
            classes = classes_of(wanted, hosts[0], store)
            acknowledged = asyncio.run(lessons(wanted, hosts, classes))
        for host in hosts:
            host.kill()
        counted = stored(store)
    once = sum(1 for times in counted.values() if times == 1)
    print(f"acknowledged {acknowledged:,}; stored exactly once {once:,} of {len(counted):,}")
    assert acknowledged == once == len(counted) == wanted.rooms * wanted.students * wanted.questions


if __name__ == "__main__":
    main()
