"""The health of the whole: what is stored, who watches, what is wrong."""

import asyncio
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from argusai import __version__
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.kit.workers import Workers
from argusai.system.ports import (
    CameraState,
    CameraStates,
    CaptureParts,
    Certificate,
    EventStorage,
    MissedLoops,
    Model,
    Models,
    PublishPerishable,
    StoppedParts,
)
from argusai.system.schemas import CapturePartOut, ModelOut, StorageOut, SystemOut, TroubleOut
from argusai.system.troubles import Facts, find_troubles

_log = get_log("system")
_LOOK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the facts come from."""

    events: EventStorage
    cameras: CameraStates
    capture: CaptureParts
    models: Models
    publish: PublishPerishable
    describing: StoppedParts
    missed: MissedLoops = tuple


@dataclass(frozen=True, slots=True)
class _Disk:
    free_bytes: int
    total_bytes: int
    models: tuple[Model, ...]
    certificate: Certificate | None


def _without(some: Sequence[TroubleOut], others: Sequence[TroubleOut]) -> list[TroubleOut]:
    """The same trouble with other numbers, such as less space left, is no other one."""
    known = {_identity(each) for each in others}
    return [each for each in some if _identity(each) not in known]


def _identity(trouble: TroubleOut) -> tuple[str, str, str]:
    return trouble.slug, trouble.link, re.sub(r"\d", "", trouble.sentence)


def _no_certificate() -> Certificate | None:
    return None


class System:
    """`started_at`: when this program began. `certificate`: asked in a worker thread; None: plain HTTP."""

    def __init__(self, clock: Clock, folders: Sequence[Path], database: Database, parts: Parts) -> None:
        self._clock = clock
        self._folders = folders
        self._database = database
        self._parts = parts
        self._workers = Workers("system", 1)
        self._told: list[TroubleOut] = []
        self.certificate: Callable[[], Certificate | None] = _no_certificate
        self.started_at: datetime = clock.now()
        self._started = clock.monotonic()

    def close(self) -> None:
        self._workers.close()

    def missed(self) -> list[str]:
        """What stands still, in sentences; asks nothing but the memory, so that it answers whatever else is wrong."""
        return list(self._parts.missed())

    async def run(self) -> None:
        """Until cancelled: tell the clients when what is wrong changes."""
        while True:
            try:
                await self.look()
            except Unavailable as error:
                _log.warning("system health unknown", reason=error.detail)
            await asyncio.sleep(_LOOK_SECONDS)

    async def look(self) -> list[TroubleOut]:
        """What is wrong now; told to the clients if it is not what was told last, and logged as it begins and ends."""
        troubles = find_troubles(await self._facts(await self._disk()))
        if troubles != self._told:
            for trouble in _without(troubles, self._told):
                _log.warning("trouble began", slug=trouble.slug, sentence=trouble.sentence)
            for trouble in _without(self._told, troubles):
                _log.info("trouble ended", slug=trouble.slug, sentence=trouble.sentence)
            self._told = troubles
            body = {"troubles": [trouble.model_dump(mode="json") for trouble in troubles]}
            self._parts.publish("system.troubles", body)
        return troubles

    async def read(self) -> SystemOut:
        disk = await self._disk()
        facts = await self._facts(disk)
        stored = await self._parts.events()
        return SystemOut(
            version=__version__,
            started_at=self.started_at,
            uptime_seconds=round(self._clock.monotonic() - self._started, 1),
            storage=StorageOut(
                media_bytes=stored.media_bytes,
                database_bytes=await self._database.size_bytes(),
                free_bytes=disk.free_bytes,
                events=stored.events,
                oldest_event_at=stored.oldest_at,
            ),
            cameras_connected=_count(facts.cameras, "connected"),
            cameras_down=_count(facts.cameras, "down", "connecting"),
            cameras_paused=_count(facts.cameras, "paused", "ended"),
            models=[ModelOut(name=each.name, purpose=each.purpose, installed=each.installed) for each in disk.models],
            capture=[
                CapturePartOut(running=part.running, restarts=part.restarts, cameras=part.cameras)
                for part in facts.capture
            ],
            troubles=find_troubles(facts),
        )

    async def _disk(self) -> _Disk:
        return await self._workers.run(self._look_at_disk)

    async def _facts(self, disk: _Disk) -> Facts:
        return Facts(
            now=self._clock.now(),
            free_bytes=disk.free_bytes,
            total_bytes=disk.total_bytes,
            cameras=[self._from_our_start(each) for each in await self._parts.cameras()],
            capture=self._parts.capture(),
            models=disk.models,
            missed=self._parts.missed(),
            describing=await self._parts.describing(),
            certificate=disk.certificate,
        )

    def _from_our_start(self, camera: CameraState) -> CameraState:
        """One that nobody has begun to watch yet is connecting since it was changed last, perhaps for months."""
        if camera.condition != "connecting":
            return camera
        return replace(camera, since=max(camera.since, self.started_at))

    def _look_at_disk(self) -> _Disk:
        usage = min((shutil.disk_usage(each) for each in self._folders if each.is_dir()), key=lambda each: each.free)
        return _Disk(usage.free, usage.total, tuple(self._parts.models()), self.certificate())


def _count(cameras: Sequence[CameraState], *conditions: str) -> int:
    return sum(camera.condition in conditions for camera in cameras)
