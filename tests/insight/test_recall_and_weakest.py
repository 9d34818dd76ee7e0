"""What is still known, where that is least, and the one thing to do about it."""

from dataclasses import replace
from datetime import UTC, timedelta
from fractions import Fraction

import pytest

from course.insight.recall import AHEAD, Part, recall_today
from course.insight.weakest import Passage, Practise, Reread, weakest
from course.progress.projection import Met, Progress, Trail
from course.scheduling import LEECH, Card, retrievability
from tests.progress.logs import DAY, HALF, NOON, RIGHT, WRONG

HERE = Passage("dubai", "the-night", "The night")


def a_card(stability: float, days_ago: int = 3, lapses: int = 0) -> Card:
    last = (NOON - days_ago * DAY).astimezone(UTC)
    return Card(stability, 5.0, last + DAY, last, 1, lapses)


def knowing(**cards: Card) -> Progress:
    met = {question: Met("a1", NOON, RIGHT, None) for question in cards}
    return Progress(cards={question: (1, card) for question, card in cards.items()}, met=met)


def objective(id: str, *questions: str) -> Part:
    return Part(id, f"Title of {id}", questions, "dubai")


# --- recall ---


def test_modules_and_their_objectives_are_told_apart() -> None:
    progress = knowing(q1=a_card(9), q2=a_card(9), q3=a_card(1))
    parts = (objective("a", "q1", "q2", "q3"), objective("b", "q4"))
    known = recall_today(
        progress, [Part("m", "Module", ("q1", "q2", "q3", "q4"), parts=parts)], NOON
    )
    assert (known.seen, known.of) == (3, 4)
    mean = sum(retrievability(card, NOON) for _, card in progress.cards.values()) / 3
    (module,) = known.modules
    assert known.share == module.recall.share == module.parts[0].recall.share == mean
    assert module.parts[1].recall.share is None
    later = NOON + AHEAD
    left = sum(retrievability(card, later) for _, card in progress.cards.values()) / 3
    assert known.ahead == left < mean


def test_recall_is_told_in_words() -> None:
    strong = Part("m1", "Strong", ("q1", "q2", "q3"))
    weak = Part("m2", "Weak", ("q4", "q5", "q6"))
    new = Part("m3", "New", ("q7", "q8", "q9"))
    cards = {f"q{n}": a_card(50 if n < 4 else 1) for n in range(1, 8)}
    known = recall_today(knowing(**cards), [strong, weak, new], NOON)
    assert known.sentence == (
        "Of the 7 questions you have met you would know 89 % today, and 81 % in a week without a"
        " review; today least of “Weak” (81 %)."
    )
    assert [one.sentence for one in known.modules] == [
        "99 % (3 of 3 questions met)",
        "81 % (3 of 3 questions met)",
        "too little data (1 of 3 questions met)",
    ]
    nothing = recall_today(Progress(), [strong], NOON)
    assert nothing.sentence == "Too little is answered yet to say what you would remember."
    assert nothing.modules[0].sentence == "nothing answered yet"
    assert "least" not in recall_today(knowing(**cards), [strong], NOON).sentence


def test_programs_get_modules_and_objectives() -> None:
    parts = (objective("a", "q1", "q2", "q3"),)
    module = Part("m", "Module", ("q1", "q2", "q3"), parts=parts)
    numbers = recall_today(knowing(q1=a_card(5)), [module], NOON).numbers
    assert (numbers["share"], numbers["met"], numbers["questions"]) == (None, 1, 3)
    (told,) = numbers["modules"]
    assert told["objectives"] == [
        {
            "id": "a",
            "title": "Title of a",
            "lesson": "dubai",
            "share": None,
            "met": 1,
            "questions": 3,
        }
    ]


# --- weakest ---


def test_the_weakest_keep_least_over_a_week_and_only_five_are_named() -> None:
    cards = {f"q{n}{m}": a_card(stability=1 + n) for n in range(7) for m in "abc"}
    objectives = [objective(f"o{n}", *(f"q{n}{m}" for m in "abc")) for n in (3, 1, 6, 0, 5, 2, 4)]
    found = weakest(knowing(**cards), objectives, {}, NOON)
    assert [weak.objective.id for weak in found.objectives] == ["o0", "o1", "o2", "o3", "o4"]
    assert found.known == 7
    assert all(weak.ahead < weak.today for weak in found.objectives)


