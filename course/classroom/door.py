"""The door of the rooms: who finds one, who may try how often, and who gets which seat."""

import asyncio
import os
import secrets
from collections.abc import Callable, Mapping
from typing import Literal

from course.classroom.messages import Join, Teach
from course.content.questions import AnyQuestion
from course.errors import CourseError
from course.i18n import _
from course.rooms.codes import Allowance, hashed, is_key, is_secret, typed
from course.rooms.committing import Committer
from course.rooms.desk import as_listed
from course.rooms.room import NO_SUBJECTS, OpenRoom, Subject
from course.rooms.roster import attendance, loaded
from course.rooms.store import RoomRow, RoomStore
from course.sessions.live.events import SeatTaken
from course.sessions.live.names import cleaned, offered

JOINS = 200
"""New seats in a minute for one address; as many as a larger room has, if it has more."""


class Missing(CourseError):
    """A `room` or a `seat` is not there, or not any more."""

    def __init__(self, what: Literal["room", "seat"], message: str, help: str) -> None:
        super().__init__(message, help)
        self.what = what


class Door:
    """See the module.

    Args:
        store: Where the rooms are kept.
        bank: Questions of the course by id.
        clock: Monotonic seconds, for limits.
        subjects: Scenarios and exercises, under the names that rooms have them by.
    """

    def __init__(
        self,
        store: RoomStore,
        bank: Mapping[str, AnyQuestion],
        clock: Callable[[], float],
        subjects: Mapping[str, Subject] = NO_SUBJECTS,
    ) -> None:
        self.store, self.bank, self.clock, self.subjects = store, bank, clock, subjects
        self.wrong_codes = Allowance(5, 60)
        self.joins = Allowance(JOINS, 60)
        self.alarm = Allowance(50, 60)
        self.takeaways = Allowance(20, 60)
        self.rooms: dict[str, OpenRoom] = {}
        self.committer = Committer(store)
        self._finding = asyncio.Lock()

    def room(self, id: str) -> OpenRoom:
        """A room at hand; read from the store the first time."""
        if id not in self.rooms:
            self.rooms[id] = OpenRoom(
                self.store, id, self.bank, subjects=self.subjects, committer=self.committer
            )
        return self.rooms[id]

    async def student(self, said: Join, address: str) -> tuple[OpenRoom, str, str]:
        """The room, the seat and the token of who joins.

        Somebody with a seat, or with the whole link, is let in however often others at the same
        address guessed codes.

        Raises:
            CourseError: There is no such room, no seat to be had, or the name will not do.
        """
        room, seat, token = await self._let_in(said, address)
        await as_listed(room, seat)
        return room, seat, token

    async def _let_in(self, said: Join, address: str) -> tuple[OpenRoom, str, str]:
        room = await self._found(said.code, address)
        seat = await self._seat(room, said.token, address) if room and said.token else None
        if room and seat:
            return room, seat, said.token
        if not (room and is_key(said.key, room.room.opened)):
            self._may_try(address)
            if room is None:
                raise self._wrong(address)
        if said.token and not said.name:
            raise Missing("seat", _("your seat is gone: join again"), _("type your name"))
        if not self.joins.take(address, self.clock(), max(JOINS, room.room.opened.cap)):
            raise CourseError(_("too many join at once: try again in a minute"), _("wait"))
        token, seat = secrets.token_urlsafe(16), secrets.token_hex(8)
        name = cleaned(said.name or offered(os.urandom(3)))
        if room.room.opened.only_roster and not await self._belongs(room, name):
            raise CourseError(
                _("this name is not on the list of the class"), _("write it as your teacher does")
            )
        await room.do(SeatTaken(seat, name, hashed(token)))
        return room, seat, token

    async def _belongs(self, room: OpenRoom, name: str) -> bool:
        of = room.room.opened.roster
        kept = await asyncio.to_thread(self.store.rosters)
        return bool(attendance(loaded(of, kept.get(of, "[]")), {"": name}).present)

    async def teacher(self, said: Teach, address: str) -> OpenRoom:
        """The room somebody leads; raises `CourseError` without its secret."""
        room = await self._found(said.code, address)
        if room and is_secret(said.secret, room.room.opened.teacher):
            return room
        self._may_try(address)
        raise self._wrong(address)

    async def kept(self, code: str, secret: str, address: str) -> RoomRow:
        """The room that a secret is of, over or not; raises `CourseError` without it."""
        if not self.takeaways.take(address, self.clock()):
            raise CourseError(_("too often: wait a minute"), _("ask again then"))
        meant = typed(code)
        for row in await asyncio.to_thread(self.store.rooms):
            if meant and meant == row.opened.code and is_secret(secret, row.opened.teacher):
                return row
        self._may_try(address)
        raise self._wrong(address)

    async def _found(self, code: str, address: str) -> OpenRoom | None:
        """The open room of a code; the store is asked only for one that is not at hand.

        Who has guessed too often does not make it look.
        """
        meant = typed(code)
        for room in self.rooms.values():
            if meant == room.room.opened.code and not room.room.ended:
                return room
        if not meant or not self._has_tries(address):
            return None
        async with self._finding:
            id_ = await asyncio.to_thread(self.store.find, meant)
            return None if id_ is None else await asyncio.to_thread(self.room, id_)

    async def _seat(self, room: OpenRoom, token: str, address: str) -> str | None:
        """The seat of a token; it may have been taken at another process a moment ago."""
        kept = hashed(token)
        for look_again in (False, True):
            if look_again:
                if not self.joins.take(address, self.clock(), max(JOINS, room.room.opened.cap)):
                    return None
                await room.catch_up()
            for seat in room.room.present:
                if seat.token == kept:
                    return seat.id
        return None

    def _has_tries(self, address: str) -> bool:
        """Five wrong codes a minute for an address; one while many addresses try."""
        now = self.clock()
        return self.wrong_codes.allows(address, now, None if self.alarm.allows("", now) else 1)

    def _may_try(self, address: str) -> None:
        if not self._has_tries(address):
            raise CourseError(
                _("too many wrong codes: wait a minute, or scan the picture"),
                _("ask for the link"),
            )

    def _wrong(self, address: str) -> Missing:
        now = self.clock()
        self.wrong_codes.use(address, now)
        if not self.alarm.take("", now):
            for room in self.rooms.values():
                room.alarm()
        return no_room()


def no_room() -> Missing:
    """What somebody hears who has no code, no secret, or a wrong one."""
    return Missing("room", _("this code opens no room"), _("look at the code on the screen"))
