"""Which cameras the broker keeps something of: remembered, so that what belongs to cameras that were removed while we
could not say so goes later, and what stands under earlier prefixes too."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from argusai.bridges.homeassistant.repository import HomeAssistantRepository
from argusai.bridges.homeassistant.topics import Topics, camera_device, system_device
from argusai.kit.db import Database

Known = list[dict[str, Any]]


class Announced:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Known | None = None

    async def stray(self, topics: Topics, installation: UUID, there: Sequence[UUID]) -> list[str]:
        """Topics under which nothing of ours shall be kept any more; descriptions of devices first."""
        wanted = set(_kept(topics, installation, there))
        found = dict[str, None]()
        for each in await self._read():
            old = Topics(each["discovery"], each["own"])
            kept = _kept(old, installation, [UUID(camera) for camera in each["cameras"]])
            found |= dict.fromkeys(topic for topic in kept if topic not in wanted)
        return list(found)

    async def settle(self, topics: Topics, there: Iterable[UUID]) -> None:
        """Exactly these are announced, under `topics` alone."""
        await self._write([_entry(topics, {camera.hex for camera in there})])

    async def note(self, topics: Topics, cameras: Iterable[UUID]) -> None:
        """These will be announced too. Kept before it is done, so that none is forgotten."""
        known = await self._read()
        mine = next((each for each in known if _is_of(each, topics)), _entry(topics, set()))
        more = set(mine["cameras"]) | {camera.hex for camera in cameras}
        await self._write([*(each for each in known if not _is_of(each, topics)), _entry(topics, more)])

    async def _read(self) -> Known:
        if self._known is None:
            async with self._database.read() as session:
                row = await HomeAssistantRepository(session).read()
            self._known = list(row.announced) if row is not None else []
        return self._known

    async def _write(self, known: Known) -> None:
        if known == await self._read():
            return
        async with self._database.write() as session:
            row = await HomeAssistantRepository(session).read()
            if row is not None:
                row.announced = known
        self._known = known


def _kept(topics: Topics, installation: UUID, cameras: Iterable[UUID]) -> list[str]:
    """All that the broker keeps of us."""
    cameras = list(cameras)
    devices = [topics.device(each) for each in (*map(camera_device, cameras), system_device(installation))]
    states = [topic for camera in cameras for topic in topics.of_camera(camera)]
    return [*devices, *states, *topics.of_system(), topics.status, topics.claim]


def _entry(topics: Topics, cameras: set[str]) -> dict[str, Any]:
    return {"discovery": topics.discovery, "own": topics.own, "cameras": sorted(cameras)}


def _is_of(entry: dict[str, Any], topics: Topics) -> bool:
    return (entry["discovery"], entry["own"]) == (topics.discovery, topics.own)
