"""A disk that fills up, and one that has room again, are told like events: once going, once returning.

What was told last stands in the notices themselves, so a start in between tells nothing twice.
"""

import asyncio
from typing import Any

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.tell import News, Teller

_log = get_log("notifications.notices")
_TITLE = "Storage"
_SUBJECT = "disk:"
_AGAIN_SECONDS = 30.0


class DiskNews:
    """`heard` takes what the page is told of troubles, all of them each time."""

    def __init__(self, database: Database, teller: Teller, clock: Clock) -> None:
        self._database = database
        self._teller = teller
        self._clock = clock
        self._sentence = ""
        self._changed = asyncio.Event()

    def heard(self, kind: str, body: dict[str, Any]) -> None:
        """Never waits."""
        if kind == "system.troubles":
            about = (each["sentence"] for each in body["troubles"] if each["slug"].startswith("disk-"))
            self._sentence = next(about, "")
            self._changed.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self.tell()
            except Unavailable as error:  # a full disk may be just why
                _log.warning("news of the disk cannot be stored for now", reason=error.detail)
                await asyncio.sleep(_AGAIN_SECONDS)
                self._changed.set()

    async def tell(self) -> None:
        now, sentence = self._clock.now(), self._sentence
        async with self._database.write() as session:
            last = await NoticeRepository(session).newest_about(_SUBJECT)
            told_full = last is not None and last.endswith(":full")
            if bool(sentence) == told_full:
                return
            state = "full" if sentence else "room"
            text = sentence or "The disk has room again."
            await self._teller.tell_news(session, News(f"{_SUBJECT}{now.isoformat()}:{state}", _TITLE, text, now))
