"""Encodes a video the way a camera sends it."""

import errno
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
from av.video.stream import VideoStream

_KEYFRAME_SECONDS = 2
_QUALITY = "22"  # x264's constant rate factor; keeps faces and clothes, about 1 MB for 10 s


class CannotEncode(Exception):
    """The source is no video, or this FFmpeg cannot write H.264."""


def encode_as_camera(source: Path, target: Path, rate: int, progress: Callable[[float], None]) -> int:
    """Write `source` to the MP4 `target` as H.264 with `rate` frames a second: a keyframe every two seconds, no
    B-frames, nothing looked ahead, index in front. The number of frames. Raises CannotEncode, or OSError when the
    target cannot be written."""
    try:
        return _encode(source, target, rate, progress)
    except av.FFmpegError as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        raise CannotEncode(str(error)) from error


def _encode(source: Path, target: Path, rate: int, progress: Callable[[float], None]) -> int:
    with av.open(source) as read, av.open(target, "w", options={"movflags": "+faststart"}) as write:
        seen = read.streams.video[0]
        announced = seen.frames
        made: VideoStream = write.add_stream("libx264", rate=rate)
        made.width, made.height = seen.width - seen.width % 2, seen.height - seen.height % 2
        made.pix_fmt = "yuv420p"
        made.time_base = Fraction(1, rate)
        made.options = {
            "crf": _QUALITY,
            "preset": "veryfast",
            "tune": "zerolatency",
            "g": str(rate * _KEYFRAME_SECONDS),
        }
        count = 0
        for frame in read.decode(seen):
            plain = frame.reformat(made.width, made.height, "yuv420p")
            plain.pts, plain.time_base = count, Fraction(1, rate)
            plain.pict_type = av.video.frame.PictureType.NONE
            write.mux(made.encode(plain))
            count += 1
            if announced and count % 25 == 0:
                progress(min(1.0, count / announced))
        write.mux(made.encode(None))
    return count
