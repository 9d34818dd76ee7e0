"""`course serve` says what is missing or unwise before anything listens."""

import importlib.util
import socket
from importlib.machinery import ModuleSpec

import pytest

from course.cli.main import run


def test_without_its_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec

    def missing(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "textual_serve" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", missing)
    assert run(["serve"]) == 2
    assert "pip install 'internet-governance-course[web]'" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "evil.example"])
def test_it_listens_at_one_address_that_can_be_typed(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--bind", address]) == 2
    assert "address" in capsys.readouterr().err


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", "--port", str(taken.getsockname()[1])]) == 1
    assert "choose another with --bind and --port" in capsys.readouterr().err


def test_a_learner_must_have_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--learner", "a\x1bb"]) == 2
    assert "cannot be a learner's name" in capsys.readouterr().err
