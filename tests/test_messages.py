"""Every word that goes through gettext stands in every catalogue, with the same fields."""

from pathlib import Path
from string import Formatter

import polib
import pytest

from course.i18n import LOCALE, Catalogue, _, languages, ngettext, speak
from tests.messages import Message, messages

CATALOGUES = sorted(LOCALE.glob("*.po"))


@pytest.fixture(autouse=True)
def _english_again() -> object:
    yield
    speak("en")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    known = {Message(entry.msgid, entry.msgid_plural) for entry in catalogue if entry.translated()}
    said = messages().items()
    missing = [f"{place}: {message.one!r}" for message, place in said if message not in known]
    assert not missing, "python -m tests.messages adds them:\n" + "\n".join(sorted(missing))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_fields_of_its_message_and_its_spaces(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        sources = [entry.msgid, entry.msgid_plural or entry.msgid]
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert fields(text) in map(fields, sources), f"{entry.msgid!r}: {text!r}"
            assert edges(text) == edges(entry.msgid), f"{entry.msgid!r}: {text!r}"


def fields(text: str) -> list[tuple[str, str]]:
    return sorted((name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name)


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_spanish_is_spoken_and_counts() -> None:
    assert "es" in languages()
    speak("es")
    assert _("go on") == "seguir"
    said = [ngettext("{count} question", "{count} questions", n).format(count=n) for n in (1, 2)]
    assert said == ["1 pregunta", "2 preguntas"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_says_what_others_read_in_it(path: Path) -> None:
    said = Catalogue(path.stem, path.read_text(encoding="utf-8"))
    for entry in polib.pofile(str(path)):
        if entry.msgid_plural:
            forms = tuple(entry.msgstr_plural.values())
            assert said.forms(entry.msgid, entry.msgid_plural) == forms
            assert said.ngettext(entry.msgid, entry.msgid_plural, 1) == forms[0]
        else:
            assert said.gettext(entry.msgid) == entry.msgstr


POLISH = r"""
msgid ""
msgstr ""
"Language: pl\n"
"Plural-Forms: nplurals=3; plural="
"(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

#: course/here.py
msgid "{n} question"
msgid_plural "{n} questions"
msgstr[0] "{n} pytanie"
msgstr[1] "{n} pytania"
msgstr[2] "{n} pytań"

#: course/here.py
#, fuzzy
msgid "doubtful"
msgstr "wątpliwe"

msgid ""
"a \"word\"\n"
"and another"
msgstr ""
"„słowo”\n"
"i \\ inne"

msgid "not yet"
msgstr ""
"""


def test_a_language_may_count_in_three_ways_and_leave_words_in_english() -> None:
    said = Catalogue("pl", POLISH)
    counted = [said.ngettext("{n} question", "{n} questions", n) for n in (1, 2, 5, 12, 22)]
    assert [form.removeprefix("{n} ") for form in counted] == [
        *("pytanie", "pytania", "pytań", "pytań", "pytania")
    ]
    assert said.gettext('a "word"\nand another') == "„słowo”\ni \\ inne"
    assert [said.gettext(word) for word in ("doubtful", "not yet")] == ["doubtful", "not yet"]
    assert said.ngettext("{n} day", "{n} days", 1) == "{n} day"
