"""Whether certainty was well judged."""

from fractions import Fraction

import pytest

from course.insight.calibration import CLAIMS, FEWEST, Level, Verdict, calibration
from course.marking.score import certainty_mark
from course.progress.diary import Claim
from course.progress.folding import fold
from course.progress.projection import Progress
from course.sessions.events import Certainty, Mode
from tests.progress.logs import WRONG, answered, log, started


def claimed(**levels: tuple[int, int]) -> Progress:
    """`guessing`, `fairly` and `certain`: answers, and how many of them were right."""
    names: dict[str, Certainty] = {"guessing": 1, "fairly": 2, "certain": 3}
    claims = {names[k]: Claim(n, Fraction(right)) for k, (n, right) in levels.items()}
    return Progress(claims=claims)


@pytest.mark.parametrize("share", [Fraction(n, 60) for n in range(61)])
def test_a_level_claims_the_shares_at_which_saying_it_pays(share: Fraction) -> None:
    worth = {
        level: share * certainty_mark(Fraction(1), level)
        + (1 - share) * certainty_mark(Fraction(0), level)
        for level in CLAIMS
    }
    paying = {level for level in CLAIMS if worth[level] == max(worth.values())}
    assert paying == {level for level, (low, high) in CLAIMS.items() if low <= share <= high}


@pytest.mark.parametrize(
    ("certainty", "answers", "right", "verdict"),
    [
        (3, FEWEST - 1, 9, "too few"),
        (3, 10, 7, "over"),
        (3, 10, 8, "fair"),
        (2, 100, 66, "over"),
        (2, 100, 67, "fair"),
        (2, 1000, 804, "fair"),
        (2, 100, 81, "under"),
        (1, 10, 0, "fair"),
        (1, 10, 7, "under"),
    ],
)
def test_a_level_is_judged_by_what_it_claims_once_there_are_enough_answers(
    certainty: Certainty, answers: int, right: int, verdict: Verdict
) -> None:
    assert Level(certainty, answers, Fraction(right)).verdict == verdict


def test_it_is_told_in_words() -> None:
    assert "course quiz --certainty" in calibration(Progress()).sentence
    few = calibration(claimed(fairly=(9, 9), certain=(1, 1)))
    assert few.is_empty
    assert few.sentence.startswith("Too little to judge yet: 10 answers with a certainty; 10 of")
    judged = calibration(claimed(guessing=(40, 10), fairly=(20, 19), certain=(20, 12)))
    assert judged.sentence == (
        "Your certainty was too high when you said “certain”; too low when you said “fairly”;"
        " right when you said “guessing”."
    )
    assert [level.sentence for level in judged.levels] == [
        "guessing: right 25 % of 40 times, as it claims (under 67 %)",
        "fairly: right 95 % of 20 times, more than it claims (67 to 80 %)",
        "certain: right 60 % of 20 times, less than it claims (over 80 %)",
    ]
    assert [level.sentence for level in few.levels] == [
        "guessing: 0 answers are too few to judge by",
        "fairly: 9 answers are too few to judge by",
        "certain: 1 answer is too few to judge by",
    ]


@pytest.mark.parametrize(("mode", "counted"), [("practice", 1), ("review", 1), ("test", 0)])
def test_what_is_begun_counts_too_unless_it_is_a_test(mode: Mode, counted: int) -> None:
    progress = fold(log(started(mode=mode), answered("q1", WRONG, certainty=3)))
    assert calibration(progress).levels[2].answers == counted
    assert not progress.claims


def test_programs_get_each_level_with_its_number_of_answers() -> None:
    levels = calibration(claimed(certain=(20, 12), fairly=(3, 1))).numbers["levels"]
    assert [level["answers"] for level in levels] == [0, 3, 20]
    assert [level["share"] for level in levels] == [None, None, 0.6]
    assert (levels[2]["claims_from"], levels[2]["claims_to"]) == (0.8, 1.0)
    assert levels[2]["verdict"] == "over"
