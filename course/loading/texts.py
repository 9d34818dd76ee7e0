"""The files of a course, read and parsed in the order in which they are judged.

Importing this costs nothing: while another process reads, this one can import the models.
"""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from course.loading.aside import aside
from course.loading.files import CourseFile, CourseFiles, shown
from course.loading.source import Parsed, Source, read

Text = tuple[Source, Parsed]
"""A file as it was read, and what it says."""


class Texts:
    """The texts of a course, each to be had once in its turn; some are kept.

    Args:
        files: What it is made of.
        ahead: Read at once, beside what this process does meanwhile; else as they are asked for.
    """

    def __init__(self, files: CourseFiles, *, ahead: bool = False) -> None:
        self.files = files
        # Scenarios first, because walking all their paths takes longest.
        self.in_turn = sorted(files.all, key=lambda file: file.kind != "scenario")
        self._coming = aside(self._each) if ahead else self._each()
        self._kept: dict[str, Text] = {}

    def __iter__(self) -> Iterator[tuple[CourseFile, Text]]:
        return zip(self.in_turn, self._coming, strict=True)

    def keep(self, file: CourseFile, text: Text) -> None:
        """Keeps the text of a file that will be asked for again."""
        self._kept[file.name] = text

    def of(self, file: CourseFile) -> Text:
        """The text of a file, kept or read again."""
        return self._kept.get(file.name) or self._read(file)

    def _each(self) -> Iterator[Text]:
        return map(self._read, self.in_turn)

    def _read(self, file: CourseFile) -> Text:
        from course.loading.yaml12 import parse

        source = read(file.path, self._shown + file.name, self._within)
        return source, parse(source)

    @cached_property
    def _shown(self) -> str:
        root = shown(self.files.root)
        return "" if root == "." else f"{root}/"

    @cached_property
    def _within(self) -> Path:
        return Path(os.path.realpath(self.files.root))
