"""What a connection carries, kept beyond the connection's end: muxers in other threads build on it."""

from fractions import Fraction

import av
from av.container import OutputContainer
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext

from argusai.pipeline.capture.streams.packets import TrackKind


class Nowhere:
    """A file that keeps nothing. It cannot seek, so FFmpeg treats it as a pipe."""

    def write(self, content: bytes) -> int:
        return len(content)


class Tracks:
    """Copies of the codec parameters, independent of the source: its own streams die with it."""

    def __init__(self, streams: dict[TrackKind, Stream], turns: int = 0, size: tuple[int, int] | None = None) -> None:
        """`turns`: quarter turns to the left that a file notes for all its pictures. `size`: width and height of the
        picture as it is shown, where pictures note their turns themselves."""
        self.turns = turns
        self._size = size
        # NUT takes every codec; nothing is ever written, the container only owns the copies.
        self._holder: OutputContainer = av.open(Nowhere(), "w", format="nut")
        self._templates: dict[TrackKind, Stream] = {}
        self.time_bases: dict[TrackKind, Fraction] = {}
        for kind, stream in streams.items():
            try:
                self._templates[kind] = self._holder.add_stream_from_template(stream, opaque=True)
            except ValueError:
                if kind == "video":
                    raise
                continue  # Sound of an unknown kind: the picture is worth having without it.
            self.time_bases[kind] = stream.time_base or Fraction(1, 90_000)

    @property
    def kinds(self) -> tuple[TrackKind, ...]:
        return tuple(self._templates)

    def codec(self, kind: TrackKind) -> str:
        """FFmpeg's name: "h264", "hevc", "mjpeg", "aac", "pcm_mulaw" …; empty when there is no such track."""
        return self._templates[kind].codec_context.codec.canonical_name if kind in self._templates else ""

    def extradata(self, kind: TrackKind) -> bytes:
        """Codec set-up: avcC or hvcC from files, Annex B from RTSP, AudioSpecificConfig for AAC; may be empty."""
        return bytes(self._templates[kind].codec_context.extradata or b"") if kind in self._templates else b""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture as it is shown; zeros where they are not known."""
        context = self._templates["video"].codec_context
        if self._size is not None or not isinstance(context, VideoCodecContext):
            return self._size or (0, 0)
        return (context.height, context.width) if self.turns % 2 else (context.width, context.height)

    def template(self, kind: TrackKind) -> Stream:
        return self._templates[kind]
