"""Changes to a text on the table: told word by word, put together, put in brackets."""

from hypothesis import given
from hypothesis import strategies as st

from course.content.exercise import brackets, unbalanced
from course.sessions.live.amending import changes, in_brackets, in_short, together

TEXT = "Member States shall refrain from unilateral measures."

words = st.sampled_from(["shall", "should", "refrain", "[may]", "from", "\n", "états", "all"])
texts = st.lists(words, min_size=1, max_size=12).map(" ".join)


def test_a_change_is_told_as_what_is_kept_cut_and_added() -> None:
    after = TEXT.replace("shall", "should")
    assert changes(TEXT, after) == (
        ("keep", "Member States"),
        ("cut", " shall"),
        ("add", " should"),
        ("keep", " refrain from unilateral measures."),
    )


@given(texts, texts)
def test_what_is_kept_and_cut_is_the_text_before_and_kept_and_added_the_one_after(
    before: str, after: str
) -> None:
    told = changes(before, after)
    assert "".join(said for kind, said in told if kind != "add") == before
    assert "".join(said for kind, said in told if kind != "cut") == after


def test_of_a_long_text_what_stands_round_a_change_is_told() -> None:
    before = f"{'one ' * 60}shall {'two ' * 80}end {'three ' * 60}."
    after = before.replace("shall", "may").replace("end", "stop")
    first, *middle, last = in_short(changes(before, after))
    assert first[0] == last[0] == "keep"
    assert first[1].startswith(" … one")
    assert last[1].endswith("three … ")
    between = next(words for kind, words in middle if kind == "keep")
    assert between.startswith(" two two")
    assert " … " in between
    assert len(between) < 180
    assert [one for one in in_short(changes(before, after)) if one[0] != "keep"] == [
        ("cut", " shall"),
        ("add", " may"),
        ("cut", " end"),
        ("add", " stop"),
    ]


def test_changes_at_two_places_go_together_and_at_the_same_words_they_do_not() -> None:
    ours = TEXT.replace("shall", "should")
    theirs = TEXT.replace("unilateral measures", "any measure")
    assert together(TEXT, ours, theirs) == "Member States should refrain from any measure."
    assert together(TEXT, ours, TEXT.replace("shall", "may")) is None


@given(texts, texts)
def test_a_text_that_was_not_changed_takes_any_change_whole(base: str, after: str) -> None:
    assert together(base, after, base) == after
    assert together(base, base, after) == after
    assert together(base, after, after) == after


@given(texts, texts, texts)
def test_who_comes_first_makes_no_difference(base: str, one: str, other: str) -> None:
    assert together(base, one, other) == together(base, other, one)


def test_what_is_not_agreed_stands_in_brackets_beside_what_it_would_replace() -> None:
    shown = in_brackets(TEXT, TEXT.replace("shall", "should"))
    assert shown == "Member States [shall][should] refrain from unilateral measures."
    assert in_brackets(TEXT, TEXT.replace(" unilateral", "")) == TEXT.replace(
        "unilateral", "[unilateral]"
    )


def test_what_stands_in_brackets_already_is_not_put_in_them_twice() -> None:
    text = "States [shall][should] pay."
    assert in_brackets(text, "States [shall][may] pay.") == "States [shall][should][may] pay."
    assert in_brackets(text, "States may pay.") == "States [shall][should][may] pay."


def test_a_long_text_that_is_replaced_whole_is_still_told_at_once() -> None:
    before, after = "a b " * 700, "b c " * 700
    told = changes(before, after)
    assert "".join(said for kind, said in told if kind != "cut") == after


def test_brackets_are_counted_in_pairs_and_those_of_sources_are_none() -> None:
    assert brackets("[shall][should] pay [@rfc-2418] [the [full] price]") == 4
    assert unbalanced("[shall][should") is not None
    assert unbalanced("States [shall] pay.") is None
