"""Pictures that note how they are to be turned: which way, and turned, for what is encoded anew and carries no note."""

from contextlib import suppress

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.pyav.address import options_for_ffmpeg, url_for_ffmpeg
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture


def noted_turns(source: Source) -> int:
    """Quarter turns to the left that a file notes for all its pictures, as its first one tells; 0 of a camera, and
    where none can be decoded. Decoders that are given packets alone, and not the file, learn nothing of it."""
    if source.kind != "file":
        return 0
    with suppress(*LibraryError), av.open(url_for_ffmpeg(source), options=options_for_ffmpeg(source)) as file:
        for frame in file.decode(video=0):
            return PyavPicture(frame).turns
    return 0


def as_shown(picture: PyavPicture, size: tuple[int, int]) -> VideoFrame:
    """Upright, yuv420p, scaled to `size` (width, height; even)."""
    frame = picture.frame
    if picture.turns:
        frame = _turned(_plain(frame, (frame.width // 2 * 2, frame.height // 2 * 2)), picture.turns)
    return _plain(frame, size)


def _plain(frame: VideoFrame, size: tuple[int, int]) -> VideoFrame:
    """JPEGs, and some cameras, use all of 0 to 255; a video that does not say so is shown as if it were 16 to 235."""
    wide = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj")
    return frame.reformat(*size, "yuv420p", dst_color_range=ColorRange.MPEG if wide else None)


def _turned(even: VideoFrame, turns: int) -> VideoFrame:
    """`even`: yuv420p with even sides."""
    size = (even.height, even.width) if turns % 2 else (even.width, even.height)
    made = VideoFrame(*size, "yuv420p")
    for source, target in zip(even.planes, made.planes, strict=True):
        room = np.frombuffer(memoryview(target), np.uint8).reshape(-1, target.line_size)
        held = np.frombuffer(memoryview(source), np.uint8).reshape(-1, source.line_size)
        room[: target.height, : target.width] = np.rot90(held[: source.height, : source.width], turns)
    made.colorspace, made.color_range = even.colorspace, even.color_range
    return made
