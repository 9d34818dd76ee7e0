"""Who may in to the screen in a browser, and what they may say there."""

import json

import pytest
from aiohttp import CookieJar, WSMsgType, WSServerHandshakeError

from course.web.gate import learner_of
from course.web.program import clamped
from tests.web.conftest import Site, Sites


async def test_without_the_link_nobody_comes_in(site: Site) -> None:
    stranger = await site.browser()
    async with stranger.get(site.url) as page:
        assert page.status == 403
        assert "You need a link" in await page.text()
        assert not page.cookies
    with pytest.raises(WSServerHandshakeError) as refused:
        await site.socket(stranger)
    assert refused.value.status == 403
    assert not site.came


@pytest.mark.parametrize("token", ["", "wrong", "ä", "%00", "x" * 500])
async def test_a_wrong_link_is_refused_and_spends_nothing(site: Site, token: str) -> None:
    good = site.gate.link
    stranger = await site.browser()
    async with stranger.get(f"{site.url}/?token={token}") as page:
        assert page.status == 403
        assert not page.cookies
    assert site.gate.link == good


async def test_a_link_is_good_once_and_the_next_one_is_shown(site: Site) -> None:
    link = site.gate.link
    first, second = await site.browser(), await site.browser()
    async with first.get(link) as page:
        assert page.status == 200
    async with second.get(link) as page:
        assert page.status == 403
        assert "was used before" in await page.text()
    assert site.gate.link != link
    assert len(site.came) == 1
    async with second.get(site.gate.link) as page:
        assert page.status == 200


async def test_looking_whether_a_link_is_there_does_not_spend_it(site: Site) -> None:
    link = site.gate.link
    stranger = await site.browser()
    async with stranger.head(link) as answer:
        assert answer.status == 405
    assert site.gate.link == link


async def test_the_cookies_are_for_this_site_and_no_script(site: Site) -> None:
    browser = await site.browser()
    async with browser.get(site.gate.link) as page:
        cookies = page.headers.getall("Set-Cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in one and "SameSite=Strict" in one for one in cookies)


async def test_the_page_loads_from_here_alone(site: Site) -> None:
    browser = await site.guest()
    async with browser.get(site.url) as page:
        policy = page.headers["Content-Security-Policy"]
        text = await page.text()
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "//" not in text
    assert page.headers["X-Content-Type-Options"] == "nosniff"


async def test_every_browser_has_a_learner_and_keeps_it(site: Site) -> None:
    jar = CookieJar(unsafe=True)
    browser = await site.browser(jar)
    for _visit in range(2):
        async with browser.get(site.gate.link) as page:
            assert page.status == 200
    await site.guest()
    again, once_more, other = site.came
    assert again == once_more != other
    assert again.startswith("browser-")


async def test_the_cookie_that_names_a_browser_opens_nothing(site: Site) -> None:
    thief = await site.browser(CookieJar(unsafe=True))
    thief.cookie_jar.update_cookies({"course-browser": "A" * 22})
    async with thief.get(site.url) as page:
        assert page.status == 403


async def test_a_made_up_browser_is_given_a_name_of_ours(site: Site) -> None:
    browser = await site.browser()
    browser.cookie_jar.update_cookies({"course-browser": "../../x"})
    async with browser.get(site.gate.link) as page:
        assert page.status == 200
    assert site.came != [learner_of("../../x")]


async def test_a_learner_may_be_pinned_for_all(sites: Sites) -> None:
    site = await sites("ana")
    await site.guest()
    socket = await site.socket(await site.guest())
    assert site.came == ["ana", "ana"]
    assert (await socket.receive_bytes(timeout=10)).startswith(b"ana ")


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""])
async def test_another_host_is_refused_everywhere(site: Site, host: str) -> None:
    browser = await site.guest()
    for path in ("/", "/socket", "/page/page.js", "/terminal/js/textual.js"):
        async with browser.get(site.url + path, headers={"Host": host}) as answer:
            assert answer.status in (400, 403), path


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", None])
async def test_another_origin_opens_no_socket(site: Site, origin: str | None) -> None:
    browser = await site.guest()
    headers = {"Origin": origin} if origin else {}
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.ws_connect(f"{site.url}/socket", headers=headers)
    assert refused.value.status == 403
    async with browser.get(site.url, headers={"Origin": origin or "x"}) as answer:
        assert answer.status == 403


