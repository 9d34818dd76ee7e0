"""Drawing a paper from the bank: a blueprint and a seed give the same items everywhere.

Every draw is exact: the number of items, every module's part, the share of recall. What cannot be
drawn so is told beforehand by `lack`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from course.content.blueprint import Blueprint
from course.shuffling import order

RECALL = "remember"


@dataclass(frozen=True, slots=True)
class BankItem:
    """An item of the bank, as far as a draw looks at it."""

    id: str
    module: str
    lesson: str
    objective: str
    level: str
    type: str


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a blueprint cannot be drawn."""

    field: str
    """Which of its keys asks for too much; empty for the whole of it."""
    message: str
    help: str


def fitting(blueprint: Blueprint, bank: Iterable[BankItem]) -> tuple[BankItem, ...]:
    """The items of the bank that a blueprint allows."""
    levels, types = frozenset(blueprint.levels), frozenset(blueprint.types)
    return tuple(item for item in bank if item.level in levels and item.type in types)


def most_recall(blueprint: Blueprint, modules: int) -> int:
    """How many items of recall there may be."""
    return int(total(blueprint, modules) * blueprint.recall)


def total(blueprint: Blueprint, modules: int) -> int:
    """How many items a paper has."""
    return blueprint.items or (blueprint.each or 0) * modules


def lack(blueprint: Blueprint, bank: Iterable[BankItem], modules: Mapping[str, int]) -> Lack | None:
    """Why the blueprint cannot be drawn from the bank; None when it can, with any seed.

    Args:
        blueprint: What is asked for.
        bank: All items.
        modules: How many lessons each has, by id.
    """
    fit = fitting(blueprint, bank)
    have = Counter(item.module for item in fit)
    other = Counter(item.module for item in fit if item.level != RECALL)
    if bare := next((module for module in modules if not have[module]), None):
        message = f"the module `{bare}` has no item that fits"
        return Lack("", message, "allow more `levels` or `types`, or write items for it")
    wanted, most = total(blueprint, len(modules)), most_recall(blueprint, len(modules))
    if blueprint.each is not None:
        for module in modules:
            if have[module] < blueprint.each:
                message = f"the module `{module}` has {have[module]} items that fit"
                return Lack("each", message, f"ask for at most {have[module]}, or write more")
        needed = sum(max(0, blueprint.each - other[module]) for module in modules)
    else:
        if wanted < len(modules):
            message = f"{wanted} items leave out some of the {len(modules)} modules"
            return Lack("items", message, f"ask for {len(modules)} or more")
        if wanted > len(fit):
            message = f"the bank has {len(fit)} items that fit"
            return Lack("items", message, f"ask for at most {len(fit)}, or write more")
        needed = max(sum(not other[module] for module in modules), wanted - other.total())
    if needed > most:
        message = f"{needed} of the {wanted} items would have to be of recall, {most} may be"
        return Lack("recall", message, "raise the share, ask for fewer items, or write other ones")
    return None


def draw(
    blueprint: Blueprint, bank: Iterable[BankItem], modules: Mapping[str, int], seed: str
) -> tuple[str, ...]:
    """Ids of the items of a paper, in the order they are asked.

    Of a module objectives are drawn evenly, and lessons as evenly as that allows. For a blueprint
    with a `lack` the paper is as long as it can be.
    """
    fit = {item.id: item for item in fitting(blueprint, bank)}
    ranked = [fit[name] for name in order(f"{seed}/draw", fit)]
    stock = _Stock(ranked, most_recall(blueprint, len(modules)))
    parts = _parts(blueprint, stock, modules, order(f"{seed}/modules", modules))
    spare = stock.most_recall - stock.in_need(parts)
    taken: list[str] = []
    for module, count in parts.items():
        chosen = _taken([item for item in ranked if item.module == module], count, spare)
        recall = sum(item.level == RECALL for item in chosen)
        spare -= recall - max(0, count - stock.other[module])
        taken += [item.id for item in chosen]
    return order(f"{seed}/paper", taken)


class _Stock:
    """How much of what each module has."""

    def __init__(self, items: Iterable[BankItem], most_recall: int) -> None:
        items = tuple(items)
        self.most_recall = most_recall
        self.all = Counter(item.module for item in items)
        self.other = Counter(item.module for item in items if item.level != RECALL)
        """Items that are not of recall."""

    def in_need(self, parts: Mapping[str, int]) -> int:
        """How many items of recall cannot be avoided."""
        return sum(max(0, part - self.other[module]) for module, part in parts.items())

    def has_more(self, module: str, parts: Mapping[str, int]) -> bool:
        """Whether a module can give one item more than its part."""
        if parts[module] >= self.all[module]:
            return False
        if parts[module] < self.other[module]:
            return True
        # Recall is kept for modules that have nothing else and no part yet.
        kept = sum(not (parts[m] or self.other[m]) for m in parts if m != module)
        return self.in_need(parts) + kept < self.most_recall


def _parts(
    blueprint: Blueprint, stock: _Stock, modules: Mapping[str, int], shuffled: Sequence[str]
) -> dict[str, int]:
    """How many items each module gives, in the order of `shuffled`.

    Items are shared out one by one to the module that has fewest for its lessons (the rule of
    Sainte-Lague), one each before any second.
    """
    parts = dict.fromkeys(shuffled, 0)
    for _ in range(total(blueprint, len(modules))):
        able = [m for m in parts if parts[m] != blueprint.each and stock.has_more(m, parts)]
        if not able:
            break
        least = min(able, key=lambda m: (parts[m] > 0, Fraction(2 * parts[m] + 1, modules[m])))
        parts[least] += 1
    return parts


def _taken(left: list[BankItem], count: int, spare: int) -> list[BankItem]:
    """So many items of one module, at most `spare` of recall more than cannot be avoided."""
    objectives: Counter[str] = Counter()
    lessons: Counter[str] = Counter()
    taken: list[BankItem] = []
    for missing in range(count, 0, -1):
        others = sum(item.level != RECALL for item in left)
        allowed = spare > 0 or missing > others
        chosen = min(
            (item for item in left if allowed or item.level != RECALL),
            key=lambda item: (objectives[item.objective], lessons[item.lesson]),
        )
        if chosen.level == RECALL and missing <= others:
            spare -= 1
        left.remove(chosen)
        objectives[chosen.objective] += 1
        lessons[chosen.lesson] += 1
        taken.append(chosen)
    return taken
