"""Exam sheets as PDF, by Typst; what is printed is described in `formats.paper`."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from course.errors import CourseError
from course.formats.paper import Exam, Item, told
from course.i18n import _

_HEAD = """
#set page(paper: "a4", margin: (x: 18mm, y: 16mm))
#set text(size: 11pt)
#set par(leading: .6em)
#let o(l, on: false) = box(baseline: 25%, circle(radius: 7pt, stroke: .7pt,
  fill: if on { black } else { none },
  align(center + horizon, text(size: 8pt, fill: if on { white } else { black }, l))))
#let l(l) = box(width: 14pt, align(center, text(size: 9pt, l)))
#let cell(l) = box(baseline: 30%, square(size: 20pt, stroke: .7pt, align(center + horizon, l)))
#let rule = block(above: 20pt, line(length: 100%, stroke: .5pt + luma(45%)))
#let field(word) = block(width: 100%, below: 0pt)[
  #v(14pt) #line(length: 100%, stroke: .5pt) #v(-8pt) #text(size: 8pt, fill: luma(35%), word)]
#let how(word) = block(above: 4pt, below: 7pt,
  text(size: 9pt, style: "italic", fill: luma(35%), word))
#let gap(n) = box(width: 30mm, stroke: (bottom: .6pt), outset: (bottom: 2pt),
  text(size: 7pt, fill: luma(35%), n))
#let sheet(title, version, right, mark, body) = {
  set page(footer: text(size: 8pt, fill: luma(35%), mark))
  grid(columns: (1fr, auto, auto), column-gutter: 12pt, align: bottom,
    text(size: 15pt, weight: "bold", title), text(size: 13pt, weight: "bold", version), right)
  line(length: 100%, stroke: 1.2pt)
  body
}
"""


def pdf(exams: Sequence[Exam], *, keys: bool = False) -> bytes:
    """Sheets with their answer cards as a PDF; with `keys` the teacher's cards alone.

    Raises `CourseError` where Typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise CourseError(
            _("a PDF needs the extra `pdf`"),
            "pip install 'internet-governance-course[pdf]', or --format html and print that",
            exit_code=2,
        ) from None
    made: bytes = typst.compile(source(exams, keys=keys).encode())
    return made


def source(exams: Sequence[Exam], *, keys: bool = False) -> str:
    """The document; every text of a course stands in it as a string, never as markup."""
    sheets = [_key_card(e) for e in exams] if keys else [s for e in exams for s in _sheets(e)]
    return _HEAD + "\n#pagebreak(weak: true)\n".join(sheets)


def _sheets(exam: Exam) -> Iterator[str]:
    asked = "\n".join(_question(item) for item in exam.items)
    yield _sheet(exam, _("{n} points").format(n=exam.points), _name() + asked)
    yield _sheet(exam, _("Answer card"), _name() + _card(exam, filled=False))


def _key_card(exam: Exam) -> str:
    return _sheet(exam, _("Key: for the teacher"), _card(exam, filled=True))


def _sheet(exam: Exam, right: str, body: str) -> str:
    version = _("Version {version}").format(version=exam.version)
    heads = ", ".join(_text(each) for each in (exam.title, version, right, exam.mark))
    return f"#sheet({heads})[\n{body}\n]"


def _name() -> str:
    name, date = _text(_("Name")), _text(_("Date"))
    return f"#grid(columns: (3fr, 1fr), column-gutter: 20pt, field({name}), field({date}))\n"


def _question(item: Item) -> str:
    asked = item.asked
    worth = f" ({_('{n} points').format(n=item.points)})" if item.points > 1 else ""
    return (
        f"#block(breakable: false, above: 18pt, grid(columns: (22pt, 1fr), column-gutter: 8pt,"
        f" align(right, strong({_text(str(item.number))})),"
        f" [#{_text(asked['stem'] + worth)} #how({_text(told(asked['form']))}) {_body(item)}]))"
    )


def _body(item: Item) -> str:
    asked = item.asked
    match asked["form"]:
        case "one" | "many":
            return _lettered(asked["options"], "o")
        case "order":
            return _lettered(asked["options"], "l") + _boxes(item.boxes, "")
        case "pairs":
            stems = "".join(
                f"#block(below: 5pt)[#{_text(str(n))} #cell([]) #{_text(each['text'])}]"
                for n, each in enumerate(asked["stems"], 1)
            )
            return stems + "#v(4pt)" + _lettered(asked["options"], "l")
        case "gaps":
            return "#par(leading: 1.1em)[" + "".join(map(_gap, asked["parts"])) + "]"
        case _:
            return "#rule" * (6 if asked["long"] else 1)


def _lettered(options: list[dict[str, str]], kind: str) -> str:
    rows = zip(ascii_lowercase, options, strict=False)
    cells = "".join(f"{kind}({_text(a)}), {_text(each['text'])}, " for a, each in rows)
    return f"#grid(columns: (16pt, 1fr), column-gutter: 4pt, row-gutter: 6pt, {cells})"


def _gap(part: str | dict[str, Any]) -> str:
    if isinstance(part, str):
        return f"#{_text(part)}"
    choices = zip(ascii_lowercase, part.get("options", ()), strict=False)
    listed = ", ".join(f"{a} {each['text']}" for a, each in choices)
    return f"#gap({_text(part['gap'])})" + (
        f"#text(size: 9pt, {_text(f' ({listed})')})" if listed else ""
    )


def _boxes(count: int, written: str) -> str:
    cells = ", ".join(f"cell({_text(each.strip())})" for each in written.ljust(count)[:count])
    return f"#block(above: 7pt, below: 2pt, stack(dir: ltr, spacing: 4pt, {cells}))"


def _card(exam: Exam, *, filled: bool) -> str:
    columns = "(24pt, auto, 1fr)" if filled else "(24pt, 1fr)"
    cells = []
    for item in exam.items:
        cells += [f"strong({_text(str(item.number))})", f"[{_cell(item, filled=filled)}]"]
        cells += [_text(item.beside)] if filled else []
    return (
        f"#table(columns: {columns}, stroke: (x: none, y: .4pt + luma(70%)),"
        f" inset: (x: 6pt, y: 5pt), align: left + horizon, {', '.join(cells)})"
    )


def _cell(item: Item, *, filled: bool) -> str:
    right = item.key if filled else ""
    if item.letters:
        ticks = ((each, "true" if each in right else "false") for each in item.letters)
        return " #h(6pt) ".join(f"#o({_text(each)}, on: {on})" for each, on in ticks)
    if item.boxes:
        return _boxes(item.boxes, right)
    if filled:
        return f"#{_text(right if item.points else _('read by you'))}"
    return "#v(14pt)"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": ""})


def _text(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
