"""An exercise at the table, as a seat is shown it: the phase, one's own role, texts, the test."""

from typing import Annotated, Literal

from pydantic import Field

from course.i18n import _, ngettext
from course.joining.prose import Prose, Shown
from course.joining.wire import Count, Key, Line, Text, View

Form = Literal["plenary", "groups", "pairs", "alone"]
Seconds = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Names = Annotated[tuple[Line, ...], Field(max_length=1_000)]

LONGEST_REASON = 500
"""Characters of a reason."""


class Holding(Shown):
    """A role that everybody knows of, and who has it."""

    name: Line
    public: Text
    holders: Names = ()


class Running(Shown):
    """The phase that runs."""

    title: Line
    form: Form
    text: Prose
    place: Count
    of: Count
    seconds: Seconds


class Version(Shown):
    """Who changed a text, and how it was taken."""

    by: Line = ""
    how: Literal["agreed", "brackets", "chair"]


class TableText(Shown):
    """A text on the table as it reads."""

    id: Key
    title: Line
    body: Text
    note: Text = ""
    negotiable: bool = True
    version: Count
    brackets: Count = 0
    history: Annotated[tuple[Version, ...], Field(max_length=200)] = ()


class Amendment(Shown):
    """How somebody would have a text read."""

    id: Key
    text: Key
    by: Line
    why: Text = ""
    changes: Annotated[
        tuple[tuple[Literal["keep", "cut", "add"], Text], ...], Field(max_length=2_000)
    ]
    stale: bool = False


class Objection(Shown):
    """Who cannot live with it, and what was answered."""

    seat: Key = ""
    by: Line
    because: Text
    answer: Text | None = None
    addressed: bool | None = None


class Declared(Shown):
    """What the chair found."""

    reached: bool
    because: Text = ""


class Test(Shown):
    """The test of consensus."""

    round: Count
    text: Key = ""
    question: Text
    how: Prose = ()
    objections: Annotated[tuple[Objection, ...], Field(max_length=1_000)] = ()
    declared: Declared | None = None


class AtWork(Shown):
    """Everything that all see."""

    brief: Prose
    roles: Annotated[tuple[Holding, ...], Field(max_length=100)] = ()
    running: Running | None = None
    texts: Annotated[tuple[TableText, ...], Field(max_length=50)] = ()
    amendments: Annotated[tuple[Amendment, ...], Field(max_length=200)] = ()
    test: Test | None = None
    chair: Line = ""
    debrief: Annotated[tuple[Text, ...], Field(max_length=50)] | None = None


class Role(Shown):
    """One's own role, with what nobody else is shown."""

    name: Line
    public: Text
    secret: Prose
    goals: Annotated[tuple[Text, ...], Field(max_length=50)] = ()


class Stand(Shown):
    """What one said in the test."""

    can_live: bool
    because: Text = ""


class TableView(View):
    """All that a seat is shown of an exercise."""

    summary: Text = ""
    exercise: AtWork | None = None
    role: Role | None = None
    second: Role | None = None
    """Where there are too few people, another one."""
    stand: Stand | None = None
    mine: Annotated[tuple[Key, ...], Field(max_length=60)] = ()
    chairs: bool = False

    @property
    def left(self) -> int | None:
        """Seconds of the phase; of the hum while there is one."""
        running = self.exercise.running if self.exercise else None
        return self.seconds if self.hum is not None or not running else running.seconds

    @property
    def moment(self) -> tuple[object, ...]:
        """Differs when something on the table is another."""
        if (at_work := self.exercise) is None:
            return super().moment
        test = at_work.test
        return (
            *super().moment,
            at_work.running and at_work.running.place,
            tuple((text.id, text.version) for text in at_work.texts),
            tuple(one.id for one in at_work.amendments),
            test,
            at_work.debrief is not None,
            tuple(role.name for role in self.roles),
        )

    @property
    def roles(self) -> tuple[Role, ...]:
        """One's own: one, two, or none."""
        return tuple(filter(None, (self.role, self.second)))

    @property
    def test(self) -> Test | None:
        """The test that a stand can be taken in."""
        test = self.exercise.test if self.exercise else None
        return test if test and not test.declared else None


def negotiable(view: TableView) -> tuple[TableText, ...]:
    """The texts that may be amended."""
    texts = view.exercise.texts if view.exercise else ()
    return tuple(text for text in texts if text.negotiable)


def forms() -> dict[str, str]:
    """How people sit, in words."""
    return {
        "plenary": _("all together"),
        "groups": _("in groups"),
        "pairs": _("in pairs"),
        "alone": _("alone"),
    }


def where(view: TableView) -> str:
    """The phase, in a line."""
    if view.exercise is None:
        return ""
    if running := view.exercise.running:
        phase = _("phase {n} of {all}").format(n=running.place, all=running.of)
        return f"{phase} · {forms()[running.form]}"
    return _("the roles are dealt")


def brackets(text: TableText) -> str:
    """How much of a text is not agreed."""
    if not text.negotiable:
        return _("not to be negotiated")
    if not text.brackets:
        return _("no brackets")
    return ngettext("{n} in brackets", "{n} in brackets", text.brackets).format(n=text.brackets)


def stands(view: TableView) -> str:
    """What one said in the test, in words."""
    if view.stand is None:
        return _("You have not said yet whether you can live with it.")
    if view.stand.can_live:
        return _("You can live with it.")
    return _("You object: {why}").format(why=view.stand.because)


def chaired(view: TableView) -> str:
    """Who is in the chair; empty when it is the teacher."""
    if view.chairs:
        return _("You are in the chair: k takes amendments, asks, answers, declares.")
    at_work = view.exercise
    return _("in the chair: {who}").format(who=at_work.chair) if at_work and at_work.chair else ""


def two() -> str:
    """Why somebody holds two roles."""
    return _("You hold two roles, as there are too few people. Keep their secrets apart.")


def watching() -> str:
    """What somebody without a role does."""
    return _("All roles are taken: you watch. Note who moves, and what moved them.")


def thanks(kind: str) -> str:
    """What is said when something laid on the table is stored."""
    return {
        "amend": _("It lies with the chair now."),
        "withdraw": _("Withdrawn."),
        "stand": _("Noted; until the chair declares."),
    }.get(kind, _("Done."))
