"""A report over a million stored answers: `python tests/benchmarks/report.py [sqlite|postgres]`.

Each figure is of a process of its own and is printed with its floor, the plainest query that reads
the same rows, and with the load of the machine while it ran.
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time, sleep
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from course.content.questions import AnyQuestion
from course.rooms.codec import encode
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from course.rooms.tallying import tally
from course.sessions.live.events import BallotClosed, ResultShown, SeatTaken
from course.statistics.classes import report
from tests.builders import a_multiple, a_single
from tests.sessions.live.classes import BEGAN, an_opening

ROOMS, PEOPLE, QUESTIONS = 1_000, 50, 20
MICRO = int(BEGAN.timestamp() * 1_000_000)

Row = tuple[Any, ...]


def bank() -> dict[str, AnyQuestion]:
    """Twenty questions of two kinds."""
    made = (a_multiple if n % 4 == 3 else a_single for n in range(QUESTIONS))
    return {f"question-{n:02}": make(f"question-{n:02}") for n, make in enumerate(made)}


def a_log(room: str, chance: random.Random) -> Iterator[Row]:
    """The rows of a class: room, seq, kind, seat, ballot, round, fraction, sent, payload."""
    seats = [f"{chance.getrandbits(64):016x}" for _ in range(PEOPLE)]
    skill = [chance.gauss(0.6, 0.2) for _ in seats]
    seq = 0
    for seat in seats:
        seq += 1
        payload = encode(SeatTaken(seat, f"Student {seat}", "0" * 64))[1]
        yield room, seq, "SeatTaken", seat, None, None, None, None, payload
    for ballot, question in bank().items():
        for seat, able in zip(seats, skill, strict=True):
            knows = chance.random() < able
            response: Any = "b" if knows else chance.choice("ac")
            if question.type == "multiple":
                response = ["a", "c"] if knows else [chance.choice("abcd")]
            seq, sent = seq + 1, f"{chance.getrandbits(64):016x}"
            vote = {"seat": seat, "ballot": ballot, "round": 1, "response": response}
            payload = json.dumps(vote | {"fraction": str(int(knows)), "sent": sent})
            key = f"{seat}/{sent}"
            yield room, seq, "Voted", seat, ballot, 1, float(knows), key, payload
        for event in (BallotClosed(ballot, 1), ResultShown(ballot)):
            kind, payload = encode(event)
            round_ = 1 if kind == "BallotClosed" else None
            seq += 1
            yield room, seq, kind, None, ballot, round_, None, None, payload


def opened(store: RoomStore, n: int) -> str:
    room = f"{n:020x}"
    code = "".join("23456789ABCDEFGH"[int(digit, 16)] for digit in f"{n:06x}")
    store.open(room, an_opening(*bank().values(), code=code), BEGAN)
    return room


def fill_sqlite(path: Path) -> None:
    """The file as the server would have written it, in one transaction."""
    import sqlite3

    with closing(SqliteRooms(path)) as store:
        rooms = [opened(store, n) for n in range(ROOMS)]
    chance = random.Random(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for room in rooms:
            connection.executemany(
                f"INSERT INTO happened VALUES (?, ?, {MICRO}, ?, ?, ?, ?, ?, ?, ?)",
                a_log(room, chance),
            )
        connection.execute("COMMIT")


def fill_postgres(url: str) -> None:
    import psycopg

    from course.rooms.postgres import PostgresRooms

    with closing(PostgresRooms(url)) as store:
        rooms = [opened(store, n) for n in range(ROOMS)]
    chance = random.Random(1)
    columns = "room, seq, kind, seat, ballot, round, fraction, sent, payload, at"
    with (
        psycopg.connect(url) as connection,
        connection.cursor() as cursor,
        cursor.copy(f"COPY happened ({columns}) FROM STDIN") as copy,
    ):
        for room in rooms:
            for row in a_log(room, chance):
                copy.write_row((*row, BEGAN))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE happened")  # as autovacuum does by itself


def store_at(place: str) -> RoomStore:
    if place.startswith("postgresql:"):
        from course.rooms.postgres import PostgresRooms

        return PostgresRooms(place)
    return SqliteRooms(Path(place))


def measured(place: str) -> None:
    """In a process of its own: the report, as JSON on standard output."""
    questions = bank()
    with closing(store_at(place)) as store:
        began, worked = perf_counter(), process_time()
        rooms = [row.id for row in store.rooms()]
        found = report(tally(store, rooms, questions), questions.values())
        took, cpu = perf_counter() - began, process_time() - worked
    assert sum(item.figures.n for item in found.items) == ROOMS * PEOPLE * QUESTIONS
    print(
        json.dumps(
            {
                "seconds": round(took, 2),
                "cpu": round(cpu, 2),
                "MiB": round(getrusage(RUSAGE_SELF).ru_maxrss / 1024),
                "discrimination": found.items[0].figures.discrimination,
            }
        )
    )


def floor(place: str) -> None:
    """The plainest query over the same rows."""
    began = perf_counter()
    query = "SELECT ballot, avg(fraction), count(*) FROM happened WHERE kind = 'Voted' GROUP BY 1"
    if place.startswith("postgresql:"):
        import psycopg

        with psycopg.connect(place) as connection:
            connection.execute(query).fetchall()
    else:
        import sqlite3

        with closing(sqlite3.connect(place)) as file:
            file.execute(query).fetchall()
    print(json.dumps({"seconds": round(perf_counter() - began, 2)}))


class Server:
    """What a PostgreSQL spends on a query: its processor time, and the memory of who answers."""

    def __init__(self, place: str) -> None:
        folder = re.search(r"host=([^&]+)", place)
        self.pid = 0
        if folder:
            lines = (Path(folder[1]) / "data" / "postmaster.pid").read_text().splitlines()
            self.pid = int(lines[0])
        self.private = 0

    def seconds(self) -> float:
        """Of all processes that it had and that are over."""
        if not self.pid:
            return 0.0
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def look(self) -> None:
        """At the memory that each of its processes has for itself."""
        for process in Path("/proc").glob("[0-9]*") if self.pid else ():
            with suppress(OSError):
                status = dict(
                    line.split(":", 1) for line in (process / "status").read_text().splitlines()
                )
                if int(status.get("PPid", 0)) == self.pid:
                    own = int(status.get("RssAnon", "0 kB").split()[0])
                    self.private = max(self.private, own // 1024)


def run(what: str, place: str) -> str:
    """One figure in a process of its own, with what the database spent beside it."""
    server, load = Server(place), os.getloadavg()[0]
    before = server.seconds()
    with subprocess.Popen(
        [sys.executable, __file__, what, place], stdout=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            server.look()
            sleep(0.2)
        said = process.stdout.read().strip() if process.stdout else ""
    if server.pid:
        sleep(0.5)
        said += f"  server {server.seconds() - before:.1f} s of CPU, {server.private} MiB its own"
    return f"load {load:.1f}  {said}"


def main() -> None:
    if len(sys.argv) == 3:
        {"measure": measured, "floor": floor}[sys.argv[1]](sys.argv[2])
        return
    wanted = sys.argv[1:] or ["sqlite", "postgres"]
    print(f"{ROOMS:,} classes of {PEOPLE}, {QUESTIONS} questions: {ROOMS * PEOPLE * QUESTIONS:,}")
    with ExitStack() as stack:
        for kind in wanted:
            if kind == "sqlite":
                place = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "rooms.db")
                fill_sqlite(Path(place))
                size = Path(place).stat().st_size / 2**20
                print(f"sqlite: {size:.0f} MiB")
            else:
                from tests.rooms.cluster import cluster

                place = stack.enter_context(cluster())
                fill_postgres(place)
            for what in ("floor", "measure", "measure", "measure"):
                print(f"{kind:9} {what:8} {run(what, place)}", flush=True)


if __name__ == "__main__":
    main()
