"""The door of a server: who says nothing, or says it slowly, or comes in hundreds."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from course.serving.doorway import Doorway, source


class Echo(asyncio.Protocol):
    """Sends back what it was sent."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)


Connect = Callable[[], Any]
HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


@asynccontextmanager
async def a_door(*proxies: list[str], **limits: Any) -> AsyncIterator[Connect]:
    server = await asyncio.get_running_loop().create_server(
        Doorway(Echo, *proxies, **limits), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    writers: list[asyncio.StreamWriter] = []

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
        return reader, writer

    yield connect
    for writer in writers:
        writer.close()
    server.close()


async def is_shown_out(reader: asyncio.StreamReader) -> bool:
    try:
        return await asyncio.wait_for(reader.read(1), 5) == b""
    except ConnectionError:
        return True


async def echoed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    writer.write(HEAD)
    return await asyncio.wait_for(reader.readexactly(len(HEAD)), 5)


async def test_a_request_that_comes_in_pieces_is_served_whole_and_the_rest_after_it() -> None:
    async with a_door() as connect:
        reader, writer = await connect()
        for piece in (HEAD[:7], HEAD[7:20], HEAD[20:] + b"body"):
            writer.write(piece)
            await writer.drain()
        assert await asyncio.wait_for(reader.readexactly(len(HEAD) + 4), 5) == HEAD + b"body"
        writer.write(b"more")
        assert await asyncio.wait_for(reader.readexactly(4), 5) == b"more"


async def test_who_never_says_what_they_want_is_shown_out() -> None:
    async with a_door(head_seconds=0.05) as connect:
        silent, _ = await connect()
        slow, writer = await connect()
        writer.write(HEAD[:-1])
        assert await is_shown_out(silent)
        assert await is_shown_out(slow)


async def test_who_asked_in_time_may_stay() -> None:
    async with a_door(head_seconds=0.5) as connect:
        reader, writer = await connect()
        assert await echoed(reader, writer) == HEAD
        silent, _ = await connect()
        assert await is_shown_out(silent)
        assert await echoed(reader, writer) == HEAD


async def test_a_request_without_end_is_shown_out() -> None:
    async with a_door() as connect:
        reader, writer = await connect()
        writer.write(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 4000)
        assert await is_shown_out(reader)


async def test_of_too_many_silent_ones_the_oldest_makes_way_and_a_class_still_comes_in() -> None:
    async with a_door(owing=10) as connect:
        silent = [await connect() for _ in range(30)]
        assert all([await is_shown_out(reader) for reader, _ in silent[:20]])
        for _ in range(20):
            assert await echoed(*await connect()) == HEAD


async def test_one_address_has_only_so_many_connections_and_gets_them_back() -> None:
    async with a_door(of_one=2) as connect:
        first, second = await connect(), await connect()
        for each in (first, second):
            assert await echoed(*each) == HEAD
        third, _ = await connect()
        assert await is_shown_out(third)
        first[1].close()
        await first[1].wait_closed()
        for _ in range(100):
            fourth = await connect()
            try:
                assert await echoed(*fourth) == HEAD
                break
            except (asyncio.IncompleteReadError, ConnectionError):
                continue
        else:
            pytest.fail("the place was not given back")


async def test_behind_a_proxy_of_ours_stand_many() -> None:
    async with a_door(["127.0.0.1"], of_one=2) as connect:
        for _ in range(5):
            assert await echoed(*await connect()) == HEAD


async def test_all_together_have_only_so_many_and_who_is_in_stays() -> None:
    async with a_door(all=3) as connect:
        inside = [await connect() for _ in range(3)]
        for each in inside:
            assert await echoed(*each) == HEAD
        late, _ = await connect()
        assert await is_shown_out(late)
        for each in inside:
            assert await echoed(*each) == HEAD


def test_a_household_of_ipv6_counts_as_one() -> None:
    assert source("2001:db8:1:2:3::4") == source("2001:db8:1:2:ffff::9") != source("2001:db8:1:3::")
    assert source("192.0.2.7") != source("192.0.2.8")
    assert source("::1") == "::1"
    assert source("a socket") == "a socket"
