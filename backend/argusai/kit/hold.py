"""What one running program holds for itself: a folder, or its turn."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from argusai.kit.errors import StartError
from argusai.kit.files import make_folder_durably

_NAME = ".running"
_NAME_LENGTH = 32


def hold_folder(folder: Path) -> IO[str]:
    """Make `folder` and hold it until the returned file is closed, or the process is gone, however it died.

    Raises StartError when another process holds it, or it cannot be written.
    """
    try:
        make_folder_durably(folder)
        lock = (folder / _NAME).open("a+")
    except OSError as error:
        raise StartError(f"The data folder {folder} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StartError(
            f"Another ArgusAI is running with its data in {folder}. Stop it first, or choose another folder with "
            "ARGUSAI_DATA_DIR."
        ) from error
    return lock


def name_of(lock: IO[str]) -> str:
    """Of a folder that is held: the same at every start, and no other folder has it. May raise OSError."""
    lock.seek(0)
    name = lock.read(_NAME_LENGTH)
    if len(name) < _NAME_LENGTH or not name.isalnum():  # new, or cut off by a power loss
        name = uuid4().hex
        lock.truncate(0)
        lock.write(name)
        lock.flush()
    return name


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file `lock` (made when missing), waiting for other processes. The system frees it at a kill."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
