"""Course packs: the same bytes each time, and nothing gets in that is no course."""

import stat
import subprocess
import zipfile
from pathlib import Path

import pytest

from course.errors import CourseError
from course.loading.catalogue import catalogue
from course.loading.files import CourseFiles
from course.loading.packs import LARGEST, add, pack, remove, shelved
from tests.loading.small_course import write_course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_course(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def a_zip(tmp_path: Path, *entries: tuple[str, bytes], mode: int = 0) -> Path:
    file = tmp_path / "pack.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file


def left(shelf: Path) -> list[str]:
    return [path.name for path in shelf.rglob("*")]


def test_the_same_course_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    first = pack(root, tmp_path / "a.zip")
    for file in root.rglob("*.yaml"):
        file.touch()
    assert pack(root, tmp_path / "b.zip") == first
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_only_the_course_travels(root: Path, tmp_path: Path) -> None:
    (root / "notes.txt").write_text("mine")
    (root / "lessons" / ".draft.yaml").write_text("mine")
    (root / "lessons" / "run.py").write_text("print()")
    pack(root, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
    assert "lessons/course.yaml" in names
    assert not {"notes.txt", "lessons/.draft.yaml", "lessons/run.py"} & set(names)


def test_a_pack_on_another_shelf_is_the_same_course(
    root: Path, tmp_path: Path, shelf: Path
) -> None:
    digest = pack(root, tmp_path / "a.zip")
    added = add(shelf, str(tmp_path / "a.zip"))
    assert added.pin == f"sha256:{digest}"
    here, there = catalogue(CourseFiles(root)), catalogue(CourseFiles(added.root))
    assert (there.id, there.modules) == (here.id, here.modules)
    assert shelved(shelf) == (added,)


def test_a_folder_is_added_as_a_copy(root: Path, shelf: Path) -> None:
    added = add(shelf, str(root))
    (root / "lessons" / "course.yaml").unlink()
    assert shelved(shelf) == (added,)


def test_a_course_is_not_added_over_another(root: Path, shelf: Path) -> None:
    added = add(shelf, str(root))
    with pytest.raises(CourseError, match="on the shelf already"):
        add(shelf, str(root))
    assert shelved(shelf) == (added,)


def test_what_is_removed_is_gone_and_may_come_back(root: Path, shelf: Path) -> None:
    added = add(shelf, str(root))
    assert remove(shelf, added.id) == added
    assert shelved(shelf) == ()
    with pytest.raises(CourseError, match="no course"):
        remove(shelf, added.id)
    assert add(shelf, str(root)).id == added.id


@pytest.mark.parametrize(
    "name",
    [
        "../lessons/course.yaml",
        "lessons/../../course.yaml",
        "/etc/lessons.yaml",
        "lessons\\..\\course.yaml",
        "C:/lessons/course.yaml",
        "lessons/run.sh",
        "lessons/\x1b[31m.yaml",
        "elsewhere/course.yaml",
        "lessons/.hidden.yaml",
    ],
)
def test_a_name_that_leads_outside_or_is_no_content_is_refused(
    tmp_path: Path, shelf: Path, name: str
) -> None:
    before = {path for path in tmp_path.rglob("*") if shelf not in path.parents}
    file = a_zip(tmp_path, ("lessons/course.yaml", b"id: x"), (name, b"x"))
    with pytest.raises(CourseError):
        add(shelf, str(file))
    assert left(shelf) == []
    after = {path for path in tmp_path.rglob("*") if shelf not in path.parents}
    assert after - before <= {file, shelf}


def test_a_link_is_refused(tmp_path: Path, shelf: Path) -> None:
    file = a_zip(tmp_path, ("lessons/course.yaml", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777)
    with pytest.raises(CourseError, match="link"):
        add(shelf, str(file))
    assert left(shelf) == []


def test_a_bomb_is_stopped_by_its_real_size(tmp_path: Path, shelf: Path) -> None:
    file = a_zip(tmp_path, ("lessons/course.yaml", bytes(LARGEST + 1)))
    assert file.stat().st_size < 200_000
    with pytest.raises(CourseError, match="unfolds to more"):
        add(shelf, str(file))
    assert left(shelf) == []


def test_two_names_that_are_one_on_some_systems_are_refused(tmp_path: Path, shelf: Path) -> None:
    file = a_zip(tmp_path, ("lessons/a.yaml", b"x"), ("lessons/A.yaml", b"y"))
    with pytest.raises(CourseError, match="twice"):
        add(shelf, str(file))


def test_what_is_no_zip_or_no_course_is_told(tmp_path: Path, shelf: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(CourseError, match="no zip"):
        add(shelf, str(broken))
    with pytest.raises(CourseError, match="no course in it"):
        add(shelf, str(a_zip(tmp_path, ("lessons/a.yaml", b"x"))))
    with pytest.raises(CourseError, match="neither a file nor a folder"):
        add(shelf, "nowhere")
    assert left(shelf) == []


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


def test_a_revision_of_a_repository_is_pinned_to_its_commit(root: Path, shelf: Path) -> None:
    git("init", "-q", "-b", "main", cwd=root)
    git("add", ".", cwd=root)
    git("commit", "-qm", "first", cwd=root)
    git("tag", "v1", cwd=root)
    (root / "lessons" / "course.yaml").unlink()
    git("commit", "-qam", "broken", cwd=root)
    added = add(shelf, f"git+file://{root}@v1")
    assert len(added.pin) == 40
    assert not (added.root / ".git").exists()


@pytest.mark.parametrize(
    "origin",
    ["git+https://example.org/x.git", "git+ext::sh -c x@v1", "git+file:///nowhere@--upload-pack=x"],
)
def test_a_repository_without_revision_or_of_another_kind_is_refused(
    shelf: Path, origin: str
) -> None:
    with pytest.raises(CourseError):
        add(shelf, origin)
    assert left(shelf) == []


def test_a_course_with_a_link_in_it_is_not_packed(root: Path, tmp_path: Path) -> None:
    (root / "lessons" / "secret.yaml").symlink_to("/etc/passwd")
    with pytest.raises(CourseError, match="is a link"):
        pack(root, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
