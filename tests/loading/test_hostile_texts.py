"""Nothing the loader is given makes it raise, and nothing it says is raw."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.loading.library import load
from course.loading.loaded import MODELS, read_file
from course.loading.reports import FORMATS, render
from course.loading.source import Source, read
from course.loading.verdict import check
from tests.loading.small_course import FILES, NIGHT, NIGHT_QUIZ, write_course

KINDS = tuple(MODELS)
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

HOSTILE = {
    "brackets": "[" * 1_000_000,
    "braces": "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "question marks": "? " * 400_000,
    "staircase": "".join(" " * i + "a:\n" for i in range(500)),
    "laughs": "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(500)),
    "merges": "a: &a {b: c}\n" + "".join(f"d{i}: {{<<: *a}}\n" for i in range(500)),
    "tag directives": "".join(f"%TAG !a{i}! tag:x\n" for i in range(40_000)) + "---\na: b\n",
    "documents": "a: b\n---\n" * 100_000,
    "one line": "title: " + "x " * 400_000,
    "many keys": "".join(f"k{i}: v\n" for i in range(60_000)),
    "one key often": "a: b\n" * 100_000,
    "a set": "{" + "a, " * 300_000 + "}",
    "unclosed": 'title: "' + "x\n" * 300_000,
    "quotes": "'" * 900_001,
    "blank lines": "\n" * 900_000,
    "percent signs": "%" * 900_000,
    "marks": "title: a" + "\u0301" * 10_000,
    "byte order marks": "\ufeff" * 300_000,
    "a long name": "title: &" + "x" * 900_000 + " y\n",
    "open mentions": "title: '" + "[[a" * 300_000 + "'\n",
    "many mentions": "title: |\n" + "".join(f"  [[a{i}]] [@b{i}]\n" for i in range(2_000)),
    "broken links": "kind: quiz\ntitle: x\nlesson: y\nquestions:\n"
    + "".join(f"  - {{id: q{i}, passage: a#b, sources: [s{i}]}}\n" for i in range(3_000)),
    "escape in a key": '"\\e]0;x\\a": y\n',
    "escape in a type": 'kind: quiz\nquestions: [{type: "\\e[31m"}]\n',
    "escape in an anchor": "a: &\x1b b\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_in_words(name: str) -> None:
    for kind in KINDS:
        _, _, faults = read_file(Source(f"\x1b{name}.yaml", HOSTILE[name]), kind, "x")
        assert 0 < len(faults) <= 401
        for shape in FORMATS:
            assert not RAW.search(render(faults, shape))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_leaves_the_course_standing(course: Path, name: str) -> None:
    write_course(course, **{"lessons/01-first/odd.yaml": HOSTILE[name]})
    loaded = load(course)
    assert sorted(loaded.lessons) == ["morning", "night"]
    assert {f.span.file for f in loaded.diagnostics} == {"lessons/01-first/odd.yaml"}


def test_odd_entries_of_a_folder_leave_the_course_standing(course: Path) -> None:
    import os

    lessons = course / "lessons"
    os.mkfifo(lessons / "fifo.yaml")
    (lessons / "folder.yaml").mkdir()
    (lessons / "dangling.yaml").symlink_to("nowhere")
    (lessons / "secret.yaml").symlink_to("/etc/hostname")
    (lessons / "loop.yaml").symlink_to("loop.yaml")
    odd = os.fsencode(lessons) + b"/\x1b[31m\xff.yaml"
    Path(os.fsdecode(odd)).write_bytes(b"\xff")
    deep = lessons
    for _ in range(60):
        deep = deep / ("d" * 60)
        try:
            deep.mkdir()
        except OSError:
            break
    report = check(course)
    assert sorted(load(course).lessons) == ["morning", "night"]
    assert [f.code for f in report.diagnostics].count("C001") == 5
    for shape in FORMATS:
        shown = render(report.diagnostics, shape)
        assert not RAW.search(shown)
        assert "hostname" not in shown


def judged(text: str) -> None:
    """Reads a text as every kind of file and shows what is said of it in every format."""
    for kind in KINDS:
        _, outline, faults = read_file(Source("x.yaml", text), kind, "x")
        assert outline.kind == kind
        for found in faults:
            lines = text.split("\n")
            assert 1 <= found.span.line <= len(lines)
            assert 1 <= found.span.column < found.span.end_column
        for shape in FORMATS:
            assert not RAW.search(render(faults, shape))


@given(st.text(st.characters(exclude_characters="\r\x85\u2028\u2029", exclude_categories=["Cs"])))
def test_any_text_is_judged(text: str) -> None:
    judged(text)


@given(st.text("ab:-[]{}#&*!|>'\"%@`, \n\t?~<.\\x\u202e\u0301é", max_size=60))
@settings(max_examples=200)
def test_any_text_of_signs_is_judged(text: str) -> None:
    judged(text)


yaml_like = st.recursive(
    st.none() | st.text("ab\"'é\u202e", max_size=5) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ["id", "type", "title", "sections", "blocks", "questions", "question", "objectives",
             "choices", "text", "sources", "terms", "modules", "lessons", "passage", "allow"]
        ),
        inner | st.sampled_from(["text", "single", "check", "quiz", "cloze", "a#b", "chart"]),
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(yaml_like)
@settings(max_examples=200)
def test_any_structure_is_judged(data: object) -> None:
    import json

    judged(json.dumps(data, ensure_ascii=False))


@given(st.data())
@settings(max_examples=200)
def test_any_mutation_of_good_content_is_judged(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([NIGHT, NIGHT_QUIZ]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 30))
        piece = data.draw(
            st.text("ab:-[]{}&*!|\"'\n\t #~é\u202e", max_size=6) | st.sampled_from(PIECES)
        )
        text = text[:start] + piece + text[start + length :]
    judged(text)


PIECES = [
    "[@minutes]",
    "[[x|y]]",
    "type: cloze\n",
    "  - ",
    "\n    ",
    "1/0",
    "null",
    "NO",
    "{{gap}}",
]


@given(st.binary(max_size=200), st.sampled_from(list(FILES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_bytes_in_any_file_are_judged(course: Path, data: bytes, name: str) -> None:
    write_course(course)
    (course / name).write_bytes(data)
    report = check(course)
    assert any(found.span.file == name for found in report.diagnostics)
    read(course / name)


def test_there_is_one_gate() -> None:
    package = Path(__file__).parents[2] / "course"
    knows_yaml = re.compile(r"^\s*(import|from) yaml\b", re.MULTILINE)
    users = [path.stem for path in package.rglob("*.py") if knows_yaml.search(path.read_text())]
    assert sorted(users) == ["comments", "nodes", "syntax", "yaml12"]
