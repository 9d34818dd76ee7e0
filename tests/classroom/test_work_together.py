"""Scenarios and exercises over the wire: what each may see, once each, and back after a restart."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.rooms.codes import hashed
from course.rooms.lead import VERBS, lead
from course.rooms.memory import MemoryRooms
from course.rooms.room import OpenRoom, Subject, utc_now
from course.rooms.roster import Person, Roster, dumped
from course.rooms.sqlite import SqliteRooms
from course.rooms.store import RoomStore
from course.sessions.attempt import IllegalMove
from course.sessions.live.events import Posed
from course.sessions.live.room import phase
from tests.builders import a_pack
from tests.classroom.conftest import SECRET, Class, Device, a_class
from tests.sessions.live.classes import an_opening, taken
from tests.sessions.live.stories import CASE
from tests.sessions.live.tables import PACK

SUBJECTS: dict[str, Subject] = {"scenario:plates": CASE, "exercise:pack": PACK}
HUM = Posed("hum", "Is it ready?", is_hum=True)


def opened(store: RoomStore, of: str) -> RoomStore:
    posed = (HUM,) if of.startswith("exercise") else ()
    opening = an_opening(kind=of.partition(":")[0], of=of, posed=posed, teacher=hashed(SECRET))
    store.open("room", opening, utc_now())
    return store


@pytest.fixture
async def story() -> AsyncIterator[Class]:
    async for made in a_class(opened(MemoryRooms(), "scenario:plates"), {}, SUBJECTS):
        yield made


@pytest.fixture
async def table() -> AsyncIterator[Class]:
    async for made in a_class(opened(MemoryRooms(), "exercise:pack"), {}, SUBJECTS):
        yield made


async def three(lesson: Class) -> list[Device]:
    return [await lesson.joined(name) for name in ("Ana", "Ben", "Cem")]


async def amends(device: Device, body: str, id: str = "m1", version: int = 0) -> None:
    await device.say(t="amend", text="t", version=version, body=body, why="Clearer.", id=id)


async def at_work(device: Device, has: Any) -> dict[str, Any]:
    """The exercise once it holds what is waited for."""
    while True:
        view = await device.hears("view")
        if "exercise" in view and has(view["exercise"]):
            told: dict[str, Any] = view["exercise"]
            return told


# --- a scenario by class vote ---


async def test_a_class_votes_its_way_to_the_end(story: Class) -> None:
    ana, ben, cem = await three(story)
    for ballot in ("scene:door", "scene:hall"):
        await lead(story.room, "on")
        for device in (ana, ben, cem):
            view = await device.hears("view", phase="open", ballot=ballot)
            await device.votes("1", f"{ballot}", ballot)
            await device.hears("ack", id=ballot)
            assert view["sheet"]["form"] == "one"
        for _ in range(3):
            await lead(story.room, "on")
        view = await ben.hears("view", phase="decided")
        assert (view["decided"]["how"], view["answer"]) == ("vote", "1")
    await lead(story.room, "on")
    view = await cem.hears("view", phase="ending")
    assert len(view["path"]) == 2


async def test_until_votes_are_shown_no_device_hears_of_others_or_of_what_follows(
    story: Class,
) -> None:
    ana, ben, _cem = await three(story)
    await lead(story.room, "on")
    for device, answer in ((ana, "1"), (ben, "2")):
        await device.hears("view", phase="open")
        await device.votes(answer, "m1", "scene:door")
        await device.hears("ack", id="m1")
    await lead(story.room, "close")
    await ana.hears("view", phase="closed")
    said = json.dumps(ana.views)
    assert "What follows" not in said
    assert '"result"' not in said
    assert '"leading"' not in said


async def test_a_vote_counts_once_however_often_it_is_sent_and_not_when_late(story: Class) -> None:
    ana, *_ = await three(story)
    await lead(story.room, "on")
    for _ in range(3):
        await ana.votes("2", "m1", "scene:door")
    for _ in range(3):
        await ana.hears("ack", id="m1")
    assert story.room.room.ballots["scene:door"].last.answered == 1
    await ana.votes("9", "m2", "scene:door")
    assert (await ana.hears("no", id="m2"))["why"] == "there is no such choice"
    await lead(story.room, "close")
    await ana.votes("1", "m3", "scene:door")
    assert (await ana.hears("no", id="m3"))["why"] == "the question is closed"


async def test_a_tie_is_the_teacher_s_who_decides_from_anywhere_and_says_why(story: Class) -> None:
    ana, ben, _cem = await three(story)
    teacher = await story.teacher()
    await lead(story.room, "on")
    for device, answer in ((ana, "1"), (ben, "2")):
        await device.votes(answer, "m1", "scene:door")
        await device.hears("ack", id="m1")
    await lead(story.room, "show")
    with pytest.raises(IllegalMove, match="tie"):
        await lead(story.room, "on")
    await teacher.say(t="do", verb="decide", of="2", text="Ana's \x1b]argument", id="v1")
    assert "forbidden" in (await teacher.hears("no", id="v1"))["why"]
    await teacher.say(t="do", verb="decide", of="2", text="Ana's argument.", id="v2")
    await teacher.hears("ack", id="v2")
    view = await ben.hears("view", phase="decided")
    assert (view["decided"]["how"], view["decided"]["because"]) == ("tie", "Ana's argument.")


# --- an exercise ---


async def test_a_secret_is_on_the_wire_of_its_holder_and_of_nobody_else(table: Class) -> None:
    devices = await three(table)
    teacher = await table.teacher()
    for verb in ("deal", "next", "test", "put", "close", "show", "deal", "next", "debrief"):
        await lead(table.room, verb)
    late = await table.joined("Dora")
    heard: dict[str, str] = {}
    for device in (*devices, late, teacher):
        await device.say(t="ping")
        while not (view := await device.hears("view")).get("exercise", {}).get("debrief"):
            pass
        heard[view.get("name", "teacher")] = json.dumps(device.views)
    roles = table.room.room.table.roles
    for seat in table.room.room.present:
        own = {view["role"]["name"] for view in _views(heard[seat.name]) if view.get("role")}
        assert f"Role {roles[seat.id][1]}" in own
        for place in range(3):
            is_own = f"Role {place}" in own
            assert (f"Secret {place}" in heard[seat.name]) is is_own, "held now or before the deal"
    assert "Secret" not in heard["teacher"]
    assert "Goal" not in heard["teacher"]


def _views(said: str) -> list[dict[str, Any]]:
    views: list[dict[str, Any]] = json.loads(said)
    return views


async def test_amendments_are_stored_once_shown_to_all_and_taken_together(table: Class) -> None:
    ana, ben, cem = await three(table)
    await lead(table.room, "deal")
    for _ in range(3):
        await amends(ana, "States shall pay.")
    for _ in range(3):
        await ana.hears("ack", id="m1")
    await amends(ben, "States [shall][should] pay at once.")
    await ben.hears("ack", id="m1")
    told = await at_work(cem, lambda at: len(at["amendments"]) == 2)
    assert [one["why"] for one in told["amendments"]] == ["Clearer.", "Clearer."]
    first, second = (one["id"] for one in told["amendments"])
    await lead(table.room, "accept", first)
    await lead(table.room, "bracket", second)
    told = await at_work(cem, lambda at: at["texts"][0]["version"] == 2)
    assert told["texts"][0]["body"] == "States shall pay [at once]."
    assert told["texts"][0]["brackets"] == 1
    assert told["amendments"] == []


async def test_what_touches_the_same_words_is_not_taken_by_itself(table: Class) -> None:
    ana, ben, _cem = await three(table)
    await lead(table.room, "deal")
    await amends(ana, "States shall pay.")
    await amends(ben, "States may pay.")
    await ana.hears("ack", id="m1")
    await ben.hears("ack", id="m1")
    first, second = table.room.room.table.amendments
    await lead(table.room, "accept", first)
    with pytest.raises(IllegalMove, match="meanwhile"):
        await lead(table.room, "accept", second)
    told = await at_work(ben, lambda at: len(at["amendments"]) == 1)
    assert told["amendments"][0]["stale"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("States [shall pay.", "do not balance"),
        ("", "cannot be empty"),
        ("States [shall][should] pay.", "nothing was changed"),
        ("\x1b]52;c;x\x07", "forbidden"),
        ("a\u202eb", ""),
    ],
)
async def test_what_cannot_stand_as_a_text_is_refused(table: Class, body: str, why: str) -> None:
    ana, *_ = await three(table)
    await lead(table.room, "deal")
    await amends(ana, body)
    assert why in (await ana.hears("no", id="m1"))["why"]
    assert table.room.room.table.amendments == {}


async def test_what_is_not_to_be_negotiated_is_neither_amended_nor_asked_about(
    table: Class,
) -> None:
    ana, _ben, _cem = await three(table)
    await lead(table.room, "deal")
    await lead(table.room, "chair", table.room.room.present[0].id)
    await ana.say(t="amend", text="r", version=0, body="Votes.", why="", id="m1")
    assert (await ana.hears("no", id="m1"))["why"] == "this text is not to be negotiated"
    await ana.say(t="chair", verb="test", of="r", id="m2")
    assert (await ana.hears("no", id="m2"))["why"] == "this text is not to be negotiated"
    told = [text["negotiable"] for text in table.room.shared()["exercise"]["texts"]]
    assert told == [True, True, False]


async def test_the_teacher_still_writes_names_into_what_is_not_negotiated(table: Class) -> None:
    await three(table)
    await lead(table.room, "deal")
    await lead(table.room, "amend", "r", "Ana keeps the list.")
    assert table.room.shared()["exercise"]["texts"][2]["body"] == "Ana keeps the list."


async def test_an_amendment_is_withdrawn_by_its_own_seat_alone(table: Class) -> None:
    ana, ben, _cem = await three(table)
    await lead(table.room, "deal")
    await amends(ana, "States shall pay.")
    await ana.hears("ack", id="m1")
    (id_,) = table.room.room.table.amendments
    await ben.say(t="withdraw", amendment=id_, id="w1")
    assert "another's" in (await ben.hears("no", id="w1"))["why"]
    for _ in range(2):
        await ana.say(t="withdraw", amendment=id_, id="w1")
    for _ in range(2):
        await ana.hears("ack", id="w1")
    assert table.room.room.table.waiting == ()


async def test_objections_are_answered_before_consensus_is_declared(table: Class) -> None:
    ana, ben, cem = await three(table)
    await lead(table.room, "deal")
    await lead(table.room, "test", "t")
    stands = {"t": "stand", "round": 1}
    await ana.say(**stands, can_live=False, because="Article 4\n falls.", id="s1")
    await ben.say(**stands, can_live=True, because="", id="s1")
    await cem.say(**stands, can_live=False, because="  ", id="s1")
    await ana.hears("ack", id="s1")
    await ben.hears("ack", id="s1")
    assert "reason" in (await cem.hears("no", id="s1"))["why"]
    with pytest.raises(IllegalMove, match="no answer"):
        await lead(table.room, "declare", "yes", "We are many.")
    seat = table.room.room.present[0].id
    await lead(table.room, "unaddressed", seat, "It never stood.")
    with pytest.raises(IllegalMove, match="to be borne"):
        await lead(table.room, "declare", "yes")
    await lead(table.room, "declare", "yes", "It is rare.")
    told = await at_work(ben, lambda at: at["test"] and at["test"]["declared"])
    assert told["test"]["objections"] == [
        {
            "seat": seat,
            "by": told["test"]["objections"][0]["by"],
            "because": "Article 4 falls.",
            "answer": "It never stood.",
            "addressed": False,
        }
    ]


async def test_a_seat_does_none_of_the_chair_s_work(table: Class) -> None:
    ana, *_ = await three(table)
    await lead(table.room, "deal")
    await amends(ana, "States shall pay.")
    await ana.hears("ack", id="m1")
    (id_,) = table.room.room.table.amendments
    before = table.room.room
    for verb in VERBS:
        await ana.say(t="do", verb=verb, of=id_, text="x", id=verb)
        await ana.hears("no")
    assert table.room.room == before


async def test_the_chair_is_the_teacher_s_to_give_and_to_take_back(table: Class) -> None:
    ana, ben, cem = await three(table)
    await lead(table.room, "deal")
    await amends(ben, "States shall pay.")
    await ben.hears("ack", id="m1")
    (id_,) = table.room.room.table.amendments
    await ana.say(t="chair", verb="accept", of=id_, id="c1")
    assert (await ana.hears("no", id="c1"))["why"] == "you are not in the chair"
    await lead(table.room, "chair", table.room.room.present[0].id)
    told = await at_work(cem, lambda at: at["chair"])
    assert told["chair"].startswith("Ana · Role")
    for _ in range(2):
        await ana.say(t="chair", verb="accept", of=id_, id="c2")
        await ana.hears("ack", id="c2")
    assert table.room.room.table.version("t") == 1
    for verb in ("deal", "end", "next", "chair", "remove", "amend", "lock", "debrief"):
        await ana.say(t="chair", verb=verb, of="", id=verb)
        assert (await ana.hears("no", id=verb))["why"] == "you are not in the chair"
    await ben.say(t="chair", verb="test", of="t", id="c3")
    await ben.hears("no", id="c3")
    await lead(table.room, "chair")
    await ana.say(t="chair", verb="test", of="t", id="c4")
    await ana.hears("no", id="c4")
    assert table.room.room.table.tests == ()


async def test_whoever_chairs_leads_a_text_to_consensus(table: Class) -> None:
    ana, ben, _cem = await three(table)
    await lead(table.room, "deal")
    await lead(table.room, "chair", table.room.room.present[0].id)
    await ana.say(t="chair", verb="test", of="t", id="c1")
    await ana.hears("ack", id="c1")
    await ben.say(t="stand", round=1, can_live=False, because="Article 4 falls.", id="s1")
    await ben.hears("ack", id="s1")
    seat = table.room.room.present[1].id
    await ana.say(t="chair", verb="addressed", of=seat, text="It stands.", id="c2")
    await ana.say(t="chair", verb="declare", of="yes", text="All was answered.", id="c3")
    await ana.hears("ack", id="c3")
    told = await at_work(ben, lambda at: at["test"] and at["test"]["declared"])
    assert told["test"]["declared"] == {"reached": True, "because": "All was answered."}


async def test_what_is_said_at_no_table_is_refused(story: Class) -> None:
    ana, *_ = await three(story)
    for message in (
        {"t": "amend", "text": "t", "version": 0, "body": "x"},
        {"t": "withdraw", "amendment": "a1"},
        {"t": "stand", "round": 1, "can_live": True, "because": ""},
        {"t": "chair", "verb": "accept", "of": "a1"},
    ):
        await ana.say(**message, id=str(message["t"]))
        await ana.hears("no", id=message["t"])


async def test_too_few_people_are_said_to_be_too_few(table: Class) -> None:
    await table.joined("Ana")
    with pytest.raises(Exception, match="seat 2 to 5 people, not 1"):
        await lead(table.room, "on")
    assert phase(table.room.room) == "lobby"


async def test_too_few_may_be_dealt_to_anyway_and_each_reads_their_own_secrets_alone() -> None:
    pack = a_pack(seats=[(1, 1)] * 4)
    async for made in a_class(opened(MemoryRooms(), "exercise:pack"), {}, {"exercise:pack": pack}):
        devices = await three(made)
        with pytest.raises(CourseError, match="need 4 people, or 2 who hold two; 3 are here"):
            await lead(made.room, "on")
        assert made.room.overview()["seatable"]["second"] == 1
        await lead(made.room, "deal", "", "anyway")
        views = [await device.hears("view", phase="exercise") for device in devices]
        assert sum(view["second"] is not None for view in views) == 1
        holders = [role["holders"] for role in views[0]["exercise"]["roles"]]
        assert [len(names) for names in holders] == [1, 1, 1, 1]


async def test_who_comes_late_takes_over_no_secret_that_another_has_read() -> None:
    pack = a_pack(seats=[(1, 2)] * 4)
    async for made in a_class(opened(MemoryRooms(), "exercise:pack"), {}, {"exercise:pack": pack}):
        await three(made)
        await lead(made.room, "deal", "", "anyway")
        held = dict(made.room.room.table.second)
        await made.joined("Dora")
        assert made.room.room.table.second == held
        assert len(made.room.room.table.roles) == 4


async def test_those_of_a_group_of_the_roster_share_a_role() -> None:
    pack = a_pack(seats=[(1, 2), (1, 2), (1, 2)])
    store = MemoryRooms()
    names = {"Ana": "A", "Ben": "B", "Cem": "A", "Dora": "B", "Emil": "C", "Fay": "C"}
    people = tuple(Person(name, group=group) for name, group in names.items())
    store.keep_roster("9b", dumped(Roster("9b", people)))
    opening = an_opening(kind="exercise", of="exercise:pack", roster="9b")
    store.open("room", opening, utc_now())
    room = OpenRoom(store, "room", {}, subjects={"exercise:pack": pack})
    for name in names:
        await room.do(taken(name.casefold()))
    assert room.overview()["has_roster"]
    await lead(room, "deal", "", "groups")
    roles = room.room.table.roles
    assert roles["ana"] == roles["cem"]
    assert roles["ben"] == roles["dora"]
    assert len(set(roles.values())) == 3


async def test_without_groups_nothing_is_dealt_by_them(table: Class) -> None:
    await three(table)
    with pytest.raises(IllegalMove, match="nobody here is in a group"):
        await lead(table.room, "deal", "", "groups")
    assert not table.room.room.table.is_dealt


async def test_who_holds_two_and_is_moved_keeps_the_second() -> None:
    pack = a_pack(seats=[(1, 1), (1, 2), (1, 1), (1, 1)])
    async for made in a_class(opened(MemoryRooms(), "exercise:pack"), {}, {"exercise:pack": pack}):
        await three(made)
        await lead(made.room, "deal", "", "anyway")
        seat, second = next(iter(made.room.room.table.second.items()))
        await lead(made.room, "move", seat, "r1")
        assert made.room.room.table.held(seat) == ("r1", second)


async def test_a_deal_is_the_same_for_the_same_seed_and_another_time_another(table: Class) -> None:
    await three(table)
    dealt = []
    for seed in ("monday", "", "monday", "", ""):
        await lead(table.room, "deal", seed)
        dealt.append(dict(table.room.room.table.roles))
    assert dealt[0] == dealt[2]
    assert len({tuple(roles.items()) for roles in dealt}) > 1


async def test_minutes_are_minutes(table: Class) -> None:
    await three(table)
    with pytest.raises(IllegalMove, match="no phase"):
        await lead(table.room, "extend", "5")
    await lead(table.room, "deal")
    await lead(table.room, "next")
    ends = table.room.room.table.phases[-1].ends
    for wrong in ("", "x", "61", "1e3", "٣", "--5"):
        with pytest.raises(IllegalMove, match="minutes"):
            await lead(table.room, "extend", wrong)
    await lead(table.room, "extend", "-5")
    assert (ends - table.room.room.table.phases[-1].ends).total_seconds() == 300


# --- a restart ---


@pytest.mark.parametrize("of", SUBJECTS)
async def test_a_class_goes_on_where_it_was_with_the_same_code_and_seats(
    tmp_path: Path, of: str
) -> None:
    opened(SqliteRooms(tmp_path / "classes.db"), of).close()
    tokens, before = [], None
    for run in range(2):
        store = SqliteRooms(tmp_path / "classes.db")
        async with aclosing(a_class(store, {}, SUBJECTS)) as made:  # type: ignore[type-var]
            lesson = await anext(made)
            if run == 0:
                devices = await three(lesson)
                tokens = [device.token for device in devices]
                await lead(lesson.room, "on")
                await lead(lesson.room, "on" if of.startswith("exercise") else "lock")
                before = lesson.room.room
            else:
                assert lesson.room.room == before
                back = [await lesson.joined("", token=token) for token in tokens]
                assert [device.token for device in back] == tokens
                view = await back[1].hears("view")
                assert view["phase"] in ("open", "exercise")
        store.close()
