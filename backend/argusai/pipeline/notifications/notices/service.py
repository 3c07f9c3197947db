"""What people do with their notices: read, acknowledge, and ask for quiet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.kit.lived import LivedClock
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.kit.zones import is_zone, nearest_zone
from argusai.pipeline.notifications.notices.calm import in_quiet_hours, until_morning
from argusai.pipeline.notifications.notices.ports import ZoneIn
from argusai.pipeline.notifications.notices.prefer import HOUSE_ZONE, calm_of
from argusai.pipeline.notifications.notices.repository import CalmRepository, NoticeRepository, Wanted
from argusai.pipeline.notifications.notices.schemas import CalmOut, NoticeOut, NoticeSummaryOut
from argusai.pipeline.notifications.notices.show import show_notice

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reader:
    id: UUID
    name: str


class NoticesService:
    def __init__(self, database: Database, announce: Announce, zone_in: ZoneIn, clock: LivedClock) -> None:
        self._database = database
        self._announce = announce
        self._zone_in = zone_in
        self._clock = clock

    async def page(self, person_id: UUID, wanted: Wanted, limit: int, cursor: str | None) -> Page[NoticeOut]:
        """Newest first. Raises BadInput (slug `bad-cursor`)."""
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            rows = await NoticeRepository(session).page(person_id, wanted, after, limit + 1)
        last = rows[limit - 1] if len(rows) > limit else None
        marker = write_moment_cursor(last.made_at, last.id) if last else None
        return Page(tuple(map(show_notice, rows[:limit])), marker)

    async def summary(self, person_id: UUID) -> NoticeSummaryOut:
        async with self._database.read() as session:
            unread, urgent = await NoticeRepository(session).unread(person_id)
        return NoticeSummaryOut(unread=unread, urgent=urgent)

    async def mark_read(self, person_id: UUID, notice_id: UUID) -> None:
        """Raises NotFound."""
        async with self._database.write() as session:
            repository = NoticeRepository(session)
            row = await repository.get(notice_id)
            if row is None or row.person_id != person_id:
                raise _no_notice()
            if await repository.mark_read(person_id, self._clock.now(), until=None, one=notice_id):
                await self._announce(session, "notices.read", {"user_id": str(person_id)})

    async def mark_all_read(self, person_id: UUID, until: datetime) -> None:
        """What is told later stays unread."""
        now = self._clock.now()
        async with self._database.write() as session:
            if await NoticeRepository(session).mark_read(person_id, now, until=min(until, now), one=None):
                await self._announce(session, "notices.read", {"user_id": str(person_id)})

    async def acknowledge(self, reader: Reader, notice_id: UUID) -> NoticeOut:
        """Everybody who was told of the same sees who sees to it. The first one counts. Raises NotFound."""
        now = self._clock.now()
        async with self._database.write() as session:
            repository = NoticeRepository(session)
            own = await repository.get(notice_id)
            if own is None or own.person_id != reader.id:
                raise _no_notice()
            own.read_at = own.read_at or now
            alike = repository.about(own.subject) if own.event_id is None else repository.of_event(own.event_id)
            for row in await alike:
                if row.acknowledged_at is None:
                    row.acknowledged_at, row.acknowledged_by = now, reader.name
                body = {"user_id": str(row.person_id), "notice": show_notice(row).model_dump(mode="json")}
                await self._announce(session, "notice.changed", body)
        return show_notice(own)

    async def calm(self, person_id: UUID) -> CalmOut:
        async with self._database.read() as session:
            return await self._calm(session, person_id)

    async def change_calm(self, person_id: UUID, changes: Mapping[str, Any]) -> CalmOut:
        """`zone` "": the one of the house, whatever that is. Raises BadInput for an unknown one."""
        zone = changes.get("zone")
        async with self._database.write() as session:
            if zone and not is_zone(zone):
                meant = nearest_zone(zone, (await self._zone_in(session)).key)
                sentence = f"Not a known time zone. Write one such as {meant}"
                raise faulty({"zone": sentence})
            return await self._save(session, person_id, changes)

    async def snooze(self, person_id: UUID, length: Literal["hour", "morning", "end"]) -> CalmOut:
        now = self._clock.now()
        async with self._database.write() as session:
            calm = calm_of(await CalmRepository(session).get(person_id), await self._zone_in(session), self._clock)
            ends = {"hour": now + _HOUR, "morning": until_morning(calm, now), "end": None}
            return await self._save(session, person_id, {"snoozed_until": ends[length], "snoozed_at": now})

    async def _save(self, session: Session, person_id: UUID, changes: Mapping[str, Any]) -> CalmOut:
        repository = CalmRepository(session)
        row = await repository.get(person_id)
        before = calm_of(row, await self._zone_in(session), self._clock)
        values = {
            "person_id": person_id,
            "quiet_from": before.quiet_from,
            "quiet_until": before.quiet_until,
            "zone": row.zone if row is not None else HOUSE_ZONE,
            "pause_seconds": before.pause_seconds,
            "snoozed_until": row.snoozed_until if row is not None else None,
            "snoozed_at": row.snoozed_at if row is not None else None,
            **changes,
        }
        await repository.save(values)
        await self._announce(session, "calm.changed", {"user_id": str(person_id)})
        session.expire_all()
        return await self._calm(session, person_id)

    async def _calm(self, session: Session, person_id: UUID) -> CalmOut:
        row, house = await CalmRepository(session).get(person_id), await self._zone_in(session)
        calm, now = calm_of(row, house, self._clock), self._clock.now()
        snoozed = calm.snoozed_until if calm.snoozed_until is not None and calm.snoozed_until > now else None
        return CalmOut(
            quiet_from=calm.quiet_from,
            quiet_until=calm.quiet_until,
            zone=calm.zone.key,
            own_zone=row is not None and row.zone != HOUSE_ZONE,
            house_zone=house.key,
            pause_seconds=calm.pause_seconds,
            snoozed_until=snoozed,
            quiet_now=snoozed is not None or in_quiet_hours(calm, now),
        )


def _no_notice() -> NotFound:
    return NotFound("There is no such notice of yours. It may have been deleted.", slug="notice-not-found")
