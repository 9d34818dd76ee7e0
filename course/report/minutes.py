"""The minutes of a class that did something together: which way it went, what it agreed on.

`minutes` gathers them as plain values, ready for JSON; `lines` tells them. Who can live with a text
is not counted here either.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, assert_never

from course.content.exercise import Exercise, brackets
from course.content.markup import bare
from course.content.scenario import Scenario
from course.i18n import _, ngettext
from course.sessions.live.ballot import Ballot, tally
from course.sessions.live.exercise import HUM, body
from course.sessions.live.room import Room, scene_ballot
from course.sessions.live.scenario import story, who_decided
from course.sessions.live.table import Amendment, Test
from course.sessions.live.view import heard
from course.sessions.scenario import Run, Step, meaning, open_choices

Minutes = dict[str, Any]

Call = Callable[[str], str]
"""What a seat is called: a pseudonym unless names were asked for."""


def minutes(room: Room, subject: Scenario | Exercise, call: Call) -> Minutes:
    """What happened in a room."""
    told: Minutes = {
        "format": 1,
        "title": room.opened.title,
        "of": room.opened.of,
        "began": room.began.isoformat(),
        "ended": room.ended.isoformat() if room.ended else None,
        "people": len(room.present),
    }
    match subject:
        case Scenario():
            return told | _way(room, story(room, subject))
        case Exercise():
            return told | _negotiation(room, subject, call)
        case _:
            assert_never(subject)


# --- a scenario ---


def _way(room: Room, run: Run) -> Minutes:
    readings = zip(run.scenario.meters, run.standing.meters, strict=True)
    scene = run.scene
    return {
        "scenes": [_scene(room, run, step) for step in run.path],
        "ending": bare(scene.ending) if scene.ending and room.ending else None,
        "stands_at": None if room.ending else bare(scene.heading),
        "meters": [
            {"name": meter.name, "value": value, "means": bare(meaning(meter, value))}
            for meter, value in readings
        ],
    }


def _scene(room: Room, run: Run, step: Step) -> dict[str, Any]:
    id_ = step.before.scene
    ballot, event = room.ballots.get(scene_ballot(id_)), room.decided[scene_ballot(id_)]
    rounds = [tally(ballot, n) for n in range(len(ballot.rounds))] if ballot else []
    open_ = open_choices(run.scenario, step.before)
    return {
        "heading": bare(run.scenario.scene[id_].heading),
        "choices": [
            {
                "text": bare(choice.text),
                "votes": [counted[choice.id] for counted in rounds],
                "taken": choice.id == step.choice.id,
            }
            for choice in open_
        ],
        "how": who_decided(ballot, open_, step.choice.id) if ballot else "teacher",
        "because": event.because,
    }


# --- an exercise ---


def _negotiation(room: Room, pack: Exercise, call: Call) -> Minutes:
    table = room.table
    return {
        "roles": [
            {"role": role.name, "people": people}
            for role in pack.roles
            if (people := [call(s.id) for s in room.present if role.id in table.held(s.id)])
        ],
        "phases": _phases(room, pack),
        "texts": [
            {
                "title": bare(text.title),
                "reads": (reads := body(pack, table, text.id)),
                "brackets": brackets(reads),
                "amended": table.version(text.id),
                "amendments": [
                    _amendment(one, call)
                    for one in table.amendments.values()
                    if one.text == text.id
                ],
            }
            for text in pack.texts
        ],
        "tests": [_test(one, pack, call) for one in table.tests],
        "hums": heard(_whole(room.ballots[HUM])) if HUM in room.ballots else [],
    }


def _phases(room: Room, pack: Exercise) -> list[dict[str, Any]]:
    titles = {one.id: bare(one.title) for one in pack.phases}
    planned = {one.id: one.minutes for one in pack.phases}
    ran = room.table.phases
    ends: list[datetime | None] = [*(later.began for later in ran[1:]), room.ended]
    return [
        {
            "title": titles.get(one.phase, one.phase),
            "began": one.began.isoformat(),
            "minutes": round((end - one.began).total_seconds() / 60) if end else None,
            "planned": planned.get(one.phase),
        }
        for one, end in zip(ran, ends, strict=False)  # no phase, no end
    ]


def _amendment(amendment: Amendment, call: Call) -> dict[str, Any]:
    return {
        "by": call(amendment.seat),
        "body": amendment.body,
        "why": amendment.why,
        "state": amendment.state,
        "because": amendment.because,
    }


def _test(test: Test, pack: Exercise, call: Call) -> dict[str, Any]:
    titles = {text.id: bare(text.title) for text in pack.texts}
    declared = test.declared
    return {
        "question": bare(pack.consensus.question),
        "text": titles.get(test.text, ""),
        "objections": [
            {
                "by": call(seat),
                "because": stand.because,
                "answer": stand.answer,
                "addressed": stand.addressed,
            }
            for seat, stand in test.objections.items()
        ],
        "declared": declared and {"reached": declared.reached, "because": declared.because},
    }


def _whole(ballot: Ballot) -> Ballot:
    """Rounds that were counted; one that nobody closed was not heard."""
    return replace(ballot, rounds=tuple(one for one in ballot.rounds if one.hums))


# --- in words ---


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the minutes."""

    text: str
    lead: str = ""
    """What stands before it: a sign, a number, a time."""
    depth: int = 1
    """0 for what is said of the whole section; 2 for what belongs to the row above."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes."""

    heading: str
    rows: tuple[Row, ...]


