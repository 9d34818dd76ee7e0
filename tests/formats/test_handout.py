"""A pack on paper: every word of it is there, and no secret on another's sheet."""

from pathlib import Path

import pytest

from course.content.exercise import Exercise
from course.content.handout import Deal, pages
from course.formats.handout import NEW_SHEET, handout
from course.formats.markdown import Notes, inline
from course.loading.library import Library, find_course
from course.sessions.dealing import deal
from tests.builders import a_pack, a_source, a_term
from tests.formats.read_back import read_back
from tests.formats.test_markdown import meant

GOALS = {"tell-apart": "Tell a vote from a hum"}


def printed(pack: Exercise, dealt: Deal | None = None, *, only_roles: bool = False) -> str:
    terms, sources = {"itrs": a_term()}, {"final-acts": a_source()}
    return handout(pack.title, pages(pack, GOALS, dealt), terms, sources, only_roles=only_roles)


def sheets(markdown: str) -> list[str]:
    """The words of each sheet, read back."""
    return [
        " ".join(block.text for block in read_back(sheet)) for sheet in markdown.split(NEW_SHEET)
    ]


def test_it_says_of_a_text_that_it_is_not_to_be_negotiated() -> None:
    text = {"id": "t", "title": "A rule", "text": "No votes.", "note": "Real."}
    assert "Real. Not to be negotiated." in printed(a_pack(texts=(text | {"negotiable": False},)))
    assert "Not to be negotiated" not in printed(a_pack(texts=(text,)))


def test_the_sheets_are_in_the_order_in_which_they_are_needed() -> None:
    begun = [sheet.split()[0] for sheet in sheets(printed(a_pack()))]
    roles = ["Role0", "Role1", "Role2"]
    assert begun == ["Apack", "Thebriefforall", *roles, "Textstonegotiate", "Debrief", "Rubric"]


def test_a_secret_is_on_the_sheet_of_its_role_and_nowhere_else() -> None:
    pack = a_pack()
    roles = tuple(
        role.model_copy(update={"secret": f"secret{place}", "goals": (f"goal{place}",)})
        for place, role in enumerate(pack.roles)
    )
    every = sheets(printed(pack.model_copy(update={"roles": roles})))
    for place in range(len(roles)):
        holds = [sheet for sheet in every if f"secret{place}" in sheet or f"goal{place}" in sheet]
        assert len(holds) == 1
        assert holds[0].startswith(f"Role{place} ")


def test_brackets_of_a_negotiation_are_read_as_brackets() -> None:
    text = "States [shall][should] [not] sign [maybe](later) 1. [x]: y"
    pack = a_pack(texts=({"id": "t", "title": "[A] text", "text": text, "note": "Made."},))
    blocks = read_back(printed(pack))
    assert "States[shall][should][not]sign[maybe](later)1.[x]:y" in [b.text for b in blocks]
    assert all("http" not in style for b in blocks for _, styles in b.letters for style in styles)


def test_phases_have_their_place_on_the_clock() -> None:
    cells = [block.text for block in read_back(printed(a_pack())) if block.kind == "td"]
    start = cells.index("0:00–0:30")
    assert cells[start : start + 8] == [
        "0:00–0:30", "30", "Phase0", "alltogether", "0:30–1:00", "30", "Phase1", "alltogether",
    ]  # fmt: skip


def test_sources_and_words_are_told_at_the_end() -> None:
    pack = a_pack(brief="It is late [@final-acts], see [[itrs]] and [[unknown-word]].")
    last = sheets(printed(pack))[-1]
    assert last.startswith("Words ITRS:Atreaty. Sources FinalActs,ITU,2012,https://example.org/")
    assert "Itislate[1],seeITRSandunknownword." in sheets(printed(pack))[1]


def test_dealt_roles_have_a_sheet_a_seat_and_the_teacher_sees_all_seats() -> None:
    pack = a_pack(seats=[(1, 1), (1, 3), (0, 1)])
    seats = [str(number) for number in range(1, 6)]
    dealt = Deal(deal(pack, seats, "s"))
    every = sheets(printed(pack, dealt))
    assert len([sheet for sheet in every if "Onlyforyou" in sheet]) == 5
    shared = dealt.of("r1")
    assert len(shared) == 3
    assert f"Role1{','.join(shared)}" in every[0].replace(" ", "")
    mine = next(sheet for sheet in every if f"Seat{shared[0]}," in sheet)
    assert f"sharedwithseats{shared[1]}and{shared[2]}" in mine


def test_only_roles_leaves_out_everything_else() -> None:
    text = printed(a_pack(), only_roles=True)
    assert [sheet.split()[0] for sheet in sheets(text)] == ["Role0", "Role1", "Role2"]
    assert "# Words" not in text


@pytest.mark.parametrize(
    "name", sorted(pack.id for pack in Library(find_course()).catalogue.exercises)
)
def test_the_packs_of_the_course_are_read_back_word_for_word(name: str) -> None:
    library = Library(find_course())
    pack = library.exercise(name)
    text = handout(pack.title, pages(pack, {}), library.terms, library.sources)
    told = [block.letters for block in read_back(text)]

    notes = Notes(lambda term: library.terms[term].term)
    for role in pack.roles:
        every = [block.letters for part in (role.secret, *role.goals) for block in meant(part)]
        if "[@" not in role.secret + "".join(role.goals) and "[[" not in role.secret:
            assert [letters for letters in every if letters not in told] == []
        assert inline(role.public, notes) in text or "[" in role.public
    for phase in pack.phases:
        for block in meant(phase.text) if "[" not in phase.text else ():
            assert block.letters in told
    assert text.count(NEW_SHEET) >= len(pack.roles) + 4
    assert Path(f"{name}.yaml").stem == name
