"""Changing a file in place: whole or not at all, and nothing but what was meant to change."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from course.errors import CourseError
from course.text import visible

BOM = "\ufeff"


def rewrite(path: Path, change: Callable[[str], str]) -> bool:
    """Whether `change` made anything else of the text; if so it is written.

    Its argument has line feeds only and no byte order mark; the file keeps the ones it had, its
    mode, and what links to it. Raises `CourseError` when it cannot be written.
    """
    real = Path(os.path.realpath(path))
    try:
        written = real.read_bytes().decode()
        mark = BOM if written.startswith(BOM) else ""
        text = written.removeprefix(BOM)
        ends = "\r\n" if "\r\n" in text else "\n"
        plain = text.replace("\r\n", "\n")
        if plain.replace("\n", ends) != text:
            raise CourseError(f"{visible(str(path))} mixes line endings", "save it with one kind")
        changed = change(plain)
        if changed != plain:
            _replace(real, f"{mark}{changed.replace(chr(10), ends)}".encode())
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise CourseError(f"{visible(str(path))} was left as it is: {why.lower()}") from None
    return changed != plain


def _replace(path: Path, data: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(data)
        half.chmod(path.stat().st_mode & 0o7777)
        half.replace(path)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
