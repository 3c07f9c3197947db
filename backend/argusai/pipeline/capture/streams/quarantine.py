"""Which cameras must not share a process, learned from processes that crash. Pure; times are monotonic seconds.

A process that crashes again and again is divided, and so is each half that crashes once more, until the camera that
does it is alone: with eight cameras after three more crashes, and with three processes more for a while, not seven.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

# More than so many crashes within this time are no accident.
MOST_CRASHES = 2
WINDOW_SECONDS = 600.0
# Cameras that were divided and did not crash since are trusted again; one that crashed alone only much later.
STEADY_SECONDS = 900.0
HELD_STEADY_SECONDS = 6 * 3600.0
FIRST_PAUSE_SECONDS, MOST_PAUSE_SECONDS = 10.0, 300.0
# Between two crashes it was watched for most of the time: then the pause does not grow.
_WORTH = 10.0


@dataclass
class _Held:
    """A camera that crashed its process while it was alone in it. `stops`: how often its processes crashed."""

    stops: int
    pause: float = FIRST_PAUSE_SECONDS


class Quarantine:
    """Remembers cameras, not processes, which come and go."""

    def __init__(self) -> None:
        self._crashes: dict[UUID, list[float]] = {}
        self._suspected: dict[UUID, float] = {}  # since its last crash
        self._held: dict[UUID, _Held] = {}

    def crashed(self, cameras: Collection[UUID], at: float, lasted: float) -> list[list[UUID]]:
        """A process with these cameras crashed after `lasted` seconds. The parts into which it has to be divided now;
        empty: it stays as it is."""
        for camera_id in cameras:
            kept = [each for each in self._crashes.get(camera_id, []) if at - each < WINDOW_SECONDS]
            self._crashes[camera_id] = [*kept, at]
        often = any(len(self._crashes[camera_id]) > MOST_CRASHES for camera_id in cameras)
        if not often and not any(map(self.suspects, cameras)):
            return []
        self._suspected.update(dict.fromkeys(cameras, at))
        ordered = sorted(cameras)
        if len(ordered) == 1:
            self._hold(ordered[0], lasted)
            return []
        middle = len(ordered) // 2
        return [ordered[:middle], ordered[middle:]]

    def suspects(self, camera_id: UUID) -> bool:
        """It must not come together with others than those it is with already."""
        return camera_id in self._suspected

    def stops(self, camera_id: UUID) -> int:
        """How often it was seen to crash its process; 0: it is not known to."""
        held = self._held.get(camera_id)
        return held.stops if held else 0

    def pause(self, camera_id: UUID) -> float:
        """Seconds before its process is started again, beside what is usual."""
        held = self._held.get(camera_id)
        return held.pause if held else 0.0

    def forgive(self, camera_id: UUID) -> None:
        """It sends something else now."""
        for memory in (self._crashes, self._suspected, self._held):
            memory.pop(camera_id, None)

    def settle(self, now: float) -> frozenset[UUID]:
        """Those that have not crashed for long enough and are trusted again from now on."""
        released = frozenset(
            camera_id
            for camera_id, at in self._suspected.items()
            if now - at > (HELD_STEADY_SECONDS if camera_id in self._held else STEADY_SECONDS)
        )
        for camera_id in released:
            self.forgive(camera_id)
        for camera_id, crashes in list(self._crashes.items()):
            if now - crashes[-1] > HELD_STEADY_SECONDS:
                del self._crashes[camera_id]
        return released

    def _hold(self, camera_id: UUID, lasted: float) -> None:
        held = self._held.get(camera_id)
        if held is None:
            self._held[camera_id] = _Held(len(self._crashes[camera_id]))
            return
        held.stops += 1
        grown = min(held.pause * 2, MOST_PAUSE_SECONDS)
        held.pause = FIRST_PAUSE_SECONDS if lasted >= held.pause * _WORTH else grown
