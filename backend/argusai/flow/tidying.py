"""What cameras keep in small files of their own goes when they go."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import UUID

from argusai.flow.children import scenery_folder
from argusai.kit.errors import NotFound
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.streams.gate.store import GateFolder
from argusai.pipeline.detection.scenery.store import SceneryFolder
from argusai.settings import Settings

_log = get_log("flow")


class CameraFiles(Protocol):
    """A folder with a small file for each camera. All raise OSError."""

    def remove(self, camera_id: UUID) -> None: ...

    def camera_ids(self) -> Sequence[UUID]: ...


class CameraTidying:
    """`exists`: raises NotFound for a camera that is no more."""

    def __init__(self, folders: Sequence[CameraFiles], exists: Callable[[UUID], Awaitable[object]]) -> None:
        self._folders = folders
        self._exists = exists

    async def deleted(self, camera_id: UUID) -> None:
        """A camera was deleted. What cannot be removed now is found by the next round."""
        for folder in self._folders:
            try:
                await asyncio.to_thread(folder.remove, camera_id)
            except OSError as error:
                reason = error.strerror
                _log.warning("a file of a deleted camera stays for now", camera_id=str(camera_id), reason=reason)

    async def round(self) -> int:
        """How many files of cameras that are no more were removed. Raises OSError, Unavailable."""
        return sum([await self._round(folder) for folder in self._folders])

    async def _round(self, folder: CameraFiles) -> int:
        removed = 0
        for camera_id in await asyncio.to_thread(folder.camera_ids):
            try:
                await self._exists(camera_id)
            except NotFound:
                await asyncio.to_thread(folder.remove, camera_id)
                removed += 1
        return removed


def connect_tidying(settings: Settings, cameras: CamerasService) -> CameraTidying:
    """What was learnt of a camera's place, and how much of it has to be decoded."""
    return CameraTidying((SceneryFolder(scenery_folder(settings)), GateFolder(settings.data_dir / "gate")), cameras.get)
