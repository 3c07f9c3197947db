"""Events that somebody asks for: how looking and sending in are connected."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.errors import NotFound
from argusai.pipeline.capture.cameras.contract import read_privacy
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.wire import from_wire
from argusai.pipeline.events.history.asking.arrivals import Arrivals
from argusai.pipeline.events.history.asking.child import SentChild
from argusai.pipeline.events.history.asking.job import Terms
from argusai.pipeline.events.history.asking.look_service import LookService
from argusai.pipeline.events.history.asking.send_service import SendService
from argusai.pipeline.events.history.asking.spool import Spool
from argusai.pipeline.events.history.service import HistoryService
from argusai.pipeline.notifications.notices.tell import Teller

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Asking:
    looks: LookService
    sends: SendService


@dataclass(frozen=True, slots=True)
class Stored:
    """Events that are there, and who tells of them."""

    history: HistoryService
    arrivals: Arrivals
    teller: Teller


@dataclass(frozen=True, slots=True)
class SentPlace:
    """`folder`: where files lie until they were looked at. `command`: of the child that looks."""

    folder: Path
    command: Sequence[str]
    store: Callable[[EventReport], Awaitable[None]]
    discard: Callable[[EventReport], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _SendPorts:
    """Implements `asking.ports.SendPorts`."""

    cameras: CamerasService
    history: HistoryService
    place: SentPlace

    async def terms_of(self, camera_id: UUID) -> Terms:
        camera = await self.cameras.get(camera_id)
        return Terms(camera.keep, read_privacy(camera.privacy.model_dump()))

    async def exists(self, event_id: UUID) -> bool:
        try:
            await self.history.one(_NOBODY, event_id)
        except NotFound:
            return False
        return True

    async def store(self, report: EventReport) -> None:
        await self.place.store(report)

    async def discard(self, report: EventReport) -> None:
        await self.place.discard(report)


def connect_asking(
    cameras: CamerasService, supervisor: CaptureSupervisor, stored: Stored, place: SentPlace, clock: Clock
) -> Asking:
    ports = _SendPorts(cameras, stored.history, place)
    looks = LookService(cameras.get, supervisor.look, place.store, stored.arrivals, clock)
    stored.teller.asked_by = looks.asker_of
    return Asking(looks, SendService(Spool(place.folder), SentChild(place.command, from_wire), ports, clock))
