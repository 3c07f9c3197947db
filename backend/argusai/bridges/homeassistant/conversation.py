"""One connection, from its greeting to its end: what is told, and what is asked."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from argusai.bridges.homeassistant.announced import Announced
from argusai.bridges.homeassistant.claims import Claim, Superseded, read_claim, speaks_instead
from argusai.bridges.homeassistant.contract import LinkFailed, NotTaken, Publication, Received
from argusai.bridges.homeassistant.discovery import Speaker, camera_discovery, removal, system_discovery
from argusai.bridges.homeassistant.echo import comes_back
from argusai.bridges.homeassistant.house.read import HouseReader
from argusai.bridges.homeassistant.lanes import Lanes
from argusai.bridges.homeassistant.obey import Obedience
from argusai.bridges.homeassistant.outbox import Happening, Outbox
from argusai.bridges.homeassistant.ports import Link
from argusai.bridges.homeassistant.states import EVENT_SECONDS, camera_states, connectivity, event_message, house_states
from argusai.bridges.homeassistant.topics import OFFLINE, ONLINE, camera_device
from argusai.kit.clock import Clock
from argusai.kit.log import get_log

# Sums, a day that is over, a pause that ended: nobody announces these.
_TICK_SECONDS = 15.0
# So soon it is told that a camera is lost or back, unheard of: health is at hand, so a look costs nothing.
_LOOK_SECONDS = 2.0
# So often all is told again: others may have taken it away, or written something else there.
_AGAIN_SECONDS = 300.0
_LAST_SECONDS = 2.0
_SHORT_BYTES = 200
_log = get_log("bridges.homeassistant")


@dataclass(frozen=True, slots=True)
class Parts:
    reader: HouseReader
    outbox: Outbox
    obedience: Obedience
    announced: Announced
    clock: Clock


class Conversation:
    """`published`: how many messages the broker took; `not_taken`: in a sentence why it did not take another
    one, else empty. `claim`: that the topics are ours."""

    def __init__(self, link: Link, speaker: Speaker, claim: Claim, parts: Parts) -> None:
        self._link = link
        self._speaker = speaker
        self._claim = claim
        self._parts = parts
        self._said: dict[str, int] = {}
        self._cameras = set[UUID]()
        self._forgotten = self._doubted = self._superseded = False
        self._missing = set[str]()
        self._today: datetime | None = None
        self._lanes = Lanes(parts.obedience.obey)
        self.published, self.not_taken = 0, ""

    async def greet(self, username: str) -> None:
        """First of all. Raises LinkFailed when the broker lets us, whom it knows as `username`, not read, or not
        write."""
        topics = self._speaker.topics
        await self._link.subscribe([topics.claim, topics.claim_asked])
        # Whose claim comes last speaks: two that come together hear both in the same order.
        await comes_back(self._link, self._mine(), topics.own, username)
        await self._link.subscribe([topics.birth, *topics.commands()])
        await self._publish(Publication(topics.status, ONLINE))
        await self._link.subscribe([topics.status])

    async def run(self) -> None:
        """Until it is cancelled or breaks; the latter raises LinkFailed or Superseded, alone or in a group."""
        topics = self._speaker.topics
        self._parts.outbox.everything()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen(group), name="hear Home Assistant")
                group.create_task(self._tick(), name="tell Home Assistant now and then")
                group.create_task(self._tell(), name="tell Home Assistant")
        finally:
            if not self._superseded:
                with contextlib.suppress(LinkFailed, NotTaken, TimeoutError):
                    async with asyncio.timeout(_LAST_SECONDS):
                        await self._link.publish(Publication(topics.status, OFFLINE))

    async def _listen(self, group: asyncio.TaskGroup) -> None:
        topics = self._speaker.topics
        async for received in self._link.received():
            self._parts.obedience.pass_over(self._link.lost())
            if received.topic == topics.birth:
                if received.payload == ONLINE:
                    self._forgotten = True
                    self._parts.outbox.everything()
                continue
            if await self._is_between_us(received):
                continue
            if not received.payload:  # somebody, perhaps we ourselves, took away what the broker kept
                continue
            if received.retained:
                await self._publish(removal(received.topic))  # else it would come again at every start
            order = self._parts.obedience.admit(topics, received)
            if order is not None and not self._lanes.add(order, group):
                self._parts.obedience.pass_over(1)

    async def _is_between_us(self, received: Received) -> bool:
        """Whether it is of what the broker keeps of us as a whole, or of whose turn it is. Raises Superseded."""
        topics = self._speaker.topics
        if received.payload:
            self._missing.discard(received.topic)
        if received.topic == topics.status:
            if received.payload != ONLINE:  # a connection of ours that the broker just found dead, or somebody's jest
                await self._publish(Publication(topics.status, ONLINE))
        elif received.topic == topics.claim_asked:
            await self._publish(replace(self._mine(), topic=topics.claim_answered, retain=False))
        elif received.topic == topics.claim:
            other = read_claim(received.payload)
            if other is None:  # who took it away may have taken more
                await self._publish(self._mine())
                self._forgotten = True
                self._parts.outbox.everything()
            elif other != self._claim:
                self._superseded = True
                raise Superseded(speaks_instead(self._claim, other, topics.own))
        else:
            return False
        return True

    def _mine(self) -> Publication:
        return Publication(self._speaker.topics.claim, self._claim.payload())

    async def _tick(self) -> None:
        clock, told_at = self._parts.clock, self._parts.clock.monotonic()
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            await self._put_back()
            if clock.monotonic() - told_at >= _AGAIN_SECONDS and not len(self._parts.outbox):
                told_at, self._doubted = clock.monotonic(), True
                self._parts.outbox.everything()
                await self._look_up()
            if self._today != self._parts.reader.today():
                self._parts.outbox.everything()
            self._parts.outbox.tick()

    async def _look_up(self) -> None:
        """What the broker keeps of us as a whole: said again, it would call to those who wait for our coming."""
        kept = [self._speaker.topics.status, self._speaker.topics.claim]
        self._missing = set(kept)
        await self._link.subscribe(kept)  # so it says what it keeps, and `_is_between_us` puts that right

    async def _put_back(self) -> None:
        """What it was asked for and does not keep any more."""
        missing, self._missing = self._missing, set[str]()
        for publication in (self._mine(), Publication(self._speaker.topics.status, ONLINE)):
            if publication.topic in missing:
                await self._publish(publication)

    async def _tell(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._parts.outbox.wake.wait()
            await self._tell_what_waits()

    async def _tell_what_waits(self) -> None:
        """States first: who is told of an event looks at them."""
        work = self._parts.outbox.take()
        events = work.events
        try:
            if work.all:
                self._forget()
                self._speaker = replace(self._speaker, address=await self._parts.reader.own_address())
                self._today = self._parts.reader.today()
            if await self._tell_new(self._connectivity()) or work.house:
                await self._tell_house()
            cameras = await self._all_cameras() if work.all else work.cameras
            for camera_id in cameras:
                await self._tell_camera(camera_id)
            while events:
                await self._tell_event(events[0])
                events = events[1:]
        finally:
            self._parts.outbox.put_back(events)

    def _forget(self) -> None:
        """What the broker may not have any more. Not while something is told: events look at what was said."""
        if self._forgotten:
            self._said.clear()
        elif self._doubted:  # the same picture again would look like another one
            self._said = {topic: mark for topic, mark in self._said.items() if topic.endswith("/picture")}
        self._forgotten = self._doubted = False

    async def _all_cameras(self) -> Iterable[UUID]:
        """Those that are there; what the broker keeps of others goes."""
        there, announced, topics = await self._parts.reader.camera_ids(), self._parts.announced, self._speaker.topics
        await announced.note(topics, there)
        for topic in await announced.stray(topics, self._speaker.installation, there):
            await self._publish(removal(topic))
            self._said.pop(topic, None)
        await announced.settle(topics, there)
        return there

    async def _tell_house(self) -> None:
        house = await self._parts.reader.house()
        await self._tell_new([system_discovery(self._speaker, house), *house_states(self._speaker, house)])

    async def _tell_camera(self, camera_id: UUID) -> None:
        reader = self._parts.reader
        camera = await reader.camera(camera_id)
        if camera is None:  # that it was removed is told by itself
            return
        await self._parts.announced.note(self._speaker.topics, [camera_id])
        self._cameras.add(camera_id)
        picture = await reader.picture(camera)
        states = camera_states(self._speaker, camera, picture)
        await self._tell_new([camera_discovery(self._speaker, camera), *states])

    def _connectivity(self) -> list[Publication]:
        """Of each camera that was told of. Looked at, not pieced together: between two updates that say the same of
        its health a camera may have been dialled anew."""
        is_connected = self._parts.reader.is_connected
        there = filter(self._is_announced, self._cameras)
        return [connectivity(self._speaker, each, connected=is_connected(each)) for each in there]

    async def _tell_event(self, happening: Happening) -> None:
        left = EVENT_SECONDS - int(self._parts.clock.monotonic() - happening.at)
        message = event_message(self._speaker, happening.event_type, happening.event)
        if left > 0 and self._is_announced(happening.event.camera_id):
            await self._publish(replace(message, expires_seconds=left))

    def _is_announced(self, camera_id: UUID) -> bool:
        return self._speaker.topics.device(camera_device(camera_id)) in self._said

    async def _tell_new(self, publications: Iterable[Publication]) -> bool:
        """What the broker does not have yet; whether there was any."""
        told = False
        for publication in publications:
            mark = hash(publication.payload)
            if self._said.get(publication.topic) != mark:
                await self._publish(publication)
                self._said[publication.topic] = mark
                told = True
        return told

    async def _publish(self, publication: Publication) -> None:
        try:
            await self._link.publish(publication)
        except NotTaken as error:
            if not self.not_taken:
                _log.warning("the broker of Home Assistant does not take all", reason=str(error))
            self.not_taken = str(error)
            if publication.retain and len(publication.payload) > _SHORT_BYTES:  # an older one shall not stay instead
                with contextlib.suppress(NotTaken):
                    await self._link.publish(removal(publication.topic))
        else:
            self.published += 1
