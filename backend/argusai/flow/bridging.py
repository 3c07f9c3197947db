"""Home Assistant: how the settings, the connection, what is told and what is asked are connected."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Literal
from uuid import UUID

import argusai
from argusai.bridges.homeassistant.announced import Announced
from argusai.bridges.homeassistant.conversation import Parts
from argusai.bridges.homeassistant.house.read import Around, HouseReader
from argusai.bridges.homeassistant.obey import WHO, Obedience
from argusai.bridges.homeassistant.outbox import Outbox
from argusai.bridges.homeassistant.service import HomeAssistantService
from argusai.bridges.homeassistant.stage import Bridge, Surroundings
from argusai.bridges.homeassistant.trial import try_broker
from argusai.bridges.homeassistant.whereabouts import Whereabouts
from argusai.flow.describing import Ground
from argusai.flow.notifying import Notifying
from argusai.flow.ruling import Ruling
from argusai.flow.storing import Storing
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Conflict
from argusai.live.subscription import Restarting, Subscription, TooSlow
from argusai.live.updates import LiveUpdates
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.outages.ports import HealthOf
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.money.treasury import dollars
from argusai.pipeline.events.history.asking.look_service import LookService
from argusai.pipeline.notifications.notices.service import Reader
from argusai.pipeline.notifications.presence.schemas import StateIn
from argusai.system.ports import Stopped, StoppedParts

# What the broker said stands there, for administrators.
_MISSED = Stopped("home-assistant-away", "Home Assistant is not reached. See why in Settings → Home Assistant.")
_ANOTHER = Stopped(
    "home-assistant-another",
    "Another ArgusAI speaks to Home Assistant in place of this one. See what to do in Settings → Home Assistant.",
)
# The bridge is no person: it hears what concerns everybody.
_NOBODY = UUID(int=0)
# All files are added up for it.
_COUNT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Sources:
    """What it tells comes from these."""

    updates: LiveUpdates
    health: HealthOf
    storing: Storing
    zone: Callable[[], tzinfo]


@dataclass(frozen=True, slots=True)
class Asked:
    """What it may ask of others."""

    cameras: CamerasService
    looks: LookService
    ruling: Ruling
    notifying: Notifying


@dataclass(frozen=True, slots=True)
class Bridging:
    bridge: Bridge
    service: HomeAssistantService

    def stopped(self, others: StoppedParts) -> StoppedParts:
        """What `others` say, and whether Home Assistant is missed."""

        async def stopped() -> Sequence[Stopped]:
            if not self.bridge.is_missed():
                return await others()
            return [*await others(), _ANOTHER if self.bridge.connection().state == "standing_by" else _MISSED]

        return stopped

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {"home_assistant": self.service}


def connect_bridging(ground: Ground, told: Sources, asked: Asked) -> Bridging:
    database, clock = ground.database, ground.clock
    modes = _Modes(asked.ruling)

    def condition(camera_id: UUID) -> str | None:
        health = told.health(camera_id)
        return None if health is None else health.condition

    around = Around(condition, modes, _Sums(database, told, clock), told.storing.worded.load, told.zone)
    parts = Parts(
        reader=HouseReader(database, around, clock),
        outbox=Outbox(clock),
        obedience=Obedience(database, _Orders(asked), modes, clock),
        announced=Announced(database),
        clock=clock,
    )
    service = HomeAssistantService(database, ground.vault, ground.announce, try_broker, clock)
    surroundings = Surroundings(
        service.configured, _Follow(told.updates), told.updates.publish_perishable, argusai.__version__
    )
    bridge = Bridge(surroundings, parts)
    service.obeyed_by(bridge.obey, bridge.connection)
    return Bridging(bridge, service)


class _Follow:
    """Implements `ports.FollowUpdates`: the bridge is one more client of the live updates."""

    def __init__(self, updates: LiveUpdates) -> None:
        self._updates = updates

    @contextlib.contextmanager
    def __call__(self) -> Iterator[AsyncIterator[str]]:
        with self._updates.subscribe(None, _NOBODY) as subscription:
            yield _texts(subscription)


async def _texts(subscription: Subscription) -> AsyncIterator[str]:
    with contextlib.suppress(TooSlow, Restarting):
        async for text in subscription:
            yield text


class _Modes:
    """Implements `ports.Modes`."""

    def __init__(self, ruling: Ruling) -> None:
        self._ruling = ruling

    async def __call__(self) -> tuple[str, dict[str, str]]:
        modes = await self._ruling.modes.read()
        return modes.current.mode, {each.id: each.name for each in modes.modes}


class _Sums:
    """Implements `ports.Sums`."""

    def __init__(self, database: Database, told: Sources, clock: Clock) -> None:
        self._database = database
        self._told = told
        self._clock = clock
        self._media_bytes, self._counted_at = 0, -_COUNT_SECONDS

    async def __call__(self) -> tuple[float, int]:
        today = f"{self._clock.now().astimezone(self._told.zone()):%Y-%m-%d}"
        async with self._database.read() as session:
            spent = await CallRepository(session).spent(today, None)
        if self._clock.monotonic() - self._counted_at >= _COUNT_SECONDS:
            self._media_bytes, _, _ = await self._told.storing.service.storage()
            self._counted_at = self._clock.monotonic()
        return dollars(spent.day), self._media_bytes


class _Orders:
    """Implements `ports.Orders`."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    async def choose_mode(self, mode_id: str) -> None:
        await self._asked.ruling.modes.choose(mode_id)

    async def watch(self, camera_id: UUID, on: bool) -> None:
        if not on:
            await self._asked.cameras.pause(camera_id, PauseIn())
            return
        if not (await self._asked.cameras.get(camera_id)).enabled:
            raise Conflict("This camera is switched off in ArgusAI. Switch it on there.", slug="camera-off")
        await self._asked.cameras.resume(camera_id)

    async def describe(self, camera_id: UUID) -> None:
        await self._asked.looks.look(camera_id)

    async def ring(self, camera_id: UUID) -> None:
        await self._asked.looks.ring(camera_id)

    async def snooze(self, person_id: UUID, length: Literal["hour", "morning", "end"]) -> None:
        await self._asked.notifying.notices.snooze(person_id, length)

    async def acknowledge(self, person_id: UUID, notice_id: UUID) -> None:
        await self._asked.notifying.notices.acknowledge(Reader(person_id, WHO), notice_id)

    async def tell_presence(self, told: Whereabouts) -> None:
        await self._asked.ruling.presence.tell_of(told.person, StateIn(state=told.state, at=told.at))
