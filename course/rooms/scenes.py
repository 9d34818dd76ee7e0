"""What a teacher does in a scenario by class vote, by its verb; see `lead`."""

from course.content.scenario import Scenario
from course.errors import CourseError
from course.i18n import _
from course.marking import BadResponse
from course.rooms.room import OpenRoom
from course.sessions.attempt import IllegalMove
from course.sessions.live import scenario
from course.sessions.live.events import BallotOpened, EndingReached, ResultShown, SceneDecided
from course.sessions.live.room import phase, scene_ballot


async def on(room: OpenRoom, of: str, text: str) -> None:
    """The next step; a tie is no step."""
    match phase(room.room):
        case "lobby" | "decided":
            await put(room, "", "")
        case "open":
            await room.close_ballot()
        case "closed":
            await show(room, "", "")
        case "shown":
            await decide(room, "", "")
        case _:
            raise IllegalMove(_("the story has ended"))


async def put(room: OpenRoom, of: str, text: str) -> None:
    """Put the scene the story has come to, or say how it ended."""
    scene = scenario.following(room.room, _scenario(room))
    if scene is None:
        raise IllegalMove(_("a scene is before the room"))
    if scene.ending is not None:
        await room.do(EndingReached(scene.id))
        return
    await room.do(BallotOpened(scene_ballot(scene.id), 1, room.room.opened.countdown))


async def show(room: OpenRoom, of: str, text: str) -> None:
    """The votes are out."""
    if room.room.current is None or phase(room.room) not in ("open", "closed"):
        raise IllegalMove(_("no votes wait to be shown"))
    if phase(room.room) == "open":
        await room.close_ballot()
    await room.do(ResultShown(room.room.current))


async def again(room: OpenRoom, of: str, text: str) -> None:
    """The class has talked: the same scene is voted on again, also when the votes were seen."""
    ballot = room.room.ballot
    if ballot is None:
        raise IllegalMove(_("nothing was voted on yet"))
    if phase(room.room) == "open":
        await room.close_ballot()
    round_ = len(ballot.rounds) + 1
    await room.do(BallotOpened(ballot.id, round_, room.room.opened.countdown))


async def decide(room: OpenRoom, of: str, text: str) -> None:
    """Go the way of the vote, or the way whose number the teacher names, saying why."""
    if phase(room.room) in ("open", "closed"):
        await show(room, "", "")
    ballot, run = room.room.ballot, scenario.story(room.room, _scenario(room))
    if ballot is None or phase(room.room) != "shown":
        raise IllegalMove(_("there is nothing to decide now"))
    if of:
        choice = scenario.chosen(room.room, run.scenario, ballot.id, of)
    else:
        first = scenario.leading(ballot, run.open)
        if not ballot.last.votes:
            raise IllegalMove(_("nobody has voted: decide which way to go"))
        if len(first) > 1:
            raise IllegalMove(_("a tie: let them talk and vote again, or decide"))
        choice = first[0]
    try:
        because = scenario.reason(text)
    except BadResponse as error:
        raise IllegalMove(str(error)) from None
    await room.do(SceneDecided(run.standing.scene, choice, because))


def _scenario(room: OpenRoom) -> Scenario:
    if not isinstance(room.subject, Scenario):
        raise CourseError(_("this is done in a scenario alone"))
    return room.subject
