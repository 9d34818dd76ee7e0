"""How well each rule tells flawed content from good: hits, misses and false alarms over a corpus.

    .venv/bin/python -m tests.lint.measuring

The corpus is content in the manner of public collections, labelled by hand with the flaws that a
trained reader would mark. Precision is how many of a rule's alarms are right, recall how many of
the flaws it finds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.lint.linter import Linter
from course.loading.diagnostics import Diagnostic
from course.loading.files import Kind
from course.loading.loaded import MODELS
from course.loading.outline import outline
from course.loading.source import Source, read
from course.loading.validation import validate
from course.loading.yaml12 import parse
from tests.lint.fragments import a_lesson, a_quiz

CORPUS = Path(__file__).parent / "corpus"
YEARS = {"minutes": 1920, "letters": 1935, "census": 1950, "record": 2010}


@dataclass
class Score:
    """What a rule did."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of alarms that are right."""
        return self.hits / max(1, self.hits + len(self.false))

    @property
    def recall(self) -> float:
        """The share of flaws that are found."""
        return self.hits / max(1, self.hits + len(self.missed))


@dataclass(frozen=True)
class Specimen:
    """A piece of content with its flaws."""

    name: str
    flaws: frozenset[str]
    found: frozenset[str]


def scores(specimens: Iterable[Specimen]) -> dict[str, Score]:
    """Each measured rule with its score."""
    found: dict[str, Score] = defaultdict(Score)
    for specimen in specimens:
        for code in specimen.flaws & specimen.found:
            found[code].hits += 1
        for code in specimen.flaws - specimen.found:
            found[code].missed.append(specimen.name)
        for code in specimen.found - specimen.flaws:
            found[code].false.append(specimen.name)
    return dict(sorted(found.items()))


def seen() -> Iterator[Specimen]:
    """What the rules were made with, judged: of each piece only what its file is about."""
    yield from _items("flawed_items")
    yield from _items("good_items")
    for entry in _entries("passages"):
        codes = ("L304", "L305", "L307", "L308", "L309", "L310", "L401")
        yield _judged(_name(entry), entry, "lesson", _lesson(entry), *codes)
    for place, entry in enumerate(_entries("sets"), 1):
        yield _judged(f"set {place}", entry, "quiz", _set(entry), "L2")


def unseen() -> Iterator[Specimen]:
    """Items that were labelled before any rule had seen them, and that no rule was changed for."""
    yield from _items("unseen_items")


def _items(name: str) -> Iterator[Specimen]:
    for entry in _entries(name):
        yield _judged(_name(entry), entry, "quiz", a_quiz({"questions": (_item(entry),)}), "L1")


def _entries(name: str) -> tuple[dict[str, Any], ...]:
    entries: tuple[dict[str, Any], ...] = parse(read(CORPUS / f"{name}.yaml")).data
    return entries


def _name(entry: dict[str, Any]) -> str:
    shown = (entry.get(key) for key in ("stem", "statement", "text", "objective", "alternative"))
    return str(next(filter(None, shown)))


def _judged(
    name: str, entry: dict[str, Any], kind: Kind, data: dict[str, Any], *codes: str
) -> Specimen:
    linter = Linter()
    known = [
        {"id": name, "title": name, "publisher": "P", "url": "https://example.org", "year": year}
        | {"kind": "primary", "checked": "2026-11-24"}
        for name, year in YEARS.items()
    ]
    files: list[tuple[Kind, Any]] = [("sources", {"sources": tuple(known)}), (kind, data)]
    found = list[Diagnostic]()
    for which, whole in files:
        text = Source("specimen.yaml", str(parse_text(whole)))
        model, faults = validate(text, whole, MODELS[which])
        assert model is not None, (name, [fault.message for fault in faults])
        found += linter.file(outline(text, which, "specimen", whole), model)
    told = {fault.code for fault in linter.whole(found)}
    about = frozenset(code for code in told if code.startswith(codes))
    return Specimen(name, frozenset(entry.get("flaws", ())), about)


def parse_text(data: Any) -> str:
    """All text of some data: what the spelling looks through first."""
    match data:
        case dict():
            return "\n".join(map(parse_text, data.values()))
        case tuple():
            return "\n".join(map(parse_text, data))
        case _:
            return str(data)


def _item(entry: dict[str, Any]) -> dict[str, Any]:
    if "statement" in entry:
        return {"stem": entry["statement"], "answer": entry["answer"]}
    keys = entry.get("keys", (entry.get("key"),))
    options = [{"text": text} for text in entry["others"]]
    at = int(entry.get("at", len(entry["stem"]) % (len(options) + 1)))
    options[at:at] = [{"text": text, "correct": True} for text in keys]
    item: dict[str, Any] = {"stem": entry["stem"], "choices": tuple(options)}
    item["type"] = "multiple" if "keys" in entry else "single"
    if "fixed" in entry:
        item["shuffle"] = False
    return item | ({"as_of": entry["as_of"]} if "as_of" in entry else {})


def _lesson(entry: dict[str, Any]) -> dict[str, Any]:
    block = {"type": "text", "text": entry.get("text", "Words.")}
    if "alternative" in entry:
        drawing = {"drawing": "sea -> cloud -> hills -> sea", "caption": "The water cycle"}
        block = {"type": "diagram", "alternative": entry["alternative"], **drawing}
    data: dict[str, Any] = {"sections": ({"blocks": (block,)},)}
    return a_lesson(
        data | ({"objectives": ({"text": entry["objective"]},)} if "objective" in entry else {})
    )


def _set(entry: dict[str, Any]) -> dict[str, Any]:
    if "items" in entry:
        return a_quiz({"questions": tuple(map(_item, entry["items"]))})
    long = int(entry.get("longest", 0))
    made: list[dict[str, Any]] = []
    for number, place in enumerate(entry["pattern"]):
        texts = ["brief", "short", "terse", "quick"]
        texts[int(place)] = "lengthy" if number < long else "curt"
        choices = tuple({"text": text} for text in texts)
        choices[int(place)]["correct"] = True  # type: ignore[assignment]
        made.append({"stem": f"Which word is it in line {number}?", "choices": choices})
        made[-1]["level"] = entry.get("level", "understand")
    for number in range(int(entry.get("statements", 0))):
        made.append({"stem": f"Line {number} has a verb.", "answer": True})
    return a_quiz({"questions": tuple(made)})


def overall(scored: dict[str, Score]) -> Score:
    """All rules as one."""
    whole = Score()
    for score in scored.values():
        whole.hits += score.hits
        whole.missed += score.missed
        whole.false += score.false
    return whole


def table(scored: dict[str, Score]) -> str:
    """The figures, a rule a line."""
    head = "| code | hits | missed | false alarms | precision | recall |"
    lines = [head, "|---|---|---|---|---|---|"]
    for code, score in {**scored, "all": overall(scored)}.items():
        counts = f"| {code} | {score.hits} | {len(score.missed)} | {len(score.false)} "
        lines.append(f"{counts}| {score.precision:.2f} | {score.recall:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the figures, and what lies behind them."""
    for title, specimens in (("What the rules were made with", seen()), ("Unseen", unseen())):
        scored = scores(specimens)
        print(f"\n{title}\n\n{table(scored)}\n")
        for code, score in scored.items():
            for name in score.missed:
                print(f"{code} missed: {name}")
            for name in score.false:
                print(f"{code} false alarm: {name}")


if __name__ == "__main__":
    main()
