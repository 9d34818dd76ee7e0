"""A folded progress as bytes, so that a start need not read the whole log.

Only a cache: `load` answers None on any doubt, and the log is folded anew.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, get_args

from course.progress.diary import Claim, Day
from course.progress.played import Played
from course.progress.projection import Given, Met, Note, Progress, Result, Revised, Trail
from course.scheduling import Card
from course.sessions.events import Certainty, Event

FORMAT = 5
"""Raised when the rules of the fold or of scheduling change, so that old snapshots are dropped."""

# A program that knows more kinds of events folds more of the same log, so the kinds belong to it.
_MARK = f"{FORMAT} {' '.join(sorted(kind.__name__ for kind in get_args(Event)))}"


def dump(progress: Progress) -> bytes:
    """The whole of a progress, as JSON."""
    state = {
        "mark": _MARK,
        "place": progress.place,
        "read": {lesson: sorted(sections) for lesson, sections in progress.read.items()},
        "known": sorted(progress.known),
        "cards": _columns(
            (question, revision, *_plain(card))
            for question, (revision, card) in progress.cards.items()
        ),
        "results": _columns(
            (r.attempt, r.of, r.mode, str(r.score), r.out_of, r.at.isoformat(), r.seconds)
            for r in progress.results
        ),
        "days": _columns(
            (day.isoformat(), done.answers, done.spent // _MICROSECOND)
            for day, done in progress.days.items()
        ),
        "claims": [
            (certainty, claim.answers, str(claim.earned))
            for certainty, claim in progress.claims.items()
        ],
        "flagged": sorted(progress.flagged),
        "met": _columns((question, *_seen(met)) for question, met in progress.met.items()),
        "notes": {
            place: (note.text, note.at.isoformat()) for place, note in progress.notes.items()
        },
        "bookmarks": {place: at.isoformat() for place, at in progress.bookmarks.items()},
        "played": {scenario: _kept(played) for scenario, played in progress.played.items()},
        "last": _iso(progress.last_at),
        "trails": {attempt: _trail(trail) for attempt, trail in progress.trails.items()},
        "order": [progress.newest, progress.mended],
        "retention": progress.retention,
    }
    return json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()


def load(data: bytes) -> Progress | None:
    """The progress in `data`; None when this version did not write it so."""
    try:
        state = json.loads(data)
        if state["mark"] != _MARK:
            return None
        return Progress(
            place=tuple(state["place"]) if state["place"] else None,
            read={lesson: frozenset(sections) for lesson, sections in state["read"].items()},
            known=frozenset(state["known"]),
            cards=_cards(*state["cards"]),
            results=_results(*state["results"]),
            days=_days(*state["days"]),
            claims={
                certainty: Claim(answers, Fraction(earned))
                for certainty, answers, earned in state["claims"]
            },
            flagged=frozenset(state["flagged"]),
            met=_met(*state["met"]),
            notes={place: Note(text, _time(at)) for place, (text, at) in state["notes"].items()},
            bookmarks={place: _time(at) for place, at in state["bookmarks"].items()},
            played={scenario: _played(*row) for scenario, row in state["played"].items()},
            last_at=_time_or_none(state["last"]),
            trails={attempt: _read_trail(*trail) for attempt, trail in state["trails"].items()},
            newest=state["order"][0],
            mended=state["order"][1],
            retention=state["retention"],
        )
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None


# --- what there is much of: by column, which loads twice as fast as by row ---


def _columns(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _plain(card: Card) -> tuple[float, float, str, str, int, int]:
    due, last = card.due.isoformat(), card.last_review.isoformat()
    return card.stability, card.difficulty, due, last, card.reps, card.lapses


def _cards(questions: Sequence[str] = (), revisions: Any = (), *card: Any) -> dict[str, Revised]:
    if not questions:
        return {}
    stabilities, difficulties, dues, lasts, reps, lapses = card
    cards = map(Card, stabilities, difficulties, map(_time, dues), map(_time, lasts), reps, lapses)
    return dict(zip(questions, zip(revisions, cards, strict=True), strict=True))


def _results(*columns: Any) -> tuple[Result, ...]:
    if not columns:
        return ()
    attempts, of, modes, scores, out_of, times, seconds = columns
    fractions = {score: Fraction(score) for score in set(scores)}  # few, and dear to read
    exact = (fractions[score] for score in scores)
    return tuple(map(Result, attempts, of, modes, exact, out_of, map(_time, times), seconds))


def _days(days: Sequence[str] = (), answers: Any = (), spent: Any = ()) -> dict[date, Day]:
    done = map(Day, answers, (micros * _MICROSECOND for micros in spent))
    return dict(zip(map(date.fromisoformat, days), done, strict=True))


def _seen(met: Met) -> tuple[str, str, str | None, Certainty | None]:
    share = None if met.fraction is None else str(met.fraction)
    return met.attempt, met.at.isoformat(), share, met.certainty


def _met(questions: Sequence[str] = (), *columns: Any) -> dict[str, Met]:
    if not questions:
        return {}
    attempts, times, shares, certainties = columns
    fractions = {share: None if share is None else Fraction(share) for share in set(shares)}
    exact = (fractions[share] for share in shares)
    return dict(
        zip(questions, map(Met, attempts, map(_time, times), exact, certainties), strict=True)
    )


# --- scenarios ---


def _kept(played: Played) -> list[Any]:
    run, is_open, chosen, at, ended, seen, taken, endings = played
    kept = sorted(seen), sorted(taken), sorted(endings)
    return [run, is_open, chosen, at.isoformat(), ended, *kept]


def _played(
    run: str,
    is_open: bool,
    chosen: int,
    at: str,
    ended: int,
    seen: Sequence[str],
    taken: Iterable[tuple[str, str, str]],
    endings: Sequence[str],
) -> Played:
    ways = frozenset((scene, choice, to) for scene, choice, to in taken)
    return Played(run, is_open, chosen, _time(at), ended, frozenset(seen), ways, frozenset(endings))


# --- open attempts ---


def _trail(trail: Trail) -> list[Any]:
    return [
        trail.of,
        trail.mode,
        trail.started.isoformat(),
        trail.asked,
        trail.last.isoformat(),
        trail.spent // _MICROSECOND,
        trail.superseded,
        {question: _given(given) for question, given in trail.given.items()},
    ]


def _given(given: Given) -> list[Any]:
    return [
        given.answers,
        None if given.fraction is None else str(given.fraction),
        given.certainty,
        _iso(given.at),
        given.rated,
        _revised(given.before),
        _revised(given.after),
        _seen(given.earlier) if given.earlier else None,
    ]


def _revised(revised: Revised | None) -> list[Any] | None:
    return [revised[0], *_plain(revised[1])] if revised else None


def _read_trail(
    of: str,
    mode: Any,
    started: str,
    asked: Mapping[str, int],
    last: str,
    spent: int,
    superseded: bool,
    given: Mapping[str, list[Any]],
) -> Trail:
    return Trail(
        of,
        mode,
        _time(started),
        asked,
        _time(last),
        spent * _MICROSECOND,
        superseded,
        {question: _read_given(*row) for question, row in given.items()},
    )


def _read_given(
    answers: int,
    fraction: Any,
    certainty: Any,
    at: Any,
    rated: int,
    before: Any,
    after: Any,
    earlier: Any,
) -> Given:
    return Given(
        answers,
        None if fraction is None else Fraction(fraction),
        certainty,
        _time_or_none(at),
        rated,
        _read_revised(before),
        _read_revised(after),
        _met("q", *([value] for value in earlier))["q"] if earlier else None,
    )


def _read_revised(row: list[Any] | None) -> Revised | None:
    if row is None:
        return None
    revision, stability, difficulty, due, last, reps, lapses = row
    return revision, Card(stability, difficulty, _time(due), _time(last), reps, lapses)


_MICROSECOND = timedelta(microseconds=1)
_time = datetime.fromisoformat


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _time_or_none(text: str | None) -> datetime | None:
    return _time(text) if text else None
