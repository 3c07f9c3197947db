"""Processes that tests watch."""

import psutil


def has_ended(pid: int) -> bool:
    """A zombie has: where nobody collects orphans it stays one."""
    try:
        status: str = psutil.Process(pid).status()
    except psutil.NoSuchProcess:
        return True
    return status == str(psutil.STATUS_ZOMBIE)