def held(told: Minutes) -> str:
    """When, and with how many."""
    people = ngettext("{n} student", "{n} students", told["people"]).format(n=told["people"])
    return f"{_local(told['began']):%Y-%m-%d %H:%M} · {people}"


def sections(told: Minutes) -> Iterator[Section]:
    """The minutes in words, part by part."""
    if "scenes" in told:
        for place, scene in enumerate(told["scenes"], 1):
            yield Section(f"{place}. {scene['heading']}", tuple(_votes(scene)))
        yield _end(told)
        return
    if not told["roles"]:
        yield Section(_("The roles were never dealt."), ())
        return
    roles = (Row(f"{one['role']}: {', '.join(one['people'])}") for one in told["roles"])
    yield Section(_("Roles"), tuple(roles))
    if told["phases"]:
        yield Section(_("Phases"), tuple(map(_phase, told["phases"])))
    for text in told["texts"]:
        yield _text(text)
    for test in told["tests"]:
        about = f" ({test['text']})" if test["text"] else ""
        yield Section(f"{test['question']}{about}", tuple(_objections(test)))
    if told["hums"]:
        yield Section(_("What was heard (strength, not heads)"), tuple(map(_hum, told["hums"])))


def lines(told: Minutes) -> Iterator[str]:
    """The minutes for pipes and for who reads no screen."""
    yield told["title"]
    yield held(told)
    for section in sections(told):
        yield ""
        yield section.heading
        for row in section.rows:
            lead = f"{row.lead}  " if row.lead else ""
            yield f"{'  ' * row.depth}{lead}{row.text}"


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone()


def _votes(scene: dict[str, Any]) -> Iterator[Row]:
    ways = {
        "vote": _("by the vote of the class"),
        "tie": _("a tie, broken by the teacher"),
        "teacher": _("decided by the teacher, not by the vote"),
    }
    for choice in scene["choices"]:
        votes = " → ".join(map(str, choice["votes"])) or "0"
        yield Row(choice["text"], f"{'✓' if choice['taken'] else ' '} {votes:>7}")
    because = f": “{scene['because']}”" if scene["because"] else ""
    yield Row(f"{ways[scene['how']]}{because}", depth=2)


def _end(told: Minutes) -> Section:
    meters = []
    for meter in told["meters"]:
        means = f": {meter['means']}" if meter["means"] else ""
        meters.append(Row(f"{meter['name']}{means}", f"{meter['value']:>3}"))
    heading = (
        _("The end: {name}").format(name=told["ending"])
        if told["ending"]
        else _("The class stands at: {scene}").format(scene=told["stands_at"])
    )
    return Section(heading, tuple(meters))


def _phase(phase: dict[str, Any]) -> Row:
    lasted = phase["minutes"]
    took = (
        _("not over")
        if lasted is None
        else ngettext("{n} minute", "{n} minutes", lasted).format(n=lasted)
    )
    return Row(f"{phase['title']} ({took})", f"{_local(phase['began']):%H:%M}")


def _text(text: dict[str, Any]) -> Section:
    count = text["brackets"]
    open_ = ngettext("{n} in brackets", "{n} in brackets", count).format(n=count)
    rows = [Row(line) for line in text["reads"].splitlines() if line]
    states = {
        "waiting": _("not answered"),
        "taken": _("taken"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
    }
    for one in text["amendments"]:
        why = f" “{one['why']}”" if one["why"] else ""
        because = f": {one['because']}" if one["because"] else ""
        rows.append(Row(f"{one['by']}{why} – {states[one['state']]}{because}", "·"))
    return Section(f"{text['title']} ({open_ if count else _('no brackets')})", tuple(rows))


def _objections(test: dict[str, Any]) -> Iterator[Row]:
    if not test["objections"]:
        yield Row(_("Nobody objected."))
    for objection in test["objections"]:
        yield Row(f"{objection['by']}: {objection['because']}", "·")
        if objection["answer"] is not None:
            words = _("met: {how}") if objection["addressed"] else _("considered, not met: {how}")
            yield Row(words.format(how=objection["answer"]), depth=2)
    if declared := test["declared"]:
        reached = _("✓ The chair finds consensus.")
        words = reached if declared["reached"] else _("✗ The chair finds none.")
        yield Row(f"{words} {declared['because']}".rstrip())


def _hum(hum: dict[str, Any]) -> Row:
    return Row(_("{for_} for, {against} against").format(for_=hum["for"], against=hum["against"]))
