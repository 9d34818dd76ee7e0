"""What was found, as rows and close up; what was looked for stands out by weight and underline."""

from collections.abc import Iterator
from functools import partial

from textual.content import Content

from course.finding import kind_named, where
from course.i18n import _
from course.places import place
from course.search import Document, Found, Hit, excerpt
from course.study import Study
from course.tui.chrome import spread
from course.tui.flow import Block, Flow
from course.tui.inline import marked
from course.tui.rows import Row

KIND = 10
"""Cells of the word that says what a hit is."""

CLOSE_UP = 700
"""Characters of a text that are shown close up."""


def hit_rows(study: Study, found: Found) -> Iterator[Row]:
    """Two lines a hit: what it is called and where it stands, then the place in its text."""
    for hit in found.hits:
        document = hit.document
        yield Row(partial(_hit, study, hit), f"{document.kind} {document.place}", lines=2)


def _hit(study: Study, hit: Hit, width: int) -> Content:
    document = hit.document
    kind = Content.styled(f"{kind_named(document.kind):<{KIND}}", "$text-muted")
    title = marked(Content(document.title), hit.needles)
    at = where(study, document)
    if len(at) > width // 3:  # the number of the lesson says it too
        at = at.partition(" ")[0]
    first = spread(kind + title, Content.styled(at, "$text-muted"), width)
    room = max(20, width - KIND)
    said, spans = excerpt(document.body, hit.needles, room - 4)
    second = (
        marked(Content(said), (), spans).stylize_before("$text-muted").truncate(room, ellipsis=True)
    )
    return Content("\n").join([first, Content(" " * KIND) + second])


def close_up(study: Study, hit: Hit) -> Flow:
    """A hit by itself, with more of its text and what belongs to it."""
    document = hit.document
    head = Content.styled(kind_named(document.kind), "$text-muted")
    if at := where(study, document):
        head = Content.assemble(head, Content.styled(f" · {at}", "$text-muted"))
    title = marked(Content(document.title), hit.needles).stylize_before("bold")
    said, spans = excerpt(document.body, hit.needles, CLOSE_UP)
    blocks = [Block(head), Block(title, gap=1), Block(marked(Content(said), (), spans), gap=1)]
    return Flow([*blocks, *_belonging(study, document)])


def _belonging(study: Study, document: Document) -> Iterator[Block]:
    match document.kind:
        case "source":
            cited = study.library.contents.cited_in(document.place)
            yield _listed(study, _("Cited in"), cited)
        case "term":
            yield _listed(study, _("Stands in"), study.library.contents.passages_of(document.place))
        case "question":
            yield Block(Content.styled(_how_it_went(study, document.place), "$text-muted"), gap=1)
        case _:
            return


def _listed(study: Study, head: str, places: tuple[str, ...]) -> Block:
    known = [found for name in places if (found := place(study.catalogue, name))]
    names = [f"{one.lesson.number} {one.heading}" for one in known]
    text = Content("\n").join([Content.styled(head, "bold"), *map(Content, names[:8])])
    return Block(text, gap=1) if known else Block(Content())


def _how_it_went(study: Study, question: str) -> str:
    met = study.progress.met.get(question)
    if met is None or met.fraction is None:
        return _("You have met this question.")
    if met.fraction == 1:
        return _("You knew it the last time.")
    return _("Partly right the last time.") if met.fraction else _("Not right the last time.")
