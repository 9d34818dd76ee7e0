"""What an attempt came to, by objective, and what to do about it."""

from dataclasses import dataclass
from fractions import Fraction

from course.sessions.attempt import Attempt, earns, out_of, scored


@dataclass(frozen=True, slots=True)
class ObjectiveOutcome:
    """How one objective went."""

    objective: str
    points: Fraction
    out_of: int
    reread: str | None
    """Passage of the question that earned least; None when all points were earned."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went."""

    points: Fraction
    out_of: int
    objectives: tuple[ObjectiveOutcome, ...]
    """In the order their questions were asked."""
    missed: tuple[str, ...]
    """Scored questions that did not earn all their points."""
    overconfident: tuple[str, ...]
    """Questions answered wrongly although the learner was certain."""
    flagged: tuple[str, ...]
    put_off: tuple[str, ...] = ()
    """Questions left for another day; they count for nothing here."""

    @property
    def share(self) -> Fraction | None:
        """Points earned of those possible, 0..1; None when nothing was scored."""
        return self.points / self.out_of if self.out_of else None


def outcome(attempt: Attempt) -> Outcome:
    """How the attempt went as it stands."""
    counted = scored(attempt)
    shares = {q.id: earns(attempt, q.id) / q.points for q in counted}
    objectives = []
    for objective in dict.fromkeys(q.objective for q in counted):
        asked = [q for q in counted if q.objective == objective]
        weakest = min(asked, key=lambda q: shares[q.id])
        objectives.append(
            ObjectiveOutcome(
                objective,
                sum((earns(attempt, q.id) for q in asked), Fraction(0)),
                sum(q.points for q in asked),
                weakest.passage if shares[weakest.id] < 1 else None,
            )
        )
    return Outcome(
        points=sum((o.points for o in objectives), Fraction(0)),
        out_of=out_of(attempt),
        objectives=tuple(objectives),
        missed=tuple(q for q, share in shares.items() if share < 1),
        overconfident=tuple(q for q in attempt.questions if _certain_and_wrong(attempt, q)),
        flagged=tuple(q for q in attempt.questions if attempt.entry_of(q).flagged),
        put_off=tuple(q for q in attempt.questions if attempt.entry_of(q).put_off),
    )


def _certain_and_wrong(attempt: Attempt, question: str) -> bool:
    tries = attempt.entry_of(question).tries
    return bool(tries) and tries[0].certainty == 3 and tries[0].fraction == 0
