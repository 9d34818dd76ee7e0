"""Mending the files of a course, or showing what would be mended."""

import re
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from course.lint.fixes import Fix, mend
from course.loading.rewriting import rewrite
from course.loading.source import read
from course.loading.verdict import part_of


@dataclass(frozen=True, slots=True)
class Mending:
    """What was mended in a file, or would be."""

    file: str
    fixes: tuple[Fix, ...]
    diff: str


def mend_all(path: Path, *, dry: bool = False) -> list[Mending]:
    """Mend what can be at `path`: a course, a part of its folders, or one file.

    Raises `CourseError` when a file cannot be written; those before it are mended then.
    """
    files, wanted = part_of(path)
    texts = {file: read(file).text for file in files}

    def uses(word: str) -> int:
        whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        return sum(len(whole.findall(text)) for text in texts.values())

    found = []
    for file, name in wanted.items():
        mended = mend(texts[file], uses)
        if not mended.fixes:
            continue
        if not dry:
            rewrite(file, lambda text: mend(text, uses).text)
        found.append(Mending(name, mended.fixes, _diff(name, texts[file], mended.text)))
        texts[file] = mended.text
    return found


def _diff(name: str, before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "\n".join(lines)
