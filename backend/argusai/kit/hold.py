"""A folder that one running program holds for itself."""

import fcntl
from pathlib import Path
from typing import IO

from argusai.kit.errors import StartError
from argusai.kit.files import make_folder_durably

_NAME = ".running"


def hold_folder(folder: Path) -> IO[str]:
    """Make `folder` and hold it until the returned file is closed, or the process is gone, however it died.

    Raises StartError when another process holds it, or it cannot be written.
    """
    try:
        make_folder_durably(folder)
        lock = (folder / _NAME).open("w")
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
