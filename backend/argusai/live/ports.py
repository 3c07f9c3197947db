"""What live pictures need from the capture. `flow.py` connects them."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Literal, Protocol
from uuid import UUID

# What a page asks for; `h264`: as mp4, with pictures that every browser plays; `overlay`: no picture, but what the
# analysis makes of each, as JSON. `file`: for other programs.
PictureFormat = Literal["mp4", "h264", "jpeg", "overlay"]
LiveFormat = Literal["mp4", "h264", "jpeg", "overlay", "file"]
StreamName = Literal["main", "sub"]


class Viewing(Protocol):
    """One viewer of one camera. `header`: the first message, plain JSON values. Iterating gives the binary messages
    and ends when the stream restarts."""

    @property
    def header(self) -> Mapping[str, Any]: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class LivePictures(Protocol):
    def watch(
        self, camera_id: UUID, format: LiveFormat, stream: StreamName = "main"
    ) -> AbstractAsyncContextManager[Viewing]:
        """A camera without a second stream shows its first; the header's `stream` says which it is. All viewers of a
        camera share one muxer; one that does not keep up misses pictures up to the next keyframe. Entering raises
        kit.errors.Unavailable when there is no picture now (slug no-picture), or no encoder (encoders-busy)."""


class RequireCamera(Protocol):
    async def __call__(self, camera_id: UUID) -> object:
        """Raises kit.errors.NotFound when there is no such camera."""
