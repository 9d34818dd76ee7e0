"""One commit for all rooms of a process: what arrives while one is written goes with the next.

A commit waits for the disk as long for one answer as for a hundred, and many small rooms answer a
little each. So the rooms that share a store share its commits.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from course.rooms.store import Entry, RoomStore

Numbers = list[int | None]


@dataclass(slots=True)
class _Batch:
    room: str
    entries: Sequence[Entry]
    done: "asyncio.Future[Numbers]"


class Committer:
    """Writes to a store what rooms have for it."""

    def __init__(self, store: RoomStore) -> None:
        self.store = store
        self._waiting: list[_Batch] = []
        self._writer: asyncio.Task[None] | None = None

    async def append(self, room: str, entries: Sequence[Entry]) -> Numbers:
        """See `RoomStore.append`; what fails in one room stops no other."""
        done: asyncio.Future[Numbers] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Batch(room, entries, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        return await done

    async def _write(self) -> None:
        while self._waiting:
            batches, self._waiting = self._waiting, []
            told: Sequence[Numbers | Exception]
            try:
                asked = [(batch.room, batch.entries) for batch in batches]
                told = await asyncio.to_thread(self.store.append_together, asked)
            except Exception as error:
                told = [error] * len(batches)
            for batch, numbers in zip(batches, told, strict=True):
                if batch.done.done():  # whoever asked has gone
                    continue
                if isinstance(numbers, Exception):
                    batch.done.set_exception(numbers)
                else:
                    batch.done.set_result(numbers)
