"""An exercise pack as pages: what stands on each, in the order in which a teacher needs it.

Each face draws the parts in its own way; which words stand where is decided only here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from course.content.exercise import Exercise, Role
from course.i18n import _, ngettext
from course.text import joined


@dataclass(frozen=True, slots=True)
class Heading:
    """Words above what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown of one or more paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines of Markdown, each an item."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under heads."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase on the clock."""

    start: int
    """Minutes since the beginning."""
    minutes: int
    title: str
    form: str
    """How people sit, in words."""

    @property
    def end(self) -> int:
        """Minutes since the beginning, when it is over."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Schedule:
    """The phases one after the other."""

    stretches: tuple[Stretch, ...]

    @property
    def minutes(self) -> int:
        """All of them together."""
        return self.stretches[-1].end


@dataclass(frozen=True, slots=True)
class Aside:
    """Text set apart: who it is for, and what it says."""

    label: str
    text: str


Part = Heading | Prose | Listed | Grid | Schedule | Aside


@dataclass(frozen=True, slots=True)
class Page:
    """What is read together."""

    id: str
    title: str
    """Markdown."""
    parts: tuple[Part, ...]
    secret: tuple[Part, ...] = ()
    """What only the holders of a role may see."""
    group: Literal["", "role"] = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """Who sits where: the role of each seat."""

    roles: Mapping[str, str]
    """By the seat's name."""

    def of(self, role: str) -> tuple[str, ...]:
        """The seats of a role."""
        return tuple(seat for seat, held in self.roles.items() if held == role)


def pages(
    pack: Exercise, objectives: Mapping[str, str], deal: Deal | None = None
) -> tuple[Page, ...]:
    """The pages of a pack.

    Args:
        pack: What they are made of.
        objectives: What each objective says, by id.
        deal: The roles as they were dealt; each seat then has a page of its own.
    """
    return (
        Page("overview", _("For the teacher"), tuple(_overview(pack, objectives, deal))),
        Page("phases", _("Phases"), tuple(_phases(pack))),
        Page("consensus", _("The test of consensus"), tuple(_consensus(pack))),
        Page("brief", _("The brief for all"), tuple(_brief(pack))),
        *_roles(pack, deal),
        Page("texts", _("Texts to negotiate"), tuple(_texts(pack))),
        Page("debrief", _("Debrief"), tuple(_debrief(pack, objectives))),
        Page("rubric", _("Rubric"), (_rubric(pack),)),
    )


def group_in_words(smallest: int, largest: int, best: int | None = None) -> str:
    """How many people an exercise is for."""
    if smallest == largest:
        return ngettext("{count} person", "{count} people", largest).format(count=largest)
    said = _("{smallest} to {largest} people").format(smallest=smallest, largest=largest)
    return f"{said}, {_('best {best}').format(best=best)}" if best else said


def printing(exercise: str) -> str:
    """The command that prints an exercise."""
    return f"course exercise {exercise} --print {exercise}.md"


def holding(exercise: str) -> str:
    """The command that holds an exercise with a class, on phones."""
    return f"course host exercise:{exercise}"


