"""The report as one HTML file: safe whatever the texts say, whole without a network."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from course.report.page import allowed, page
from tests.report.classes import a_report

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&lt;'"


class Seen(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_no_text_becomes_markup() -> None:
    plain = Seen(page(a_report(40), NOW))
    hostile = Seen(page(a_report(40, title=HOSTILE, name=HOSTILE), NOW))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert HOSTILE in hostile.words, "it is shown as it was typed"
    assert "script" not in {tag for tag, _ in hostile.tags}


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = page(a_report(40), NOW)
    seen = Seen(html)
    for tag, attributes in seen.tags:
        assert tag not in ("script", "img", "link", "iframe", "object", "form")
        assert not any(name.startswith("on") or name in ("src", "style") for name in attributes)
        if href := attributes.get("href"):
            assert href.startswith("#q")
    assert "http" not in html.replace("http-equiv", "")
    assert "@import" not in html
    assert "url(" not in html


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    html = page(a_report(12), NOW)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    policy = next(a["content"] for tag, a in Seen(html).tags if a.get("http-equiv"))
    assert policy == allowed(style.group(1))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_every_chart_has_its_words() -> None:
    html = page(a_report(40), NOW)
    charts = [a for tag, a in Seen(html).tags if tag == "svg" and a.get("role") == "img"]
    ids = {a.get("id") for _, a in Seen(html).tags}
    assert len(charts) == 2
    for chart in charts:
        assert set(str(chart["aria-labelledby"]).split()) <= ids
    bars = [a for tag, a in Seen(html).tags if tag == "svg" and a.get("class") == "bar"]
    assert all(bar["aria-hidden"] == "true" for bar in bars), "the figure stands beside each"


def test_every_head_of_a_table_names_its_row_or_column() -> None:
    heads = [a for tag, a in Seen(page(a_report(40), NOW)).tags if tag == "th"]
    assert heads
    assert all(head.get("scope") in ("row", "col") for head in heads)


def test_a_class_of_any_size_has_a_page() -> None:
    for people in (0, 1, 9, 10, 30):
        assert "</html>" in page(a_report(people), NOW)
