"""Papers are drawn exactly as their blueprint says, alike everywhere, and each seed has its own."""

from collections import Counter
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.blueprint import Blueprint
from course.sessions.drawing import BankItem, draw, fitting, lack, most_recall

LEVELS = ["remember", "understand", "apply"]
TYPES = ["single", "order", "survey"]


def an_item(id: str, module: str = "m0", **fields: str) -> BankItem:
    """An item of the bank."""
    kept = {"lesson": f"{module}-l", "objective": "o", "level": "apply", "type": "single"}
    return BankItem(id, module, **(kept | fields))


def a_bank(modules: int = 10, lessons: int = 4, each: int = 12) -> list[BankItem]:
    """A bank like that of a real course: a fifth of it recall, four objectives a lesson."""
    return [
        BankItem(
            f"i{module}-{lesson}-{number}",
            f"m{module}",
            f"m{module}-l{lesson}",
            f"m{module}-l{lesson}-o{number % 4}",
            "remember" if number % 5 == 0 else "apply",
            "single",
        )
        for module, lesson, number in product(range(modules), range(lessons), range(each))
    ]


@st.composite
def banks(draw_: st.DrawFn) -> tuple[list[BankItem], dict[str, int]]:
    """Any small bank, with the number of lessons of each module."""
    modules = {f"m{n}": draw_(st.integers(1, 3)) for n in range(draw_(st.integers(1, 4)))}
    items = draw_(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(modules)),
                st.integers(0, 2),
                st.integers(0, 2),
                st.sampled_from(LEVELS),
                st.sampled_from(TYPES),
            ),
            max_size=25,
        )
    )
    bank = [
        BankItem(
            f"i{place}", module, f"{module}-{lesson}", f"{module}-{lesson}-{goal}", level, kind
        )
        for place, (module, lesson, goal, level, kind) in enumerate(items)
    ]
    return bank, modules


BLUEPRINTS = st.one_of(
    st.builds(Blueprint, items=st.integers(1, 20), recall=st.fractions(0, 1, max_denominator=6)),
    st.builds(Blueprint, each=st.integers(1, 4), recall=st.fractions(0, 1, max_denominator=6)),
)


@given(banks(), BLUEPRINTS, st.text(max_size=4))
def test_a_paper_is_exactly_as_its_blueprint_says_unless_something_is_lacking(
    case: tuple[list[BankItem], dict[str, int]], blueprint: Blueprint, seed: str
) -> None:
    bank, modules = case
    fit = {item.id: item for item in fitting(blueprint, bank)}
    paper = [fit[name] for name in draw(blueprint, bank, modules, seed)]
    parts = Counter(item.module for item in paper)
    recall = sum(item.level == "remember" for item in paper)
    wanted = blueprint.items or (blueprint.each or 0) * len(modules)
    assert len(set(paper)) == len(paper) <= wanted
    assert recall <= most_recall(blueprint, len(modules))
    is_exact = (
        len(paper) == wanted
        and set(parts) == set(modules)
        and (blueprint.each is None or set(parts.values()) == {blueprint.each})
    )
    assert is_exact == (lack(blueprint, bank, modules) is None)


@given(banks(), BLUEPRINTS, st.randoms(use_true_random=False))
def test_the_order_of_the_bank_makes_no_difference(
    case: tuple[list[BankItem], dict[str, int]], blueprint: Blueprint, random: Random
) -> None:
    bank, modules = case
    other = list(bank)
    random.shuffle(other)
    again = dict(reversed(modules.items()))
    assert draw(blueprint, other, again, "s") == draw(blueprint, bank, modules, "s")


