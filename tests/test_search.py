"""Search: what comes first, what is forgiven, and where what was looked for stands."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.search import KINDS, Document, Found, Index, excerpt, folded, marks, words


def a(kind: str, place: str, title: str, body: str = "") -> Document:
    assert kind in KINDS
    return Document(kind, place, title, body)


TERM = a("term", "consensus", "Consensus", "Agreement without counting hands.")
ROUGH = a("term", "rough", "rough consensus", "How the IETF decides.")
LESSON = a("lesson", "dubai", "Fourteen days in Dubai", "A conference parts without consensus.")
NIGHT = a("passage", "dubai#night", "Half past one", "He asks for “the feel of the room”. A vote?")
VOTE = a("passage", "dubai#vote", "A vote and a hum", "No consensus on rough text, he said.")
ASKED = a("question", "q1", "Was it consensus?", "No: it was a vote. Consensus needs no count.")
SOURCE = a("source", "rfc", "On Consensus and Humming in the IETF", "Pete Resnick · IETF · 2014")
ZURICH = a("passage", "z#z", "Zürich", "Ærø, Łódź, naïve façades; the straße of São Paulo.")

ALL = Index.of((NIGHT, VOTE, SOURCE, ASKED, LESSON, ROUGH, TERM, ZURICH))


def places(query: str, index: Index = ALL) -> list[str]:
    return [hit.document.place for hit in index.find(query).hits]


# --- what comes first ---


def test_a_title_that_is_the_word_comes_first_and_titles_before_bodies() -> None:
    assert places("consensus")[:2] == ["consensus", "rough"]
    assert set(places("consensus")) == {"consensus", "rough", "dubai", "dubai#vote", "q1", "rfc"}


def test_of_two_titles_with_all_words_the_one_that_has_no_other_comes_first() -> None:
    long = a("lesson", "l", "Interconnection and net neutrality", "Net neutrality. " * 20)
    index = Index.of((long, a("term", "nn", "net neutrality", "A principle.")))
    assert places("net neutrality", index) == ["nn", "l"]


def test_names_come_before_the_stems_of_questions_and_the_titles_of_sources() -> None:
    found = places("hum")
    assert found[0] == "dubai#vote"
    assert "rfc" in found[1:]


def test_texts_with_all_words_come_before_texts_with_some() -> None:
    assert places("rough consensus")[:2] == ["rough", "dubai#vote"]
    found = ALL.find("rough consensus")
    assert (found.total, found.complete) == (6, 2)


def test_when_nothing_has_all_words_some_are_shown() -> None:
    found = ALL.find("hum zurich")
    assert found.complete == 0
    assert {hit.document.place for hit in found.hits} == {"dubai#vote", "rfc", "z#z"}


def test_words_that_stand_together_come_before_words_apart() -> None:
    apart = a("passage", "l#apart", "One", "The room and its feel are one and the same.")
    together = a(
        "passage", "l#together", "Two", "It was a feel room if there ever was such a thing."
    )
    assert places("feel room", Index.of((apart, together)))[0] == "l#together"


def test_words_in_quotes_must_stand_together() -> None:
    assert places('"feel of the room"') == ["dubai#night"]
    assert places("“feel of the room”") == ["dubai#night"]
    assert places('"room of the feel"') == []
    assert places('"consensus" vote') == ["dubai#vote", "q1"] or "q1" in places('"consensus" vote')


def test_a_whole_word_comes_before_a_beginning() -> None:
    whole, beginning = a("term", "it", "IT"), a("term", "itrs", "ITRs")
    assert places("it", Index.of((beginning, whole))) == ["it", "itrs"]


def test_a_plural_finds_the_singular() -> None:
    index = Index.of((a("term", "standard", "Internet Standard"), a("term", "x", "Standards body")))
    assert set(places("standards", index)) == {"standard", "x"}


# --- what does not matter, and what is forgiven ---


@pytest.mark.parametrize(
    "query",
    [
        "zurich",
        "ZÜRICH",
        "zürich",
        "Zu\u0308rich",
        "lodz",
        "aero",
        "strasse",
        "sao paulo",
        "facades",
    ],
)
def test_case_and_diacritics_do_not_matter(query: str) -> None:
    assert places(query) == ["z#z"]


@pytest.mark.parametrize("query", ["consnesus", "concensus", "consensis", "consesus", "consnes"])
def test_a_slip_of_the_pen_is_forgiven_and_told(query: str) -> None:
    found = ALL.find(query)
    assert found.hits[0].document == TERM
    assert found.meant[0] == (query, "consensus" if len(query) > 7 else found.meant[0][1])


def test_short_words_and_numbers_are_taken_at_their_word() -> None:
    assert places("hun") == []
    assert places("2015") == []
    assert ALL.find("2014").hits


def test_a_word_that_is_there_is_never_taken_for_another() -> None:
    assert ALL.find("vote").meant == ()


def test_no_word_of_a_text_that_may_not_be_found_is_taken_for_one_typed() -> None:
    hidden = a("question", "secret", "Which plenipotentiary was it?")
    index = Index.of((TERM, hidden))
    assert index.find("plenipotentary").hits
    narrowed = index.only(lambda document: document.kind != "question")
    assert narrowed.find("plenipotentary") == Found()
    assert narrowed.find("plenipotentiary") == Found()


def test_scripts_without_spaces_are_found_in_the_middle_of_a_line() -> None:
    index = Index.of((a("passage", "l#s", "互联网治理", "多利益攸关方模式在迪拜受到考验"),))
    assert places("迪拜", index) == ["l#s"]
    assert marks("多利益攸关方模式在迪拜", ("迪拜",)) == ((0, 11),)


def test_nothing_is_found_by_nothing() -> None:
    for query in ("", "   ", "?!", '""'):
        assert ALL.find(query) == Found()


# --- narrowing ---


def test_kinds_are_counted_though_only_one_is_asked_for() -> None:
    found = ALL.find("consensus", ("term",))
    assert [hit.document.place for hit in found.hits] == ["consensus", "rough"]
    assert found.total == 2
    assert dict(found.counts) == {"term": 2, "lesson": 1, "passage": 1, "question": 1, "source": 1}


# --- where it stands ---


def test_marks_stand_at_whole_words_of_the_text_as_it_is_written() -> None:
    text = "Façades and the façade; no faç."
    assert [text[start:end] for start, end in marks(text, ("facade",))] == ["Façades", "façade"]


def test_common_words_are_not_marked_beside_telling_ones() -> None:
    hit = ALL.find("the feel of the room").hits[0]
    assert "feel" in hit.needles
    assert ALL.find("the").hits[0].needles == ("the",)


def test_an_excerpt_shows_most_of_what_was_looked_for() -> None:
    text = (
        f"{'Rough is the sea. ' * 20}Here stands rough consensus in one line. {'And so on. ' * 20}"
    )
    said, spans = excerpt(text, ("rough", "consensus"), 60)
    assert "rough consensus" in said
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert {said[start:end] for start, end in spans} >= {"rough", "consensus"}
    assert len(said) <= 64


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert excerpt("A hum.", ("hum",), 60) == ("A hum.", ((2, 5),))
    assert excerpt("", ("hum",), 60) == ("", ())


# --- for every text ---


@example(" 0", "0")
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_query_on_any_text_is_answered(text: str, query: str) -> None:
    index = Index.of((a("passage", "l#s", text[:10], text), TERM))
    for hit in index.find(query).hits:
        said, spans = excerpt(hit.document.body, hit.needles, 30)
        assert all(0 <= start < end <= len(said) for start, end in spans)


@given(st.lists(st.sampled_from(["hum", "vote", "room", "Zürich", "straße"]), min_size=1))
def test_every_word_of_a_text_finds_it_and_is_marked(spoken: list[str]) -> None:
    body = " ".join(spoken)
    index = Index.of((a("passage", "l#s", "Title", body),))
    for word in spoken:
        (hit,) = index.find(word).hits
        assert any(
            folded(body[start:end]) == folded(word) for start, end in marks(body, hit.needles)
        )


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
