"""Course packs: a course as one file, and the shelf where courses of others are kept.

A pack is data. Nothing in it runs, nothing in it may point outside, and it is unpacked into a new
folder whole or not at all.
"""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course.content.model import is_id
from course.errors import CourseError
from course.loading.catalogue import catalogue
from course.loading.files import CourseFiles, is_course
from course.text import visible

ENDINGS = frozenset((".yaml", ".md", ".txt", ".svg", ".png", ".jpg"))
LEGAL = ("LICENSE", "README.md")
"""Beside the two folders these files come along."""

LARGEST = 100_000_000
"""Bytes a pack may unfold to; counted while it is unfolded, whatever it says of itself."""

MOST = 10_000
"""Files a pack may hold."""

CARD = "pack.json"
"""Beside an added course: where it came from, pinned."""

_NAME = re.compile(r"[\w./ -]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Pack:
    """A course on the shelf."""

    id: str
    title: str
    root: Path
    origin: str = ""
    """Where it was added from, as it was named."""
    pin: str = ""
    """SHA-256 of the file, or the commit."""


# --- making one ---


def pack(root: Path, file: Path) -> str:
    """Write the course in `root` as one zip, the same bytes each time; its SHA-256.

    Raises `CourseError` when something in it may not travel, or the file cannot be written.
    """
    names = list(_members(root))
    draft = file.with_name(f".{file.name}.draft")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in names:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr = 0o644 << 16
                entry.create_system = 3
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, (root / name).read_bytes(), compresslevel=9)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        why = error.strerror or "it cannot be written"
        raise CourseError(f"{visible(str(file))}: {why}", "name another file with --to") from error
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _members(root: Path) -> Iterator[str]:
    """Names of what belongs to a pack, in order."""
    found = [name for name in LEGAL if (root / name).is_file()]
    for folder in ("lessons", "quizzes"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                raise CourseError(f"{visible(name)} is a link", "put the file itself in its place")
            if path.is_file() and path.suffix in ENDINGS and not _is_hidden(name):
                found.append(name)
    return iter(sorted(found))


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


# --- adding one ---


def add(shelf: Path, origin: str) -> Pack:
    """Put a course onto the shelf: from a zip, a folder, or `git+URL@REVISION`.

    Raises `CourseError` when it is no course, is on the shelf already, or holds what no pack may;
    nothing is left behind then.
    """
    shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=shelf) as draft:
        place = Path(draft) / "course"
        place.mkdir()
        if origin.startswith("git+"):
            pin = _from_git(origin, place, Path(draft))
        elif Path(origin).is_dir():
            pin = _from_folder(Path(origin), place)
        elif Path(origin).is_file():
            pin = _from_zip(Path(origin), place)
        else:
            raise CourseError(
                f"{visible(origin)} is neither a file nor a folder",
                "name a zip, a folder, or git+https://…@revision",
                exit_code=2,
            )
        return _shelved(shelf, place, origin, pin)


def _shelved(shelf: Path, place: Path, origin: str, pin: str) -> Pack:
    if not is_course(place):
        raise CourseError(
            "there is no course in it: lessons/course.yaml is missing",
            "`course pack` makes packs that can be added",
        )
    contents = catalogue(CourseFiles(place))
    target = shelf / contents.id
    if target.exists():
        raise CourseError(
            f"the course {contents.id} is on the shelf already",
            f"course remove {contents.id} takes it off; progress stays",
        )
    card = {"origin": origin, "pin": pin, "title": contents.title}
    (place / CARD).write_text(json.dumps(card, indent=2), encoding="utf-8")
    place.replace(target)
    return Pack(contents.id, contents.title, target, origin, pin)


def _from_folder(source: Path, place: Path) -> str:
    digest, total = hashlib.sha256(), 0
    names = list(_members(source))
    if len(names) > MOST:
        raise CourseError(f"more than {MOST:,} files", "a course has fewer")
    for name in names:
        content = (source / name).read_bytes()
        total += len(content)
        if total > LARGEST:
            raise _too_large()
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"sha256:{digest.hexdigest()}"


def _too_large() -> CourseError:
    return CourseError(
        f"it unfolds to more than {LARGEST // 1_000_000} MB", "it is refused; nothing was kept"
    )


