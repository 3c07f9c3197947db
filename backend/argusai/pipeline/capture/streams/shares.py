"""Divides the detector's time of the machine between capture processes. Pure."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Looks, StreamHealth

_SURE_SHARE = 0.25  # of an equal share, that a process gets whatever the others need: new motion is looked at at once


def divide(needs: Sequence[float], whole: float) -> list[float]:
    """Each process's share of the machine, 0–1, together 1. `needs`: looks a second that each could use; `whole`: looks
    a second that the machine can give, 0 when nobody knows yet. Who needs less than an equal share gets what he needs,
    the others the same as each other; what nobody needs is spread over all, for what comes next."""
    many = len(needs)
    if whole <= 0:
        return [1 / many] * many
    given = [0.0] * many
    left = 1.0
    for rank, index in enumerate(sorted(range(many), key=needs.__getitem__)):
        need = max(needs[index] / whole, _SURE_SHARE / many)
        given[index] = min(need, left / (many - rank))
        left -= given[index]
    return [each + left / many for each in given]


class Appetite:
    """What one capture process could use, from what its cameras tell."""

    def __init__(self) -> None:
        self._at: float | None = None
        self._skipped: dict[UUID, int] = {}

    def needs(self, healths: Mapping[UUID, StreamHealth], now: float) -> float:
        """Looks a second: those that were made lately, and those that were shed since the last call. `now`: monotonic
        seconds."""
        looks: dict[UUID, Looks] = {camera_id: health.looks for camera_id, health in healths.items()}
        before, self._skipped = self._skipped, {camera_id: each.skipped for camera_id, each in looks.items()}
        elapsed = now - self._at if self._at is not None else 0.0
        self._at = now
        shed = sum(max(0, each.skipped - before.get(camera_id, each.skipped)) for camera_id, each in looks.items())
        return sum(each.per_second for each in looks.values()) + (shed / elapsed if elapsed > 0 else 0.0)


def whole_of(healths: Mapping[UUID, StreamHealth]) -> float:
    """Looks a second that the machine can give, as a process measured it; 0 when it does not know."""
    return max((health.looks.machine_per_second for health in healths.values()), default=0.0)
