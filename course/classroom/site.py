"""The page that students open, in the language of the class; nothing of it is built beforehand.

Its English stands in its files as Python's does: `_("…")`, and `ngettext("…", "…", n)` for what
counts. Those words are read from there, and the page gets them as a module of its own.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from unicodedata import bidirectional

from aiohttp import web

from course import i18n
from course.i18n import Words

PAGE = Path(__file__).parent / "page"
MODULES = (
    "class", "page", "words", "line", "clock", "prose", "ballot", "question", "hum", "desk",
    "scenario", "exercise", "texts", "consensus", "chair",
)  # fmt: skip
CATALOGUE = "catalogue.mjs"
FILES = {"/": "index.html", "/class.css": "class.css", "/icon.svg": "icon.svg"} | {
    f"/{name}": name for name in (CATALOGUE, *(f"{module}.mjs" for module in MODULES))
}
"""Everything that is served, by its address."""

TYPES = {
    ".html": "text/html",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}

_TEXT = r'"((?:[^"\\]|\\.)+)"'
_SAID = re.compile(rf"\b(?:_\({_TEXT}|ngettext\({_TEXT}, {_TEXT})")
_IN_PLACE = re.compile(rf"_\({_TEXT}\)")


async def page(request: web.Request) -> web.StreamResponse:
    """Any of `FILES`."""
    name = FILES[request.path]
    return web.Response(
        body=_file(name, i18n.spoken), content_type=TYPES[Path(name).suffix], charset="utf-8"
    )


def messages() -> Iterator[tuple[str, str, str]]:
    """What the page says: the file, the message, and its plural where it counts."""
    for name in ("index.html", *(f"{module}.mjs" for module in MODULES)):
        for said in _SAID.finditer((PAGE / name).read_text(encoding="utf-8")):
            alone, one, many = (json.loads(f'"{text or ""}"') for text in said.groups())
            yield name, alone or one, many


@cache
def _file(name: str, words: Words) -> bytes:
    if name == CATALOGUE:
        return _catalogue(words).encode()
    kept = (PAGE / name).read_bytes()
    return _in_words(kept.decode(), words).encode() if name == "index.html" else kept


def _in_words(html: str, words: Words) -> str:
    said = _IN_PLACE.sub(lambda found: escape(words.gettext(found[1])), html)
    from_right = bidirectional(words.gettext("Class")[0]) in ("R", "AL")
    said = said.replace("{direction}", "rtl" if from_right else "ltr")
    return said.replace("{language}", words.language)


def _catalogue(words: Words) -> str:
    """The module of the words; which form counts take is an expression that `i18n` has checked."""
    said, forms = {}, {}
    for _name, one, many in messages():
        if many:
            forms[one] = words.forms(one, many)
        else:
            said[one] = words.gettext(one)
    return (
        f"export const language = {json.dumps(words.language)}\n"
        f"export const words = {json.dumps(said)}\n"
        f"export const forms = {json.dumps(forms)}\n"
        f"export const plural = (n) => Number({words.rule})\n"
    )
