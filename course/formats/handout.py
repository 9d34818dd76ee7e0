"""An exercise pack in Markdown, to print: each role on a sheet of its own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from course.content.course import Source, Term
from course.content.handout import Aside, Grid, Heading, Listed, Page, Part, Prose, Schedule, clock
from course.content.markup import as_words
from course.formats.markdown import Notes, escaped, inline, prose, quoted, table
from course.i18n import _

NEW_SHEET = '<div style="page-break-after: always"></div>'
"""What most programs that print Markdown take for the end of a sheet."""

_FOR_THE_TEACHER = ("overview", "phases", "consensus")
"""Pages that follow each other on the same sheets."""


def handout(
    title: str,
    pages: Iterable[Page],
    terms: Mapping[str, Term],
    sources: Mapping[str, Source],
    *,
    only_roles: bool = False,
) -> str:
    """The pages as one document, sources and words at its end.

    Args:
        title: Of the exercise, in our Markdown.
        pages: What is printed.
        terms: The glossary by ids.
        sources: The sources by ids.
        only_roles: Leave out all but the roles, to be cut and dealt.
    """
    notes = Notes(lambda term: terms[term].term if term in terms else as_words(term))
    sheets: list[str] = []
    joins = False
    for page in pages:
        if only_roles and page.group != "role":
            continue
        text = _page(title, page, notes)
        if joins and page.id in _FOR_THE_TEACHER:
            sheets[-1] += f"\n\n{text}"
        else:
            sheets.append(text)
        joins = page.id in _FOR_THE_TEACHER
    if not only_roles and (end := list(_references(notes, terms, sources))):
        sheets.append("\n\n".join(end))
    return f"\n\n{NEW_SHEET}\n\n".join(sheets) + "\n"


def _page(title: str, page: Page, notes: Notes) -> str:
    named = inline(page.title, notes)
    if page.id == "overview":
        head = [f"# {inline(title, notes)}", f"## {named}"]
    elif page.group == "role":
        head = [f"# {named}", f"*{_('A role in')}* {inline(title, notes)}"]
    else:
        head = [f"# {named}"] if page.id not in _FOR_THE_TEACHER else [f"## {named}"]
    blocks = [*head, *(_part(part, notes) for part in page.parts)]
    if page.secret:
        blocks.append(f"## {_('Only for you: show it to nobody')}")
        blocks += [_part(part, notes) for part in page.secret]
    return "\n\n".join(blocks)


def _part(part: Part, notes: Notes) -> str:
    match part:
        case Heading():
            return f"### {inline(part.text, notes)}"
        case Prose():
            return prose(part.text, notes)
        case Listed():
            return "\n".join(f"- {inline(item, notes)}" for item in part.items)
        case Grid():
            rows = ([inline(cell, notes) for cell in row] for row in part.rows)
            return table([inline(name, notes) for name in part.head], rows)
        case Schedule():
            return _schedule(part, notes)
        case Aside():
            return quoted(f"**{escaped(part.label)}**\n\n{prose(part.text, notes)}")
        case _:
            assert_never(part)


def _schedule(schedule: Schedule, notes: Notes) -> str:
    rows = [
        [
            f"{clock(stretch.start)}–{clock(stretch.end)}",
            str(stretch.minutes),
            inline(stretch.title, notes),
            escaped(stretch.form),
        ]
        for stretch in schedule.stretches
    ]
    return table([_("From the start"), _("Minutes"), _("Phase"), _("How")], rows)


def _references(
    notes: Notes, terms: Mapping[str, Term], sources: Mapping[str, Source]
) -> Iterator[str]:
    """Words and sources; a definition may point at further ones, which are then told as well."""
    words: list[str] = []
    place = 0
    while place < len(notes.terms):
        if term := terms.get(notes.terms[place]):
            stands_for = f" ({inline(term.expansion, notes)})" if term.expansion else ""
            said = inline(term.definition, notes)
            words.append(f"- **{escaped(term.term)}**{stands_for}: {said}")
        place += 1
    if words:
        yield f"# {_('Words')}"
        yield "\n".join(words)
    if notes.sources:
        yield f"# {_('Sources')}"
        yield "\n".join(
            f"{number}. {_source(sources.get(name), name)}"
            for number, name in enumerate(notes.sources, 1)
        )


def _source(source: Source | None, name: str) -> str:
    if source is None:
        return escaped(name)
    author = f"{escaped(source.author)}, " if source.author else ""
    told = f"{escaped(source.title)}, {escaped(source.publisher)}, {source.year}"
    return f"{author}{told}, <{source.url}>"
