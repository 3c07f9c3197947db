"""Pictures to H.264: a packet for each picture at once, for a ring, a clip or a live picture."""

from fractions import Fraction

import av
from av.container import OutputContainer
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import ColorRange
from av.video.stream import VideoStream

from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Nowhere
from argusai.pipeline.capture.streams.pyav.turning import as_shown

# The cheapest there is: it costs half of the next one, and runs beside the watching all day.
_OPTIONS = {"preset": "ultrafast", "tune": "zerolatency", "crf": "23", "forced-idr": "1", "g": "600"}
_KEYFRAME_SECONDS = 2.0
# Enough for the finest street scene; noise at night must not fill the ring.
_MOST_BITS_PER_PIXEL_SECOND = 4
_USUAL_RATE = 15


class H264Encoder:
    """`stream`: with codec parameters, for `Tracks`. One picture in, one packet out, none held back; times are those of
    the pictures. Raises av.FFmpegError, ValueError, OSError where there is no encoder."""

    def __init__(self, size: tuple[int, int], time_base: Fraction, rate: float, like: VideoCodecContext) -> None:
        """`size`: of the picture as it is shown. `like`: of the stream before, for its colours."""
        # NUT takes every codec; nothing is ever written, the container only owns the encoder.
        self._holder: OutputContainer = av.open(Nowhere(), "w", format="nut")
        # H.264 with halved colours has even sides.
        width, height = (max(2, side // 2 * 2) for side in size)
        most = max(1_000_000, width * height * _MOST_BITS_PER_PIXEL_SECOND)
        options = {**_OPTIONS, "maxrate": str(most), "bufsize": str(2 * most)}
        self.stream: VideoStream = self._holder.add_stream("libx264", options=options)
        context = self.stream.codec_context
        context.width, context.height, context.pix_fmt = width, height, "yuv420p"
        context.time_base, context.thread_count = time_base, 1
        context.framerate = Fraction(rate or _USUAL_RATE).limit_denominator(1000)
        context.color_range = ColorRange.MPEG
        if like.pix_fmt is not None and not like.pix_fmt.startswith("yuvj"):
            context.colorspace = like.colorspace
        self._base = time_base
        self._last = -1
        self._key_at: float | None = None
        self._holder.start_encoding()

    @property
    def size(self) -> tuple[int, int]:
        context = self.stream.codec_context
        return context.width, context.height

    def encode(self, picture: PyavPicture, pts: int) -> "list[av.Packet[Stream]]":
        """`pts`: in the time base; one that does not rise is moved. A picture of another size is scaled to ours."""
        frame = as_shown(picture, self.size)
        self._last = max(self._last + 1, pts)
        seconds = float(self._last * self._base)
        due = self._key_at is None or seconds - self._key_at >= _KEYFRAME_SECONDS
        if due:
            self._key_at = seconds
        frame.pts, frame.time_base = self._last, self._base
        frame.pict_type = PictureType.I if due else PictureType.NONE
        return list(self.stream.encode(frame))
