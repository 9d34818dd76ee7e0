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
asked = aside(lambda: os.getpid())
assert asked() != os.getpid()
"""
FAILING = """
import os
from course.loading.aside import aside

here = os.getpid()

def work():
    if os.getpid() != here:
        raise MemoryError
    return "done here"

assert aside(work)() == "done here"
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


def test_what_fails_there_is_done_here() -> None:
    ran(FAILING)


def test_beside_other_threads_it_is_done_here_when_it_is_called_for() -> None:
    calls: list[str] = []
    leave = Event()
    Thread(target=leave.wait).start()
    told = aside(lambda: calls.append("done"))
    assert calls == []
    told()
    leave.set()
    assert calls == ["done"]
