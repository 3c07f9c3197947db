"""Live pictures of one camera for one viewer: a header, then pieces of video or JPEGs."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from argusai.kit.errors import Unavailable
from argusai.live.ports import LiveFormat, LivePictures, RequireCamera, StreamName, Viewing


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """`open_seconds`: until the header is there. `gap_seconds`: between two pictures."""

    open_seconds: float = 8.0
    gap_seconds: float = 15.0


class PictureStreams:
    def __init__(
        self, pictures: LivePictures, require_camera: RequireCamera, limits: PictureLimits | None = None
    ) -> None:
        self._pictures = pictures
        self._require_camera = require_camera
        self._limits = limits or PictureLimits()

    @contextlib.asynccontextmanager
    async def view(
        self, camera_id: UUID, format: LiveFormat, stream: StreamName = "main"
    ) -> AsyncIterator[AsyncIterator[str | bytes]]:
        """The header as JSON, then the messages for the viewer; they end when the stream restarts. Raises NotFound;
        Unavailable when there is no picture, also later, while iterating."""
        await self._require_camera(camera_id)
        async with contextlib.AsyncExitStack() as stack:
            try:
                async with asyncio.timeout(self._limits.open_seconds):
                    viewing = await stack.enter_async_context(self._pictures.watch(camera_id, format, stream))
            except TimeoutError as error:
                raise no_picture() from error
            messages = self._messages(viewing, as_text=format == "overlay")
            stack.push_async_callback(messages.aclose)
            yield messages

    async def _messages(self, viewing: Viewing, *, as_text: bool) -> AsyncGenerator[str | bytes, None]:
        yield json.dumps(viewing.header)
        pieces = aiter(viewing)
        while True:
            try:
                async with asyncio.timeout(self._limits.gap_seconds):
                    piece = await anext(pieces)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise no_picture() from error
            yield piece.decode() if as_text else piece


def no_picture() -> Unavailable:
    return Unavailable("There is no picture from this camera right now.", slug="no-picture", retry_after_seconds=5)
