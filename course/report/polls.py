"""What a class was asked without a right answer: polls, surveys, and how it hummed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from course.content.markup import bare
from course.content.questions import AnyQuestion, Survey, keyed
from course.rooms.store import RoomRow, RoomStore
from course.sessions.live.ballot import Ballot, tally
from course.sessions.live.room import Room, resume
from course.sessions.live.view import heard, hum_of, questions_of

TOGETHER = 2
"""So many people gave an answer before it is listed: what one person wrote may name them."""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question without a key, over all rooms that were asked it; its last round."""

    text: str
    n: int
    """Who answered."""
    answers: Mapping[str, int]
    """How often each was given: every option, or what at least `TOGETHER` people wrote."""
    has_options: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A hum: how strong on each side, 0..100, hum after hum; never by how many."""

    text: str
    strengths: tuple[Mapping[str, int], ...]


def polls(
    store: RoomStore, rows: Sequence[RoomRow], bank: Mapping[str, AnyQuestion]
) -> tuple[int, tuple[Poll | Heard, ...]]:
    """How many people were there, and what they thought, where they were asked."""
    has_surveys = any(isinstance(question, Survey) for question in bank.values())
    people, found, hums = 0, dict[str, Poll](), list[Heard]()
    for row in rows:
        if not (row.opened.posed or has_surveys):
            continue
        state = resume(happened for _seq, happened in store.read(row.id))
        if state is None:
            continue
        people += len(state.present)
        for each in _of(state, bank):
            if isinstance(each, Heard):
                hums.append(each)
            else:
                found[each.text] = _together(found[each.text], each) if each.text in found else each
    return people, (*map(_guarded, found.values()), *hums)


def _guarded(poll: Poll) -> Poll:
    """A poll without what one person alone wrote."""
    if poll.has_options:
        return poll
    shown = {text: count for text, count in poll.answers.items() if count >= TOGETHER}
    return replace(poll, answers=shown)


def _of(room: Room, bank: Mapping[str, AnyQuestion]) -> Iterator[Poll | Heard]:
    questions = questions_of(room.opened, bank)
    for ballot in room.ballots.values():
        if not ballot.is_shown:
            continue
        if hum := hum_of(room, ballot.id):
            yield Heard(bare(hum.text), tuple(heard(ballot)))
        elif isinstance(question := questions.get(ballot.id), Survey):
            yield _poll(ballot, question)


def _poll(ballot: Ballot, question: Survey) -> Poll:
    options = {key: bare(choice.text) for key, choice in keyed(question.choices).items()}
    answers = Counter(dict.fromkeys(options.values(), 0))
    for key, count in tally(ballot).items():
        answers[options.get(key, key)] += count
    return Poll(bare(question.stem), ballot.last.answered, answers, bool(options))


def _together(one: Poll, other: Poll) -> Poll:
    answers = Counter(dict(one.answers))
    answers.update(other.answers)
    return Poll(one.text, one.n + other.n, answers, one.has_options)
