"""What the system page is told about the other parts."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor, PartState
from argusai.pipeline.detection.objects.errors import ModelMissing
from argusai.pipeline.detection.objects.install import NANODET, RECIPES, model_path
from argusai.pipeline.events.history.service import HistoryService
from argusai.system.ports import (
    CameraState,
    CapturePart,
    MissedLoops,
    Model,
    PublishPerishable,
    StoppedParts,
    StoredEvents,
)
from argusai.system.service import Parts

_PURPOSES = {
    "nanodet": "recognises people, vehicles and animals",
    "ssd-mobilenet": "gives a second opinion on vehicles, and on people seen unsurely",
}
_CAMERAS_AT_ONCE = 200
_START_SECONDS = 10.0


class Overview:
    """Gathers facts; each method implements a port of `system`."""

    def __init__(
        self, history: HistoryService, cameras: CamerasService, supervisor: CaptureSupervisor, cache: Path
    ) -> None:
        self._history = history
        self._cameras = cameras
        self._supervisor = supervisor
        self._cache = cache

    def parts(self, publish: PublishPerishable, missed: MissedLoops, describing: StoppedParts) -> Parts:
        return Parts(self.events, self.states, self.capture, self.models, publish, describing, missed)

    async def events(self) -> StoredEvents:
        media_bytes, events, oldest_at = await self._history.storage()
        return StoredEvents(events, media_bytes, oldest_at)

    async def states(self) -> Sequence[CameraState]:
        states, cursor = [], None
        while True:
            page = await self._cameras.page(cursor, _CAMERAS_AT_ONCE)
            for camera in page.items:
                health = camera.health
                reason = "" if health.condition == "connected" else health.sentence
                states.append(
                    CameraState(camera.id, camera.name, health.condition, health.since, reason, self._blind(camera.id))
                )
            cursor = page.next_cursor
            if cursor is None:
                return states

    def _blind(self, camera_id: UUID) -> str:
        health = self._supervisor.health(camera_id)
        return health.looks.blind if health is not None else ""

    def capture(self) -> Sequence[CapturePart]:
        return [
            CapturePart(part.running or part.held or _is_starting(part), part.restarts, part.cameras)
            for part in self._supervisor.parts()
        ]

    def models(self) -> Sequence[Model]:
        return [
            Model(recipe.name, _PURPOSES[recipe.name], self._is_there(recipe.name), needed=recipe is NANODET)
            for recipe in RECIPES
        ]

    def _is_there(self, name: str) -> bool:
        """Its files only: their content is checked by `argusai models`, and would cost a read every ten seconds."""
        try:
            model_path(self._cache, name)
        except ModelMissing:
            return False
        return True


def _is_starting(part: PartState) -> bool:
    """One that was never lost takes its time at first, and nobody needs to hear of that; but it must come."""
    return not part.restarts and part.away_seconds <= _START_SECONDS
