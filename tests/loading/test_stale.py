"""What was last checked long ago is named where it stands."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from course.loading.files import CourseFiles
from course.loading.stale import last_day, months_before, stale

SMALL = Path(__file__).parents[1] / "tui" / "small"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-02", date(2026, 2, 28)),
        ("2025-12", date(2025, 12, 31)),
        ("2025", date(2025, 12, 31)),
        ("2025-13", None),
        ("2025-02-30", None),
        ("last year", None),
    ],
)
def test_a_month_and_a_year_count_to_their_last_day(written: str, day: date | None) -> None:
    assert last_day(written) == day


@pytest.mark.parametrize(
    ("months", "day"),
    [(0, date(2026, 8, 31)), (6, date(2026, 2, 28)), (12, date(2025, 8, 31))],
)
def test_months_are_counted_by_the_calendar(months: int, day: date) -> None:
    assert months_before(date(2026, 8, 31), months) == day


def test_old_sources_and_claims_are_named_at_their_place(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "course")
    sources = tmp_path / "course" / "lessons" / "sources.yaml"
    lines = sources.read_text(encoding="utf-8").split("\n")
    line = next(n for n, text in enumerate(lines) if "checked:" in text)
    lines[line] = lines[line].split("checked:")[0] + "checked: 2020-01-31"
    sources.write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "course" / "lessons" / "broken.yaml").write_text("a: [", encoding="utf-8")

    found = stale(CourseFiles(tmp_path / "course"), date(2020, 2, 1))
    assert [(fault.code, fault.span.file, fault.span.line) for fault in found] == [
        ("C050", "lessons/sources.yaml", line + 1)
    ]
    assert stale(CourseFiles(tmp_path / "course"), date(2020, 1, 31)) == ()
