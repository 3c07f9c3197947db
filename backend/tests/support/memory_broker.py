"""A broker in this process, which keeps what is retained and says the wills of those who are lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argusai.bridges.homeassistant.contract import Broker, LinkFailed, Publication, Received


@dataclass
class MemoryBroker:
    """Implements `ports.Connect` by `connect`. Away unless `there`. `published`: all, in order."""

    there: bool = True
    asked: int = 0
    published: list[Publication] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    links: list["MemoryLink"] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def connect(self, broker: Broker, will: Publication | None) -> AsyncIterator[Any]:
        self.asked += 1
        if not self.there:
            raise LinkFailed("Nothing answers at 192.0.2.1, port 1883: refused.")
        for older in [each for each in self.links if each.name == broker.name]:
            self.cut(older)
        link = MemoryLink(self, broker.name, will)
        self.links.append(link)
        try:
            yield link
        finally:
            if link in self.links:
                self.links.remove(link)

    def cut(self, link: "MemoryLink") -> None:
        """It is lost, and notices."""
        self.links.remove(link)
        link.end()
        if link.will is not None:
            self.take(link.will)

    def take(self, publication: Publication) -> None:
        self.published.append(publication)
        if publication.retain:
            self.kept.pop(publication.topic, None)
            if publication.payload:
                self.kept[publication.topic] = publication.payload
        for link in self.links:
            if publication.topic in link.topics:
                link.hear(Received(publication.topic, publication.payload, retained=False))


class MemoryLink:
    """Implements `ports.Link`; knows no wildcards."""

    def __init__(self, broker: MemoryBroker, name: str, will: Publication | None) -> None:
        self._broker = broker
        self.name, self.will = name, will
        self.topics = set[str]()
        self._heard = asyncio.Queue[Received | None]()

    def hear(self, received: Received) -> None:
        self._heard.put_nowait(received)

    def end(self) -> None:
        self._heard.put_nowait(None)

    async def publish(self, publication: Publication) -> None:
        if self not in self._broker.links:
            raise LinkFailed("The connection broke.")
        self._broker.take(publication)

    async def subscribe(self, topics: Sequence[str]) -> None:
        self.topics |= set(topics)
        for topic in topics:
            if topic in self._broker.kept:
                self.hear(Received(topic, self._broker.kept[topic], retained=True))

    def lost(self) -> int:
        return 0

    async def received(self) -> AsyncIterator[Received]:
        while (received := await self._heard.get()) is not None:
            yield received
        raise LinkFailed("The connection broke.")
