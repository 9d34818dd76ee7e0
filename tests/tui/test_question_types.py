"""Every type of question, wholly by keyboard and wholly by mouse, small and large."""

import pytest
from textual.widgets import Input, TextArea

from course.content.questions import (
    AnyQuestion,
    Multiple,
)
from course.content.response import Response
from course.marking import key_response
from course.shuffling import options
from course.study import Study
from course.tui.chrome import KeyLine
from course.tui.widgets.questions.assigning import Assign
from course.tui.widgets.questions.cloze import GapChoice
from course.tui.widgets.questions.ordering import PutInOrder
from course.tui.widgets.questions.rows import RowsInput
from tests.builders import (
    a_categorise,
    a_choice,
    a_cloze,
    a_match,
    a_multiple,
    a_numeric,
    a_numeric_with_units,
    a_reflection,
    a_short,
    a_single,
    a_survey,
    a_true_false,
    an_option,
    an_order,
    one_of_each,
)
from tests.tui.sitting import LARGE, SMALLEST, put, sitting

SIZES = pytest.mark.parametrize("size", [SMALLEST, LARGE], ids=["small", "large"])


def number(question: AnyQuestion, key: str) -> str:
    """The key on the keyboard for an option."""
    return str(options(question, "seed").index(key) + 1)


@SIZES
async def test_one_option_is_chosen_by_number(study: Study, size: tuple[int, int]) -> None:
    question = a_single()
    async with sitting(study, put(study, question), size) as person:
        await person.press(number(question, "b"), "enter")
        assert person.responses == ["b"]
        assert "Right" in person.feedback


async def test_one_option_is_chosen_with_the_arrows(study: Study) -> None:
    question = a_single()
    async with sitting(study, put(study, question)) as person:
        await person.press("down")
        assert person.input.response() == options(question, "seed")[0]
        await person.press("end")
        assert person.input.response() == options(question, "seed")[-1]
        await person.press("up", "down", "down", "home", "down", "enter")
        assert person.responses == [options(question, "seed")[1]]


@SIZES
async def test_one_option_is_chosen_by_mouse(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_single()), size) as person:
        await person.click_row("a")
        await person.click_row("b")
        await person.proceed()
        assert person.responses == ["b"]


@SIZES
async def test_several_options_are_ticked(study: Study, size: tuple[int, int]) -> None:
    question = a_multiple()
    async with sitting(study, put(study, question), size) as person:
        await person.press(*(number(question, key) for key in ("c", "b", "a", "b")), "enter")
        assert person.responses == [("a", "c")]


async def test_several_options_are_ticked_where_the_cursor_is(study: Study) -> None:
    first, second, *_ = options(a_multiple(), "seed")
    async with sitting(study, put(study, a_multiple())) as person:
        await person.press("space", "down", "space", "up", "space", "enter")
        assert person.responses == [(second,)]
        assert first != second


@SIZES
async def test_several_options_are_ticked_by_mouse(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_multiple()), size) as person:
        for key in ("c", "d", "a", "d"):
            await person.click_row(key)
        await person.proceed()
        assert person.responses == [("a", "c")]


@SIZES
async def test_true_or_false(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_true_false()), size) as person:
        await person.press("1", "2", "enter")
        assert person.responses == [False]


async def test_true_or_false_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, a_true_false())) as person:
        await person.click_row("true")
        await person.proceed()
        assert person.responses == [True]


@SIZES
@pytest.mark.parametrize("question", [a_short(), a_numeric()], ids=["words", "number"])
async def test_something_is_typed(
    study: Study, question: AnyQuestion, size: tuple[int, int]
) -> None:
    right = key_response(question)
    assert isinstance(right, str)
    async with sitting(study, put(study, question), size) as person:
        await person.type(right)
        await person.press("enter")
        assert person.responses == [right]
        assert "Right" in person.feedback


async def test_something_typed_is_given_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, a_short())) as person:
        await person.click(person.input.query_one(Input))
        await person.type("Geneva")
        await person.proceed()
        assert person.responses == ["Geneva"]


async def test_units_that_will_do_are_named(study: Study) -> None:
    async with sitting(study, put(study, a_numeric_with_units())) as person:
        assert "in Mbit/s or kbit/s" in person.shown()
        await person.type("20000 kbit/s")
        await person.press("enter")
        assert "Right" in person.feedback


@SIZES
async def test_stems_are_matched_by_number(study: Study, size: tuple[int, int]) -> None:
    question = a_match()
    async with sitting(study, put(study, question), size) as person:
        await person.press(number(question, "a"), number(question, "b"), "enter")
        assert person.responses == [{"a": "a", "b": "b"}]


async def test_stems_are_matched_with_the_arrows(study: Study) -> None:
    first, second, third = options(a_match(), "seed")
    async with sitting(study, put(study, a_match())) as person:
        await person.press("right", "right", "down", "left", "left", "enter")
        assert person.responses == [{"a": second, "b": second}]
        assert len({first, second, third}) == 3


