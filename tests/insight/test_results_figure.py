"""How quizzes, tests and reviews went over time."""

from fractions import Fraction

from course.insight.results import results_over_time
from course.progress.projection import Result
from course.sessions.events import Mode
from tests.progress.logs import DAY, NOON


def result(
    score: int, day: int, mode: Mode = "practice", of: str = "quiz:q", out_of: int = 10
) -> Result:
    return Result(f"a{day}", of, mode, Fraction(score), out_of, NOON + day * DAY, 60)


def test_quizzes_tests_and_reviews_are_in_order_of_time() -> None:
    taken = results_over_time(
        [result(8, 3, "test"), result(5, 1), result(9, 2, "review", "review")]
    ).taken
    assert [(one.kind, one.share) for one in taken] == [
        ("quiz", 0.5),
        ("review", 0.9),
        ("test", 0.8),
    ]


def test_single_questions_and_what_has_no_points_are_no_results() -> None:
    results = [result(1, 1, of="check:l1#s1/q1", out_of=1), result(0, 2, out_of=0)]
    results += [result(1, 3, of="again:q"), result(1, 4, of="chosen:weakest")]
    results += [result(1, 5, "test", "placement:p"), result(1, 6, "test", "exam:e")]
    assert [one.of for one in results_over_time(results).taken] == ["chosen:weakest", "exam:e"]


def test_too_few_are_not_drawn() -> None:
    none, two = results_over_time([]), results_over_time([result(8, 1), result(8, 2)])
    assert none.is_empty
    assert none.sentence == "Too little to show yet: no quiz or review finished, and 3 are needed."
    assert two.is_empty
    assert "2 quizzes and reviews finished" in two.sentence


def test_it_is_told_in_words() -> None:
    reviews = [result(9, day, "review", "review") for day in range(7, 9)]
    few = [result(5, 1), *reviews]
    assert results_over_time(few).sentence == (
        "1 quiz or test: 50 %. 2 reviews: 90 % still known on average."
    )
    many = [result(score, day) for day, score in enumerate((4, 5, 6, 7, 8, 9))]
    assert results_over_time(many).sentence == (
        "6 quizzes and tests: 65 % on average, 50 % in the first 3, 80 % in the last 3."
    )
    assert results_over_time([*reviews, result(9, 9, "review", "review")]).sentence == (
        "3 reviews: 90 % still known on average."
    )


def test_programs_get_each() -> None:
    assert results_over_time([result(1, 0, out_of=3)]).numbers["taken"] == [
        {"of": "quiz:q", "kind": "quiz", "at": "2026-11-24T12:00:00+01:00", "share": 0.3333}
    ]
