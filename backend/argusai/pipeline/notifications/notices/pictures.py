"""Pictures for receivers that cannot sign in: by a signed link that holds for a day."""

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import NotFound
from argusai.pipeline.notifications.channels.house import ChannelHouses
from argusai.pipeline.notifications.channels.links import read_link
from argusai.pipeline.notifications.channels.repository import ChannelRepository
from argusai.pipeline.notifications.notices.ports import ReadPicture
from argusai.pipeline.notifications.notices.repository import NoticeRepository


class NoticePictures:
    def __init__(self, database: Database, houses: ChannelHouses, read_picture: ReadPicture, clock: Clock) -> None:
        self._database = database
        self._houses = houses
        self._read_picture = read_picture
        self._clock = clock

    async def read(self, token: str) -> bytes:
        """Raises NotFound, alike for what is forged, over or deleted."""
        path = None
        async with self._database.read() as session:
            there = await ChannelRepository(session).house() is not None
        if there:  # else no link was ever given out, and a stranger's request makes no keys
            event_id = read_link((await self._houses.read()).link_key, token, self._clock.now())
            async with self._database.read() as session:
                path = await NoticeRepository(session).picture_path(event_id) if event_id is not None else None
        content = await self._read_picture(path) if path is not None else None
        if content is None:
            raise NotFound("There is no such picture, or the link is too old.")
        return content
