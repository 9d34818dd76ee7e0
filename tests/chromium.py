"""A real headless Chromium, and axe-core for it; tests are skipped where they are not to be had."""

import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
"""A phone, as a browser's context."""


def needed() -> str:
    """The path of Chromium; skips the test without it or without playwright."""
    pytest.importorskip("playwright", reason="playwright is not installed here")
    if not PROGRAM:
        pytest.skip("Chromium is not installed here")
    return PROGRAM


@cache
def axe() -> str:
    """The source of axe-core, fetched for this run alone; skips the test without it."""
    if not (npm := shutil.which("npm")):
        pytest.skip("npm is not here to fetch axe-core")
    folder = Path(mkdtemp(prefix="axe"))
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), "axe-core@4"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"axe-core could not be fetched: {type(error).__name__}")
    finally:
        shutil.rmtree(folder)


AXE_RUN = """async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    const { violations } = await axe.run(document, { runOnly: tags })
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)
}"""
"""Runs axe-core in a page it was put into; what it finds."""
