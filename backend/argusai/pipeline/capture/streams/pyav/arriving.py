"""Pictures that carry no usable times of their own: each is stamped when it arrives. One thread only."""

import io
import time
from contextlib import suppress
from fractions import Fraction

import av
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext

from argusai.pipeline.capture.streams.errors import NotAVideo
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.limits import LIMITS
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.timing import Stamp

_TICKS = 90_000
_BASE = Fraction(1, _TICKS)
# So many pictures in a row that are none are not a glitch any more.
MOST_BROKEN = 50


class Arriving:
    """`tracks`: of the picture alone; its time base becomes ours. Raises NotAVideo after too many broken ones."""

    def __init__(self, tracks: Tracks) -> None:
        tracks.time_bases["video"] = _BASE
        template = tracks.template("video").codec_context
        decoder = av.CodecContext.create(template.codec.name, "r")
        assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - it is one
        decoder.extradata = template.extradata
        decoder.thread_count, decoder.options = 1, dict(LIMITS)
        self._decoder = decoder
        self._broken = 0
        self._zero: float | None = None
        self._last = -1
        self.tracks = tracks

    def unit(self, content: bytes, *, key: bool = True) -> Unit:
        now = time.monotonic()
        self._zero = now if self._zero is None else self._zero
        before, self._last = self._last, max(self._last + 1, round((now - self._zero) * _TICKS))
        raw: av.Packet[Stream] = av.Packet(content)
        raw.time_base, raw.dts, raw.pts, raw.is_keyframe = _BASE, self._last, self._last, key
        raw.duration = max(1, self._last - before) if before >= 0 else _TICKS // 10
        return Unit("video", Stamp(self._last, self._last), _BASE, raw)

    def decode(self, unit: Unit) -> list[Decoded]:
        """The picture of the unit. A broken one gives none."""
        try:
            frames = self._decoder.decode(unit.raw)
        except av.FFmpegError:
            self.count_broken()
            return []
        pictures = [
            Decoded(frame.pts, float(frame.pts * _BASE), PyavPicture(frame))
            for frame in frames
            if frame.pts is not None and frame.width and frame.height
        ]
        self._broken = 0 if pictures else self._broken
        return pictures

    def drain(self) -> list[Decoded]:
        """What the decoder still holds. It begins anew: the next unit must be a keyframe."""
        pictures = self.decode(Unit("video", Stamp(0, 0), _BASE, None))
        self._decoder.flush_buffers()
        return pictures

    def count_broken(self) -> None:
        self._broken += 1
        if self._broken > MOST_BROKEN:
            raise NotAVideo("The pictures of this stream cannot be decoded.")


def jpeg_tracks(jpeg: bytes) -> Tracks:
    """Raises what the library raises for what is no JPEG."""
    with av.open(io.BytesIO(jpeg), format="mjpeg", options=dict(LIMITS)) as picture:
        return Tracks({"video": picture.streams.video[0]}, size=_size_shown(jpeg))


def _size_shown(jpeg: bytes) -> tuple[int, int] | None:
    decoder = av.CodecContext.create("mjpeg", "r")
    assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - it is one
    decoder.options = dict(LIMITS)
    with suppress(*LibraryError):
        for frame in [*decoder.decode(av.Packet(jpeg)), *decoder.decode(None)]:
            picture = PyavPicture(frame)
            return picture.width, picture.height
    return None
