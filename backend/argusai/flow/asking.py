"""Events that somebody asks for: how looking and sending in are connected."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.errors import NotFound
from argusai.pipeline.capture.cameras.contract import Keep
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.asking.arrivals import Arrivals
from argusai.pipeline.events.history.asking.child import SentChild
from argusai.pipeline.events.history.asking.look_service import LookService
from argusai.pipeline.events.history.asking.send_service import SendService
from argusai.pipeline.events.history.service import HistoryService

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Asking:
    looks: LookService
    sends: SendService


@dataclass(frozen=True, slots=True)
class Stored:
    history: HistoryService
    arrivals: Arrivals


@dataclass(frozen=True, slots=True)
class SentPlace:
    """`folder`: where files lie until they were looked at. `command`: of the child that looks."""

    folder: Path
    command: Sequence[str]
    store: Callable[[EventReport], Awaitable[None]]


def connect_asking(
    cameras: CamerasService, supervisor: CaptureSupervisor, stored: Stored, place: SentPlace, clock: Clock
) -> Asking:
    async def keep_of(camera_id: UUID) -> Keep:
        return (await cameras.get(camera_id)).keep

    async def exists(event_id: UUID) -> bool:
        try:
            await stored.history.one(_NOBODY, event_id)
        except NotFound:
            return False
        return True

    child = SentChild(place.command, place.store)
    return Asking(
        LookService(cameras.get, supervisor.look, stored.arrivals, clock),
        SendService(place.folder, child, keep_of, exists, clock),
    )
