"""Dealing the roles of an exercise: the same people and seed get the same roles everywhere."""

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
