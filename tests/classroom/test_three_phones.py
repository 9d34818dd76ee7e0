"""A whole class for real: three phones in Chromium, a teacher in a terminal, from door to end."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import FLAGS, PHONE, needed
from tests.terminal import Terminal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebSocket

HUM = "Is the text ready?"


class Phone:
    """A student's phone, with what it complains of and whom else it asks."""

    def __init__(self, browser: "Browser", site: str) -> None:
        self.context = browser.new_context(**PHONE)
        self.page: Page = self.context.new_page()
        self.site, self.complaints = site, list[str]()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("request", self._asked)
        self.page.on("websocket", self._opened)

    def _said(self, said: "ConsoleMessage") -> None:
        # That the network is away is what a phone may say while it is.
        if said.type in ("error", "warning") and "WebSocket connection" not in said.text:
            self.complaints.append(said.text)

    def _asked(self, request: "Request") -> None:
        if not request.url.startswith(f"{self.site}/"):
            self.complaints.append(f"asked {request.url}")

    def _opened(self, socket: "WebSocket") -> None:
        if not socket.url.startswith(f"{self.site.replace('http', 'ws')}/"):
            self.complaints.append(f"asked {socket.url}")

    def joins(self, fragment: str, code: str, name: str) -> None:
        self.page.goto(f"{self.site}/{fragment}")
        if not fragment:
            self.page.get_by_label("Code on the screen").fill(code.lower())
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Join").click()
        self.shows("Wait for the first question.")

    def shows(self, words: str) -> None:
        self.page.get_by_text(words).first.wait_for()

    def chooses(self, place: int) -> None:
        self.page.locator(".option").nth(place).click()
        self.page.get_by_role("button", name="Send").click()

    def answers(self, place: int) -> None:
        self.chooses(place)
        self.shows("Answer stored.")

    def hums(self, how: str) -> None:
        self.page.get_by_label(how).click()
        self.page.get_by_role("button", name="Hum").click()
        self.shows("Heard.")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Terminal]:
    arguments = ("host", "the-ietf", "--hum", HUM, "--port", "0")
    with Terminal(
        *arguments, environment={"COURSE_HOME": str(tmp_path)}, columns=120, lines=45
    ) as terminal:
        yield terminal


@pytest.fixture
def browser() -> Iterator["Browser"]:
    program = needed()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def test_a_class_from_the_door_to_the_end(browser: "Browser", host: Terminal) -> None:
    found = re.search(r"Open +(http://\S+)\s.*?Code +(\w{3}-\w{3})\s", host.wait("Code"), re.DOTALL)
    assert found
    url, code = found.groups()
    phones = [Phone(browser, url) for _ in range(3)]
    for phone, fragment, name in zip(
        phones, ("", f"#{code}", f"#{code.replace('-', '')}"), ("Ana", "Ben", "Клео"), strict=True
    ):
        phone.joins(fragment, code, name)
    assert "3 are here" in host.wait("Ana · Ben · Клео")  # painted after the count
    they_vote(host, phones)
    they_talk_and_vote_again(host, phones)
    they_hum(host, phones)
    it_ends(host, phones)
    for phone in phones:
        assert phone.complaints == []


def they_vote(host: Terminal, phones: list[Phone]) -> None:
    """On the first question; one phone reloads, one loses its network while it answers."""
    ana, ben, cleo = phones
    host.press("enter")
    host.wait("0 of 3 answered")
    for place, phone in enumerate(phones):
        phone.shows("Choose one")
        phone.answers(place)
    host.wait("3 of 3 answered")
    ben.page.reload()
    ben.shows("Choose one")
    assert ben.page.locator(".option").nth(1).get_by_role("radio").is_checked()
    cleo.context.set_offline(True)
    cleo.shows("Connection lost.")
    cleo.chooses(0)
    cleo.shows("Kept here")
    cleo.context.set_offline(False)
    cleo.shows("Answer stored.")
    ana.shows("Answer stored.")


def they_talk_and_vote_again(host: Terminal, phones: list[Phone]) -> None:
    """Counts stay hidden until the class has voted again and seen the answer."""
    assert "█" not in host.wait("3 of 3 answered").partition("3 of 3")[2]
    host.press("space")
    for phone in phones:
        phone.shows("Closed. Your answer is in.")
        assert not phone.page.get_by_role("button").first.is_enabled()
    host.press("d")
    host.wait("round 2 · 0 of 3 answered")
    for phone in phones:
        phone.shows("once more")
        phone.answers(1)
    host.wait("round 2 · 3 of 3 answered")
    host.press("enter")
    host.wait("· closed")
    host.press("enter")
    shown = host.wait("before the discussion and")
    assert re.search(r"before +█+ 2", shown)
    assert re.search(r"after +█+ 3", shown)
    for phone in phones:
        phone.shows("Before the discussion → after it")
        counted = phone.page.locator(".bar .count").all_text_contents()
        assert counted == ["2 → 0", "1 → 3", "0 → 0", "0 → 0"]
        phone.shows("(right)")


def they_hum(host: Terminal, phones: list[Phone]) -> None:
    """After what is left of the quiz, which nobody answers."""
    ana, ben, cleo = phones
    for place in range(2, 12):
        host.press("enter")
        host.wait(f"question {place} of 12 · 0 of 3 answered")
        host.press("enter")
        host.wait("· closed")
        host.press("enter")
        host.wait("· closed", gone=True)
    host.press("enter")
    host.wait(HUM)
    ana.hums("For, loudly")
    ben.hums("For, softly")
    cleo.hums("Against, clearly")
    host.wait("3 of 3 answered")
    host.press("enter")
    host.wait("· closed")
    host.press("enter")
    host.wait("Strength, not heads")
    for phone in phones:
        phone.shows("Strength, not heads")
        heard = phone.page.locator(".bar .count").all_text_contents()
        assert heard == ["44", "22"], "loudness, as a share of the loudest that three could be"


def it_is_over(host: Terminal, phones: list[Phone]) -> None:
    host.press("escape")
    host.wait("End the class?")
    host.press("down", "down", "enter")
    host.wait("The class is over.")
    for phone in phones:
        phone.shows("The class is over. Thank you.")


def it_ends(host: Terminal, phones: list[Phone]) -> None:
    """Asked once; a mistake is mended with one key."""
    it_is_over(host, phones)
    host.press("u")
    host.wait("Strength, not heads")
    for phone in phones:
        phone.shows("Strength, not heads")
    it_is_over(host, phones)
    host.press("escape")
    assert host.status() == 0
