"""The folder for what can be had again: models and demo footage, shared by every checkout and data folder."""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def cache_folder(environment: Mapping[str, str]) -> Path:
    """`ARGUSAI_CACHE_DIR`, else `argusai` in the user's cache folder. Not made here."""
    if own := environment.get("ARGUSAI_CACHE_DIR"):
        return Path(own).expanduser().absolute()
    if shared := environment.get("XDG_CACHE_HOME"):
        return Path(shared).expanduser().absolute() / "argusai"
    return Path.home() / ".cache" / "argusai"


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file `lock` (made when missing), waiting for other processes. The system frees it at a kill."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