def test_what_was_just_failed_is_weak_although_it_is_known_for_now() -> None:
    failed = {f"f{n}": a_card(0.2, days_ago=0) for n in range(3)}
    fading = {f"g{n}": a_card(20, days_ago=6) for n in range(3)}
    objectives = [objective("fading", *fading), objective("failed", *failed)]
    first, second = weakest(knowing(**failed, **fading), objectives, {}, NOON).objectives
    assert (first.objective.id, first.today) == ("failed", 1.0)
    assert second.today < first.today


def test_an_objective_with_too_little_data_is_not_judged() -> None:
    found = weakest(knowing(q1=a_card(1), q2=a_card(1)), [objective("o", "q1", "q2")], {}, NOON)
    assert found.objectives == ()
    assert found.sentence == "Too little is answered yet to say where you are weakest."
    assert found.numbers == {"known": 0, "objectives": []}


@pytest.mark.parametrize(
    ("fraction", "lapses", "stability", "rereads"),
    [
        (WRONG, 0, 3.0, True),
        (Fraction(1, 3), 0, 3.0, True),
        (HALF, 0, 3.0, False),
        (RIGHT, 0, 3.0, False),
        (None, 0, 3.0, False),
        (RIGHT, LEECH, 3.0, True),
        (RIGHT, LEECH, 60.0, False),
    ],
)
def test_what_was_not_known_is_read_again_and_what_was_is_asked(
    fraction: Fraction | None, lapses: int, stability: float, rereads: bool
) -> None:
    cards = {"q1": a_card(stability, lapses=lapses), "q2": a_card(30), "q3": a_card(9)}
    progress = knowing(**cards)
    progress = Progress(
        cards=progress.cards, met={**progress.met, "q1": Met("a1", NOON, fraction, None)}
    )
    (weak,) = weakest(progress, [objective("o", "q1", "q2", "q3")], {"q1": HERE}, NOON).objectives
    if rereads:
        assert weak.advice == Reread(HERE)
        assert weak.sentence.endswith("left in a week; read “The night” again")
        assert weak.command == "course learn dubai"
    else:
        assert isinstance(weak.advice, Practise)
        assert set(weak.advice.questions) == {"q1", "q2", "q3"}
        assert weak.sentence.endswith("left in a week; answer its 3 questions")
        assert weak.command == "course quiz dubai"


def test_the_most_faded_are_asked_first_and_without_a_passage_nothing_is_read() -> None:
    progress = knowing(q1=a_card(9), q2=a_card(1), q3=a_card(3))
    progress = Progress(cards=progress.cards, met={"q2": Met("a1", NOON, WRONG, None)})
    (weak,) = weakest(progress, [objective("o", "q1", "q2", "q3")], {}, NOON).objectives
    assert weak.advice == Practise(("q2", "q3", "q1"))


def test_what_is_part_of_an_open_test_is_not_asked() -> None:
    progress = knowing(**{f"q{n}": a_card(2 + n) for n in range(3)})
    questions = tuple(progress.cards)

    def advised(*in_test: str) -> Reread | Practise:
        trail = Trail("quiz:q", "test", NOON, dict.fromkeys(in_test, 1), NOON)
        open_now = replace(progress, trails={"a1": trail})
        parts = [objective("o", *questions)]
        return weakest(open_now, parts, {"q0": HERE}, NOON).objectives[0].advice

    assert advised("q0") == Practise(("q1", "q2"))
    assert advised(*questions) == Reread(HERE)


def test_weakest_tells_programs_what_to_do() -> None:
    cards = {f"q{n}": a_card(2, days_ago=2) for n in range(6)}
    progress = knowing(**cards)
    progress = Progress(
        cards=progress.cards, met={**progress.met, "q0": Met("a1", NOON, WRONG, None)}
    )
    objectives = [objective("a", "q0", "q1", "q2"), objective("b", "q3", "q4", "q5")]
    found = weakest(progress, objectives, {"q0": HERE}, NOON + timedelta(hours=1))
    assert found.sentence.startswith("Of the 2 objectives you have answered enough of, these")
    first, second = found.numbers["objectives"]
    assert first["advice"] == {"read": "dubai#the-night"}
    assert second["advice"] == {"answer": ["q3", "q4", "q5"]}
    assert set(first) == {
        "id", "title", "lesson", "share", "share_in_a_week", "advice", "sentence",
    }  # fmt: skip
