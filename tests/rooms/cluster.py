"""A PostgreSQL of our own for the tests: started once, on a socket in a temporary folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a fresh cluster; skips where there is no PostgreSQL."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed here: no initdb")
    # initdb refuses root, and a socket's path must be short.
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as home:
        place = Path(home)
        if user:
            shutil.chown(place, user)

        def run(name: str, *arguments: str) -> None:
            subprocess.run(
                [folder / name, *arguments],
                check=True,
                user=user,
                cwd=place,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

        data = str(place / "data")
        run("initdb", "-D", data, "-A", "trust", "-U", "course", "--no-sync", "-E", "UTF8")
        options = f"-k {place} -c listen_addresses='' -c max_connections=60"
        run("pg_ctl", "-D", data, "-w", "-l", str(place / "log"), "-o", options, "start")
        try:
            yield f"postgresql:///postgres?host={place}&user=course"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
