"""A quiz on paper: all is printed in every version, and no text of it acts on anything."""

import re
from html.parser import HTMLParser

import pytest

from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.formats.answer_table import empty, is_table, load
from course.formats.paper import Exam, exam, page
from course.formats.typeset import pdf, source
from tests.builders import a_choice, a_reflection, a_single, one_of_each

ALL = one_of_each()


def an_exam(*questions: AnyQuestion, version: str = "A") -> Exam:
    return exam("A quiz", "a-quiz", questions or ALL, "2026", version)


class Texts(HTMLParser):
    """What a reader sees of a page, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said, self.tags = "", list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_all_types_are_printed_in_each_version_and_never_their_keys() -> None:
    for version in "AB":
        said = Texts(page([an_exam(version=version)])).said
        for question in ALL:
            assert question.stem in said
        assert "Version " + version in said
        assert "seed 2026" in said
        assert "Key" not in said
        assert said.count("Answer card") == 1


def test_a_page_of_the_key_is_the_card_filled_in() -> None:
    single = a_single(choices=(a_choice("Geneva"), a_choice("Dubai", correct=True)))
    made = an_exam(single)
    html = page([made], keys=True)
    assert re.findall(r'<i class="o on">(.)</i>', html) == [made.items[0].key]
    assert "Dubai" in Texts(html).said
    assert "Geneva" not in Texts(html).said


def test_what_is_not_marked_by_a_key_counts_nothing_and_the_teacher_reads_it() -> None:
    made = an_exam(a_single(), a_reflection())
    assert made.points == a_single().points
    assert "read by you" in page([made], keys=True)


HOSTILE = '<script>x()</script> #panic("x") "quoted" \\ $x$ [x] `raw` @ref <label> *bold* // no'


def test_no_text_acts_on_a_page_or_in_a_document() -> None:
    question = a_single(stem=HOSTILE, choices=(a_choice(HOSTILE, correct=True), a_choice("b")))
    made = an_exam(question)
    seen = Texts(page([made]) + page([made], keys=True))
    assert "script" not in seen.tags
    assert "<script>x()</script>" in seen.said
    assert pdf([made]).startswith(b"%PDF")
    assert pdf([made], keys=True).startswith(b"%PDF")


def test_the_document_is_a_pdf_for_every_type() -> None:
    assert pdf([an_exam(), an_exam(version="B")]).startswith(b"%PDF")
    assert source([an_exam()]).count("#sheet(") == 2


# --- the table ---


def test_a_table_is_typed_into_and_read_whatever_sign_parts_its_cells() -> None:
    text = empty("a-quiz", "2026", 3) + "Ada,A,b,ac,1988\r\n"
    for sign in ",;\t":
        table = load("\ufeff" + text.replace(",", sign))
        assert is_table(text.replace(",", sign))
        assert (table.quiz, table.seed) == ("a-quiz", "2026")
        assert [(row.name, row.version, row.cells) for row in table.rows] == [
            ("Ada", "A", ("b", "ac", "1988"))
        ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("course-paper\n", "of which paper"),
        ("course-paper,9,a,b\n", "of which paper"),
        ("course-paper,1,q,s\nname,version\nAda,ZZ,a\n", "row 3: there is no version ZZ"),
        ("course-paper,1,q,s\nname,version\nAda\n", "row 3: there is no version (empty)"),
        pytest.param(
            "course-paper,1,q,s\n" + "x,A\n" * 10_001, "more than 10,000 rows", id="endless"
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_row(text: str, why: str) -> None:
    with pytest.raises(CourseError) as refused:
        load(text)
    assert why in refused.value.message
