"""The real yaml-language-server over LSP: what an author's editor says with our schemas."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from course.authoring.workshop import new_course
from tests.authoring.test_new import BEGUN

PATIENCE = 240
"""Seconds after which an installation will not come to an end."""


class Server:
    """A language server that is spoken to as an editor does."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", str(program), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        self.told: dict[str, list[dict[str, Any]]] = {}
        root = folder.as_uri()
        self.ask("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": {}})
        self.tell("initialized", {})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True}}
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        self._asked += 1
        wanted = self._asked
        self._send({"id": wanted, "method": method, "params": params})
        while (message := self._next()).get("id") != wanted or "method" in message:
            pass
        return message.get("result")

    def open(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, uri: str) -> list[str]:
        while uri not in self.told:
            self._next()
        return [str(found["message"]) for found in self.told[uri]]

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, object]) -> None:
        assert self._process.stdin
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            assert line or self._process.poll() is None, "the server ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            asked = message.get("params", {})
            answer: Any = [{}] * len(asked.get("items", [])) if isinstance(asked, dict) else None
            self._send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    if not (shutil.which("node") and (npm := shutil.which("npm"))):
        pytest.skip("Node and npm are not here")
    folder = tmp_path_factory.mktemp("server")
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder)]
    try:
        subprocess.run(
            [*command, "yaml-language-server@1"], check=True, capture_output=True, timeout=PATIENCE
        )
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"yaml-language-server could not be installed: {type(error).__name__}")
    tea = folder / "tea"
    new_course(tea, BEGUN, date(2026, 11, 24))
    program = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    running = Server(program, tea)
    yield running, tea
    running.close()


def test_new_files_are_right_in_the_editor_too(server: tuple[Server, Path]) -> None:
    editor, tea = server
    for path in sorted(tea.rglob("*.yaml")):
        uri = editor.open(path, path.read_text(encoding="utf-8"))
        assert editor.diagnostics(uri) == [], path.name


def test_slips_are_underlined(server: tuple[Server, Path]) -> None:
    editor, tea = server
    path = tea / "lessons/01-the-beginning/first-steps.yaml"
    text = path.read_text(encoding="utf-8")
    broken = text.replace("level: understand", "level: comprehend", 1).replace(
        "summary:", "sumary:"
    )
    uri = editor.open(path.with_name("broken.yaml"), broken)
    told = " ".join(editor.diagnostics(uri))
    assert "sumary" in told
    assert "understand" in told


def test_keys_and_values_are_proposed(server: tuple[Server, Path]) -> None:
    editor, tea = server
    path = tea / "lessons/sources.yaml"
    text = path.read_text(encoding="utf-8") + "    \n"
    uri = editor.open(path.with_name("more.yaml"), text)
    place = {"line": text.count("\n") - 1, "character": 4}
    found = editor.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    assert "author" in {item["label"] for item in found["items"]}


def test_a_key_says_what_it_means(server: tuple[Server, Path]) -> None:
    editor, tea = server
    path = tea / "lessons/sources.yaml"
    text = path.read_text(encoding="utf-8")
    uri = editor.open(path.with_name("hover.yaml"), text)
    line = next(n for n, words in enumerate(text.split("\n")) if "checked:" in words)
    place = {"line": line, "character": 6}
    found = editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
    assert "The day it was last read" in json.dumps(found["contents"])
