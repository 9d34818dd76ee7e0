"""The real thing: `course serve` in a real headless Chromium, by keyboard, on the real course."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyte
import pytest

from course.config import open_learner
from course.sessions.events import Answered, Recorded, SectionRead
from tests.chromium import FLAGS, needed
from tests.terminal import PATIENCE, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, WebSocket


class Served:
    """A running `course serve`, as its terminal tells of it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "course", "serve", "--port", "0", *arguments],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COURSE_HOME": str(home)},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.link = self.line().split()[-1]
        self.url = self.link.partition("/?")[0]
        self.line()

    def line(self) -> str:
        """The next line it says."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


class Tab:
    """A page, its screen read from what its socket received, and whom it asked for anything."""

    def __init__(self, page: "Page", site: str) -> None:
        self.page, self.site = page, site
        self.screen = pyte.Screen(140, 45)
        self._stream = pyte.ByteStream(self.screen)
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", self._opened)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site + "/", self.site.replace("http", "ws") + "/")):
            self.strangers.append(url)

    def _opened(self, socket: "WebSocket") -> None:
        self._asked(socket.url)
        socket.on("framereceived", self._received)

    def _received(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self._stream.feed(frame)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, what: str | Callable[[str], bool]) -> str:
        """The screen once it shows `what`."""
        holds = (lambda text: what in text) if isinstance(what, str) else what
        until = time.monotonic() + PATIENCE
        while not holds(self.text):
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain for {what!r}:\n{self.text}")
            self.page.wait_for_timeout(50)
        return self.text

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def settled(self) -> str:
        """The screen once it stands still: what is painted by halves is not judged."""
        before, still = self.text, 0
        while still < 8:
            self.page.wait_for_timeout(50)
            now = self.text
            before, still = now, still + 1 if now == before else 0
        return before

    def go(self, key: str, until: str) -> None:
        """Press a key, again whenever the screen has changed, until it shows `until`."""
        while until not in (before := self.settled()):
            self.press(key)
            self.wait(lambda text: text != before)


Browsing = Callable[[str], "BrowserContext"]


@pytest.fixture
def browsing(tmp_path: Path) -> Iterator[Browsing]:
    """Opens browsers by name; one name is one person's browser."""
    program = needed()
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        open_: list[Any] = []

        def browser(name: str) -> "BrowserContext":
            open_.append(
                playwright.chromium.launch_persistent_context(
                    str(tmp_path / name),
                    executable_path=program,
                    headless=True,
                    args=FLAGS,
                    viewport={"width": 1200, "height": 800},
                )
            )
            context: BrowserContext = open_[-1]
            return context

        yield browser
        for context in open_:
            context.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def log_of(home: Path, learner: str) -> list[Recorded]:
    opened = open_learner("internet-governance", learner, home=home)
    try:
        return [one for _, one in opened.store.read(learner, "internet-governance")]
    finally:
        opened.close()


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_lesson_is_read_and_a_question_answered_by_keyboard(
    browsing: Browsing, home: Path
) -> None:
    with Served(home) as served:
        tab = Tab(browsing("ada").new_page(), served.url)
        tab.page.goto(served.link)
        came = re.match(r"(browser-[0-9a-f]{8}) is in; .*\?token=", served.line())
        assert came
        tab.wait("Fourteen days in Dubai")
        assert "token" not in tab.page.url
        tab.go("Enter", "Where is everyone?")
        tab.go("Enter", "section 2 of 8")
        tab.go("Enter", "Answer  Enter")
        shuffled = re.search(r"(\d) +A vote makes winners", tab.wait("A vote makes winners"))
        assert shuffled
        tab.press(shuffled[1])
        tab.press("Enter")
        tab.wait("A state that loses a vote on a treaty can still stay away")
        tab.press("Control+q")
        tab.page.get_by_text("You left. Everything is stored.").wait_for()
        assert not tab.strangers
        assert not tab.complaints

        log = [one.event for one in log_of(home, came[1])]
        assert SectionRead("fourteen-days", "half-past-one") in log
        assert [event.fraction for event in log if isinstance(event, Answered)][-1] == 1

        # The page says what happened, and Enter opens it again where the learner was.
        tab.press("Enter")
        tab.wait("GO ON")


def test_without_its_link_or_from_another_site_nothing_opens(
    browsing: Browsing, home: Path
) -> None:
    with Served(home) as served:
        ada, ben = browsing("ada"), browsing("ben")
        stranger = Tab(ben.new_page(), served.url)
        stranger.page.goto(served.url)
        stranger.page.get_by_role("heading", name="You need a link").wait_for()
        guest = Tab(ada.new_page(), served.url)
        guest.page.goto(served.link)
        guest.wait("Fourteen days in Dubai")
        stranger.page.goto(served.link)
        stranger.page.get_by_role("heading", name="This link was used before").wait_for()
        assert not stranger.strangers + guest.strangers

        # Another port of this machine is the same site to a browser, so its cookies come along.
        elsewhere = ada.new_page()
        elsewhere.route("http://127.0.0.1:9/", lambda route: route.fulfill(body="<p>elsewhere"))
        elsewhere.goto("http://127.0.0.1:9/")
        became = elsewhere.evaluate(
            """url => new Promise(done => {
                const socket = new WebSocket(url);
                socket.onopen = () => done("open");
                socket.onerror = () => done("refused");
            })""",
            served.url.replace("http", "ws") + "/socket",
        )
        assert became == "refused"
        assert len(children_of(served.process.pid)) == 1


def test_the_end_of_the_server_is_told_and_is_the_end_of_its_programs(
    browsing: Browsing, home: Path
) -> None:
    with Served(home, "--learner", "ana") as served:
        tab = Tab(browsing("ada").new_page(), served.url)
        tab.page.goto(served.link)
        tab.wait("Fourteen days in Dubai")
        (program,) = children_of(served.process.pid)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE) == 0
        assert not Path(f"/proc/{program}").exists()
        tab.page.get_by_text("The host ended it. Everything is stored.").wait_for()


def test_programs_end_when_their_server_is_killed(browsing: Browsing, home: Path) -> None:
    with Served(home) as served:
        tab = Tab(browsing("ada").new_page(), served.url)
        tab.page.goto(served.link)
        tab.wait("Fourteen days in Dubai")
        (program,) = children_of(served.process.pid)
        served.process.kill()
        tab.page.get_by_text("The connection was lost.").wait_for()
        until = time.monotonic() + PATIENCE
        while is_running(program):
            assert time.monotonic() < until, "it goes on without its server"
            tab.page.wait_for_timeout(50)
