"""Rosters: read as spreadsheets write them, matched to the names that students type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.rooms.pseudonyms import pseudonym
from course.rooms.roster import Person, Roster, attendance, dumped, loaded, read_roster

ANA, BEN, CEM = (
    Person("Ana Sofía Pereira", "17", "A"),
    Person("Ben Carter", "18", "B"),
    Person("Cem Demir", "19", "A"),
)
CLASS = Roster("9b", (ANA, BEN, CEM))


def read(text: str | bytes) -> tuple[Person, ...]:
    data = text.encode() if isinstance(text, str) else text
    return read_roster("9b", data, "9b.csv").people


@pytest.mark.parametrize(
    "text",
    [
        "name,id,group\nAna Sofía Pereira,17,A\nBen Carter,18,B\nCem Demir,19,A\n",
        "Group;Student ID;Full name\r\nA;17;Ana Sofía Pereira\r\nB;18;Ben Carter\r\n"
        "A;19;Cem Demir\r\n",
        "Ana Sofía Pereira\t17\tA\n\nBen Carter\t18\tB\nCem Demir\t19\tA",
        'last name,first name,id,group\nPereira,"Ana Sofía",17,A\nCarter,Ben,18,B\n'
        "Demir,Cem,19,A\n",
        "Apellidos;Nombre;Matrícula;Grupo\nPereira;Ana Sofía;17;A\nCarter;Ben;18;B\nDemir;Cem;19;A",
    ],
)
def test_a_table_is_read_however_it_was_written(text: str) -> None:
    assert read(text) == (ANA, BEN, CEM)
    assert read(text.encode("utf-8-sig")) == (ANA, BEN, CEM)
    assert read(text.encode("utf-16")) == (ANA, BEN, CEM)
    assert read(text.encode("cp1252")) == (ANA, BEN, CEM)


def test_every_row_that_cannot_be_is_named_with_its_line() -> None:
    with pytest.raises(CourseError) as refused:
        read("name,id\nAna,1\n,2\nBen\x1b[31m,3\nCem,1\n")
    assert refused.value.message.splitlines() == [
        "9b.csv:3: there is no name in this row",
        "9b.csv:4: forbidden character U+001B at position 4",
        "9b.csv:5: 1 is on line 2 already",
    ]


def test_a_quote_that_is_not_closed_is_named_with_its_line() -> None:
    with pytest.raises(CourseError, match=r"9b.csv:2: this is no table"):
        read('name,id\n"Ana,1\nBen,2\n')


def test_an_empty_table_is_no_roster() -> None:
    with pytest.raises(CourseError, match="nobody"):
        read(" \n\n")


def test_a_guard_against_formulas_is_taken_off_again() -> None:
    assert read("name\n'=Ana\n") == (Person("=Ana"),)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_roster_or_a_fault_with_its_place(data: bytes) -> None:
    try:
        people = read(data)
    except CourseError as error:
        assert error.message.startswith("9b.csv")
    else:
        assert people


def test_a_roster_comes_back_as_it_was_kept() -> None:
    assert loaded("9b", dumped(CLASS)) == CLASS


@pytest.mark.parametrize(
    "typed",
    [
        "Ana Sofía Pereira",
        "ana sofia pereira",
        "Pereira, Ana Sofía",
        "17",
        "Ana",
        "Ana P.",
        "ANA S",
    ],
)
def test_a_name_is_known_as_long_as_one_person_can_be_meant(typed: str) -> None:
    found = attendance(CLASS, {"s1": typed})
    assert found.present == {"s1": ANA}
    assert found.absent == (BEN, CEM)
    assert found.strangers == ()


def test_a_name_that_two_may_mean_is_a_strangers() -> None:
    two = Roster("9b", (Person("Ana Pereira", "1"), Person("Ana Costa", "2")))
    found = attendance(two, {"s1": "Ana", "s2": "Zoe"})
    assert found.present == {}
    assert found.strangers == ("s1", "s2")


def test_who_writes_the_whole_name_is_known_before_who_writes_a_part() -> None:
    two = Roster("9b", (Person("Ana Pereira", "1"), Person("Ana Costa", "2")))
    found = attendance(two, {"s1": "Ana", "s2": "Ana Costa"})
    assert found.present == {"s2": two.people[1], "s1": two.people[0]}
    assert found.absent == ()


def test_a_pseudonym_is_the_same_in_a_class_and_another_elsewhere() -> None:
    assert pseudonym("key", "9b", "17") == pseudonym("key", "9b", "17")
    others = {
        pseudonym("key", "9a", "17"),
        pseudonym("key", "9b", "18"),
        pseudonym("other", "9b", "17"),
    }
    assert pseudonym("key", "9b", "17") not in others
    assert len(others) == 3


def test_extra_time_is_in_per_cent_with_or_without_the_sign() -> None:
    people = read("name,extra time\nAna,25\nBen,50 %\nCem,\n")
    assert [person.extra_time for person in people] == [25, 50, 0]
    assert loaded("9b", dumped(Roster("9b", people))).people == people


@pytest.mark.parametrize("cell", ["a lot", "-5", "301", "1.5", "9" * 100])
def test_extra_time_that_is_no_share_is_refused_with_its_line(cell: str) -> None:
    with pytest.raises(CourseError, match=r"9b\.csv:2: extra time is per cent from 0 to 300"):
        read(f"name,extra time\nAna,{cell}\n")


def test_a_roster_that_was_kept_before_there_was_extra_time_still_reads() -> None:
    kept = '[{"name": "Ana", "id": "17", "group": "A"}]'
    assert loaded("9b", kept).people == (Person("Ana", "17", "A"),)
