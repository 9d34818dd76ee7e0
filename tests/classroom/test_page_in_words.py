"""The page in the language of the class: its words, its counts, its direction."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import i18n
from course.classroom import site
from course.classroom.site import MODULES, PAGE
from course.i18n import Catalogue, Words
from tests.classroom.conftest import Class
from tests.test_messages import POLISH

TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
WORDS = re.compile(r"[A-Za-z]{2,}[,.:]? [a-z]{2,}")
"""Two words one after the other, which no name in the code is."""

NO_WORDS = re.compile(r"(?m)(?<!:)//.*$|^import .*$|/\*\*.*?\*/|\$\{[^}]*\}|className: [^,}]*")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.speak("en")


def served(name: str) -> str:
    return site._file(name, i18n.spoken).decode()


async def test_a_class_in_spanish_has_a_page_in_spanish(lesson: Class) -> None:
    i18n.speak("es")
    async with lesson.session.get(f"{lesson.address.url}/") as answer:
        page = await answer.text()
    assert '<html lang="es" dir="ltr">' in page
    assert "Código de la pantalla" in page
    assert "_(" not in page
    async with lesson.session.get(f"{lesson.address.url}/catalogue.mjs") as answer:
        assert answer.content_type == "text/javascript"
        assert '"Send answer": "Enviar respuesta"' in await answer.text()
    i18n.speak("en")
    async with lesson.session.get(f"{lesson.address.url}/") as answer:
        assert "Code on the screen" in await answer.text()


async def test_what_is_refused_is_said_in_the_language_of_the_class(lesson: Class) -> None:
    i18n.speak("es")
    assert await lesson.refused(token="nobody's") == "su sitio ya no existe: vuelva a entrar"
    assert await lesson.refused(name="x" * 30) == "este nombre tiene más de 24 caracteres"
    ana = await lesson.joined("Ana")
    await ana.votes("1", "m1")
    assert (await ana.hears("no", id="m1"))["why"] == "la sala tiene delante otra pregunta"


def test_a_page_is_read_from_the_side_that_its_language_is() -> None:
    arabic = 'msgid "Class"\nmsgstr "صف"\n\nmsgid "Join"\nmsgstr "<انضم>"'
    i18n.spoken = Catalogue("ar", arabic)
    assert '<html lang="ar" dir="rtl">' in served("index.html")
    assert "&lt;انضم&gt;" in served("index.html"), "words are no markup"
    assert '<html lang="en" dir="ltr">' in site._file("index.html", Words()).decode()


def test_the_page_counts_as_its_catalogue_does(tmp_path: Path) -> None:
    if not (node := shutil.which("node")):
        pytest.skip("node is not installed here")
    i18n.spoken = Catalogue("pl", POLISH)
    for name in ("catalogue.mjs", "words.mjs"):
        (tmp_path / name).write_text(served(name))
    say = (
        "globalThis.navigator ??= { languages: [] };"
        'const { _, ngettext } = await import("./words.mjs");'
        'const counted = [1, 2, 5, 22].map((n) => ngettext("{n} question", "{n} questions", n));'
        'console.log(JSON.stringify([...counted, _("It opens {when}.", { when: "{n} $& now" })]))'
    )
    command = [node, "--input-type=module", "-e", say]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [
        *("1 pytanie", "2 pytania", "5 pytań", "22 pytania", "It opens {n} $& now.")
    ]


@pytest.mark.parametrize("name", MODULES)
def test_no_sentence_of_the_page_stands_outside_its_words(name: str) -> None:
    code = site._SAID.sub("", (PAGE / f"{name}.mjs").read_text())
    code = NO_WORDS.sub("", code)
    texts = [one or other for one, other in TEXT.findall(code)]
    assert [text for text in texts if WORDS.search(text)] == []
