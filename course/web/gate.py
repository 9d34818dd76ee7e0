"""Who may in: a link is good once, and then the browser that opened it is known by its cookies.

One cookie is the seat, made anew each time a link is opened and forgotten when the server stops or
the browser closes. The other says which browser it is, so that whoever comes back tomorrow with
another link goes on where they were; it opens nothing by itself.
"""

import re
import secrets
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest

from aiohttp import web

BROWSER_COOKIE = "course-browser"
BROWSER_DAYS = 400
"""How long browsers keep a cookie at most."""

_BROWSER = re.compile(r"[A-Za-z0-9_-]{22}")


class Gate:
    """Lets in whom a link was given to.

    Args:
        url: Where the server is reached, such as `http://127.0.0.1:8060`.
        port: Of the server: cookies do not tell ports apart.
        learner: Whose progress every browser goes on with; each has its own unless given.
        told: Called with the learner when somebody came in, and the old link is spent.
    """

    def __init__(
        self,
        url: str,
        port: int,
        learner: str | None = None,
        told: Callable[[str], None] = lambda learner: None,
    ) -> None:
        self._url, self._learner, self._told = url, learner, told
        self._cookie = f"course-seat-{port}"
        self._token = secrets.token_urlsafe(16)
        self._spent: set[str] = set()
        self._seats: dict[str, str] = {}

    @property
    def link(self) -> str:
        """What lets the next browser in."""
        return f"{self._url}/?token={self._token}"

    def admit(self, request: web.Request) -> tuple[str, Callable[[web.Response], None]] | None:
        """Spend the link in a request: the learner, and what marks the response; None if wrong."""
        token = request.query.get("token", "")
        if not compare_digest(token.encode(), self._token.encode()):
            return None
        self._spent.add(token)
        self._token = secrets.token_urlsafe(16)
        browser = request.cookies.get(BROWSER_COOKIE, "")
        if not _BROWSER.fullmatch(browser):
            browser = secrets.token_urlsafe(16)
        seat = secrets.token_urlsafe(16)
        learner = self._seats[seat] = self._learner or learner_of(browser)

        def mark(response: web.Response) -> None:
            response.set_cookie(self._cookie, seat, httponly=True, samesite="Strict")
            response.set_cookie(
                BROWSER_COOKIE,
                browser,
                max_age=BROWSER_DAYS * 24 * 3600,
                httponly=True,
                samesite="Strict",
            )

        self._told(learner)
        return learner, mark

    def is_spent(self, token: str) -> bool:
        """Whether a link was good once."""
        return token in self._spent

    def learner(self, request: web.Request) -> str | None:
        """Who asks; None for somebody who was not let in."""
        return self._seats.get(request.cookies.get(self._cookie, ""))


def learner_of(browser: str) -> str:
    """The name under which a browser's progress is kept."""
    return f"browser-{sha256(browser.encode()).hexdigest()[:8]}"
