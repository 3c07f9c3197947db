"""Sends what waits. Each channel is served for itself, one notice at a time, so a dead one delays nobody else.

What goes out is claimed in the database first and recorded after: whatever moment the program is killed in, the next
start finds which sends have an unknown outcome, and does with each what its kind promises (DESIGN 11.2).
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.kit.lived import LivedClock
from argusai.kit.log import get_log
from argusai.kit.pulses import no_beat
from argusai.kit.vault import SealBroken
from argusai.pipeline.notifications.channels.contract import Means, Message, SendFailed, Sent
from argusai.pipeline.notifications.channels.house import ChannelHouses
from argusai.pipeline.notifications.channels.kinds import REPLACES, ChannelSettings
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.channels.uses import silenced_by
from argusai.pipeline.notifications.notices.delivery.compose import Composer
from argusai.pipeline.notifications.notices.delivery.overdue import Overdue
from argusai.pipeline.notifications.notices.delivery.promises import (
    TOLD_AFTER,
    after_failure,
    rest_seconds,
)
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Told
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.tell import News, Teller

_log = get_log("notifications.delivery")
_MOST_AT_ONCE = 24
_LOOK_SECONDS = 30.0
_AGAIN_SECONDS = 5.0
_LONGEST_FAULT = 500

Send = Callable[[ChannelSettings, Message, Means], Awaitable[Sent]]


@dataclass(frozen=True, slots=True)
class Ways:
    """`open`: the settings of a channel; raises SendFailed. `send`: raises SendFailed."""

    open: Callable[[ChannelRow], ChannelSettings]
    send: Send
    houses: ChannelHouses
    composer: Composer


class Deliverer:
    def __init__(self, database: Database, ways: Ways, teller: Teller, announce: Announce, clock: LivedClock) -> None:
        self._database = database
        self._ways = ways
        self._teller = teller
        self._announce = announce
        self._clock = clock
        self._overdue = Overdue(database, announce, self._tell_unknown, clock)
        self._name = ""
        self._busy: set[UUID] = set()
        self._wake = asyncio.Event()
        self.beat = no_beat
        teller.wake = self._wake.set

    async def start(self, name: str) -> None:
        """Once, before `run`: sees to what was out when the program of this name ended. Two that deliver from one
        database have two names, and one has the same after every start."""
        self._name = name
        await self._overdue.left_by(name)

    async def run(self) -> None:
        """Until cancelled. Sends in flight are cut off then, as by a kill."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                self.beat()
                try:
                    seconds = await self._begin_due(group)
                except Unavailable as error:
                    _log.warning("deliveries cannot be read for now", reason=error.detail)
                    seconds = _AGAIN_SECONDS
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        await self._wake.wait()

    async def _begin_due(self, group: asyncio.TaskGroup) -> float:
        """Seconds until there is something to do, unless somebody wakes us."""
        await self._overdue.cut_off(self._busy)
        await self._overdue.lay_aside()
        now = self._clock.now()
        async with self._database.read() as session:
            repository = DeliveryRepository(session)
            due = await repository.due(now, frozenset(self._busy), max(0, _MOST_AT_ONCE - len(self._busy)))
            later = await repository.next_due()
        for told in due:
            self._busy.add(told.channel.id)
            group.create_task(self._serve(told), name="deliver a notice")
        if later is None or later <= now:  # what is due now waits for a busy channel, which wakes us
            return _LOOK_SECONDS
        return min(_LOOK_SECONDS, max(0.05, (later - now).total_seconds()))

    async def _serve(self, told: Told) -> None:
        try:
            if await self._claim(told):
                await self._deliver(told.delivery.id)
        except Unavailable as error:
            _log.warning("a delivery was not begun", reason=error.detail)
            await asyncio.sleep(_AGAIN_SECONDS)
        except Exception:  # noqa: BLE001 - the supervisor's edge: one delivery must not stop the house
            _log.exception("a delivery failed and is given up", delivery_id=str(told.delivery.id))
            await self._give_up(told.delivery.id)
        finally:
            self._busy.discard(told.channel.id)
            self._wake.set()

    async def _claim(self, told: Told) -> bool:
        """False when another worker was faster, or its channel has had as much as it takes a minute."""
        now = self._clock.now()
        async with self._database.write() as session:
            repository = DeliveryRepository(session)
            urgent = told.notice.urgent
            if turn_at := await repository.turn_at(told.channel, now, urgent=urgent):
                await repository.postpone(told.channel.id, turn_at, urgent=urgent)
                return False
            return await repository.claim(told.delivery.id, self._name, now)

    async def _give_up(self, delivery_id: UUID) -> None:
        values = {"state": "unknown", "fault": "ArgusAI failed while it was sent.", "next_try_at": self._clock.now()}
        with contextlib.suppress(Unavailable):  # then the next start finds it
            async with self._database.write() as session:
                await DeliveryRepository(session).settle(delivery_id, values)

    async def _deliver(self, delivery_id: UUID) -> None:
        told = await self._claimed(delivery_id)
        if told is None:
            return
        outcome = await self._send(told)
        while True:  # it is out: that has to be recorded, or it may be sent once too often
            try:
                await self._record(told, outcome)
            except Unavailable as error:
                _log.warning("a delivery cannot be recorded for now", reason=error.detail)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return

    async def _claimed(self, delivery_id: UUID) -> Told | None:
        """None when its event or channel was deleted meanwhile."""
        while True:  # it is claimed, and nobody else takes it: trying on beats leaving it for the end of its lease
            try:
                async with self._database.read() as session:
                    return await DeliveryRepository(session).one(delivery_id)
            except Unavailable as error:
                _log.warning("a delivery cannot be read for now", reason=error.detail)
                await asyncio.sleep(_AGAIN_SECONDS)

    async def _send(self, told: Told) -> Sent | SendFailed:
        try:
            house = await self._ways.houses.read()
            message = await self._ways.composer.compose(told, house)
            return await self._ways.send(self._ways.open(told.channel), message, house.means)
        except SendFailed as error:
            return error
        except SealBroken:
            return SendFailed("The keys of this house were encrypted under another ENCRYPTION_KEY.", "lasting")

    async def _record(self, told: Told, outcome: Sent | SendFailed) -> None:
        async with self._database.write() as session:
            fresh = await DeliveryRepository(session).one(told.delivery.id)
            if fresh is None:
                return  # the event, or the channel, was deleted meanwhile
            if not self._may_record(fresh, outcome):
                _log.warning("a claim ran out, and another worker took it", delivery_id=str(told.delivery.id))
                return
            if isinstance(outcome, Sent):
                await self._record_sent(session, told, fresh, outcome)
            else:
                await self._record_failed(session, told, fresh, outcome)
            body = {"user_id": str(told.channel.owner_id), "event_id": str(told.notice.event_id or "")}
            await self._announce(session, "deliveries.changed", body)

    def _may_record(self, fresh: Told, outcome: Sent | SendFailed) -> bool:
        """A claim that ran out is another's affair. But what arrived did arrive, where nobody sends it again."""
        if fresh.delivery.state == "sending":
            return fresh.delivery.claimed_by == self._name
        return isinstance(outcome, Sent) and fresh.delivery.state in {"waiting", "unknown"}

    async def _record_sent(self, session: Session, told: Told, fresh: Told, sent: Sent) -> None:
        now, revision = self._clock.now(), told.notice.revision
        better = fresh.notice.revision > revision and told.channel.kind in REPLACES
        values: dict[str, Any] = {
            "state": "waiting" if better else "sent",
            "revision": revision,
            "sent_at": now,
            "place": sent.place[:200],
            "receipt": dict(sent.receipt),
            "fault": "",
            "next_try_at": now,
            "tries": 0 if better else fresh.delivery.tries,
        }
        await DeliveryRepository(session).settle(told.delivery.id, values)
        if await self._told_failing(session, fresh.channel):
            await self._tell_channel(session, fresh.channel, f"“{fresh.channel.name}” takes notices again.", "back")
        fine = {"sent_at": now, "failures": 0, "fault": "", "resting_until": None}
        await ChannelRepository(session).note(told.channel.id, fine)

    async def _record_failed(self, session: Session, told: Told, fresh: Told, failed: SendFailed) -> None:
        now, channel, row = self._clock.now(), fresh.channel, fresh.delivery
        if failed.fault == "gone":
            channels = ChannelRepository(session)
            sentence = f"“{channel.name}” was removed. {failed}{silenced_by(await channels.uses(channel.id))}"
            await self._tell_channel(session, channel, sentence, "gone")
            await channels.remove(channel.id)
            await self._announce(session, "channels.changed", {})
            return
        age = self._clock.elapsed(row.made_at) or timedelta(0)
        after = after_failure(channel.kind, failed, row.tries, age, now)
        fault, failures = str(failed)[:_LONGEST_FAULT], channel.failures + 1
        values = {"state": after.state, "fault": fault, "next_try_at": after.next_try_at or now}
        await DeliveryRepository(session).settle(row.id, values)
        rest = rest_seconds(failures)
        until = None if rest is None else now + timedelta(seconds=rest)
        noted = {"failures": failures, "failed_at": now, "fault": fault, "resting_until": until}
        await ChannelRepository(session).note(channel.id, noted)
        _log.warning("a notice was not delivered", channel_id=str(channel.id), kind=channel.kind, next=after.state)
        if after.state == "unknown":
            await self._tell_unknown(session, told)
        if failures == TOLD_AFTER or (failed.fault == "lasting" and failures == 1):
            sentence = f"Notices do not arrive at “{channel.name}”. {failed}"
            await self._tell_channel(session, channel, sentence, "failing")

    async def _told_failing(self, session: Session, channel: ChannelRow) -> bool:
        if not channel.failures:
            return False
        return bool(await NoticeRepository(session).about(_subject(channel, "failing")))

    async def _tell_channel(self, session: Session, channel: ChannelRow, sentence: str, what: str) -> None:
        """Its owner, once going and once returning: in the list, and through the other channels."""
        now = self._clock.now()
        subject, to = _subject(channel, what), (channel.owner_id,)
        await self._teller.tell_news(session, News(subject, "Notifications", sentence, now, but_not=channel.id, to=to))

    async def _tell_unknown(self, session: Session, told: Told) -> None:
        sentence = f"Nobody knows whether “{told.channel.name}” got this: {told.notice.title}: {told.notice.text}"
        news = News(
            f"unknown:{told.delivery.id}", "Notifications", sentence, self._clock.now(), quietly=True,
            to=(told.channel.owner_id,),
        )  # fmt: skip
        await self._teller.tell_news(session, news)


def _subject(channel: ChannelRow, what: str) -> str:
    """Of one time of failing, which begins after what was sent last."""
    since = (channel.sent_at or channel.created_at).isoformat()
    return f"channel:{channel.id.hex[-12:]}:{what}:{since[:19]}"
