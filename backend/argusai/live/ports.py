"""What live pictures need from the capture. `flow.py` connects them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Literal, Protocol
from uuid import UUID

PictureFormat = Literal["mp4", "jpeg"]


class Viewing(Protocol):
    """One viewer of one camera. `header`: the first message, plain JSON values. Iterating gives the binary messages
    and ends when the stream restarts."""

    @property
    def header(self) -> Mapping[str, Any]: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class LivePictures(Protocol):
    def watch(self, camera_id: UUID, format: PictureFormat) -> AbstractAsyncContextManager[Viewing]:
        """Entering raises kit.errors.Unavailable when there is no picture now. All viewers of a camera share one
        muxer; one that does not keep up misses pictures up to the next keyframe."""


class RequireCamera(Protocol):
    async def __call__(self, camera_id: UUID) -> object:
        """Raises kit.errors.NotFound when there is no such camera."""
