"""The edge at which a job that failed for a reason of ours is told, and stops nobody else."""

from uuid import UUID

from argusai.kit.jobs import Started
from argusai.kit.log import get_log

_log = get_log("events.description")


async def carried_out(started: Started, what: str, event_id: UUID) -> bool:
    """Waits for its end. False: it failed."""
    try:
        await started.result()
    except Exception:  # noqa: BLE001 - one job must not stop the others, nor itself for ever
        _log.exception(f"{what} failed", event_id=str(event_id))
        return False
    return True
