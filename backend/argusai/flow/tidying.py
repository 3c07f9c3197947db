"""What cameras remember of their scenery goes when they go."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from argusai.kit.errors import NotFound
from argusai.kit.log import get_log
from argusai.pipeline.detection.scenery.store import SceneryFolder

_log = get_log("flow")


class SceneryTidying:
    """`exists`: raises NotFound for a camera that is no more."""

    def __init__(self, folder: SceneryFolder, exists: Callable[[UUID], Awaitable[object]]) -> None:
        self._folder = folder
        self._exists = exists

    async def deleted(self, camera_id: UUID) -> None:
        """A camera was deleted. What cannot be removed now is found by the next round."""
        try:
            await asyncio.to_thread(self._folder.remove, camera_id)
        except OSError as error:
            _log.warning("remembered scenery stays for now", camera_id=str(camera_id), reason=error.strerror)

    async def round(self) -> int:
        """How many files of cameras that are no more were removed. Raises OSError, Unavailable."""
        removed = 0
        for camera_id in await asyncio.to_thread(self._folder.camera_ids):
            try:
                await self._exists(camera_id)
            except NotFound:
                await asyncio.to_thread(self._folder.remove, camera_id)
                removed += 1
        return removed