@SIZES
async def test_stems_are_matched_by_mouse(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_match()), size) as person:
        await person.click_row("b")
        await person.click_row("choice c")
        await person.click_row("b")
        await person.click_row("choice b")
        await person.click_row("a")
        await person.click_row("choice a")
        await person.proceed()
        assert person.responses == [{"a": "a", "b": "b"}]


async def test_a_choice_can_be_taken_away_again(study: Study) -> None:
    async with sitting(study, put(study, a_match())) as person:
        await person.press("1", "up", "backspace")
        assert person.input.response() == {}
        await person.press("enter")
        assert "2 entries left" in person.note


@SIZES
async def test_items_are_sorted_into_groups(study: Study, size: tuple[int, int]) -> None:
    question = a_categorise()
    right = key_response(question)
    assert isinstance(right, dict)
    groups = [group.id for group in question.groups]
    async with sitting(study, put(study, question), size) as person:
        await person.press(
            *(str(groups.index(right[key]) + 1) for key in options(question, "seed")), "enter"
        )
        assert person.responses == [right]


@SIZES
async def test_entries_are_put_in_order(study: Study, size: tuple[int, int]) -> None:
    question = an_order()
    async with sitting(study, put(study, question), size) as person:
        for place, key in enumerate("abcd"):
            assert isinstance(person.input, PutInOrder)
            at = person.input.response().index(key)
            await person.press("home", *["down"] * at, *["shift+up"] * (at - place))
        await person.press("enter")
        assert person.responses == [("a", "b", "c", "d")]


async def test_an_entry_is_picked_up_carried_and_put_down(study: Study) -> None:
    first, second, third, fourth = options(an_order(), "seed")
    async with sitting(study, put(study, an_order())) as person:
        await person.press("space", "down", "down", "space", "down")
        await person.press("alt+up", "enter")
        assert person.responses == [(second, third, fourth, first)]


@SIZES
async def test_entries_are_put_in_order_by_mouse(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, an_order()), size) as person:
        for place, key in enumerate("abcd"):
            assert isinstance(person.input, PutInOrder)
            await person.click_row(key)
            await person.click_row(person.input.response()[place])
        await person.proceed()
        assert person.responses == [("a", "b", "c", "d")]


@SIZES
async def test_gaps_are_filled(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_cloze()), size) as person:
        gap = person.input.query_one(GapChoice)
        await person.press(str(list(gap.choices).index("b") + 1), "tab")
        await person.type("plenary")
        await person.press("tab")
        await person.type("1988")
        assert "In (1) Melbourne the (2) plenary adopted it in (3) 1988." in person.shown()
        await person.press("enter")
        assert person.responses == [{"city": "b", "body": "plenary", "year": "1988"}]
        assert "Melbourne ✓" in person.shown()


async def test_enter_goes_to_the_next_empty_gap(study: Study) -> None:
    async with sitting(study, put(study, a_cloze())) as person:
        await person.press("right", "enter")
        assert "2 gaps still empty" in person.note
        await person.type("plenary")
        await person.press("enter")
        assert "1 gap still empty" in person.note
        await person.press("enter")
        assert [set(response) for response in person.responses if isinstance(response, dict)] == [
            {"city", "body"}
        ]


async def test_gaps_are_filled_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, a_cloze())) as person:
        gap = person.input.query_one(GapChoice)
        at = gap.render().plain.index("Melbourne")
        await person.click(gap, at + 1, 0)
        assert gap.chosen == "b"
        fields = list(person.input.query(Input))
        await person.click(fields[0])
        await person.type("plenary")
        await person.click(fields[1])
        await person.type("1988")
        await person.proceed()
        assert person.responses == [{"city": "b", "body": "plenary", "year": "1988"}]


async def test_a_gap_is_emptied_again(study: Study) -> None:
    async with sitting(study, put(study, a_cloze())) as person:
        await person.press("left", "right", "2", "backspace")
        assert person.input.response() == {}


@SIZES
async def test_a_reflection_is_written_and_judged(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_reflection()), size) as person:
        await person.type("A right")
        await person.press("enter")
        await person.type("and a duty.")
        await person.press("ctrl+s")
        assert person.responses == ["A right\nand a duty."]
        assert "A right and a duty." in person.feedback
        await person.press("space", "enter")
        assert person.attempt.entry.met == ("a",)
        assert "Written, and 1 of 2 shown" in person.feedback
        assert "Finish" in person.next_step


async def test_only_keys_that_work_while_one_writes_are_named(study: Study) -> None:
    async with sitting(study, put(study, a_reflection())) as person:
        keys = person.page.query_one(KeyLine).render().plain
        assert "Ctrl+S answer" in keys
        assert not {"Enter", "/"} & set(keys.split())


