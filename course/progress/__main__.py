"""`python -m course.progress verify|restore FILE`: what an error about a damaged file names."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from course.errors import CourseError
from course.progress.care import restore, verify
from course.progress.faults import shown
from course.text import plural

USAGE = "usage: python -m course.progress verify|restore FILE"


def main(arguments: list[str]) -> int:
    """Do what `arguments` say; the exit code."""
    if len(arguments) != 2 or arguments[0] not in ("verify", "restore"):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    verb, path = arguments[0], Path(arguments[1])
    try:
        told = _verified(path) if verb == "verify" else _restored(path)
    except CourseError as error:
        sys.stderr.write(f"error: {error.message}\nhelp: {error.help}\n")
        return error.exit_code
    sys.stdout.write(f"{told}\n")
    return 0


def _verified(path: Path) -> str:
    return f"{shown(path)}: {plural(verify(path), 'event')}, all sound"


def _restored(path: Path) -> str:
    done = restore(path, datetime.now(UTC))
    source = f" from {shown(done.backup)} and" if done.backup else " from"
    lost = f"; {plural(done.lost, 'event')} could not be read" if done.lost else ""
    kept = f"\nthe damaged file is kept as {shown(done.kept)}" if done.kept else ""
    events = plural(done.events, "event")
    return f"{shown(path)}: {events} restored{source} what could be read{lost}{kept}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
