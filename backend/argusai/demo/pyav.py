"""Encodes a video the way a camera sends it."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream

from argusai.demo.pause import Planes, blend, empty_scene, noisy

_KEYFRAME_SECONDS = 2
_QUALITY = "22"  # x264's constant rate factor; keeps faces and clothes, about 1 MB for 10 s
_PICTURES_FOR_EMPTY = 60
Tell = Callable[[float], None]


class CannotEncode(Exception):
    """The source is no video, or this FFmpeg cannot write H.264."""


def encode_as_camera(source: Path, target: Path, rate: int, progress: Tell) -> int:
    """Write `source` to the MP4 `target` as H.264 with `rate` frames a second: a keyframe every two seconds, no
    B-frames, nothing looked ahead, index in front. The number of frames. Raises CannotEncode, or OSError when the
    target cannot be written."""
    with _errors():
        size, many = _measure(source)
        return _encode(_decoded(source, size), target, rate, size, lambda count: progress(min(1.0, count / many)))


def encode_with_pause(source: Path, target: Path, rate: int, seconds: tuple[float, float], progress: Tell) -> int:
    """`source`, then the same scene composed without anybody. `seconds`: how long the pause lasts, and the cross-fade
    at either end, which is part of the footage. Played in a loop it has no seam. Otherwise as `encode_as_camera`."""
    pause, fade = (round(each * rate) for each in seconds)
    with _errors():
        size, many = _measure(source)
        empty = empty_scene(list(_some(source, size, many)))
        whole = many + pause
        frames = _composed(_planes(source, size), empty, many, pause, fade)
        pictures = (av.VideoFrame.from_ndarray(planes, format="yuv420p") for planes in frames)
        return _encode(pictures, target, rate, size, lambda count: progress(min(1.0, count / whole)))


def _composed(footage: Iterator[Planes], empty: Planes, many: int, pause: int, fade: int) -> Iterator[Planes]:
    for number, planes in enumerate(footage):
        share = min(1.0, (number + 1) / (fade + 1), (many - number) / (fade + 1))
        yield planes if share == 1.0 else blend(empty, planes, max(0.0, share))
    yield from noisy(empty, pause)


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except av.FFmpegError as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        raise CannotEncode(str(error)) from error


def _measure(source: Path) -> tuple[tuple[int, int], int]:
    """Width and height, both even, and the number of frames, at least 1."""
    with av.open(source) as read:
        seen = read.streams.video[0]
        many = seen.frames or sum(1 for packet in read.demux(seen) if packet.size)
        return (seen.width - seen.width % 2, seen.height - seen.height % 2), max(1, many)


def _decoded(source: Path, size: tuple[int, int]) -> Iterator[av.VideoFrame]:
    with av.open(source) as read:
        for frame in read.decode(video=0):
            yield frame.reformat(*size, "yuv420p")


def _planes(source: Path, size: tuple[int, int]) -> Iterator[Planes]:
    for frame in _decoded(source, size):
        yield frame.to_ndarray().astype(np.uint8, copy=False)


def _some(source: Path, size: tuple[int, int], many: int) -> Iterator[Planes]:
    step = max(1, many // _PICTURES_FOR_EMPTY)
    for number, planes in enumerate(_planes(source, size)):
        if number % step == 0:
            yield planes


def _encode(
    frames: Iterator[av.VideoFrame], target: Path, rate: int, size: tuple[int, int], counted: Callable[[int], None]
) -> int:
    count = 0
    with av.open(target, "w", options={"movflags": "+faststart"}) as write:
        made = _stream(write, rate, size)
        for count, frame in enumerate(frames, start=1):
            frame.pts, frame.time_base = count - 1, Fraction(1, rate)
            frame.pict_type = av.video.frame.PictureType.NONE
            write.mux(made.encode(frame))
            if count % 25 == 0:
                counted(count)
        write.mux(made.encode(None))
    return count


def _stream(write: av.container.OutputContainer, rate: int, size: tuple[int, int]) -> VideoStream:
    made: VideoStream = write.add_stream("libx264", rate=rate)
    made.width, made.height = size
    made.pix_fmt = "yuv420p"
    made.time_base = Fraction(1, rate)
    made.options = {
        "crf": _QUALITY,
        "preset": "veryfast",
        "tune": "zerolatency",
        "g": str(rate * _KEYFRAME_SECONDS),
    }
    return made
