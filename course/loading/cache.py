"""What can be made anew, kept so that nothing need be parsed twice.

Each entry is plain JSON with a checksum and the key it was made for; whatever does not fit in
every respect is as if it were not there. Without a cache everything works, only slower.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from course import __version__
from course.loading.files import CourseFiles

LARGEST = 4_000_000
"""Bytes of an entry at most."""


def cache_folder() -> Path:
    """Where entries are: below `COURSE_HOME`, else in the user's cache."""
    if home := os.environ.get("COURSE_HOME"):
        with suppress(RuntimeError):  # `~name` of nobody
            return Path(home).expanduser() / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("course", appauthor=False)


def _program() -> list[int]:
    """What changes with the program's own rules: while it is written its version stays the same."""
    package = Path(__file__).parent.parent
    names = ("content", "content/questions", "loading", "sessions", "lint", ".")
    folders = [package / name for name in names]
    entries = [entry for folder in folders for entry in os.scandir(folder)]
    known = [entry.stat() for entry in entries if entry.name.endswith(".py")]
    return [len(known), max(file.st_mtime_ns for file in known), sum(f.st_size for f in known)]


class Cached:
    """One entry about the files of a course, valid as long as none of them changes.

    Args:
        what: What is kept, a word.
        files: The course it is about.
        also: What else it depends on.
    """

    def __init__(self, what: str, files: CourseFiles, also: str = "") -> None:
        self.files = files
        self.root = str(files.root.absolute())
        place = zlib.crc32(os.fsencode(f"{self.root}\n{also}"))
        self.path = cache_folder() / f"{what}-{place:08x}.json"
        self.also = also

    @property
    def _key(self) -> list[Any]:
        stamps = [list(stamp) for stamp in self.files.stamps]
        passed_over = [path.name for path in self.files.passed_over]
        return [__version__, _program(), self.root, self.also, stamps, passed_over]

    def recalled(self) -> Any:
        """What was kept, as JSON gives it back; None when there is nothing that is surely right."""
        import json

        try:
            checksum, _, text = self.path.read_bytes().partition(b"\n")
            if int(checksum) != zlib.crc32(text):
                return None
            key, value = json.loads(text)
            return value if key == self._key else None
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def keep(self, value: Any) -> None:
        """Stores it whole or not at all."""
        import json

        if not self.files.are_settled():
            return
        text = json.dumps([self._key, value]).encode()
        if len(text) > LARGEST:
            return
        half = self.path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.write_bytes(b"%d\n%b" % (zlib.crc32(text), text))
            half.replace(self.path)
