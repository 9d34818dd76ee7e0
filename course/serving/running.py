"""A server that runs at an address until it is told to stop."""

import asyncio
import gc
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Collection

from aiohttp import web
from aiohttp.http import HttpProcessingError

from course.serving.address import BACKLOG
from course.serving.doorway import HEAD_SECONDS, Doorway


def allow_many_files() -> None:
    """A socket is a file; some systems allow 256 of them unless asked for more."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 8192 if hard == resource.RLIM_INFINITY else min(8192, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Serving:
    """A running server; `async with` starts and stops it.

    Args:
        application: What it serves.
        bound: Where it listens.
        tls: How it is encrypted; not at all without it.
        proxies: Addresses behind which many others may stand.
    """

    def __init__(
        self,
        application: web.Application,
        bound: socket.socket,
        tls: ssl.SSLContext | None = None,
        proxies: Collection[str] = (),
    ) -> None:
        self._runner = web.AppRunner(
            application,
            access_log=None,
            logger=_no_bad_requests(),
            shutdown_timeout=2,
            keepalive_timeout=5,
        )
        self._bound, self._tls, self._proxies = bound, tls, proxies
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Serving":
        allow_many_files()
        await self._runner.setup()
        inner = self._runner.server
        assert inner is not None
        self._server = await asyncio.get_running_loop().create_server(
            Doorway(inner, self._proxies),
            sock=self._bound,
            backlog=BACKLOG,
            ssl=self._tls,
            ssl_handshake_timeout=HEAD_SECONDS if self._tls else None,
        )
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._server:
            self._server.close()
        await self._runner.cleanup()


def _no_bad_requests() -> logging.Logger:
    """What goes wrong in us is told; what a stranger sends that is no HTTP is not."""
    logger = logging.getLogger("course.serving")
    logger.addFilter(_is_ours)
    return logger


def _is_ours(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, HttpProcessingError | ConnectionError)


async def serve_until_told(serving: Serving) -> None:
    """Serve until the system or Ctrl-C says that it is enough."""
    told = asyncio.Event()
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name) and sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), told.set)
    gc.freeze()  # what is loaded stays: the collector need not walk it again and again
    async with serving:
        await told.wait()
