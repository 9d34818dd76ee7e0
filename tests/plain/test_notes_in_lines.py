"""Notes and bookmarks in lines: written where they belong, shown there, all of them listed."""

from course.plain.notes import say_all_kept
from course.plain.sitting import Sitting
from course.study import Study
from tests.plain.conftest import Told

NIGHT = "first-light#the-night"


def test_a_note_is_written_shown_changed_and_removed_in_the_lesson(
    told: Told, study: Study
) -> None:
    def read(sitting: Sitting) -> None:
        sitting.learn("first-light", "the-night")

    said = told(read, "f", "", "n", "One.", "Two.", "", "m", "q")
    assert "Note kept." in said
    assert "Bookmarked." in said
    assert study.progress.notes[NIGHT].text == "One.\nTwo."
    said = told(read, "n", "", "n", "Three.", "", "m", "q")
    assert "Your note: One." in said
    assert "Bookmark taken out." in said
    assert study.progress.notes[NIGHT].text == "Three."
    assert "Note removed." in told(read, "n", "-", "", "q")
    assert study.progress.notes == {}


def test_what_was_typed_is_kept_when_no_more_lines_come(told: Told, study: Study) -> None:
    told(lambda sitting: sitting.learn("first-light", "in-figures"), "n", "One.")
    assert study.progress.notes["first-light#in-figures"].text == "One."


def test_a_note_at_a_question_is_shown_with_its_feedback(told: Told, study: Study) -> None:
    def take(sitting: Sitting) -> None:
        sitting.quiz("far-away", seed="s")

    said = told(take, ":note", "Look at the map.", "", ":mark", "2", "")
    assert study.progress.notes["where-is-it"].text == "Look at the map."
    after = said.split("Not right.")[1]
    assert "Your note: Look at the map." in after
    assert "Bookmarked." in after


def test_all_are_listed_with_the_way_to_their_places(told: Told, study: Study) -> None:
    assert "No notes and no bookmarks yet." in told(lambda s: say_all_kept(s.lines, study))
    told(lambda sitting: sitting.learn("first-light", "in-figures"), "n", "One.", "", "m", "q")
    said = told(Sitting.menu, "n", "q")
    assert "1.1  First light\n  ★ In figures\n    One.\n" in said
    assert "course learn first-light#in-figures" in said
