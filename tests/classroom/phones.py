"""Phones in a class: the page in a real Chromium, and what it complains of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.chromium import AXE_RUN, PHONE, axe
from tests.classroom.conftest import Class

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> {{7*7}} javascript:alert(3)"


class Phone:
    """A page, with whatever it complains of and whom it asks."""

    def __init__(self, page: "Page", site: str) -> None:
        self.page, self.complaints = page, list[str]()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on(
            "console",
            lambda said: (
                self.complaints.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(site) else self.complaints.append(asked.url),
        )

    async def shows(self, words: str) -> None:
        await self.page.get_by_text(words).first.wait_for()

    async def joins(self, url: str, name: str) -> None:
        await self.page.goto(f"{url}/#RFC728")
        await self.page.get_by_label("Your name").fill(name)
        await self.page.get_by_role("button", name="Join").click()
        await self.shows("Wait for the first question")

    async def runs_out_of_the_window(self) -> list[str]:
        """What is wider than the window."""
        found: list[str] = await self.page.evaluate(
            """() => [...document.querySelectorAll("body, body *")]
                .filter((e) => e.checkVisibility())
                .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                .map((e) => e.outerHTML.slice(0, 120))"""
        )
        return found

    async def is_clean(self) -> None:
        """For axe in both lights, and at every width and size of letters."""
        if not await self.page.evaluate("typeof axe === 'object'"):
            await self.page.evaluate(axe())
        for scheme in ("light", "dark"):
            await self.page.emulate_media(color_scheme=scheme)
            assert await self.page.evaluate(AXE_RUN) == []
        for width, letters in ((320, "100%"), (390, "200%"), (1280, "100%")):
            await self.page.set_viewport_size({"width": width, "height": 700})
            await self.page.evaluate(
                "size => document.documentElement.style.fontSize = size", letters
            )
            assert await self.runs_out_of_the_window() == []
        await self.page.set_viewport_size(PHONE["viewport"])
        await self.page.evaluate("document.documentElement.style.fontSize = ''")


@asynccontextmanager
async def a_phone(browser: "Browser", lesson: Class) -> AsyncIterator[Phone]:
    """A phone that complains of nothing."""
    context = await browser.new_context(**PHONE, reduced_motion="reduce")
    phone = Phone(await context.new_page(), lesson.address.url)
    yield phone
    assert phone.complaints == []
    await context.close()


@asynccontextmanager
async def a_seated_phone(browser: "Browser", lesson: Class) -> AsyncIterator[Phone]:
    """A phone whose student came in, and on which no words become markup."""
    async with a_phone(browser, lesson) as phone:
        await phone.page.goto(f"{lesson.address.url}/#RFC728")
        await phone.page.get_by_label("Your name").fill("Ana & <b>")
        await phone.page.get_by_role("button", name="Join").click()
        await phone.page.locator("#room").wait_for()
        yield phone
        assert await phone.page.locator("img, script:not([src]), iframe, #room b").count() == 0
