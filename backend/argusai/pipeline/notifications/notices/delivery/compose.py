"""Makes of a notice, as it stands now, what one channel is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.pipeline.notifications.channels.contract import Message, Picture, What
from argusai.pipeline.notifications.channels.house import ChannelHouse
from argusai.pipeline.notifications.channels.kinds import channel_tag
from argusai.pipeline.notifications.channels.links import VALID_SECONDS, write_link
from argusai.pipeline.notifications.notices.delivery.repository import Told
from argusai.pipeline.notifications.notices.ports import ReadPicture, ZoneIn
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.show import path_of

TEST = "selftest:"  # how the subjects of self-tests begin
PICTURES = "/api/v1/notice-pictures"
# These get the picture itself; the others a link to it.
_WITH_PICTURE = frozenset({"email", "apprise", "telegram"})


@dataclass(frozen=True, slots=True)
class _Of:
    """What a picture is of."""

    path: str
    link: str


class Composer:
    def __init__(self, database: Database, read_picture: ReadPicture, zone_in: ZoneIn, clock: Clock) -> None:
        self._database = database
        self._read_picture = read_picture
        self._zone_in = zone_in
        self._clock = clock

    async def compose(self, told: Told, house: ChannelHouse) -> Message:
        """The picture is one of this very event, or none."""
        row, now, event = told.notice, self._clock.now(), None
        picture, shown = None, None
        async with self._database.read() as session:
            zone = (await self._zone_in(session)).key
            if row.event_id is not None:
                repository = NoticeRepository(session)
                event = await repository.event(row.event_id)
                path = await repository.picture_path(row.event_id)
                if path is not None:
                    shown = _Of(path, f"{PICTURES}/{write_link(house.link_key, row.event_id, _until(now))}")
        if shown is not None and told.channel.kind in _WITH_PICTURE and not told.delivery.place:
            content = await self._read_picture(shown.path)
            picture = Picture(content, f"{row.event_id}.jpg") if content is not None else None
        own = house.own_address
        return Message(
            id=row.id, key=f"{row.id}:{row.revision}", tag=channel_tag(row.id), what=_what(told), title=row.title,
            text=row.text, urgent=row.urgent, happened_at=row.happened_at, sent_at=now, path=path_of(row),
            link=f"{own}{path_of(row)}" if own else None, event_id=row.event_id, camera_id=row.camera_id,
            labels=event.labels if event else (), zones=event.zones if event else (), rules=tuple(row.rules),
            place=told.delivery.place, picture=picture, picture_path=shown.link if shown else None,
            picture_link=f"{own}{shown.link}" if own and shown else None, zone=zone,
        )  # fmt: skip


def _what(told: Told) -> What:
    if told.notice.subject.startswith(TEST):
        return "test"
    kinds: dict[str, What] = {"system": "system", "summary": "summary"}
    return kinds.get(told.notice.kind, "words" if told.delivery.sent_at is not None else "opened")


def _until(now: datetime) -> datetime:
    return now + timedelta(seconds=VALID_SECONDS)
