"""Folders in which a database is not safe: network drives, and those kept in sync."""

from pathlib import Path

_NETWORK = {
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
}  # fmt: skip

_SYNCED = (
    "box sync", "cloudstorage", "dropbox", "google drive", "googledrive", "icloud",
    "mobile documents", "nextcloud", "onedrive", "owncloud", "pcloud", "sync.com", "syncthing",
)  # fmt: skip

_MOUNTS = Path("/proc/self/mounts")


def danger(folder: Path, mounts: str | None = None) -> str | None:
    """Why a log is not safe in `folder`, in words; None when nothing speaks against it.

    Args:
        folder: An absolute path.
        mounts: The system's table of mounts, as in `/proc/self/mounts`; read when None.
    """
    if str(folder).startswith("\\\\") or _mounted_as(folder, mounts) in _NETWORK:
        return "a network drive"
    parts = [part.casefold() for part in folder.parts]
    if any(part.startswith(name) for part in parts for name in _SYNCED):
        return "a folder that another program keeps in sync"
    return None


def _mounted_as(folder: Path, mounts: str | None) -> str | None:
    """The kind of file system that `folder` lies on; None where the system does not say."""
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(errors="replace")
        except OSError:
            return None
    kind, deepest = None, -1
    for line in mounts.splitlines():
        _, point, found, *_ = [*line.split(" "), "", "", ""]
        mount = Path(point.replace("\\040", " "))
        # The last of equals lies on top.
        if folder.is_relative_to(mount) and len(mount.parts) >= deepest:
            kind, deepest = found, len(mount.parts)
    return kind
