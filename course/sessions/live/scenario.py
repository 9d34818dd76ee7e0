"""A scenario as a class goes through it: a scene, a vote on the way out of it, the next scene.

The story is folded from what was decided; the scene of each ballot is the one the story has come
to. Where the scenario was edited meanwhile, the class stands at the last scene that still fits.
"""

from datetime import datetime

from course.content.markup import bare
from course.content.scenario import Choice, Scenario, Scene
from course.i18n import _
from course.marking import BadResponse
from course.sessions.events import ScenarioStarted, Taken
from course.sessions.live.ballot import Ballot, tally
from course.sessions.live.prose import prose
from course.sessions.live.room import Room, phase, scene_ballot
from course.sessions.live.view import View, for_the_teacher, left
from course.sessions.scenario import Run, Step, begin, debriefing, meaning, open_choices
from course.text import refusal

LONGEST_REASON = 300
"""Characters of what is said when the teacher decides."""


def story(room: Room, scenario: Scenario) -> Run:
    """The way the class has gone, at the scene after its last decision."""
    taken = tuple(Taken(one.scene, one.choice) for one in room.decided.values())
    return begin(ScenarioStarted(room.id, room.opened.of, taken), scenario)


def following(room: Room, scenario: Scenario) -> Scene | None:
    """The scene to put next; None while one is before the room, and at the end."""
    if phase(room) not in ("lobby", "decided"):
        return None
    return story(room, scenario).scene


def chosen(room: Room, scenario: Scenario, ballot: str, answer: object) -> str:
    """The choice that a number of the sheet means; raises `BadResponse` for none."""
    run = story(room, scenario)
    if ballot != scene_ballot(run.standing.scene):
        raise BadResponse(_("another scene is before the room"))
    for number, choice in _numbered(run.open):
        if number == answer:
            return choice.id
    raise BadResponse(_("there is no such choice"))