@given(banks(), st.integers(1, 12), st.text(max_size=4))
def test_no_objective_comes_twice_while_another_of_its_module_is_free(
    case: tuple[list[BankItem], dict[str, int]], items: int, seed: str
) -> None:
    bank, modules = case
    blueprint = Blueprint(items=items, recall=Fraction(1))
    fit = {item.id: item for item in fitting(blueprint, bank)}
    asked = Counter(fit[name].objective for name in draw(blueprint, bank, modules, seed))
    for module in modules:
        free = Counter(item.objective for item in fit.values() if item.module == module)
        most = max((asked[goal] for goal in free), default=0)
        assert all(asked[goal] >= min(most - 1, free[goal]) for goal in free)


def test_any_seed_has_a_paper_of_its_own() -> None:
    bank, blueprint = a_bank(), Blueprint(items=40)
    modules = {f"m{n}": 4 for n in range(10)}
    papers = {frozenset(draw(blueprint, bank, modules, str(seed))) for seed in range(100)}
    assert len(papers) == 100


def test_a_paper_of_as_many_items_as_lessons_asks_about_every_lesson() -> None:
    bank, blueprint = a_bank(), Blueprint(items=40)
    modules = {f"m{n}": 4 for n in range(10)}
    for seed in ("a", "b", "c"):
        drawn = draw(blueprint, bank, modules, seed)
        assert len({name.rsplit("-", 1)[0] for name in drawn}) == 40


def test_larger_modules_give_more() -> None:
    bank = a_bank(2, 3)
    drawn = draw(Blueprint(items=8), bank, {"m0": 3, "m1": 1}, "s")
    assert Counter(name[:2] for name in drawn) == {"i0": 6, "i1": 2}


def test_this_seed_draws_so_for_ever() -> None:
    bank = a_bank(3, 2, 5)
    modules = {"m0": 2, "m1": 2, "m2": 2}
    drawn = draw(Blueprint(each=2), bank, modules, "2026")
    assert drawn == ("i0-1-2", "i2-0-1", "i1-0-1", "i2-1-4", "i1-1-3", "i0-0-2")


def test_only_what_the_blueprint_allows_is_drawn() -> None:
    bank = [an_item("a", type="survey"), an_item("b", level="create"), an_item("c"), an_item("d")]
    blueprint = Blueprint(items=2, levels=("apply",))
    assert set(draw(blueprint, bank, {"m0": 1}, "s")) == {"c", "d"}


RECALL = [an_item(f"r{n}", level="remember") for n in range(6)]
OTHER = [an_item(f"o{n}") for n in range(2)]


@pytest.mark.parametrize(
    ("fields", "bank", "modules", "field", "words"),
    [
        ({"items": 2}, OTHER, {"m0": 1, "m1": 1}, "", "module `m1` has no item"),
        ({"items": 1}, [*OTHER, an_item("x", "m1")], {"m0": 1, "m1": 1}, "items", "leave out some"),
        ({"items": 3}, OTHER, {"m0": 1}, "items", "the bank has 2 items that fit"),
        ({"each": 3}, OTHER, {"m0": 1}, "each", "`m0` has 2 items that fit"),
        ({"items": 6}, OTHER + RECALL, {"m0": 1}, "recall", "4 of the 6 items would have to be"),
        ({"each": 6}, OTHER + RECALL, {"m0": 1}, "recall", "of recall, 2 may be"),
        ({"items": 2, "types": ("order",)}, OTHER, {"m0": 1}, "", "no item that fits"),
    ],
)
def test_what_is_lacking_is_said_with_the_key_that_asks_for_it(
    fields: dict[str, object],
    bank: list[BankItem],
    modules: dict[str, int],
    field: str,
    words: str,
) -> None:
    found = lack(Blueprint.model_validate(fields), bank, modules)
    assert found is not None
    assert found.field == field
    assert words in found.message


def test_a_third_of_recall_is_no_lack() -> None:
    assert lack(Blueprint(items=3), OTHER + RECALL, {"m0": 1}) is None
    drawn = draw(Blueprint(items=3), OTHER + RECALL, {"m0": 1}, "s")
    assert sorted(name[0] for name in drawn) == ["o", "o", "r"]
