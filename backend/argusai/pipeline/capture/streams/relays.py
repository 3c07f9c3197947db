"""All live pictures of one capture process: switched on with the first viewer, off with the last."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from argusai.kit.errors import Unavailable
from argusai.kit.link import Message
from argusai.pipeline.capture.streams.relay import Relay, Viewer
from argusai.pipeline.capture.streams.wire import LiveFormat

_HEADER_SECONDS = 6.0


class Send(Protocol):
    async def __call__(self, head: Mapping[str, Any]) -> None: ...


class Relays:
    """`send` takes orders to the child; it may lose them while there is none: `resume` repeats them."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._relays: dict[tuple[UUID, LiveFormat], Relay] = {}

    @contextlib.asynccontextmanager
    async def watch(self, camera_id: UUID, live_format: LiveFormat) -> AsyncIterator[Viewer]:
        """Raises Unavailable (slug no-picture) on entering."""
        relay = self._relays.setdefault((camera_id, live_format), Relay(alone=live_format == "jpeg"))
        if not relay.watched:
            await self._switch(camera_id, live_format, True)
        try:
            viewer = await relay.join(_HEADER_SECONDS)
            try:
                yield viewer
            finally:
                relay.leave(viewer)
        except TimeoutError as error:
            raise no_picture() from error
        finally:
            if not relay.watched and self._relays.get((camera_id, live_format)) is relay:
                del self._relays[camera_id, live_format]
                await self._switch(camera_id, live_format, False)

    async def resume(self) -> None:
        """A new child is there: tell it who watches."""
        for (camera_id, live_format), relay in list(self._relays.items()):
            if relay.watched:
                await self._switch(camera_id, live_format, True)

    def take(self, message: Message) -> None:
        """A message of kind "live…". Raises KeyError, ValueError for one that this is not."""
        head, camera_id = message.head, UUID(message.head["camera_id"])
        if head["kind"] == "live-end":
            self.end(camera_id)
        elif relay := self._relays.get((camera_id, head["format"])):
            if head["kind"] == "live-header":
                relay.begin(head["header"], _split(message.body, head["inits"]))
            else:
                relay.push(message.body, head["key"])

    def end(self, camera_id: UUID) -> None:
        for (watched_id, _), relay in self._relays.items():
            if watched_id == camera_id:
                relay.end()

    async def _switch(self, camera_id: UUID, live_format: LiveFormat, on: bool) -> None:
        await self._send({"kind": "live", "camera_id": str(camera_id), "format": live_format, "on": on})


def no_picture() -> Unavailable:
    return Unavailable("There is no picture from this camera right now.", slug="no-picture", retry_after_seconds=5)


def _split(body: bytes, lengths: Sequence[int]) -> list[bytes]:
    parts = []
    for length in lengths:
        parts.append(body[:length])
        body = body[length:]
    return parts
