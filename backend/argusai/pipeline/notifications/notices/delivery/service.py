"""What people ask of deliveries: what went where, and send it again."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, after_commit
from argusai.kit.errors import Conflict, NotFound
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Wanted
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.schemas import DeliveryOut, ToldOut
from argusai.pipeline.notifications.notices.show import show_delivery, show_told
from argusai.pipeline.notifications.notices.tell import Teller

_MOST_OF_EVENT = 200
_PORTION = 500


class DeliveriesService:
    def __init__(self, database: Database, teller: Teller, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._teller = teller
        self._announce = announce
        self._clock = clock

    async def page(self, wanted: Wanted, limit: int, cursor: str | None) -> Page[DeliveryOut]:
        """Newest first. Raises BadInput (slug `bad-cursor`)."""
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            found = await DeliveryRepository(session).page(wanted, after, limit + 1)
        last = found[limit - 1].delivery if len(found) > limit else None
        marker = write_moment_cursor(last.made_at, last.id) if last else None
        return Page(tuple(map(show_delivery, found[:limit])), marker)

    async def portions(self, wanted: Wanted) -> AsyncIterator[Sequence[DeliveryOut]]:
        """All of them, newest first. Each portion is read for itself: whoever fetches slowly holds up nobody."""
        after = None
        while True:
            async with self._database.read() as session:
                found = await DeliveryRepository(session).page(wanted, after, _PORTION)
            yield [show_delivery(told) for told in found]
            if len(found) < _PORTION:
                return
            after = (found[-1].delivery.made_at, found[-1].delivery.id)

    async def of_event(self, person_id: UUID | None, event_id: UUID) -> list[ToldOut]:
        """Who was told of it, and how. `person_id`: only this one; None: everybody. Raises NotFound."""
        async with self._database.read() as session:
            repository = NoticeRepository(session)
            if await repository.event(event_id) is None:
                raise NotFound("There is no such event, or it was deleted.")
            notices = await repository.of_event(event_id)
            found = await DeliveryRepository(session).page(Wanted(event_id=event_id), None, _MOST_OF_EVENT)
            names = await ChannelRepository(session).owners()
        return [
            show_told(row, names.get(row.person_id, ""), [show_delivery(each) for each in found if each.notice is row])
            for row in notices
            if person_id in {None, row.person_id}
        ]

    async def resend(self, owner_id: UUID, delivery_id: UUID) -> DeliveryOut:
        """What was given up, or has an unknown outcome. Raises NotFound, Conflict (slug not-failed)."""
        now = self._clock.now()
        async with self._database.write() as session:
            repository = DeliveryRepository(session)
            told = await repository.one(delivery_id)
            if told is None or told.channel.owner_id != owner_id:
                raise NotFound("There is no such delivery of yours. It may have been deleted.")
            if told.delivery.state not in {"failed", "unknown"}:
                raise Conflict("This one arrived, or is still being tried.", slug="not-failed")
            values = {"state": "waiting", "next_try_at": now, "tries": 0, "made_at": now}
            await repository.settle(delivery_id, values)
            await ChannelRepository(session).note(told.channel.id, {"resting_until": None})
            after_commit(session, lambda: self._teller.wake())
            fresh = await repository.one(delivery_id) or told
            body = {"user_id": str(owner_id), "event_id": str(told.notice.event_id or "")}
            await self._announce(session, "deliveries.changed", body)
        return show_delivery(fresh)
