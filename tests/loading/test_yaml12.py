"""What a text says, and what it may not say."""

import pytest
import yaml

from course.content.plain import Plain
from course.loading.places import locate
from course.loading.source import Source
from course.loading.yaml12 import MAX_DEPTH, MAX_EVENTS, parse


def faults_of(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of every fault."""
    return [(f.code, f.span.line, f.span.column) for f in parse(Source("x.yaml", text)).faults]


def data_of(text: str) -> object:
    """The data of a text without faults."""
    parsed = parse(Source("x.yaml", text))
    assert parsed.faults == []
    assert parsed.is_whole
    return parsed.data


@pytest.mark.parametrize(
    "word",
    ["no", "NO", "yes", "on", "Off", "y", "12:30", "1:30:45", "010", "0777", "0o10", "1_000",
     "3.10", "1.10", "2016-10-01", "2024-02-30", "1e3", "08", "=", "true", "-", "0x1F", ".inf"],
)  # fmt: skip
def test_scalars_stay_what_the_author_wrote(word: str) -> None:
    assert data_of(f"a: {word}x\nb: '{word}'\n") == {"a": f"{word}x", "b": word}
    assert word == "-" or data_of(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("word", ["2012", "-1.5", "+3", "1.10", "true", "false", "1e5", "010"])
def test_only_numbers_and_truth_without_quotes_may_be_read_as_such(word: str) -> None:
    assert isinstance(data_of(word), Plain)
    assert not isinstance(data_of(f"'{word}'"), Plain)
    assert not isinstance(data_of(f'"{word}"'), Plain)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_none(nothing: str) -> None:
    assert data_of(f"a: {nothing}\n") == {"a": None}
    assert data_of(f"a: [x, {nothing or '~'}]\n") == {"a": ("x", None)}


def test_words_near_to_nothing_are_text() -> None:
    assert data_of("a: Null\nb: 'null'\nc: ''\n") == {"a": "Null", "b": "null", "c": ""}


def test_keys_may_look_like_anything_that_is_text() -> None:
    assert data_of("true: a\nno: b\n1: c\n'null': d\n'<<': e\n") == {
        "true": "a", "no": "b", "1": "c", "null": "d", "<<": "e",
    }  # fmt: skip


def test_lists_are_tuples_and_text_blocks_keep_their_lines() -> None:
    text = "a:\n  - b\n  - [c, {d: e}]\nf: |\n  one\n  two\ng: >\n  one\n  two\n"
    assert data_of(text) == {
        "a": ("b", ("c", {"d": "e"})), "f": "one\ntwo\n", "g": "one two\n",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "नमस्ते", "שלום", "👩🏽‍💻 👨‍👩‍👧", "\u2068مرحبا\u2069 x", "à́", "日本語"]
)
def test_the_languages_of_the_world_pass(text: str) -> None:
    assert data_of(f"a: {text}\nb: '{text}'\n") == {"a": text, "b": text}


SYNTAX = {
    "a:\n\tb: c\n": (2, 1, "tab"),
    "a: b\n\tc: d\n": (2, 1, "tab"),
    "a: b: c\n": (1, 5, "quotes"),
    "a: x\n  b: c\n": (2, 4, "indented"),
    'a: x\nb: "c\nd: e\n': (2, 4, "closing quote"),
    "a: 'b\n": (1, 4, "closing quote"),
    "a: b\nc\nd: e\n": (2, 1, "colon"),
    "a:\n  b: c\n d: e\n": (3, 2, "indent"),
    'a: "b" c\n': (1, 8, "quote"),
    "a:\n  - b: c\n   d: e\n": (3, 4, "list"),
    "- a\nb: c\n": (2, 1, "list"),
    "a: [b, c\nd: e\n": (1, 4, "]"),
    "a: {b: c\nd: e\n": (1, 4, "}"),
    "a: b\nc: [\n": (2, 4, "never closed"),
    "a: b\nc: {": (2, 4, "never closed"),
    "a: [b, [c,\n": (1, 8, "never closed"),
    'a: "\\q"\n': (1, 5, "\\\\"),
    'a: "\\ud800"\n': (1, 7, "character itself"),
    'a: "\\UFFFFFFFF"\n': (1, 7, "character itself"),
    'a: "\\xZZ"\n': (1, 7, "hexadecimal"),
    "a: @x\n": (1, 4, "quotes"),
    "a: `x`\n": (1, 4, "quotes"),
    "a: %x\n": (1, 4, "quotes"),
    "a: * x\n": (1, 4, "quotes"),
    "a: & x\n": (1, 4, "quotes"),
    "a: *b* c\n": (1, 4, "quotes"),
    "a: [b] c\n": (1, 8, "needs quotes around all of it"),
    "a: - b\n": (1, 4, "next line"),
    "a: ? b\n": (1, 4, "quotes"),
    "a: |x\n  b\n": (1, 5, "next line"),
    "a: }\n": (1, 4, "quotes"),
    "a: !foo!bar b\n": (1, 4, "quotes"),
    '"a" "b"\n': (1, 5, "quotes"),
}
SLIPS = {
    'a: "b\nc: d\n"e": f\n': (1, 4, "never closed"),
    "a:\n  - 'b\n  - isn't\n": (2, 5, "never closed"),
    "a: 'the author's'\n": (1, 16, "`''`"),
    'a: "b" c\n': (1, 8, "quotes around all of it"),
    "a:b\nc: d\n": (1, 2, "space after it"),
    "a: b\nc:d\n# said\n\ne: f\n": (2, 2, "space after it"),
    "- a: b\n-c: d\n  e: f\n": (2, 1, "space after it"),
    "a:\u00a0b\nc: d\n": (1, 3, "U+00A0"),
    "a:\n  b: c\n\u00a0\u00a0d: e\n  f: g\n": (3, 1, "U+00A0"),
    "a: |\n    b\n  c\nd: e\n": (3, 3, "as deep as the text"),
}
SYNTAX |= SLIPS


@pytest.mark.parametrize("text", SYNTAX)
def test_broken_yaml_is_pointed_at_and_helped(text: str) -> None:
    line, column, helps = SYNTAX[text]
    (found,) = parse(Source("x.yaml", text)).faults
    assert ("C004", line, column) == (found.code, found.span.line, found.span.column)
    assert helps in f"{found.message} {found.help}"


def test_what_libyaml_says_otherwise_is_still_a_diagnostic() -> None:
    mark = yaml.Mark("x", 0, 0, 0, None, 0)
    from course.loading.syntax import explained

    found = explained(Source("x.yaml", "a"), yaml.MarkedYAMLError("doing", mark, "odd\x1b", mark))
    assert found.message == "this is not valid YAML: doing odd\\x1b"


REFUSED = {
    "": [("C006", 1, 1)],
    "# only a comment\n": [("C006", 1, 1)],
    "a: b\n---\nc: d\n": [("C006", 2, 1)],
    "a: b\n...\nc: d\n": [("C004", 3, 1)],
    "%YAML 1.2\n---\na: b\n": [("C007", 1, 1)],
    "a: &x b\nc: *x\n": [("C007", 1, 4), ("C007", 2, 4)],
    "a: &x\n  b: c\nd:\n  <<: *x\n": [("C007", 1, 4), ("C007", 4, 7), ("C007", 4, 3)],
    "<<: {a: b}\n": [("C007", 1, 1)],
    "a: !!python/object:os.system x\n": [("C007", 1, 4)],
    "a: !x [b]\n": [("C007", 1, 4)],
    "*x : b\n": [("C007", 1, 1)],
    "a: b\nc: d\na: e\n": [("C008", 3, 1)],
    "{a: b, a: c}\n": [("C008", 1, 8)],
    "? [a]\n: b\n": [("C009", 1, 3)],
    "~: b\n": [("C009", 1, 1)],
    ": b\n": [("C004", 1, 1)],
    'a: b\nc: "x\\e[31my"\n': [("C012", 2, 6)],
    'a: "\\x9b"\nb: "\\u202e"\n': [("C012", 1, 5), ("C012", 2, 5)],
    'a: "one\n  two \\u202e"\n': [("C012", 2, 7)],
    "a: b\u202ec\n": [("C012", 1, 5)],
    "a: |\n  one\n  t\u200bwo\n": [("C012", 3, 4)],
    "a: |\n  one\n  \u2066two\n": [("C012", 3, 1)],
    "a: x\ne\u200b: y\n": [("C012", 2, 2)],
    "a: b\nc: \x00\n": [("C012", 2, 4)],
    "# \x1b]0;title\x07\na: b\n": [("C012", 1, 3)],
    "a: " + "e" + "\u0301" * 9 + "\n": [("C012", 1, 4)],
    "a: " + "x" * 20_001 + "\n": [("C012", 1, 4)],
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_content_may_not_use_is_pointed_at(text: str) -> None:
    assert sorted(REFUSED[text]) == sorted(faults_of(text))


def test_faults_of_the_gate_are_told_together() -> None:
    text = "a: b\na: &x c\nd: !t e\nf: '\u202e'\n"
    assert [code for code, _, _ in faults_of(text)] == ["C007", "C008", "C007", "C012"]


def test_nesting_is_allowed_to_the_bound_and_no_further() -> None:
    assert faults_of("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert faults_of("[" * 41 + "]" * 41) == [("C005", 1, 41)]


def test_parts_are_allowed_to_the_bound_and_no_further() -> None:
    assert faults_of("- a\n" * MAX_EVENTS) == []
    assert faults_of("- a\n" * (MAX_EVENTS + 1)) == [("C005", MAX_EVENTS + 1, 3)]
    assert [code for code, _, _ in faults_of("a: b\n" * (MAX_EVENTS + 1))][-1] == "C008"
    keys = "".join(f"k{number}: v\n" for number in range(MAX_EVENTS))
    assert faults_of(keys) == [
        ("C005", MAX_EVENTS // 2 + 1, keys.split("\n")[25000].index("v") + 1)
    ]


def test_a_quoted_merge_key_does_not_let_a_plain_one_in() -> None:
    assert faults_of("a: {'<<': b}\nc:\n  <<: d\n") == [("C007", 3, 3)]


def test_every_value_has_its_place() -> None:
    text = "a: b\nlist:\n  - c: 'd'\n    e: |\n      f\n  - - g\n"
    source = Source("x", text)

    def at(*path: str | int, key: bool = False) -> tuple[int, int, int]:
        span = locate(source, path, key=key)
        assert span is not None
        return span.line, span.column, span.end_column

    assert at("a") == (1, 4, 5)
    assert at("a", key=True) == (1, 1, 2)
    assert at("list") == (2, 1, 5)
    assert at("list", 0) == (3, 5, 11)
    assert at("list", 0, "c") == (3, 8, 11)
    assert at("list", 0, "e") == (4, 5, 6)
    assert at("list", 1, 0) == (6, 7, 8)
    assert at("list", 1, "absent", 3) == (6, 5, 8)
    assert at() == (1, 1, 5)


@pytest.mark.parametrize("text", ["a: [", "", "# nothing"])
def test_a_text_that_cannot_be_read_has_no_places(text: str) -> None:
    assert locate(Source("x", text), ("a",)) is None
