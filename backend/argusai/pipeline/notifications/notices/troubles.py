"""What goes wrong with ArgusAI itself is told like events: once going, once returning.

What was told last stands in the notices themselves, so a start in between tells nothing twice.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.tell import News, Teller

_log = get_log("notifications.notices")
_LOOK_SECONDS = 30.0
_BEGAN = (":began", ":full")  # "full": what a disk's were called first


@dataclass(frozen=True, slots=True)
class Topic:
    """`slugs`: how those of its troubles begin. `over`: the sentence once it has passed. `to_all` False: only
    administrators can do something. `began_seconds`, `over_seconds`: how long it has to last, or to be gone, so that
    what comes and goes is not told again and again. `sign`: its being gone proves nothing, after a start say: it has
    passed once somebody gave a sign since (`TroubleNews.signs`)."""

    name: str
    slugs: str
    title: str
    over: str
    to_all: bool = False
    began_seconds: float = 0.0
    over_seconds: float = 600.0
    sign: bool = False


TOPICS = (
    Topic("disk", "disk-", "Storage", "The disk has room again.", to_all=True),
    Topic(
        "certificate", "certificate-", "Certificate", "The certificate of this page is good for a long time again.",
        over_seconds=3600.0,
    ),
    Topic(
        "describers", "describers-down", "Descriptions", "A describer answers again.", began_seconds=300.0, sign=True,
        over_seconds=0.0,
    ),
    Topic(
        "cap", "describing-capped", "Descriptions", "The limit on costs lets describers be asked again.", sign=True,
        over_seconds=0.0,
    ),
)  # fmt: skip
Sign = Callable[[], float | None]


@dataclass(slots=True)
class _Standing:
    """Of one topic. Times are monotonic: since when it is as it is, and when it was last there. `told`: None: not yet
    read."""

    since: float
    seen: float
    sentence: str = ""
    told: bool | None = None


class TroubleNews:
    """`heard` takes what the page is told of troubles, all of them each time. `signs`: by the name of a topic, when a
    sign that it has passed was last seen, by the monotonic clock."""

    def __init__(self, database: Database, teller: Teller, clock: Clock) -> None:
        self._database = database
        self._teller = teller
        self._clock = clock
        now = clock.monotonic()
        self._standings = {topic.name: _Standing(now, now) for topic in TOPICS}
        self._changed = asyncio.Event()
        self.signs: dict[str, Sign] = {}

    def heard(self, kind: str, body: dict[str, Any]) -> None:
        """Never waits."""
        if kind != "system.troubles":
            return
        now = self._clock.monotonic()
        for topic in TOPICS:
            standing = self._standings[topic.name]
            about = (each["sentence"] for each in body["troubles"] if each["slug"].startswith(topic.slugs))
            sentence = next(about, "")
            if standing.sentence or sentence:
                standing.seen = now
            if bool(sentence) != bool(standing.sentence):
                standing.since = now
            standing.sentence = sentence
        self._changed.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._changed.wait()
            self._changed.clear()
            try:
                await self.tell()
            except Unavailable as error:  # a full disk may be just why
                _log.warning("news of troubles cannot be stored for now", reason=error.detail)

    async def tell(self) -> None:
        for topic in TOPICS:
            standing = self._standings[topic.name]
            if standing.told is None:
                standing.told = await self._told_before(topic)
            if bool(standing.sentence) == standing.told or not self._lasts(topic, standing):
                continue
            async with self._database.write() as session:
                await self._tell_of(session, topic, standing)
            standing.told = bool(standing.sentence)

    async def _told_before(self, topic: Topic) -> bool:
        async with self._database.read() as session:
            last = await NoticeRepository(session).newest_about(f"{topic.name}:")
        return last is not None and last.endswith(_BEGAN)

    def _lasts(self, topic: Topic, standing: _Standing) -> bool:
        lasted = self._clock.monotonic() - standing.since
        if standing.sentence:
            return lasted >= topic.began_seconds
        sign = self.signs.get(topic.name, _no_sign)() if topic.sign else standing.since
        return lasted >= topic.over_seconds and sign is not None and (not topic.sign or sign > standing.seen)

    async def _tell_of(self, session: Session, topic: Topic, standing: _Standing) -> None:
        now = self._clock.now()
        subject = f"{topic.name}:{now.isoformat()}:{'began' if standing.sentence else 'over'}"
        to = () if topic.to_all else tuple(await NoticeRepository(session).administrators())
        if topic.to_all or to:
            news = News(subject, topic.title, standing.sentence or topic.over, now, to=to)
            await self._teller.tell_news(session, news)


def _no_sign() -> None:
    """Until somebody can give one."""
