"""Real WebSocket clients for the live routes, and a stand-in for the capture's live pictures."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from argusai.kit.errors import Unavailable

CAMERA = UUID("01980000-0000-7000-8000-000000000001")
OTHER = UUID("01980000-0000-7000-8000-000000000002")


@dataclass
class Feed:
    """A live picture whose pieces the test hands out; None ends it."""

    pieces: asyncio.Queue[bytes | None]
    header: Mapping[str, Any] = field(default_factory=lambda: {"format": "mp4", "tracks": ["video/mp4"]})

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await self.pieces.get()) is not None:
            yield piece


@dataclass
class Pictures:
    """Plays the capture: one feed for each viewer, as long as there is a picture."""

    has_picture: bool = True
    watching: list[Feed] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    streams: list[str] = field(default_factory=list)

    def watch(self, camera_id: UUID, format: str, stream: str = "main") -> AbstractAsyncContextManager[Feed]:
        self.streams.append(stream)
        return self._watch(format)

    @asynccontextmanager
    async def _watch(self, format: str) -> AsyncIterator[Feed]:
        if not self.has_picture:
            raise Unavailable("none", retry_after_seconds=5)
        feed = Feed(asyncio.Queue())
        self.formats.append(format)
        self.watching.append(feed)
        try:
            yield feed
        finally:
            self.watching.remove(feed)


@dataclass
class Site:
    """Where the sockets are, and the cookie of somebody who is signed in."""

    port: int
    cookie: str = ""
    csrf: dict[str, str] = field(default_factory=dict)

    def open(self, path: str, *, cookie: str | None = None, **options: Any) -> connect:
        headers = {"Cookie": self.cookie if cookie is None else cookie} | options.pop("headers", {})
        return connect(
            f"ws://127.0.0.1:{self.port}/api/v1{path}",
            additional_headers={name: value for name, value in headers.items() if value},
            proxy=None,
            **options,
        )

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[httpx.AsyncClient]:
        base = f"http://127.0.0.1:{self.port}"
        async with httpx.AsyncClient(base_url=base, headers={"Cookie": self.cookie} | self.csrf) as caller:
            yield caller


async def hear(client: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(client.recv(), 60))
    return message


async def closing_code(client: ClientConnection) -> int | None:
    """Reads on until the server closes."""
    with contextlib.suppress(ConnectionClosed):
        async with asyncio.timeout(60):
            while True:
                await client.recv()
    return client.close_code
