"""Finding in lines: what was found with the command that opens it, and the glossary."""

from typing import assert_never

from course.content.course import Term
from course.finding import Finder, kind_named, where
from course.glossary import Glossary
from course.i18n import _, ngettext
from course.places import place
from course.plain.feedback import look_at
from course.plain.lines import Lines
from course.plain.notes import say_kept_at
from course.plain.passage import passage
from course.plain.prose import cited, plain
from course.search import KINDS, Document, Hit, Kind, excerpt
from course.study import Study

SAID = 160
"""Characters of a text around what was found."""


def say_found(
    lines: Lines, study: Study, words: str, kinds: tuple[Kind, ...] = KINDS, limit: int = 10
) -> None:
    """Say what words find, the best first, each with where it is and how to open it."""
    if not words.strip():
        lines.say(_("Say what to look for: course search rough consensus"))
        return
    found = Finder(study).find(words, kinds)
    if not found.total:
        lines.say(_("Nothing has “{words}”.").format(words=words.strip()))
        lines.say(_("Try fewer words, the beginning of one, or another word for it."))
        return
    for word, meant in found.meant:
        lines.say(
            _("Nothing begins with “{word}”; taken: “{meant}”.").format(word=word, meant=meant)
        )
    if not found.complete:
        lines.say(_("Nothing has all of these words; this has some."))
    for number, hit in enumerate(found.hits[:limit], 1):
        _say_hit(lines, study, number, hit)
    told = found.hits[:limit]
    if (left := found.total - len(told)) > 0:
        lines.say()
        lines.say(ngettext("{count} more.", "{count} more.", left).format(count=left))
    while typed := lines.pause(_("A number to open it, Enter to stop:")):
        if typed.isdecimal() and 0 < int(typed) <= len(told):
            _open(lines, study, told[int(typed) - 1].document)
        else:
            lines.say(_("No such number."))


def _say_hit(lines: Lines, study: Study, number: int, hit: Hit) -> None:
    document = hit.document
    at = where(study, document)
    lines.say()
    head = f"{number}. {kind_named(document.kind)}: {document.title}" + (f" ({at})" if at else "")
    lines.say(head, "   ", "")
    said, marks = excerpt(document.body, hit.needles, SAID)
    for start, end in reversed(marks):
        said = f"{said[:start]}*{said[start:end]}*{said[end:]}"
    lines.say(said, "   ")
    if command := opens(study, document):
        lines.say(command, "   ")


def opens(study: Study, document: Document) -> str:
    """The command that opens what was found; the address of a source."""
    match document.kind:
        case "lesson":
            return f"course learn {document.place}"
        case "passage" | "note" | "question":
            found = place(study.catalogue, document.place)
            return f"course learn {found.passage}" if found and found.passage else ""
        case "term":
            return f"course glossary {document.title}"
        case "source":
            return study.library.source(document.place).url
        case _:
            assert_never(document.kind)


def _open(lines: Lines, study: Study, document: Document) -> None:
    match document.kind:
        case "lesson":
            lesson = study.catalogue.lesson(document.place)
            passage(lines, study, f"{lesson.id}#{lesson.sections[0].id}")
        case "term":
            _say_term(lines, Glossary(study), study.library.term(document.place))
        case "source":
            lines.say(cited(study.library.source(document.place)))
        case "passage" | "question" | "note":
            say_place(lines, study, document.place)
        case _:
            assert_never(document.kind)


def say_place(lines: Lines, study: Study, name: str) -> None:
    """A passage; or a question as it was last met, with its answer and why."""
    if "#" in name:
        passage(lines, study, name)
        say_kept_at(lines, study, name)
    elif attempt := study.met_in(name):
        look_at(lines, study, attempt, name)
    else:
        lines.say(_("This question is not to be looked at: it was not met, or changed since."))


def say_words(lines: Lines, study: Study, words: str) -> None:
    """Explain the words of the glossary that `words` find."""
    glossary = Glossary(study)
    terms = glossary.found(words)
    if not terms:
        lines.say(_("The glossary has no “{words}”.").format(words=words.strip()))
        return
    for term in terms:
        _say_term(lines, glossary, term)
    if words.strip() and glossary.asked_about(terms):
        lines.say(_('Be asked about them: course quiz --words "{words}"').format(words=words))


def _say_term(lines: Lines, glossary: Glossary, term: Term) -> None:
    stands_for = f" ({plain(term.expansion)})" if term.expansion else ""
    lines.say(f"{plain(term.term)}{stands_for}: {plain(term.definition)}", "  ", "")
    for taught in glossary.taught_in(term)[:3]:
        lines.say(
            _("Taught in {place} (course learn {passage})").format(
                place=f"{taught.lesson.number} {taught.heading}", passage=taught.passage
            ),
            "    ",
            "  ",
        )
    if related := ", ".join(plain(other.term) for other in glossary.related(term)):
        lines.say(_("See also: {words}").format(words=related), "    ", "  ")
