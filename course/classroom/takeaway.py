"""A whole class for its teacher to take away: what `course report URL CODE` asks for.

It is given for the secret alone, to who asks seldom; the code of a class that is over serves too.
"""

import asyncio
from collections.abc import Callable

from aiohttp import web

from course.classroom.door import Door
from course.errors import CourseError
from course.report.people import called_outside
from course.rooms.carried import dumped
from course.rooms.store import RoomRow, RoomStore

PATH = "/class"
CODE, NAMES = "X-Class", "X-Names"
"""Headers: addresses are written into logs."""


def takeaway(
    door: Door, store: RoomStore, address_of: Callable[[web.Request], str]
) -> web.RouteDef:
    """The route."""

    async def give(request: web.Request) -> web.Response:
        said = request.headers.get("Authorization", "")
        secret = said.removeprefix("Bearer ") if said.startswith("Bearer ") else ""
        code = request.headers.get(CODE, "")
        try:
            row = await door.kept(code[:40], secret[:200], address_of(request))
        except CourseError as error:
            return web.Response(status=403, text=error.message)
        names = request.headers.get(NAMES) == "yes"
        text = await asyncio.to_thread(_written, store, row, names=names)
        return web.Response(text=text, content_type="application/json")

    return web.get(PATH, give)


def _written(store: RoomStore, row: RoomRow, *, names: bool) -> str:
    return dumped(store, row, called_outside(store, row, names=names))
