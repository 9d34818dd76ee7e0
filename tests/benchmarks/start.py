"""Starting, moving and leaving, measured from outside in a pseudo-terminal.

    python tests/benchmarks/start.py [ROUNDS]

Compares the course with a bare Textual app (one `Static`), in turn, in one run: only the ratios
mean something. Painted means that the words of the first picture have arrived.
"""

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("q", "quit", "quit")]
    def compose(self):
        yield Static("recall today")

Bare().run()
"""
COURSE = [str(Path(sys.executable).parent / "course")]
PAINTED = b"recall today"
DEAR = ("pydantic", "yaml", "fsrs", "click", "rapidfuzz", "importlib.metadata", "rich.markdown")


@dataclass
class Seen:
    """What one program was seen to take, in milliseconds, run by run."""

    paint: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    """Processor time until painted, which other programs disturb less."""
    key: list[float] = field(default_factory=list)
    volume: list[float] = field(default_factory=list)
    """Bytes written for a key."""
    lesson: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    leave: list[float] = field(default_factory=list)


class Spawned:
    """A program in a pseudo-terminal of 100 by 30."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.begun = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), dict(environment))

    def until(self, holds: Callable[[bytes], bool], patience: float = 20) -> tuple[bytes, float]:
        """Read until it holds: what was read, and when it did."""
        read = b""
        while not holds(read):
            ready, _, _ = select.select([self.terminal], [], [], patience)
            if not ready:
                raise SystemExit(f"nothing more came after {read[-300:]!r}")
            try:
                read += os.read(self.terminal, 65_536)
            except OSError:
                break
        return read, time.perf_counter()

    def worked(self) -> float:
        """Milliseconds of processor time so far; 0 where the system does not tell."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def quiet(self, for_seconds: float) -> bytes:
        """Read until nothing comes for a while."""
        read = b""
        while select.select([self.terminal], [], [], for_seconds)[0]:
            try:
                more = os.read(self.terminal, 65_536)
            except OSError:
                break
            read += more
        return read

    def type(self, keys: bytes) -> float:
        """Send keys; when."""
        os.write(self.terminal, keys)
        return time.perf_counter()

    def end(self) -> float:
        """Wait until it has ended; when."""
        self.until(lambda _: False)
        os.waitpid(self.pid, 0)
        ended = time.perf_counter()
        os.close(self.terminal)
        return ended


def once(command: Sequence[str], environment: Mapping[str, str], seen: Seen, keys: bool) -> None:
    """One start, some keys, and out again."""
    program = Spawned(command, environment)
    _, painted = program.until(lambda read: PAINTED in read)
    seen.worked.append(program.worked())
    seen.paint.append(1000 * (painted - program.begun))
    program.quiet(0.5)
    for key in (b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[B") if keys else ():
        pressed = program.type(key)
        first, at = program.until(bool)
        seen.key.append(1000 * (at - pressed))
        seen.volume.append(len(first + program.quiet(0.1)))
    if keys:
        program.type(b"\t")  # back to the next step, which is to read
        program.quiet(0.2)
        pressed = program.type(b"\r")
        _, at = program.until(lambda read: b"section 1 of" in read)
        seen.lesson.append(1000 * (at - pressed))
        program.quiet(0.3)
        pressed = program.type(b"\x1b[6~")
        if select.select([program.terminal], [], [], 0.5)[0]:  # else it is one page long
            seen.page.append(1000 * (time.perf_counter() - pressed))
            program.quiet(0.2)
    left = program.type(b"\x11")
    seen.leave.append(1000 * (program.end() - left))


def told(name: str, figures: Sequence[float], floor: Sequence[float] | None = None) -> str:
    """The median with its spread, and the ratio to a floor measured in the same run."""
    middle = statistics.median(figures)
    line = f"{name:<34}{middle:8.1f}  ({min(figures):.1f} to {max(figures):.1f})"
    return line + (f"   x {middle / statistics.median(floor):.2f}" if floor else "")


def dear_imports(environment: Mapping[str, str]) -> list[str]:
    """Which of the dear modules are imported before the first picture of Home."""
    script = (
        "import os, sys\n"
        "from course.tui import start\n"
        "start._when_shown = lambda *_: (sys.stdout.write("
        "' '.join(m for m in sys.argv[1:] if m in sys.modules)), os._exit(0))\n"
        "from course.cli.opening import home\n"
        "sys.exit(home())\n"
    )
    program = Spawned([sys.executable, "-c", script, *DEAR], environment)
    read = program.until(lambda _: False)[0]
    return [name for name in DEAR if name.encode() in read]


def main(rounds: int) -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as home:
        for folder in ("lessons", "quizzes"):  # a copy, as somebody may be writing them
            shutil.copytree(ROOT / folder, Path(home) / "course" / folder)
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        environment |= {"COURSE_HOME": home, "COURSE_PATH": f"{home}/course"}
        environment.pop("NO_COLOR", None)
        bare_command = [sys.executable, "-c", BARE]
        bare, course = Seen(), Seen()
        # The first start makes the catalogue and the compiled files.
        once(COURSE, environment, Seen(), keys=False)
        for _ in range(rounds):
            once(bare_command, environment, bare, keys=False)
            once(COURSE, environment, course, keys=True)
        print(f"{rounds} rounds, milliseconds, median (least to most)")
        print(told("bare Textual: painted", bare.paint))
        print(told("course: Home painted", course.paint, bare.paint))
        print(told("bare Textual: processor time of it", bare.worked))
        print(told("course: processor time of it", course.worked, bare.worked))
        print(told("course: key to first bytes", course.key))
        print(told("course: bytes for a key", course.volume))
        print(told("course: a lesson opened", course.lesson, bare.paint))
        print(told("course: a page turned", course.page))
        print(told("bare Textual: left", bare.leave))
        print(told("course: left", course.leave, bare.leave))
        print("dear imports before the picture:", dear_imports(environment) or "none")
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        print(told("python -c pass", [1000 * (time.perf_counter() - started)]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
