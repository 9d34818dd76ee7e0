"""A quiz on paper: exam sheets in versions, answer cards, and the teacher's key to lay beside them.

What is printed is described here once (`Exam`, its `Item`s); `page` writes it as one HTML page that
any browser prints, `formats.typeset` as a document for Typst.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from course.content.markup import bare
from course.content.questions import UNSCORED, AnyQuestion
from course.i18n import _
from course.marking import right_answer
from course.sessions.live.sheet import sheet
from course.sessions.paper import in_version, key, version_seed

STYLE = Path(__file__).with_name("paper.css")


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it stands on a sheet."""

    number: int
    asked: dict[str, Any]
    """See `sessions.live.sheet`."""
    points: int
    """0 where nothing is marked."""
    key: str
    """The right answer as it is written on the card."""
    right: str
    """The right answer in words."""

    @property
    def beside(self) -> str:
        """What stands beside the key: the words it means, where it is no words itself."""
        return "" if self.right == self.key else self.right

    @property
    def letters(self) -> str:
        """What can be ticked; empty where an answer is written."""
        is_ticked = self.asked["form"] in ("one", "many")
        return ascii_lowercase[: len(self.asked["options"])] if is_ticked else ""

    @property
    def boxes(self) -> int:
        """How many letters are written in a row; 0 where it is ticked, or words are written."""
        match self.asked["form"]:
            case "pairs":
                return len(self.asked["stems"])
            case "order":
                return len(self.asked["options"])
            case _:
                return 0


@dataclass(frozen=True, slots=True)
class Exam:
    """One version of a quiz."""

    title: str
    quiz: str
    version: str
    seed: str
    items: tuple[Item, ...]

    @property
    def points(self) -> int:
        """What can be earned."""
        return sum(item.points for item in self.items)

    @property
    def mark(self) -> str:
        """What tells one sheet from another when answers are typed in."""
        return _("{quiz} · version {version} · seed {seed}").format(
            quiz=self.quiz, version=self.version, seed=self.seed
        )


def exam(title: str, quiz: str, questions: Iterable[AnyQuestion], seed: str, version: str) -> Exam:
    """A version of a quiz, ready to print; every type of question can be."""
    own = version_seed(seed, version)
    items = (
        Item(
            number,
            sheet(question, own),
            0 if isinstance(question, UNSCORED) else question.points,
            key(question, own),
            bare(right_answer(question)),
        )
        for number, question in enumerate(in_version(questions, own), 1)
    )
    return Exam(title, quiz, version, seed, tuple(items))


def told(form: str) -> str:
    """How a question of a form is answered."""
    return {
        "one": _("Choose one."),
        "many": _("Choose all that are right."),
        "pairs": _("Write a letter for each number."),
        "order": _("Write the letters in their order, the first on the left."),
        "gaps": _("Fill the gaps."),
        "text": _("Write your answer."),
    }[form]


# --- as a page ---


def page(exams: Sequence[Exam], *, keys: bool = False) -> str:
    """Sheets with their answer cards as one HTML page; with `keys` the teacher's cards alone."""
    title = escape(exams[0].title)
    made = [_key_card(e) for e in exams] if keys else [p for e in exams for p in _sheets(e)]
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        + "\n".join(made)
        + "\n</body>\n</html>\n"
    )


def _sheets(exam: Exam) -> Iterator[str]:
    asked = "\n".join(_question(item) for item in exam.items)
    points = _("{n} points").format(n=exam.points)
    yield _sheet(exam, escape(points), _name() + asked)
    yield _sheet(exam, escape(_("Answer card")), _name() + _card(exam, filled=False))


def _key_card(exam: Exam) -> str:
    return _sheet(exam, escape(_("Key: for the teacher")), _card(exam, filled=True))


def _sheet(exam: Exam, right: str, body: str) -> str:
    version = escape(_("Version {version}").format(version=exam.version))
    return (
        f'<section class="sheet"><header><h1>{escape(exam.title)}</h1><p class="version">{version}'
        f"</p><p>{right}</p></header>\n{body}\n<footer>{escape(exam.mark)}</footer></section>"
    )


def _name() -> str:
    words = (_("Name"), _("Date"))
    return '<p class="name">' + "".join(f"<span>{escape(w)}</span>" for w in words) + "</p>\n"


def _question(item: Item) -> str:
    asked, worth = item.asked, ""
    if item.points > 1:
        worth = f" <small>({escape(_('{n} points').format(n=item.points))})</small>"
    return (
        f'<article><h2><b>{item.number}</b> <span class="stem">{escape(asked["stem"])}</span>'
        f'{worth}</h2><p class="how">{escape(told(asked["form"]))}</p>{_body(item)}</article>'
    )


def _body(item: Item) -> str:
    asked = item.asked
    match asked["form"]:
        case "one" | "many":
            return _lettered(asked["options"], "o")
        case "order":
            return _lettered(asked["options"], "l") + _boxes(item.boxes)
        case "pairs":
            stems = "".join(f"<li>{_box()} {escape(s['text'])}</li>" for s in asked["stems"])
            return f'<ol class="stems">{stems}</ol>' + _lettered(asked["options"], "l")
        case "gaps":
            return f'<p class="gaps">{"".join(_gap(part) for part in asked["parts"])}</p>'
        case _:
            return '<p class="line"></p>' * (6 if asked["long"] else 1)


def _lettered(options: list[dict[str, str]], kind: str) -> str:
    rows = zip(ascii_lowercase, options, strict=False)
    made = (f'<li><i class="{kind}">{a}</i> {escape(each["text"])}</li>' for a, each in rows)
    return f'<ul class="options">{"".join(made)}</ul>'


def _gap(part: str | dict[str, Any]) -> str:
    if isinstance(part, str):
        return escape(part)
    choices = zip(ascii_lowercase, part.get("options", ()), strict=False)
    listed = ", ".join(f"{a} {escape(each['text'])}" for a, each in choices)
    offered = f" <small>({listed})</small>" if listed else ""
    return f'<u class="gap">{part["gap"]}</u>{offered}'


def _box(written: str = "") -> str:
    return f'<i class="box">{escape(written)}</i>'


def _boxes(count: int, written: str = "") -> str:
    return f'<p class="boxes">{"".join(_box(each) for each in written.ljust(count)[:count])}</p>'


def _card(exam: Exam, *, filled: bool) -> str:
    rows = "".join(
        f"<tr><th>{item.number}</th><td>{_cell(item, filled=filled)}</td>"
        + (f"<td>{escape(item.beside)}</td>" if filled else "")
        + "</tr>"
        for item in exam.items
    )
    return f'<table class="card">{rows}</table>'


def _cell(item: Item, *, filled: bool) -> str:
    right = item.key if filled else ""
    if item.letters:
        return "".join(
            f'<i class="o{" on" if each in right else ""}">{each}</i>' for each in item.letters
        )
    if item.boxes:
        return _boxes(item.boxes, right)
    if filled:
        return escape(right if item.points else _("read by you"))
    return '<p class="line"></p>'
