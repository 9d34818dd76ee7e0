"""What a validator found wrong, in a form that tests compare."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True)
class Fault:
    """A custom fault: its code, where below the model it points, message and remedy."""

    code: str
    at: tuple[str | int, ...]
    message: str
    help: str


def faults_of(build: Callable[[], object]) -> list[Fault]:
    """The custom faults that building a model raises; none when it can be built."""
    try:
        build()
    except ValidationError as error:
        return [
            Fault(
                found["type"],
                (*found["loc"], *found["ctx"]["at"]),
                found["msg"],
                found["ctx"]["help"],
            )
            for found in error.errors()
        ]
    return []


def fault_of(build: Callable[[], object]) -> tuple[str, tuple[str | int, ...]]:
    """Code and place of the only fault."""
    (fault,) = faults_of(build)
    assert fault.message
    assert fault.help
    return fault.code, fault.at


def kinds_of(build: Callable[[], object]) -> set[str]:
    """The kinds of everything pydantic or we refuse; none when the model can be built."""
    try:
        build()
    except ValidationError as error:
        return {found["type"] for found in error.errors()}
    return set()
