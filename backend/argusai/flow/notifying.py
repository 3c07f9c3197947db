"""Notices: how telling, sending, reading and our own troubles are connected."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from argusai.kit.announce import FOR_ADMINISTRATORS, Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.lived import LivedClock
from argusai.kit.vault import Vault
from argusai.kit.workers import Workers
from argusai.pipeline.notifications.channels.house import ChannelHouses
from argusai.pipeline.notifications.channels.registry import send_by
from argusai.pipeline.notifications.channels.service import ChannelsService
from argusai.pipeline.notifications.notices.delivery.compose import Composer
from argusai.pipeline.notifications.notices.delivery.deliver import Deliverer, Ways
from argusai.pipeline.notifications.notices.delivery.service import DeliveriesService
from argusai.pipeline.notifications.notices.escalate import Escalation
from argusai.pipeline.notifications.notices.pictures import NoticePictures
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.service import NoticesService
from argusai.pipeline.notifications.notices.spending import spending_news
from argusai.pipeline.notifications.notices.tell import News, Teller
from argusai.pipeline.notifications.notices.troubles import TroubleNews
from argusai.system.ports import PublishPerishable
from argusai.system.settings_service import SettingsService

_READERS = 2
# Notices of events go with their events.
_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Notifying:
    """`teller.tell`: the port that rules call."""

    teller: Teller
    deliverer: Deliverer
    channels: ChannelsService
    notices: NoticesService
    deliveries: DeliveriesService
    pictures: NoticePictures
    escalation: Escalation
    troubles: TroubleNews
    readers: Workers
    clock: Clock
    forget: Callable[[], Awaitable[int]]

    def parts(self) -> dict[str, Any]:
        return {
            "channels": self.channels,
            "notices": self.notices,
            "deliveries": self.deliveries,
            "notice_pictures": self.pictures,
        }

    async def run(self) -> None:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.deliverer.run(), name="deliver notices")
            group.create_task(self.troubles.run(), name="tell of troubles")
            group.create_task(self.escalation.run(), name="tell again what nobody sees to")

    def hearing(self, publish: PublishPerishable) -> PublishPerishable:
        """`publish`, and whoever tells people of it."""

        def publish_and_tell(kind: str, body: dict[str, Any]) -> None:
            publish(kind, body)
            self.troubles.heard(kind, body)

        return publish_and_tell

    def close(self) -> None:
        self.readers.close()

    async def announced(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        """What else is told like events, in the same transaction: a camera that is not seen, and one that is seen
        again; what descriptions cost, as marks of a limit are passed."""
        if kind == "describing.spent":
            to = tuple(await NoticeRepository(session).administrators())
            spent = spending_news(body[FOR_ADMINISTRATORS], self.clock.now(), to)
            if spent is not None:
                await self.teller.tell_news(session, spent)
        if kind not in {"outage.began", "outage.ended"}:
            return
        outage = body["outage"]
        began = kind == "outage.began"
        at = datetime.fromisoformat(outage["began_at"] if began else outage["ended_at"])
        subject = f"outage:{outage['id']}:{'began' if began else 'ended'}"
        news = News(subject, outage["camera_name"], outage["sentence"], at, camera_id=UUID(outage["camera_id"]))
        await self.teller.tell_news(session, news)


def connect_notifying(
    database: Database, vault: Vault, settings: SettingsService, media_folder: Path, tell: tuple[Announce, Clock]
) -> Notifying:
    announce, clock = tell[0], LivedClock(tell[1])
    readers = Workers("notice-pictures", _READERS)
    houses = ChannelHouses(database, vault)

    async def zone_in(session: Session) -> ZoneInfo:
        return (await settings.read_in(session)).zone

    async def read_picture(path: str) -> bytes | None:
        try:
            return await readers.run((media_folder / path).read_bytes)
        except OSError:
            return None

    async def forget() -> int:
        async with database.write() as session:
            return await NoticeRepository(session).forget(clock.now() - _KEPT)

    teller = Teller(announce, zone_in, clock)
    channels = ChannelsService(database, vault, houses, announce, clock)
    ways = Ways(channels.open, send_by, houses, Composer(database, read_picture, zone_in, clock))
    return Notifying(
        teller=teller,
        deliverer=Deliverer(database, ways, teller, announce, clock),
        channels=channels,
        notices=NoticesService(database, announce, zone_in, clock),
        deliveries=DeliveriesService(database, teller, announce, clock),
        escalation=Escalation(database, teller, clock),
        troubles=TroubleNews(database, teller, clock),
        pictures=NoticePictures(database, houses, read_picture, clock),
        readers=readers,
        clock=clock,
        forget=forget,
    )
