"""Work done beside other work, by a process that shares what was read."""

import os
import subprocess
import sys
from threading import Event, Thread

import pytest

from course.loading.aside import aside

ELSEWHERE = """
import os
from course.loading.aside import aside

print("told once", end="")
asked = list(aside(lambda: (os.getpid() for _ in range(3))))
assert asked == [asked[0]] * 3 and asked[0] != os.getpid()
"""
FAILING = """
import os
from course.loading.aside import aside

here = os.getpid()

def work():
    for place in range(4):
        if place == 2 and os.getpid() != here:
            raise MemoryError
        yield place, os.getpid() == here

told = list(aside(work))
assert [place for place, _ in told] == [0, 1, 2, 3]
assert told[2:] == [(2, True), (3, True)]
"""


def ran(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    ).stdout


@pytest.mark.skipif(
    os.cpu_count() == 1 or not hasattr(os, "fork"), reason="there is no second process to be had"
)
def test_it_is_done_by_another_process_that_tells_nothing_twice() -> None:
    assert ran(ELSEWHERE) == "told once"


def test_from_where_it_fails_there_it_is_done_here() -> None:
    ran(FAILING)


def test_beside_other_threads_it_is_done_here_when_it_is_asked_for() -> None:
    calls: list[str] = []
    leave = Event()
    Thread(target=leave.wait).start()
    told = aside(lambda: map(calls.append, ["done"]))
    assert calls == []
    assert list(told) == [None]
    leave.set()
    assert calls == ["done"]
