"""Files that survive power loss: write new → fsync file → rename → fsync folder."""

import contextlib
import errno
import os
from pathlib import Path


def write_durably(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write `content` to the new file `path`, making its folders. After the return it survives power loss; before it,
    no file of that name exists. `mode`: of the file from its first moment, less the umask. Raises OSError (ENOSPC when
    the disk is full, and then leaves nothing behind)."""
    make_folder_durably(path.parent)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.unlink(missing_ok=True)  # what a kill left has a mode of its own
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """fsync the content of an existing file."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """fsync a folder, so that names made or removed in it last."""
    sync_file(folder)


def keep_from_others(path: Path) -> None:
    """Who has another account on this machine may not look into the file or folder `path`; its group may as before.
    Harmless where it belongs to somebody else, who decides that."""
    with contextlib.suppress(PermissionError):
        path.chmod(path.stat().st_mode & ~0o007)


def make_folder_durably(folder: Path) -> None:
    """Make `folder` and its missing parents, each name fsynced into its parent. Raises OSError, also where something
    else is in its place."""
    whole = folder
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for child in reversed(missing):
        child.mkdir(exist_ok=True)
        sync_folder(child.parent)
    if not whole.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(whole))
