"""Keys to classes stay on this machine, for their owner, and go only where they came from."""

import stat
from pathlib import Path

import pytest

from course.joining.keyring import MOST, Kept, Keyring

URL = "http://192.0.2.7:8050"


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "home")


def a_seat(name: str = "Ana", token: str = "token", url: str = URL) -> Kept:
    return Kept("seat", url, "RFC728", token, name)


def test_a_seat_is_found_again_by_its_room_and_by_its_name(keyring: Keyring) -> None:
    keyring.keep(a_seat())
    assert keyring.seat(URL, "RFC728") == a_seat()
    assert keyring.seat(URL, "RFC728", " ana ") == a_seat()
    assert keyring.seat(URL, "RFC728", "Ben") is None
    assert keyring.seat(URL, "ABC234") is None


def test_a_key_is_not_offered_to_another_server(keyring: Keyring) -> None:
    keyring.keep(a_seat())
    assert keyring.seat("http://198.51.100.9:8050", "RFC728") is None


def test_a_newer_key_takes_the_place_of_the_older(keyring: Keyring) -> None:
    keyring.keep(a_seat(token="old"))
    keyring.keep(a_seat(token="new"))
    assert [kept.key for kept in keyring.all("seat")] == ["new"]


def test_only_its_owner_reads_a_key(keyring: Keyring, tmp_path: Path) -> None:
    keyring.keep(a_seat())
    folder = tmp_path / "home" / "class-keys"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_teacher_s_secret_is_found_by_the_code(keyring: Keyring) -> None:
    keyring.keep(Kept("chair", URL, "RFC728", "secret"))
    assert keyring.secret("RFC728") == keyring.secret("RFC728", URL) == "secret"
    assert keyring.secret("RFC728", "http://198.51.100.9") == ""
    assert keyring.seat(URL, "RFC728") is None


def test_what_cannot_be_kept_or_read_is_no_reason_to_miss_a_class(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    keyring = Keyring(tmp_path / "home")
    assert not keyring.keep(a_seat())
    assert keyring.seat(URL, "RFC728") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "seat"}', "9" * 5_000])
def test_a_damaged_key_is_as_good_as_none(keyring: Keyring, tmp_path: Path, text: str) -> None:
    keyring.keep(a_seat())
    (file,) = (tmp_path / "home" / "class-keys").iterdir()
    file.write_text(text)
    assert keyring.seat(URL, "RFC728") is None


def test_the_oldest_keys_give_way(keyring: Keyring) -> None:
    for number in range(MOST + 3):
        keyring.keep(a_seat(name=f"Ana {number}"))
    assert len(list(keyring.all("seat"))) == MOST
