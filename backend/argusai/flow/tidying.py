"""What cameras keep in small files of their own goes when they go."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import UUID

from argusai.kit.errors import NotFound
from argusai.kit.log import get_log

_log = get_log("flow")


class CameraFiles(Protocol):
    """A folder with a small file for each camera. All raise OSError."""

    def remove(self, camera_id: UUID) -> None: ...

    def camera_ids(self) -> Sequence[UUID]: ...


class CameraTidying:
    """`exists`: raises NotFound for a camera that is no more."""

    def __init__(self, folder: CameraFiles, exists: Callable[[UUID], Awaitable[object]]) -> None:
        self._folder = folder
        self._exists = exists

    async def deleted(self, camera_id: UUID) -> None:
        """A camera was deleted. What cannot be removed now is found by the next round."""
        try:
            await asyncio.to_thread(self._folder.remove, camera_id)
        except OSError as error:
            _log.warning("a file of a deleted camera stays for now", camera_id=str(camera_id), reason=error.strerror)

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
