"""Whatever a student copies from the teacher's screen leads to the same door."""

import pytest

from course.errors import CourseError
from course.joining.door import Door, door


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://192.0.2.7:8050", "RFC728"),
        ("192.0.2.7:8050", "rfc-728"),
        (" http://192.0.2.7:8050/ ", "RFC 728"),
        ("ws://192.0.2.7:8050", "RFC-728"),
        ("http://192.0.2.7:8050/#RFC728", ""),
        ("http://192.0.2.7:8050/#RFC728.", "RFC-728"),
    ],
)
def test_an_address_and_a_code_however_they_are_typed(address: str, code: str) -> None:
    assert door(address, code) == Door("http://192.0.2.7:8050", "RFC728")


def test_a_link_holds_the_code_and_the_key() -> None:
    there = door("https://class.example/#RFC728.0123456789abcdef")
    assert there == Door("https://class.example", "RFC728", "0123456789abcdef")
    assert there.socket("seat") == "https://class.example/seat"


def test_the_key_of_a_link_is_not_offered_to_another_room() -> None:
    assert door("http://a.example/#RFC728.key", "ABC234") == Door("http://a.example", "ABC234")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://192.0.2.7",
        "javascript://alert(1)",
        "http://",
        "http://a:b@192.0.2.7",
        "http://192.0.2.7:99999",
        "http://192.0.2.7:port",
        "http://[::1",
        "http://a b",
        "http://a\x1b]52;c;x\x07",
        "http://" + "a" * 400,
    ],
)
def test_what_is_no_address_is_told_so_in_a_line(address: str) -> None:
    with pytest.raises(CourseError) as refused:
        door(address)
    assert refused.value.message.isprintable()
    assert "no address" in refused.value.message
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("code", ["RFC-7280", "RFC-72", "O0O-111", "\x1b[31mRFC"])
def test_what_can_be_no_code_is_not_tried(code: str) -> None:
    with pytest.raises(CourseError) as refused:
        door("http://192.0.2.7:8050", code)
    assert refused.value.message.isprintable()