def clock(minutes: int) -> str:
    """Minutes since the beginning as `0:50` or `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


# --- the teacher's pages ---


def _overview(pack: Exercise, objectives: Mapping[str, str], deal: Deal | None) -> Iterator[Part]:
    yield Prose(pack.summary)
    group = pack.group
    yield Grid(
        (_("Time"), _("Group"), _("Roles"), _("Texts")),
        (
            (
                _("{minutes} minutes").format(minutes=pack.minutes),
                group_in_words(group.smallest, group.largest, group.best),
                str(len(pack.roles)),
                str(len(pack.texts)),
            ),
        ),
    )
    yield Heading(_("Afterwards participants can"))
    yield Listed(pack.aims)
    yield Heading(_("What it practises"))
    yield Listed(tuple(objectives.get(name, name) for name in pack.objectives))
    if pack.materials:
        yield Heading(_("You need"))
        yield Listed(pack.materials)
    yield Heading(_("Before the day"))
    yield Prose(pack.preparation)
    if deal:
        yield Heading(_("Seats"))
        yield Grid((_("Role"), _("Seats")), tuple(_seated(pack, deal)))
    else:
        yield Heading(_("Who shares a role"))
        rows = tuple((role.name, _shared(role)) for role in pack.roles)
        yield Grid((_("Role"), _("People")), rows)
    if pack.variations:
        yield Heading(_("Variations"))
        yield Listed(pack.variations)


def _seated(pack: Exercise, deal: Deal) -> Iterator[tuple[str, str]]:
    for role in pack.roles:
        yield role.name, ", ".join(deal.of(role.id)) or _("nobody")


def _shared(role: Role) -> str:
    seats = role.seats
    if seats.least == 0:
        return _("up to {most}; a small group does without").format(most=seats.most)
    if seats.least == seats.most:
        return str(seats.most)
    return _("{least} to {most}").format(least=seats.least, most=seats.most)


def _phases(pack: Exercise) -> Iterator[Part]:
    forms = {
        "plenary": _("all together"),
        "groups": _("in groups"),
        "pairs": _("in pairs"),
        "alone": _("each alone"),
    }
    start = 0
    stretches = []
    for phase in pack.phases:
        stretches.append(Stretch(start, phase.minutes, phase.title, forms[phase.form]))
        start += phase.minutes
    yield Schedule(tuple(stretches))
    for place, (phase, stretch) in enumerate(zip(pack.phases, stretches, strict=True), 1):
        length = _("{minutes} min").format(minutes=phase.minutes)
        yield Heading(f"{place}. {phase.title} · {length}, {stretch.form}")
        yield Prose(phase.text)
        yield Aside(_("For the teacher"), phase.teacher)


def _consensus(pack: Exercise) -> Iterator[Part]:
    yield Heading(pack.consensus.question)
    yield Prose(pack.consensus.text)
    if pack.hum:
        yield Heading(_("The hum"))
        yield Prose(pack.hum.question)
        yield Grid(
            (_("To hum for it says"), _("To hum against it says")),
            ((pack.hum.in_favour, pack.hum.against),),
        )


def _debrief(pack: Exercise, objectives: Mapping[str, str]) -> Iterator[Part]:
    for place, talk in enumerate(pack.debrief, 1):
        yield Heading(f"{place}. {talk.question}")
        goal = objectives.get(talk.objective, talk.objective)
        yield Aside(_("Listen for"), f"{talk.listen_for}\n\n{_('Objective')}: {goal}")


def _rubric(pack: Exercise) -> Grid:
    names = {
        3: (_("weak"), _("fair"), _("good")),
        4: (_("weak"), _("fair"), _("good"), _("excellent")),
    }
    rows = tuple((row.criterion, *row.levels) for row in pack.rubric)
    return Grid((_("Criterion"), *names[len(pack.rubric[0].levels)]), rows)


# --- what participants read ---


def _brief(pack: Exercise) -> Iterator[Part]:
    yield Prose(pack.brief)
    yield Heading(_("Who takes part"))
    yield Grid(
        (_("Role"), _("What all know of it")),
        tuple((role.name, role.public) for role in pack.roles),
    )


def _texts(pack: Exercise) -> Iterator[Part]:
    for draft in pack.texts:
        yield Heading(draft.title)
        yield Prose(draft.text)
        cited = f" [@{draft.source}]" if draft.source else ""
        fixed = "" if draft.negotiable else " " + _("Not to be negotiated.")
        yield Aside(_("Wording"), f"{draft.note}{fixed}{cited}")


def _roles(pack: Exercise, deal: Deal | None) -> Iterator[Page]:
    """A page a role; a page a seat once the roles are dealt, for each holder has their own."""
    if deal is None:
        for role in pack.roles:
            yield _role(role, _("People in this role: {people}").format(people=_shared(role)))
        return
    roles = {role.id: role for role in pack.roles}
    for seat, held in deal.roles.items():
        others = [other for other in deal.of(held) if other != seat]
        said = _("Seat {seat}").format(seat=seat)
        if others:
            shared = ngettext("shared with seat {seats}", "shared with seats {seats}", len(others))
            said += f", {shared.format(seats=joined(others, _('and')))}"
        yield _role(roles[held], said, seat)


def _role(role: Role, about: str, seat: str = "") -> Page:
    secret = (Prose(role.secret), Heading(_("You want to")), Listed(role.goals))
    return Page(
        f"role:{role.id}{seat and f':{seat}'}",
        role.name,
        (Prose(role.public), Prose(f"*{about}*")),
        secret,
        "role",
    )
