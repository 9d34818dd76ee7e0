"""No text of the content enters but through the gate."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from pydantic import AfterValidator, TypeAdapter, ValidationError

from course.content import blocks, blueprint, course, exercise, questions
from course.content.model import Line, Model

HOMES = tuple(module.__name__ for module in (blocks, blueprint, course, exercise, questions))


def models(base: type[Model] = Model) -> Iterator[type[Model]]:
    """Every model of the content."""
    for model in base.__subclasses__():
        if model.__module__.startswith(HOMES):
            yield model
            yield from models(model)


def is_gated(annotation: Any, metadata: tuple[Any, ...] = ()) -> bool:
    """Whether each string in an annotation is checked."""
    if annotation is str:
        return any(isinstance(check, AfterValidator) for check in metadata)
    if get_origin(annotation) is Annotated:
        inner, *checks = get_args(annotation)
        return is_gated(inner, tuple(checks))
    if get_origin(annotation) is Literal:
        return True
    return all(is_gated(inner) for inner in get_args(annotation))


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_text_of_every_model_is_checked(model: type[Model]) -> None:
    ungated = [
        name
        for name, field in model.model_fields.items()
        if not is_gated(field.annotation, tuple(field.metadata))
    ]

    assert ungated == []


def test_the_gate_is_missed_where_it_is_missing() -> None:
    assert not is_gated(str)
    assert not is_gated(tuple[str, ...])
    assert not is_gated(dict[str, int] | None)
    assert is_gated(int | Literal["x"] | None)


def test_what_is_too_long_is_to_be_shortened() -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Line).validate_python("x" * 401)
    assert found.value.errors()[0]["ctx"]["help"] == "shorten or divide it"