def _from_zip(file: Path, place: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            _unfold(archive, place)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise CourseError(
            f"{visible(str(file))} is no zip that can be read", "ask for it once more"
        ) from error
    return f"sha256:{_digest(file)}"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _unfold(archive: zipfile.ZipFile, place: Path) -> None:
    entries = archive.infolist()
    if len(entries) > MOST:
        raise CourseError(f"it holds more than {MOST:,} files", "a course has fewer")
    seen: set[str] = set()
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        name = _checked(entry)
        if name.casefold() in seen:
            raise CourseError(f"{visible(name)} is in it twice", "it is refused")
        seen.add(name.casefold())
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("xb") as kept:
            while piece := source.read(_PIECE):
                total += len(piece)
                if total > LARGEST:
                    raise _too_large()
                kept.write(piece)


def _checked(entry: zipfile.ZipInfo) -> str:
    """The name of an entry that may be unfolded."""
    name = entry.filename
    parts = PurePosixPath(name).parts
    kind = stat.S_IFMT(entry.external_attr >> 16)
    known = name in (*LEGAL, CARD) or (
        parts[:1] in (("lessons",), ("quizzes",)) and PurePosixPath(name).suffix in ENDINGS
    )
    if kind not in (0, stat.S_IFREG):
        why = "is a link or no plain file"
    elif not _NAME.fullmatch(name) or name.startswith("/") or ".." in parts or "\\" in name:
        why = "has a name that no pack may have"
    elif not known or _is_hidden(name):
        why = "is no part of a course"
    elif entry.flag_bits & 1:
        why = "is locked with a password"
    else:
        return name
    raise CourseError(f"{visible(name, 80)} {why}", "it is refused; nothing was kept")


# --- from a repository ---


def _from_git(origin: str, place: Path, draft: Path) -> str:
    address, _, revision = origin.removeprefix("git+").rpartition("@")
    if not address or not re.fullmatch(r"[\w./-]{1,200}", revision) or revision.startswith("-"):
        raise CourseError(
            "which revision?", "write git+https://example.org/course.git@v1.0", exit_code=2
        )
    if not re.match(r"(https|ssh|file)://", address):
        raise CourseError(
            f"{visible(address)} is not fetched", "use https://, ssh:// or file://", exit_code=2
        )
    clone = draft / "clone"
    _git("clone", "--quiet", "--no-checkout", "--template=", "--", address, str(clone))
    commit = _git("-C", str(clone), "rev-parse", "--verify", f"{revision}^{{commit}}").strip()
    _git("-C", str(clone), "-c", "core.symlinks=true", "checkout", "--quiet", "--detach", commit)
    _from_folder(clone, place)
    return commit


def _git(*arguments: str) -> str:
    # A repository of others: no hooks, no helpers, no other protocols, no questions.
    settings = ("protocol.ext.allow=never", "core.hooksPath=/dev/null", "core.fsmonitor=false")
    options = [part for setting in settings for part in ("-c", setting)]
    quiet = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1"}
    try:
        done = subprocess.run(
            ["git", *options, *arguments],
            capture_output=True,
            text=True,
            env=quiet,
            timeout=300,
            check=False,
        )
    except FileNotFoundError:
        raise CourseError("git is not installed", "install it, or add a zip", exit_code=2) from None
    except subprocess.TimeoutExpired:
        raise CourseError("git took too long", "try again, or add a zip") from None
    if done.returncode:
        said = done.stderr.strip().splitlines()
        why = visible(said[-1]) if said else f"git ended with {done.returncode}"
        raise CourseError(f"it could not be fetched: {why}", "check the address and the revision")
    return done.stdout


# --- the shelf ---


def shelved(shelf: Path) -> tuple[Pack, ...]:
    """The courses on the shelf, by their titles; what is broken is passed over."""
    found = []
    with os.scandir(shelf) if shelf.is_dir() else _nothing() as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and is_id(entry.name):
                root = Path(entry.path)
                if is_course(root):
                    found.append(_card(root))
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


@contextmanager
def _nothing() -> Iterator[tuple[()]]:
    yield ()


def _card(root: Path) -> Pack:
    try:
        card = json.loads((root / CARD).read_text(encoding="utf-8"))
        said = {key: str(card[key]) for key in ("title", "origin", "pin")}
    except (OSError, ValueError, KeyError, TypeError):
        said = {"title": root.name, "origin": "", "pin": ""}
    return Pack(root.name, said["title"], root, said["origin"], said["pin"])


def remove(shelf: Path, id: str) -> Pack:
    """Take a course off the shelf; what anybody learnt of it stays in their log."""
    for one in shelved(shelf):
        if one.id == id:
            shutil.rmtree(one.root)
            return one
    raise CourseError(
        f"there is no course {visible(id)} on the shelf", "course list --courses shows them"
    )
