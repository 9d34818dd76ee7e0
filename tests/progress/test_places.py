"""Places in which a database is not safe."""

from pathlib import Path

import pytest

from course.progress import places
from course.progress.places import danger

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
sshfs#host /mnt/remote fuse.sshfs rw 0 0
tmpfs /mnt/remote/on-top tmpfs rw 0 0
odd
"""


@pytest.mark.parametrize(
    "folder", ["/home/ana/course", "/mnt/my share/x", "/mnt/remote", "\\\\nas\\ana"]
)
def test_network_drives_are_dangerous(folder: str) -> None:
    assert danger(Path(folder), MOUNTS) == "a network drive"


@pytest.mark.parametrize(
    "folder",
    ["/Users/ana/Dropbox/course", "/Users/ana/OneDrive - School", "/data/Nextcloud", "/x/iCloud~a"],
)
def test_synced_folders_are_dangerous(folder: str) -> None:
    assert danger(Path(folder), MOUNTS) == "a folder that another program keeps in sync"


@pytest.mark.parametrize("folder", ["/data/ana", "/home/local/ana", "/mnt/remote/on-top", "/homes"])
def test_local_folders_are_not(folder: str) -> None:
    assert danger(Path(folder), MOUNTS) is None


def test_this_machine_is_looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("server:/ / nfs rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    assert danger(Path("/data")) == "a network drive"
    mounts.unlink()
    assert danger(Path("/data")) is None
