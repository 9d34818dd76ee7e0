"""The texts that new files begin with, in the folder beside this file."""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from string import Template
from typing import get_args

from course.content.questions import AnyQuestion

TYPES: tuple[str, ...] = tuple(
    get_args(member.model_fields["type"].annotation)[0] for member in get_args(AnyQuestion)
)
"""Every type of question."""

_READS_AS_IT_STANDS = re.compile(r"[^\W\d_](?:(?:[\w '(),.;/-]|(?<! )#)*[\w).])?")
_OTHER_THAN_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off"))


@cache
def template(name: str) -> str:
    """A template by its name: `lesson`, `questions/match`."""
    path = files("course.authoring").joinpath("templates", *f"{name}.yaml".split("/"))
    return path.read_text(encoding="utf-8")


def filled(name: str, **values: str) -> str:
    """A template with every `$name` replaced by a value, written as YAML wants it."""
    safe = {key: scalar(value) for key, value in values.items()}
    return Template(template(name)).substitute(safe)


def scalar(text: str) -> str:
    """`text` as a value of one line: as it stands where that reads as this text, else quoted."""
    is_plain = _READS_AS_IT_STANDS.fullmatch(text) and text.lower() not in _OTHER_THAN_TEXT
    return text if is_plain else quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotes, in which YAML reads what JSON does."""
    return json.dumps(text, ensure_ascii=False)


def slug(title: str) -> str:
    """The id that a title suggests; empty when nothing in it can stand in one."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:60].strip("-")
