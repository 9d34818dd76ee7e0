"""Look again: everything one can choose to be asked, with how many questions each choice has."""

from dataclasses import dataclass, replace

from course.choosing import SEED_POINT, candidates, in_words, seed_points, tags
from course.i18n import _
from course.sessions.events import Unflagged
from course.sessions.selection import Candidate, Pick, Selection, fitting
from course.study import Study

SIZES: tuple[tuple[int | None, int | None], ...] = (
    (5, None), (10, None), (20, None), (None, 5), (None, 10), (None, 20),
)  # fmt: skip
"""How long a quiz of one's own may be: so many questions, or so many minutes."""

USUAL = 1
"""Which of `SIZES` it is unless another is chosen."""


@dataclass(frozen=True, slots=True)
class Pool:
    """One choice and what it has now."""

    wanted: Selection
    name: str
    found: tuple[Candidate, ...]
    """All that fit, as they would be taken."""

    @property
    def met(self) -> tuple[str, ...]:
        """Those whose answers may be looked at."""
        return tuple(one.question for one in self.found if one.is_met)

    def sized(self, size: int) -> Selection:
        """The choice at one of the `SIZES`."""
        items, minutes = SIZES[size]
        return replace(self.wanted, items=items, minutes=minutes)


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind."""

    title: str
    pools: tuple[Pool, ...]


_AGAIN: tuple[Pick, ...] = ("certain", "missed", "slipping", "flagged")
_FADING: tuple[Pick, ...] = ("due", "weakest")


def groups(study: Study) -> tuple[Group, ...]:
    """All choices; those of which there is nothing are there too, so that one knows of them."""
    known = candidates(study)

    def pool(wanted: Selection) -> Pool:
        name = in_words(study, wanted)
        return Pool(wanted, f"{name[:1].upper()}{name[1:]}", fitting(wanted, known))

    found = [
        Group(_("Look again"), tuple(pool(Selection((pick,))) for pick in _AGAIN)),
        Group(_("Keep it"), tuple(pool(Selection((pick,))) for pick in _FADING)),
        Group(
            _("By module"),
            tuple(pool(Selection(modules=(module.id,))) for module in study.catalogue.modules),
        ),
        Group(
            _("By seed point"),
            tuple(pool(Selection(tags=(f"{SEED_POINT}{point}",))) for point in seed_points(study)),
        ),
        Group(_("By tag"), tuple(pool(Selection(tags=(tag,))) for tag in tags(study))),
    ]
    return tuple(group for group in found if group.pools)


def unflag(study: Study, question: str) -> None:
    """Take the mark off a question, whatever attempt it was put in."""
    if question in study.progress.flagged:
        met = study.progress.met.get(question)
        study.learner.record(Unflagged(met.attempt if met else "", question))
