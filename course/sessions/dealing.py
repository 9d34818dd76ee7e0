"""Dealing the roles of an exercise: the same people and seed get the same roles everywhere."""

from collections import Counter
from collections.abc import Iterable, Mapping

from course.content.exercise import Exercise
from course.errors import CourseError
from course.i18n import _
from course.shuffling import order

NOBODY: Mapping[str, str] = {}


def seats(pack: Exercise, people: int, held: Iterable[str] = ()) -> tuple[str, ...]:
    """The role of each free seat, in the order in which seats are filled.

    What a role needs comes first; then every role gets its first holder, its second and so on,
    those named earlier before those named later. One person more is one seat more: nobody else's
    changes.

    Args:
        pack: Whose roles.
        people: How many there are in all.
        held: Roles that people have already, one entry a person.

    Raises `CourseError` when the roles cannot seat so many.
    """
    if not pack.fewest <= people <= pack.most:
        raise CourseError(
            _("the roles of this exercise seat {fewest} to {most} people, not {people}").format(
                fewest=pack.fewest, most=pack.most, people=people
            ),
            _("the exercise is made for {smallest} to {largest}, best for {best}").format(
                smallest=pack.group.smallest, largest=pack.group.largest, best=pack.group.best
            ),
        )
    taken = {role.id: 0 for role in pack.roles}
    for role_held in held:
        taken[role_held] += 1
    filled: list[str] = []
    while sum(taken.values()) < people:
        role = min(
            (role for role in pack.roles if taken[role.id] < role.seats.most),
            key=lambda role: (taken[role.id] >= role.seats.least, taken[role.id]),
        )
        taken[role.id] += 1
        filled.append(role.id)
    return tuple(filled)


def deal(
    pack: Exercise, people: Iterable[str], seed: str, dealt: Mapping[str, str] = NOBODY
) -> dict[str, str]:
    """The role of each person; the order in which they come does not matter.

    Args:
        pack: Whose roles.
        people: Names or numbers, each one person.
        seed: Another seed is another deal.
        dealt: Who has a role already and keeps it, as when somebody comes late.
    """
    everybody = tuple(dict.fromkeys(people))
    kept = {person: dealt[person] for person in everybody if person in dealt}
    waiting = order(f"{seed}/roles", (person for person in everybody if person not in kept))
    free = seats(pack, len(everybody), kept.values())
    given = kept | dict(zip(waiting, free, strict=True))
    return {person: given[person] for person in everybody}


def fewest_anyway(pack: Exercise) -> int:
    """How many can play it at all: nobody with more than two of the roles that must be held."""
    return max(2, -(-len(_needed(pack)) // 2))


def deal_anyway(
    pack: Exercise, people: Iterable[str], seed: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The role of each of too few people, and the second role of some.

    Every role that must be held has a holder; one that several should share may have fewer. Who
    has one of the roles named last takes on another, so that the chair, who is named first, is the
    last to have two.

    Raises `CourseError` when even two for each are not enough.
    """
    waiting, needed = order(f"{seed}/roles", dict.fromkeys(people)), _needed(pack)
    here = len(waiting)
    if here < fewest_anyway(pack):
        raise too_few(pack, here)
    shared = [role.id for role in pack.roles for _n in range(1, role.seats.least)]
    first = dict(zip(waiting, needed + shared, strict=False))
    return first, dict(zip(waiting[::-1], needed[here:], strict=False))


def too_few(pack: Exercise, people: int) -> CourseError:
    """How many are needed, and how many at least."""
    return CourseError(
        _("the roles need {fewest} people, or {least} who hold two; {people} are here").format(
            fewest=pack.fewest, least=fewest_anyway(pack), people=people
        )
    )


def _needed(pack: Exercise) -> list[str]:
    return [role.id for role in pack.roles if role.seats.least]


def deal_together(pack: Exercise, groups: Mapping[str, str], seed: str) -> dict[str, str]:
    """The role of each person, so that a role which several hold goes to people of one group.

    Where no group is large enough any more, people of several share one; who is in no group fills
    up.

    Args:
        pack: Whose roles.
        groups: The group of each person; empty for none.
        seed: Another seed is another deal.
    """
    places = Counter(seats(pack, len(groups)))
    people = order(f"{seed}/roles", groups)
    names = order(f"{seed}/groups", set(groups.values()))
    members = {name: [one for one in people if groups[one] == name] for name in names}
    alone, given = members.pop("", []), dict[str, str]()
    for role in sorted(order(f"{seed}/shared", places), key=lambda role: -places[role]):
        free = places[role]
        while free:
            largest = max(members.values(), key=len, default=alone)
            is_split = free < places[role]
            some = alone if alone and (is_split or not largest) else largest
            given |= dict.fromkeys(some[:free], role)
            some[:], free = some[free:], free - len(some[:free])
    return given
