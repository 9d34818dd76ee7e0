"""What `course host` can be about: named with its kind or without, or chosen from a list."""

import pytest
from textual.widgets import Static

from course.cli.main import run
from course.cli.subject import everything, meant, on_content
from course.content.exercise import Exercise
from course.content.scenario import Scenario
from course.errors import CourseError
from course.loading.files import find_course
from course.loading.library import Library
from course.sessions.live.events import Posed
from course.tui.choosing import ChoosingApp
from course.tui.rows import RowList


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(find_course())


@pytest.mark.parametrize(
    ("named", "kind"),
    [
        ("fourteen-days", "quiz"),
        ("quiz:fourteen-days", "quiz"),
        ("the-last-night", "scenario"),
        ("scenario:the-last-night", "scenario"),
        ("mock-wcit", "exercise"),
        ("exercise:mock-wcit", "exercise"),
    ],
)
def test_a_name_is_understood_with_its_kind_or_without(
    library: Library, named: str, kind: str
) -> None:
    assert meant(library.catalogue, named)[0] == kind


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("scenario:nowhere", "there is no scenario nowhere"),
        ("exercise:the-last-night", "there is no exercise"),
        ("lesson:1", "nothing to hold a class on"),
    ],
)
def test_a_name_that_is_none_is_refused_with_those_there_are(
    library: Library, named: str, said: str
) -> None:
    with pytest.raises(CourseError, match=said) as refused:
        meant(library.catalogue, named)
    assert "name one of" in refused.value.help
    assert refused.value.exit_code == 2


def test_a_class_opens_on_what_it_is_about(library: Library) -> None:
    story, table = (on_content(library, name) for name in ("the-last-night", "fair-share-hearing"))
    assert isinstance(story.subject, Scenario)
    assert isinstance(table.subject, Exercise)
    assert table.opened.of == "exercise:fair-share-hearing"
    for pack in ("fair-share-hearing", "mock-wcit"):
        (hum,) = on_content(library, pack).opened.posed
        assert hum.is_hum, "its own, or whether the text is ready"
    assert story.subjects == {"scenario:the-last-night": story.subject}


def test_a_hum_of_one_s_own_goes_with_a_quiz_alone(library: Library) -> None:
    hum = (Posed("hum", "Ready?", is_hum=True),)
    assert on_content(library, "fourteen-days", hum).opened.posed == hum
    with pytest.raises(CourseError, match="goes with a quiz alone"):
        on_content(library, "the-last-night", hum)


def test_everything_in_the_list_can_be_held(library: Library) -> None:
    rows = [row for row in everything(library.catalogue) if row[0]]  # the others are headings
    kinds = {named.partition(":")[0] for named, _words in rows}
    assert kinds == {"scenario", "exercise", "quiz"}
    for named, _words in rows:
        assert meant(library.catalogue, named)[0] == named.partition(":")[0]


@pytest.mark.parametrize(("keys", "answer"), [(("down", "enter"), "b"), (("escape",), None)])
async def test_the_list_is_chosen_from_or_left(keys: tuple[str, ...], answer: str | None) -> None:
    app = ChoosingApp("What about?", tuple((one, f"This is {one}") for one in "abc"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert str(app.screen.query_one(Static).content) == "What about?"
        assert app.screen.query_one(RowList)
        await pilot.press(*keys)
    assert app.answer == answer


def test_without_a_terminal_a_name_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["host"]) == 2
    assert "a quiz, a scenario or an exercise" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("named", "remedy"),
    [("the-last-nite", "the-last-night"), ("mock-wict", "mock-wcit"), ("zzzz", "course host")],
)
def test_a_slip_in_a_name_without_a_kind_is_told_of_all_kinds(
    library: Library, named: str, remedy: str
) -> None:
    with pytest.raises(CourseError, match="no quiz, scenario or exercise") as refused:
        meant(library.catalogue, named)
    assert remedy in (refused.value.help or "")