async def test_a_reflection_is_judged_by_mouse(study: Study) -> None:
    async with sitting(study, put(study, a_reflection())) as person:
        await person.click(person.input.query_one(TextArea))
        await person.type("A right.")
        await person.proceed()
        rubric = person.page.sheet.rubric
        assert isinstance(rubric, RowsInput)
        await person.click_row("a", rubric)
        await person.click_row("b", rubric)
        await person.proceed()
        assert person.attempt.entry.met == ("a", "b")


async def test_a_reflection_that_shows_nothing_can_be_judged_so(study: Study) -> None:
    async with sitting(study, put(study, a_reflection())) as person:
        await person.type("Hm.")
        await person.press("ctrl+s", "enter")
        assert person.attempt.entry.met == ()


@SIZES
async def test_a_survey_takes_one_opinion(study: Study, size: tuple[int, int]) -> None:
    async with sitting(study, put(study, a_survey()), size) as person:
        await person.press("2", "enter")
        assert person.responses == ["b"]
        assert "no right answer" in person.feedback


async def test_a_survey_takes_several_opinions(study: Study) -> None:
    async with sitting(study, put(study, a_survey(several=True))) as person:
        await person.press("2", "1", "enter")
        assert person.responses == [("a", "b")]


async def test_a_survey_takes_words(study: Study) -> None:
    async with sitting(study, put(study, a_survey(choices=()))) as person:
        await person.type("Never.")
        await person.press("ctrl+s")
        assert person.responses == ["Never."]


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
async def test_nothing_at_all_is_no_answer(study: Study, question: AnyQuestion) -> None:
    async with sitting(study, put(study, question)) as person:
        answers = "ctrl+s" if question.type == "reflection" else "enter"
        await person.press(answers)
        assert person.responses == []
        assert person.note


@pytest.mark.parametrize(
    "question, keys, response",
    [
        (a_match(), ["1"], {"a": options(a_match(), "seed")[0]}),
        (an_order(), [], options(an_order(), "seed")),
    ],
    ids=["match", "order"],
)
async def test_what_is_unfinished_is_taken_when_one_insists(
    study: Study, question: AnyQuestion, keys: list[str], response: Response
) -> None:
    async with sitting(study, put(study, question)) as person:
        await person.press(*keys, "enter")
        assert person.responses == []
        assert "Enter again" in person.note
        await person.press("enter")
        assert person.responses == [response]


async def test_more_than_nine_options_can_be_chosen(study: Study) -> None:
    texts = [f"option {n}" for n in range(12)]
    choices = tuple(an_option(text, correct=text == "option 9") for text in texts)
    question = a_multiple(choices=choices, shuffle=False)
    assert isinstance(question, Multiple)
    async with sitting(study, put(study, question)) as person:
        await person.press("0", "end", "space", "enter")
        assert person.responses == [("j", "l")]


async def test_a_number_without_an_option_does_nothing(study: Study) -> None:
    for question in (a_single(), a_multiple(), a_match(), a_cloze()):
        async with sitting(study, put(study, question)) as person:
            await person.press("9")
            assert not person.input.touched


async def test_long_options_wrap_below_their_beginning(study: Study) -> None:
    long = "a regulation that every member state has signed and that " * 3
    choices = (a_choice(long, correct=True), a_choice("short"))
    async with sitting(study, put(study, a_single(choices=choices, shuffle=False))) as person:
        lines = person.shown().splitlines()
        first = next(n for n, line in enumerate(lines) if " 1  a regulation" in line)
        start = lines[first].index("a regulation")
        assert lines[first + 1][:start].strip() == ""
        assert lines[first + 1][start] != " "
        await person.click(person.input, 20, 2)
        assert person.input.response() == "a"


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
async def test_a_locked_answer_cannot_be_changed(study: Study, question: AnyQuestion) -> None:
    async with sitting(study, put(study, question)) as person:
        await person.press("down")
        before = person.input.response()
        person.input.locked = True
        await person.settle()
        await person.press("1", "down", "space", "right", "shift+down")
        await person.click(person.input, 10, 0)
        assert person.input.response() == before


async def test_the_mouse_shows_what_a_click_would_choose(study: Study) -> None:
    async with sitting(study, put(study, a_match())) as person:
        assert isinstance(person.input, Assign)
        await person.pilot.hover(person.input, offset=(8, 1))
        assert person.input.hovered == "choice " + options(a_match(), "seed")[1]
        await person.pilot.hover(person.page.note)
        assert person.input.hovered == ""


@pytest.mark.parametrize("question", one_of_each(), ids=lambda question: question.type)
async def test_no_size_of_a_terminal_is_too_odd(study: Study, question: AnyQuestion) -> None:
    async with sitting(study, put(study, question), (20, 5)) as person:
        for size in ((1, 1), (300, 100), (20, 5)):
            await person.pilot.resize_terminal(*size)
            await person.press("1", "down", "right")
        await person.press("enter", "ctrl+s", "enter")
        assert person.pilot.app.is_running
