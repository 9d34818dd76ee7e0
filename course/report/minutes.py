"""The minutes of a class that did something together: which way it went, what it agreed on.

`minutes` gathers them as plain values, ready for JSON; `lines` tells them. Who can live with a text
is not counted here either.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from course.content.exercise import Exercise, brackets
from course.content.markup import bare
from course.content.scenario import Scenario
from course.i18n import _, ngettext
from course.sessions.live.exercise import HUM, body
from course.sessions.live.room import Ballot, Room, scene_ballot, tally
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
            if (people := [call(s.id) for s in room.present if table.roles.get(s.id) == role.id])
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


def lines(told: Minutes) -> Iterator[str]:
    """The minutes for pipes and for people."""
    yield told["title"]
    people = ngettext("{n} student", "{n} students", told["people"]).format(n=told["people"])
    began = datetime.fromisoformat(told["began"]).astimezone()
    yield f"{began:%Y-%m-%d %H:%M} · {people}"
    yield from _scenes_in_words(told) if "scenes" in told else _work_in_words(told)


def _scenes_in_words(told: Minutes) -> Iterator[str]:
    ways = {
        "vote": _("by the vote of the class"),
        "tie": _("a tie, broken by the teacher"),
        "teacher": _("decided by the teacher, not by the vote"),
    }
    for place, scene in enumerate(told["scenes"], 1):
        yield ""
        yield f"{place}. {scene['heading']}"
        for choice in scene["choices"]:
            votes = " → ".join(map(str, choice["votes"])) or "0"
            yield f"  {'✓' if choice['taken'] else ' '} {votes:>7}  {choice['text']}"
        because = f": “{scene['because']}”" if scene["because"] else ""
        yield f"    {ways[scene['how']]}{because}"
    yield ""
    if told["ending"]:
        yield _("The end: {name}").format(name=told["ending"])
    else:
        yield _("The class stands at: {scene}").format(scene=told["stands_at"])
    for meter in told["meters"]:
        means = f": {meter['means']}" if meter["means"] else ""
        yield f"  {meter['value']:>3}  {meter['name']}{means}"


def _work_in_words(told: Minutes) -> Iterator[str]:
    if not told["roles"]:
        yield _("The roles were never dealt.")
    for role in told["roles"]:
        yield f"  {role['role']}: {', '.join(role['people'])}"
    if told["phases"]:
        yield ""
        yield _("Phases")
    for phase in told["phases"]:
        began = datetime.fromisoformat(phase["began"]).astimezone()
        lasted = phase["minutes"]
        took = (
            _("not over")
            if lasted is None
            else ngettext("{n} minute", "{n} minutes", lasted).format(n=lasted)
        )
        yield f"  {began:%H:%M}  {phase['title']} ({took})"
    for text in told["texts"]:
        yield from _text_in_words(text)
    for test in told["tests"]:
        yield from _test_in_words(test)
    for hum in told["hums"]:
        yield ""
        yield _("A hum: {for_} for, {against} against (strength, not heads)").format(
            for_=hum["for"], against=hum["against"]
        )


def _text_in_words(text: dict[str, Any]) -> Iterator[str]:
    yield ""
    count = text["brackets"]
    open_ = ngettext("{n} in brackets", "{n} in brackets", count).format(n=count)
    yield f"{text['title']} ({open_ if count else _('no brackets')})"
    for line in text["reads"].splitlines():
        yield f"  {line}"
    states = {
        "waiting": _("not answered"),
        "taken": _("taken"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
    }
    for one in text["amendments"]:
        why = f" “{one['why']}”" if one["why"] else ""
        because = f": {one['because']}" if one["because"] else ""
        yield f"  · {one['by']}{why} – {states[one['state']]}{because}"


def _test_in_words(test: dict[str, Any]) -> Iterator[str]:
    yield ""
    about = f" ({test['text']})" if test["text"] else ""
    yield f"{test['question']}{about}"
    if not test["objections"]:
        yield "  " + _("Nobody objected.")
    for objection in test["objections"]:
        yield f"  · {objection['by']}: {objection['because']}"
        if objection["answer"] is not None:
            words = _("met: {how}") if objection["addressed"] else _("considered, not met: {how}")
            yield "    " + words.format(how=objection["answer"])
    if declared := test["declared"]:
        reached = _("✓ The chair finds consensus.")
        words = reached if declared["reached"] else _("✗ The chair finds none.")
        yield f"  {words} {declared['because']}".rstrip()
