"""Pictures that browsers play in no MP4 (MJPEG, MPEG-4 part 2) become H.264, only while a clip is written or somebody
watches; H.265 only for who asks."""

from fractions import Fraction

import av
from av.container import OutputContainer
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext

from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.pyav.turning import as_shown

_RECODED = frozenset({"mjpeg", "mpeg4"})
_TALLEST = 4320
_BASE = Fraction(1, 90_000)
# Fast rather than small: it runs beside the watching. A keyframe every 15 pictures keeps seeking quick.
_OPTIONS = {"preset": "ultrafast", "tune": "zerolatency", "crf": "23", "g": "15"}


class VideoEncoder:
    """Decodes the picture's track and encodes it as H.264 into `stream` of an output that was not begun yet. A stream
    that changes its size keeps the size it began with."""

    def __init__(self, tracks: Tracks, out: OutputContainer, most_height: int = _TALLEST) -> None:
        template = tracks.template("video").codec_context
        if not isinstance(template, VideoCodecContext) or not all(tracks.size):
            raise ValueError("the size of the picture is not known")
        decoder = av.CodecContext.create(template.codec.name, "r")
        assert isinstance(decoder, VideoCodecContext)  # noqa: S101 - its template is one
        decoder.extradata = template.extradata
        decoder.thread_count = 1
        self._decoder = decoder
        self._turns = tracks.turns
        self.stream = out.add_stream("libx264", options=_OPTIONS)
        context = self.stream.codec_context
        context.width, context.height = _even_size(*tracks.size, most_height)
        context.pix_fmt, context.time_base, context.thread_count = "yuv420p", _BASE, 1
        self._last = -1

    @staticmethod
    def takes(tracks: Tracks) -> bool:
        """Whether the picture has to be re-encoded for an MP4 that plays."""
        return tracks.codec("video") in _RECODED

    def encode(self, packet: Packet, origin: Fraction) -> "list[av.Packet[Stream]]":
        """A packet that cannot be decoded gives nothing."""
        raw: av.Packet[Stream] = av.Packet(packet.payload)
        raw.pts = round((packet.pts * packet.time_base - origin) / _BASE)
        raw.time_base = _BASE
        try:
            frames = self._decoder.decode(raw)
        except av.FFmpegError:
            return []
        encoded: list[av.Packet[Stream]] = []
        for frame in frames:
            context = self.stream.codec_context
            small = as_shown(PyavPicture(frame, self._turns), (context.width, context.height))
            self._last = max(self._last + 1, frame.pts if frame.pts is not None else 0)
            small.pts, small.time_base, small.pict_type = self._last, _BASE, 0
            encoded += self.stream.encode(small)
        return encoded

    def flush(self) -> "list[av.Packet[Stream]]":
        return [] if self._last < 0 else list(self.stream.encode(None))


def _even_size(width: int, height: int, most_height: int) -> tuple[int, int]:
    """H.264 with halved colours has even sides."""
    part = min(1.0, most_height / height)
    return max(2, int(width * part) // 2 * 2), max(2, int(height * part) // 2 * 2)