async def test_what_is_typed_arrives_and_what_is_shown_returns(site: Site) -> None:
    socket = await site.socket(await site.guest(), "?width=100&height=30")
    shown = (await socket.receive_bytes(timeout=10)).decode()
    assert shown == f"{site.came[0]} 100x30 told; $(no shell)"
    await socket.send_json(["stdin", "gr\u00fc\u00df \ud800"])
    assert (await socket.receive_bytes(timeout=10)).decode() == "gr\u00fc\u00df ?"
    await socket.send_json(["ping", "7"])
    assert await socket.receive_json(timeout=10) == ["pong", "7"]


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("?width=5000&height=2000", "300x100"),
        ("?width=0&height=0", "20x5"),
        ("?width=-4&height=4e9", "80x24"),
        ("?width=" + "9" * 500 + "&height=²", "80x24"),
    ],
)
async def test_a_size_is_one_that_a_screen_can_have(site: Site, query: str, size: str) -> None:
    socket = await site.socket(await site.guest(), query)
    assert f" {size} ".encode() in await socket.receive_bytes(timeout=10)
    await socket.send_json(["resize", {"width": 10**9, "height": -1}])
    told = json.loads(await socket.receive_bytes(timeout=10))
    assert (told["width"], told["height"]) == (300, 5) == clamped(10**9, -1)


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ('["stdin", "' + "x" * 20_000 + '"]', 1009),
        ("[" * 15_000, 1008),
        ("no json", 1008),
        ("{}", 1008),
        ('["deliver", "x"]', 1008),
        ('["stdin", 7]', 1008),
        ('["resize", {"width": "80", "height": null}]', 1008),
        (b"\x00", 1008),
    ],
)
async def test_a_message_that_is_too_long_or_means_nothing_ends_the_visit(
    site: Site, message: str | bytes, code: int
) -> None:
    socket = await site.socket(await site.guest())
    await socket.receive_bytes(timeout=10)
    await (socket.send_str(message) if isinstance(message, str) else socket.send_bytes(message))
    assert (await socket.receive(timeout=10)).type is WSMsgType.CLOSE
    assert socket.close_code == code


async def test_a_full_house_says_so_until_somebody_leaves(sites: Sites) -> None:
    site = await sites(seats=2)
    browser = await site.guest()
    first, _second = await site.socket(browser), await site.socket(browser)
    late = await site.socket(browser)
    told = await late.receive(timeout=10)
    assert (told.data, told.extra) == (
        1013,
        "All 2 places are taken. Try again when somebody has left.",
    )
    await first.close()
    while (await (late := await site.socket(browser)).receive(timeout=10)).type is WSMsgType.CLOSE:
        pass
    assert not late.closed


async def test_who_types_nothing_is_let_go(sites: Sites) -> None:
    site = await sites(idle=0.3)
    socket = await site.socket(await site.guest())
    while (told := await socket.receive(timeout=10)).type is not WSMsgType.CLOSE:
        pass
    assert (told.data, told.extra) == (
        1000,
        "Nobody typed for a long while. Everything is stored.",
    )


async def test_a_program_that_fails_says_why_on_the_page(site: Site) -> None:
    socket = await site.socket(await site.guest())
    await socket.receive_bytes(timeout=10)
    await socket.send_json(["stdin", "fail"])
    told = await socket.receive(timeout=10)
    assert told.extra == "error: the disk is full"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "--version", "data:x"]
)
async def test_the_page_is_told_to_open_nothing_but_the_web(site: Site, url: str) -> None:
    socket = await site.socket(await site.guest())
    await socket.receive_bytes(timeout=10)
    await socket.send_json(["stdin", f"open {url}"])
    await socket.send_json(["stdin", "open https://example.org/"])
    assert await socket.receive_json(timeout=10) == [
        "open_url",
        {"url": "https://example.org/", "new_tab": True},
    ]
