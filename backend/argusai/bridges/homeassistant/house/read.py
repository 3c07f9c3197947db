"""The house as Home Assistant is told of it: always as the records have it now, never pieced together from news."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from argusai.bridges.homeassistant.contract import CameraTold, EventTold, HouseTold
from argusai.bridges.homeassistant.house.repository import CameraStored, EventStored, HouseRepository
from argusai.bridges.homeassistant.ports import HealthNow, Modes, ReadPicture, Sums, Zone
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.lived import still

# Not missed: a file that was played to its end, and who was asked not to watch.
_SEEN = frozenset({"connected", "ended"})
_MISSED = frozenset({"down", "connecting"})
# One that nobody was seen to take is believed to lie there this long.
_PARCEL = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Around:
    health: HealthNow
    modes: Modes
    sums: Sums
    read_picture: ReadPicture
    zone: Zone


class HouseReader:
    def __init__(self, database: Database, around: Around, clock: Clock) -> None:
        self._database = database
        self._around = around
        self._clock = clock

    async def camera_ids(self) -> list[UUID]:
        async with self._database.read() as session:
            return [camera.id for camera in await HouseRepository(session).cameras()]

    async def camera(self, camera_id: UUID) -> CameraTold | None:
        """None: it was removed."""
        async with self._database.read() as session:
            stored = await HouseRepository(session).camera(camera_id)
            return None if stored is None else await self._told(session, stored)

    async def house(self) -> HouseTold:
        current, names = await self._around.modes()
        cost, media_bytes = await self._around.sums()
        async with self._database.read() as session:
            cameras = await HouseRepository(session).cameras()
        down = [each.name for each in cameras if each.enabled and self._around.health(each.id) in _MISSED]
        return HouseTold(names.get(current, current), tuple(names.values()), tuple(down), cost, media_bytes)

    async def picture(self, camera: CameraTold) -> bytes | None:
        """None as well when it may not leave the house."""
        if camera.picture is None or camera.stays_home:
            return None
        return await self._around.read_picture(camera.picture)

    def is_connected(self, camera_id: UUID) -> bool:
        """Now. Cheap: its health is at hand."""
        return self._around.health(camera_id) in _SEEN

    async def own_address(self) -> str:
        async with self._database.read() as session:
            return await HouseRepository(session).own_address()

    def today(self) -> datetime:
        """When the day began where the house is."""
        local = self._clock.now().astimezone(self._around.zone())
        return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

    async def _told(self, session: Session, camera: CameraStored) -> CameraTold:
        repository = HouseRepository(session)
        last = await repository.last(camera.id)
        return CameraTold(
            id=camera.id,
            name=camera.name,
            connected=self.is_connected(camera.id),
            watching=camera.enabled and not self._paused(camera),
            stays_home=camera.stays_home,
            going_on=tuple(await repository.going_on(camera.id)),
            last=_event(last) if last is not None else None,
            events_today=await repository.count_since(camera.id, self.today()),
            parcels=await repository.parcels_since(camera.id, self._clock.now() - _PARCEL),
            picture=await repository.picture(last.id) if last is not None else None,
        )

    def _paused(self, camera: CameraStored) -> bool:
        until, now = camera.paused_until, self._clock.now()
        return camera.paused and (until is None or still(camera.paused_at, until, now))


def _event(stored: EventStored) -> EventTold:
    return EventTold(
        stored.id, stored.camera_id, "open" if stored.state == "open" else "closed", stored.started_at,
        tuple(stored.labels), stored.zones, stored.lines, stored.attention, stored.text, stored.describer,
    )  # fmt: skip