def leading(ballot: Ballot, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    """The open choices with the most votes of the last round; all while nobody has voted."""
    counts = tally(ballot)
    most = max((counts[choice.id] for choice in choices), default=0)
    return tuple(choice.id for choice in choices if counts[choice.id] == most)


def who_decided(ballot: Ballot, choices: tuple[Choice, ...], choice: str) -> str:
    """The `vote`, the teacher in a `tie`, or the `teacher` against it or without one."""
    first = leading(ballot, choices)
    if not ballot.last.votes or choice not in first:
        return "teacher"
    return "vote" if len(first) == 1 else "tie"


def reason(text: str) -> str:
    """What a teacher typed, fit to be shown; raises `BadResponse` when it is not."""
    one_line = " ".join(text.split())
    if why := refusal(one_line, LONGEST_REASON):
        raise BadResponse(why)
    return one_line


# --- what is seen of it ---


def shared(room: Room, scenario: Scenario, now: datetime) -> View:
    """What every seat sees."""
    stage, run = phase(room), story(room, scenario)
    shown: View = {"phase": stage, "title": room.opened.title, "kind": room.opened.kind}
    if stage == "lobby":
        return shown | {"summary": bare(scenario.summary), "role": prose(scenario.role)}
    if room.ending and (stage == "ending" or room.ended):
        return shown | _meters(run) | {"ending": _ending(room, run), "path": _path(room, run)}
    ballot = room.ballot
    if ballot is None or stage == "ended":
        return shown
    before = _before(room, run)
    shown |= {"place": len(before.path) + 1, "ballot": ballot.id, "round": len(ballot.rounds)}
    shown |= left(ballot, stage, now) | _meters(run) | _scene(before, ballot)
    if stage in ("shown", "decided"):
        shown["result"] = result(ballot, before)
    if stage == "decided":
        shown["decided"] = _decision(room, ballot, before, run)
    return shown


def own(room: Room, scenario: Scenario, seat: str) -> View:
    """What a seat sees beside it: its name and its own vote."""
    shown: View = {"name": room.seats[seat].name}
    ballot = room.ballot
    vote = ballot.last.votes.get(seat) if ballot and not room.ended and not room.ending else None
    if vote:
        run = _before(room, story(room, scenario))
        numbers = {choice.id: number for number, choice in _numbered(run.open)}
        shown["answer"] = numbers.get(str(vote.response))
    return shown


def overview(room: Room, scenario: Scenario, now: datetime) -> View:
    """What the teacher sees: the votes as they come in, and which way they point."""
    shown = shared(room, scenario, now) | for_the_teacher(room)
    shown["following"] = following(room, scenario) is not None
    ballot = room.ballot
    if ballot and phase(room) in ("open", "closed", "shown", "decided"):
        run = _before(room, story(room, scenario))
        numbers = {choice.id: number for number, choice in _numbered(run.open)}
        shown["result"] = result(ballot, run)
        shown["leading"] = [numbers[id_] for id_ in leading(ballot, run.open)]
    return shown


def result(ballot: Ballot, run: Run) -> View:
    """How the class voted, round by round, in the shape that questions have."""
    numbers = {choice.id: number for number, choice in _numbered(run.open)}
    rounds = []
    for place, round_ in enumerate(ballot.rounds):
        counts = tally(ballot, place)
        rounds.append(
            {
                "answered": round_.answered,
                "counts": {numbers[id_]: n for id_, n in counts.items() if id_ in numbers},
                "earned": None,
            }
        )
    return {"key": None, "right": "", "why": "", "rounds": rounds}


def _went(room: Room, run: Run) -> Step | None:
    """The step that the last decision took; None where the edited story no longer goes that way."""
    step = run.path[-1] if run.path and phase(room) == "decided" else None
    return step if step and scene_ballot(step.before.scene) == room.current else None


def _before(room: Room, run: Run) -> Run:
    """The story as it was when what is before the room was put."""
    if _went(room, run) is None:
        return run
    taken = tuple(Taken(step.before.scene, step.choice.id) for step in run.path[:-1])
    return begin(ScenarioStarted(run.id, run.of, taken), run.scenario)


def _numbered(choices: tuple[Choice, ...]) -> list[tuple[str, Choice]]:
    return [(str(place), choice) for place, choice in enumerate(choices, 1)]


def _meters(run: Run) -> View:
    readings = zip(run.scenario.meters, run.standing.meters, strict=True)
    return {
        "meters": [
            {
                "name": meter.name,
                "value": value,
                "better": meter.better,
                "means": bare(meaning(meter, value)),
            }
            for meter, value in readings
        ]
    }


def _scene(run: Run, ballot: Ballot) -> View:
    scene = run.scene
    is_open = {choice.id for choice in open_choices(run.scenario, run.standing)}
    closed = [
        {"text": bare(choice.text), "why": bare(choice.closed or "")}
        for choice in scene.choices
        if choice.id not in is_open
    ]
    options = [{"key": n, "text": bare(choice.text)} for n, choice in _numbered(run.open)]
    heading = bare(scene.heading)
    return {
        "scene": {"heading": heading, "text": prose(scene.text), "closed": closed},
        "sheet": {"id": ballot.id, "stem": heading, "form": "one", "options": options},
    }


def _decision(room: Room, ballot: Ballot, before: Run, run: Run) -> View:
    event, step = room.decided[ballot.id], _went(room, run)
    scene = run.scenario.scene.get(event.scene)
    choice = next((one for one in scene.choices if one.id == event.choice), None) if scene else None
    numbers = {choice.id: number for number, choice in _numbered(before.open)}
    return {
        "key": numbers.get(event.choice, ""),
        "text": bare(choice.text) if choice else event.choice,
        "how": who_decided(ballot, before.open, event.choice),
        "because": event.because,
        "outcome": prose(choice.outcome if choice else ""),
        "moved": [
            {"name": one.meter.name, "before": one.before, "after": one.after, "good": one.is_good}
            for one in (step.movements(run.scenario) if step else ())
            if one.before != one.after
        ],
    }


def _ending(room: Room, run: Run) -> View:
    """The end that the class came to, though the scenario was edited since."""
    scene = run.scenario.scene.get(room.ending or "", run.scene)
    return {
        "name": bare(scene.ending or ""),
        "heading": bare(scene.heading),
        "text": prose(scene.text),
        "debrief": [prose(point.text) for point in debriefing(run.scenario, run.standing)],
    }


def _path(room: Room, run: Run) -> list[dict[str, str]]:
    """The whole way, with who decided at each turn."""
    way = []
    for step in run.path:
        scene = step.before.scene
        ballot = room.ballots.get(scene_ballot(scene))
        event = room.decided.get(scene_ballot(scene))
        choices = open_choices(run.scenario, step.before)
        way.append(
            {
                "heading": bare(run.scenario.scene[scene].heading),
                "choice": bare(step.choice.text),
                "how": who_decided(ballot, choices, step.choice.id) if ballot else "teacher",
                "because": event.because if event else "",
            }
        )
    return way
