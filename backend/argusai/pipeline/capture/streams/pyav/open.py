"""Which reader a source needs."""

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from argusai.pipeline.capture.cameras.contract import Source, Transport
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.pyav.hardware import SOFTWARE
from argusai.pipeline.capture.streams.pyav.jpegs import JpegSource
from argusai.pipeline.capture.streams.pyav.source import Decoded, PyavSource, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.settings import DecodeSettings


class OpenSource(Protocol):
    """A source that was opened. Every method raises StreamError; for one thread, in a `with`."""

    @property
    def facts(self) -> StreamFacts: ...
    @property
    def transport(self) -> Transport: ...
    @property
    def tracks(self) -> Tracks: ...

    def units(self) -> Iterator[Unit]: ...
    def decode(self, unit: Unit) -> list[Decoded]: ...
    def drain(self) -> list[Decoded]: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_source(
    source: Source, open_seconds: float = 5, read_seconds: float = 5, decode: DecodeSettings = SOFTWARE
) -> OpenSource:
    """Raises StreamError."""
    if source.kind == "http":
        return JpegSource(source, open_seconds, read_seconds)
    return PyavSource(source, open_seconds, read_seconds, decode)
