"""Takes what rules, outages and channels have to tell, and makes notices of it: one for each person and subject, in the
transaction of whoever tells. What is to be sent are rows, too; sending begins after the commit."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Session, after_commit
from argusai.kit.ids import new_id
from argusai.kit.lived import LivedClock
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.contract import Telling
from argusai.pipeline.notifications.notices.calm import (
    STORM_SECONDS,
    Occasion,
    Ping,
    Silent,
    silent_because,
    told_along,
)
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository
from argusai.pipeline.notifications.notices.models import NoticeRow, PingRow
from argusai.pipeline.notifications.notices.ports import ZoneIn
from argusai.pipeline.notifications.notices.prefer import calm_of
from argusai.pipeline.notifications.notices.repository import CalmRepository, EventSeen, NoticeRepository
from argusai.pipeline.notifications.notices.show import show_notice

# Better words replace what was sent this long; later ones stand in the list and on the event alone.
WORDS_SECONDS = 20.0
_LONGEST_ABOUT = 300
_LONGEST_TITLE = 200
_WANTS_QUIET: frozenset[Silent] = frozenset({"snoozed", "quiet-hours"})


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell that no rule told. `subject`: of each, a person gets one notice. `event_id`: the event that it
    is about. `but_not`: a channel that it is about. `quietly`: only in the list. `everywhere`: by every channel, also
    those that only some rules use. `passes`: also in quiet hours, though it is not urgent. `only`: by this channel and
    no other, whatever its person set about quiet: a test."""

    subject: str
    title: str
    text: str
    happened_at: datetime
    camera_id: UUID | None = None
    event_id: UUID | None = None
    urgent: bool = False
    but_not: UUID | None = None
    quietly: bool = False
    everywhere: bool = False
    passes: bool = False
    only: UUID | None = None
    to: tuple[UUID, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Bid:
    """What wants to be sent. `cooldown_seconds`: of its rule."""

    urgent: bool
    continuation: bool = False
    cooldown_seconds: int = 0


class Teller:
    """`wake`: called after the commit of anything that is to be sent. `asked_by`: who asked for an event and sees it
    already."""

    def __init__(self, announce: Announce, zone_in: ZoneIn, clock: LivedClock) -> None:
        self._announce = announce
        self._zone_in = zone_in
        self._clock = clock
        self.wake = _nobody
        self.asked_by: Callable[[UUID], UUID | None] = _unasked

    async def tell(self, session: Session, telling: Telling) -> None:
        """Implements `contract.Tell`."""
        event = await NoticeRepository(session).event(telling.event_id)
        if event is None:
            return
        if telling.stage != "opened":
            await self._reword(session, telling, event)
            return
        asker = self.asked_by(event.id)
        people = [each for each in await NoticeRepository(session).people(telling.person_ids) if each != asker]
        channels = await _channels(session, telling, people)
        # Whose channel the rule names is told as well: his quiet hours count for it, and nobody else's.
        owners = [row.owner_id for row in channels if row.owner_id != asker]
        for person_id in dict.fromkeys([*people, *owners]):
            own = [row for row in channels if row.owner_id == person_id]
            await self._open(session, telling, event, person_id, own)

    async def tell_news(self, session: Session, news: News) -> None:
        """To everybody, or to those in `news.to`. Told before, it is not told again."""
        repository, now = NoticeRepository(session), self._clock.now()
        for person_id in await repository.people(news.to or None):
            if await repository.find(person_id, news.subject) is not None:
                continue
            channels = await _ways(session, news, person_id)
            silent: Silent = "snoozed" if news.quietly else ""
            about = f"news:{news.subject}"
            if not news.quietly and news.only is None:
                silent = await self._silent(session, person_id, about, Bid(news.urgent or news.passes))
            row = _row(person_id, news.subject, news.title, news.text, now)
            row.camera_id, row.event_id, row.urgent = news.camera_id, news.event_id, news.urgent
            row.happened_at, row.silent, row.urgent_at = news.happened_at, silent, now if news.urgent else None
            row.kind = "system" if news.event_id is None else "event"
            row.read_at = now if news.only else None  # whoever tests sees how it went
            await repository.add(row)
            if not silent:
                await self._send(session, row, channels, now)
                await self._note_ping(session, person_id, about, news.urgent)
            if silent == "storm":
                await self._gather(session, row, channels, now)
            await self._tell_page(session, row, "notice.told")

    async def _open(
        self, session: Session, telling: Telling, event: EventSeen, person_id: UUID, channels: Sequence[ChannelRow]
    ) -> None:
        repository, now = NoticeRepository(session), self._clock.now()
        about = f"{telling.rule_id}:{event.camera_id}:{','.join(sorted(event.labels))}"[:_LONGEST_ABOUT]
        row = await repository.find(person_id, f"event:{event.id}")
        sent_before = row is not None and not row.silent
        bid = Bid(telling.urgent, event.continues, telling.cooldown_seconds)
        silent = await self._silent(session, person_id, about, bid)
        if row is None:
            row = await _made(repository, event, person_id, now)
            row.silent = silent
            await repository.add(row)
        row.rules = list(dict.fromkeys([*row.rules, telling.rule_name]))
        if telling.urgent and not row.urgent:
            await self._rise(session, row, now, told_calmly=sent_before)
        if sent_before:
            if silent not in _WANTS_QUIET:  # a channel that only this rule uses would ring in quiet hours
                await self._send(session, row, channels, now)
                # This rule's pause begins as well; it pinged nobody, so nothing urgent has to wait for it.
                await self._note_ping(session, person_id, told_along(about[: _LONGEST_ABOUT - 2]), urgent=False)
        elif not silent:
            row.silent, row.made_at = "", now  # another rule may have held it back: what counts is that it goes out
            await self._send(session, row, channels, now)
            await self._note_ping(session, person_id, about, telling.urgent)
        elif silent == "storm":
            row.silent, row.made_at = silent, now
            await self._gather(session, row, channels, now)
        await session.flush()
        await self._tell_page(session, row, "notice.told")

    async def _rise(self, session: Session, row: NoticeRow, now: datetime, *, told_calmly: bool) -> None:
        """It becomes urgent. Who was told calmly is not pinged again for the same event: what can be replaced is, and
        nobody has read that it is urgent yet, so that it is told again when nobody sees to it from now on."""
        row.urgent, row.urgent_at = True, now
        await DeliveryRepository(session).hasten(row.id, now)
        if row.acknowledged_at is not None:
            return
        row.read_at = None
        if told_calmly:
            row.revision += 1
            await session.flush()
            await DeliveryRepository(session).reword(row.id, row.revision, now)
            after_commit(session, lambda: self.wake())

    async def _note_ping(self, session: Session, person_id: UUID, about: str, urgent: bool) -> None:
        ping = PingRow(
            id=new_id(), person_id=person_id, about=about[:_LONGEST_ABOUT], urgent=urgent, at=self._clock.now()
        )
        await CalmRepository(session).add_ping(ping)

    async def _silent(self, session: Session, person_id: UUID, about: str, bid: Bid) -> Silent:
        repository, now = CalmRepository(session), self._clock.now()
        calm = calm_of(await repository.get(person_id), await self._zone_in(session), self._clock)
        calm = replace(calm, pause_seconds=max(calm.pause_seconds, bid.cooldown_seconds))
        last = await repository.last_ping(person_id, about)
        lately = await repository.pings_since(person_id, now - timedelta(seconds=STORM_SECONDS), now)
        gone = self._clock.elapsed(last.at) if last else None
        ping = Ping(now - gone, last.urgent) if last and gone is not None else None
        occasion = Occasion(bid.urgent, bid.continuation, ping, lately)
        return silent_because(calm, occasion, now)

    async def _reword(self, session: Session, telling: Telling, event: EventSeen) -> None:
        """The list never keeps words that are over; what was sent is replaced by better words that come soon: those
        of a model, or of an event that is over."""
        now = self._clock.now()
        told = {*telling.person_ids, *(row.owner_id for row in await _channels(session, telling, telling.person_ids))}
        for row in await NoticeRepository(session).about(f"event:{event.id}"):
            if row.person_id not in told or row.text == event.text:
                continue
            row.text = event.text
            age = self._clock.elapsed(row.made_at)
            if age is not None and age <= timedelta(seconds=WORDS_SECONDS) and telling.stage != "opened":
                row.revision += 1
                await session.flush()
                await DeliveryRepository(session).reword(row.id, row.revision, now)
                after_commit(session, lambda: self.wake())
            await session.flush()
            await self._tell_page(session, row, "notice.changed")

    async def _send(self, session: Session, row: NoticeRow, channels: Sequence[ChannelRow], at: datetime) -> None:
        for channel in channels:
            await DeliveryRepository(session).add(
                {
                    "id": new_id(),
                    "notice_id": row.id,
                    "channel_id": channel.id,
                    "subject": row.subject,
                    "state": "waiting",
                    "revision": 0,
                    "made_at": row.made_at,
                    "next_try_at": at,
                    "tries": 0,
                    "place": "",
                    "fault": "",
                    "receipt": {},
                }
            )
        if channels:
            after_commit(session, lambda: self.wake())

    async def _gather(self, session: Session, held: NoticeRow, channels: Sequence[ChannelRow], now: datetime) -> None:
        """Instead of hundreds: one summary, when the minute is over; urgent where one of them is."""
        repository = NoticeRepository(session)
        row = await repository.storm(held.person_id, now - timedelta(seconds=STORM_SECONDS), now)
        kind = "notice.changed" if row is not None else "notice.told"
        if row is None:
            row = _row(held.person_id, f"storm:{new_id()}", "Many at once", "", now)
            row.kind = "summary"
            await repository.add(row)
        if held.urgent and not row.urgent:
            row.urgent, row.urgent_at = True, now
        await self._send(session, row, channels, row.made_at + timedelta(seconds=STORM_SECONDS))
        await session.flush()
        counts = await repository.held_back(held.person_id, row.made_at)
        count = sum(counts.values())
        places = ", ".join(f"{title} {number}" for title, number in list(counts.items())[:5])
        row.text = f"{count} more {'notice' if count == 1 else 'notices'} within a minute: {places}."
        await session.flush()
        await self._tell_page(session, row, kind)

    async def _tell_page(self, session: Session, row: NoticeRow, kind: str) -> None:
        body = {"user_id": str(row.person_id), "notice": show_notice(row).model_dump(mode="json")}
        await self._announce(session, kind, body)


async def _ways(session: Session, news: News, person_id: UUID) -> Sequence[ChannelRow]:
    channels = ChannelRepository(session)
    if news.only is not None:
        return await channels.named([news.only])
    own = await (channels.all_on(person_id) if news.everywhere else channels.usual([person_id]))
    return [each for each in own if each.id != news.but_not]


async def _channels(session: Session, telling: Telling, people: Collection[UUID]) -> Sequence[ChannelRow]:
    repository = ChannelRepository(session)
    if telling.channel_ids:
        return await repository.named(telling.channel_ids)
    return await repository.usual(people)


async def _made(repository: NoticeRepository, event: EventSeen, person_id: UUID, now: datetime) -> NoticeRow:
    """Who hears of it later sees who sees to it already."""
    row = _row(person_id, f"event:{event.id}", event.camera_name, event.text, now)
    row.kind, row.event_id, row.camera_id, row.happened_at = "event", event.id, event.camera_id, event.started_at
    row.acknowledged_at, row.acknowledged_by = await repository.seen_to(event.id)
    return row


def _row(person_id: UUID, subject: str, title: str, text: str, now: datetime) -> NoticeRow:
    return NoticeRow(
        id=new_id(), person_id=person_id, subject=subject, kind="system", event_id=None, camera_id=None, rules=[],
        title=title[:_LONGEST_TITLE], text=text, urgent=False, happened_at=now, made_at=now, revision=1, silent="",
        urgent_at=None, read_at=None, acknowledged_at=None, acknowledged_by="",
    )  # fmt: skip


def _nobody() -> None:
    """Until somebody sends."""


def _unasked(_event_id: UUID) -> None:
    """Until somebody can ask."""
