"""All live pictures of one capture process: switched on with the first viewer, off with the last."""

import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from argusai.kit.errors import Unavailable
from argusai.kit.link import Message
from argusai.pipeline.capture.streams.encoding import EncodingPlaces
from argusai.pipeline.capture.streams.relay import Relay, Viewer
from argusai.pipeline.capture.streams.wire import Watched

_HEADER_SECONDS = 6.0


class Send(Protocol):
    async def __call__(self, head: Mapping[str, Any]) -> object: ...


class Relays:
    """`send` takes orders to the child; it may lose them while there is none: `resume` repeats them. `places`: of the
    whole machine."""

    def __init__(self, send: Send, places: EncodingPlaces) -> None:
        self._send = send
        self._places = places
        self._relays: dict[Watched, Relay] = {}
        self._encoding: set[Watched] = set()

    @contextlib.asynccontextmanager
    async def watch(self, watched: Watched, encodes: bool) -> AsyncIterator[Viewer]:
        """`encodes`: this needs a place. Raises Unavailable (slug no-picture or encoders-busy) on entering."""
        relay = self._relays.get(watched) or self._add(watched, encodes)
        try:
            # Counted before anything is waited for: a first viewer who goes meanwhile must not take it from the second.
            with relay.expecting() as first:
                if first:
                    await self._switch(watched, True)
                viewer = await relay.join(_HEADER_SECONDS)
                try:
                    yield viewer
                finally:
                    relay.leave(viewer)
        except TimeoutError as error:
            raise no_picture() from error
        finally:
            if not relay.watched and self._relays.get(watched) is relay:
                self._remove(watched)
                await self._switch(watched, False)

    def _add(self, watched: Watched, encodes: bool) -> Relay:
        if encodes:
            self._places.take()
            self._encoding.add(watched)
        relay = self._relays[watched] = Relay(alone=watched.format in {"jpeg", "overlay"})
        return relay

    def _remove(self, watched: Watched) -> None:
        del self._relays[watched]
        if watched in self._encoding:
            self._encoding.remove(watched)
            self._places.give_back()

    async def resume(self) -> None:
        """A new child is there: tell it who watches."""
        for watched, relay in list(self._relays.items()):
            if relay.watched:
                await self._switch(watched, True)

    def take(self, message: Message) -> None:
        """A message of kind "live…". Raises KeyError, ValueError for one that this is not."""
        head, camera_id = message.head, UUID(message.head["camera_id"])
        if head["kind"] == "live-end":
            self.end(camera_id, head["stream"])
        elif relay := self._relays.get(Watched(camera_id, head["stream"], head["format"])):
            if head["kind"] == "live-header":
                relay.begin(head["header"] | {"stream": head["stream"]}, _split(message.body, head["inits"]))
            else:
                relay.push(message.body, head["key"])

    def end(self, camera_id: UUID, stream: str | None = None) -> None:
        """`stream`: of this one alone; an overlay belongs to none."""
        for watched, relay in self._relays.items():
            of_it = stream == watched.stream and watched.format != "overlay"
            if watched.camera_id == camera_id and (stream is None or of_it):
                relay.end()

    async def _switch(self, watched: Watched, on: bool) -> None:
        camera_id, stream, live_format = str(watched.camera_id), watched.stream, watched.format
        await self._send({"kind": "live", "camera_id": camera_id, "stream": stream, "format": live_format, "on": on})


def no_picture() -> Unavailable:
    return Unavailable("There is no picture from this camera right now.", slug="no-picture", retry_after_seconds=5)


def _split(body: bytes, lengths: Sequence[int]) -> list[bytes]:
    parts = []
    for length in lengths:
        parts.append(body[:length])
        body = body[length:]
    return parts
