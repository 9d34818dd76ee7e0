"""The report in a real browser: clean for axe, in both lights and any width; nothing is fetched."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from course.report.page import page
from course.report.people import Group
from course.report.telling import told
from tests.chromium import AXE_RUN, FLAGS, axe, needed
from tests.report.classes import answered

if TYPE_CHECKING:
    from playwright.async_api import Page

HOSTILE = "</title><script>document.title='run'</script><img src=x onerror=alert(1)>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = answered(40, title=HOSTILE, name=HOSTILE)
    people = replace(found.people, groups=(Group("A", 20, 0.4, 1), Group("B", 20, 0.6, 0)))
    written = tmp_path / "report.html"
    html = page(told(replace(found, people=people), names=True), datetime.now(UTC))
    written.write_text(html, encoding="utf-8")
    return written


@asynccontextmanager
async def shown(**context: Any) -> "AsyncIterator[Page]":
    program = needed()
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield await (await browser.new_context(**context)).new_page()
        await browser.close()


async def test_nothing_is_fetched_and_nothing_runs(file: Path) -> None:
    async with shown() as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        await page.goto(file.as_uri())
        assert asked == [file.as_uri()]
        assert said == [], "nothing was refused, for nothing was tried"
        assert (await page.title()).startswith(HOSTILE[:20])
        width = await page.evaluate("getComputedStyle(document.body).maxWidth")
        assert width == "928px", "the style is the one that is allowed"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_is_for_everybody(file: Path, scheme: str) -> None:
    source = axe()
    # Axe has to be let past the page's own policy.
    async with shown(bypass_csp=True, color_scheme=scheme) as page:
        await page.goto(file.as_uri())
        await page.add_script_tag(content=source)
        for width in (320, 1100):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate(AXE_RUN) == []
