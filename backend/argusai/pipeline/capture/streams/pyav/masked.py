"""A source whose pictures are black where privacy masks lie, before anybody else sees them, and its packets too."""

from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

import av
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext

from argusai.kit.closing import Closing
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Transport
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import StreamFailed
from argusai.pipeline.capture.streams.masking import Masking
from argusai.pipeline.capture.streams.packets import TrackKind
from argusai.pipeline.capture.streams.pyav.black import Blackout
from argusai.pipeline.capture.streams.pyav.encode import H264Encoder
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.timing import Stamp

_log = get_log("capture.streams")

_NO_VIDEO = "The video cannot be re-encoded on this machine, so there are only pictures. The log says why."
_NOT_MASKED = "The privacy masks could not be put into its picture, so nothing is shown or kept. It is tried again."


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
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class MaskedSource(Closing):
    """The same face as the source in it. Nothing that the camera sent as a picture leaves it: packets are encoded anew
    from masked pictures, or there are none, and then no sound either. What cannot be masked is an error."""

    def __init__(self, inner: OpenSource, masking: Masking) -> None:
        self._inner = inner
        self._black = Blackout(masking.privacy.polygons)
        self._meter = masking.meter
        self._base = inner.tracks.time_bases["video"]
        self._ready: list[Decoded] = []
        self.transport = inner.transport
        self._encoder = self._open_encoder() if masking.privacy.video == "reencode" else None
        if self._encoder is None:
            self.tracks = Tracks({})
            self.facts = replace(inner.facts, has_sound=False)
            return
        streams: dict[TrackKind, Stream] = {kind: inner.tracks.template(kind) for kind in inner.tracks.kinds}
        self.tracks = Tracks({**streams, "video": self._encoder.stream})
        self.tracks.time_bases |= {kind: inner.tracks.time_bases[kind] for kind in self.tracks.kinds}
        width, height = self._encoder.size
        self.facts = replace(inner.facts, codec="h264", width=width, height=height)

    def close(self) -> None:
        self._inner.close()

    def units(self) -> Iterator[Unit]:
        for unit in self._inner.units():
            if unit.kind == "sound":
                if self._encoder is not None:
                    yield unit
                continue
            pictures = self._inner.decode(unit)
            for picture in pictures:
                yield from self._masked(picture)
            if unit.raw is None:
                yield unit
            elif not pictures:
                yield Unit("video", unit.stamp, unit.time_base, None, bare=True)

    def decode(self, unit: Unit) -> list[Decoded]:
        """The picture that came with this unit."""
        if unit.kind != "video":
            return []
        ready, self._ready = self._ready, []
        return ready

    def drain(self) -> list[Decoded]:
        """Nothing is held back: all of it has to be decoded for its black, so there is nothing to be left out."""
        return []

    def _masked(self, decoded: Decoded) -> Iterator[Unit]:
        try:
            with self._meter.working():
                picture = self._black.apply(decoded.picture)
                packets = self._encoder.encode(picture, decoded.pts) if self._encoder is not None else []
        except (*LibraryError, MemoryError) as error:
            _log.error("a picture could not be masked", reason=str(error))
            if self._encoder is not None:
                self._meter.broken = _NO_VIDEO
            raise StreamFailed(_NOT_MASKED) from None
        self._ready = [replace(decoded, picture=picture)]  # one that nobody asked for goes
        if not packets:
            yield Unit("video", Stamp(decoded.pts, decoded.pts), self._base, None, bare=True)
        for packet in packets:
            yield Unit("video", Stamp(packet.dts or 0, packet.pts or 0), self._base, packet)

    def _open_encoder(self) -> H264Encoder | None:
        """None where it cannot be: then there are pictures alone."""
        if self._meter.broken:
            return None
        facts, like = self._inner.facts, self._inner.tracks.template("video").codec_context
        assert isinstance(like, VideoCodecContext)  # noqa: S101 - it is the picture's
        try:
            return H264Encoder((facts.width, facts.height), self._base, facts.rate, like)
        except (av.FFmpegError, ValueError, OSError) as error:
            _log.error("video cannot be re-encoded; there are only pictures", reason=str(error))
            self._meter.broken = _NO_VIDEO
            return None
