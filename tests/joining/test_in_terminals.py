"""A class of real processes: a server without a screen, its teacher and two students in terminals.

The server is killed in the middle of a question. Everybody comes back by themselves, to the same
seat, and each answer counts once.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.rooms.sqlite import SqliteRooms
from course.sessions.live.events import Voted
from course.sessions.live.room import resume
from tests.terminal import ROOT, Terminal

POLL = ("--poll", "Is the text ready?", "--option", "Yes", "--option", "No")


class Server:
    """`course host --headless`, at a port that stays its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, "0"
        self.address = self.code = ""
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve; the same room when there was one."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "course", "host", *POLL, "--headless", "--port", self.port],
            cwd=ROOT,
            env={"PATH": "", "LANG": "C.UTF-8", "COURSE_HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        told = re.search(r"(http://127.0.0.1:(\d+))  code (\S+)", self.process.stdout.readline())
        assert told
        self.address, self.port, self.code = told.groups()
        for line in self.process.stdout:
            if "on this machine it is known" in line:
                return

    def kill(self) -> None:
        """`kill -9`."""
        if self.process:
            self.process.kill()
            self.process.wait()
            if self.process.stdout:
                self.process.stdout.close()
            self.process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    served = Server(tmp_path / "server")
    served.start()
    yield served
    served.kill()


def a_student(server: Server, tmp_path: Path, name: str, *options: str) -> Terminal:
    said = ("join", server.address, server.code, "--name", name, *options)
    return Terminal(*said, environment={"COURSE_HOME": str(tmp_path / name)})


def test_students_and_their_teacher_outlive_the_server(server: Server, tmp_path: Path) -> None:
    teacher = Terminal(
        "host", "--at", server.address, server.code, environment={"COURSE_HOME": str(server.home)}
    )
    ana, ben = (
        a_student(server, tmp_path, name, *options)
        for name, options in (("Ana", ()), ("Ben", ("--plain",)))
    )
    with teacher, ana, ben:
        for student, name in ((ana, "Ana"), (ben, "Ben")):
            student.wait(f"You are in, {name}.")
        teacher.wait("2 are here")
        teacher.press("enter")
        ana.wait("Is the text ready?")
        ben.wait("Your answer, a number:")
        ben.press("2", "enter")
        ben.wait("Stored.")

        server.kill()
        ana.wait("Connection lost")
        ben.wait("Connection lost")
        ana.press("1", "enter")
        ana.wait("Kept; sent once the line is back.")
        server.start()
        ana.wait("Stored.")
        ben.wait("Back in, same seat.")

        teacher.wait("2 of 2 answered")
        teacher.press("enter")
        teacher.wait("closed")
        teacher.press("enter")
        for student in (ana, ben):
            student.wait("2 answered")
        ben.press("q", "enter")
        assert ben.status() == 0
    server.kill()

    store = SqliteRooms(server.home / "classes.db")
    log = [happened for row in store.rooms() for _seq, happened in store.read(row.id)]
    store.close()
    room = resume(log)
    assert room
    assert sorted(seat.name for seat in room.present) == ["Ana", "Ben"]
    votes = [happened.event for happened in log if isinstance(happened.event, Voted)]
    assert sorted(str(vote.response) for vote in votes) == ["a", "b"]


def test_what_is_wrong_is_said_in_a_line_and_told_by_the_status(
    server: Server, tmp_path: Path
) -> None:
    def join(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "course", "join", *arguments],
            cwd=ROOT,
            env={"PATH": "", "LANG": "C.UTF-8", "COURSE_HOME": str(tmp_path / "home")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    status, said = join(server.address, "ABC234", "--name", "Ana")
    assert (status, said.splitlines()[0]) == (1, "error: this code opens no room")
    status, said = join("nonsense:port", "ABC234")
    assert status == 2
    assert said.startswith("error: nonsense:port is no address of a class")
    status, said = join(server.address, "nonsense")
    assert status == 2
    assert said.startswith("error: nonsense is no code of a class")
