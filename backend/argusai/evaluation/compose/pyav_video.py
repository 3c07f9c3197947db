"""Reads the footage and writes clips the way a camera sends them."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from argusai.pipeline.capture.streams.contract import Image

_QUALITY = "22"
_KEYFRAME_SECONDS = 2


def read_frames(clip: Path) -> list[Image]:
    """All of them, BGR."""
    with av.open(clip) as read:
        return [frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False) for frame in read.decode(video=0)]


def write_clip(frames: Iterable[Image], target: Path, rate: int, size: tuple[int, int], bit_rate: int | None) -> int:
    """H.264 with a keyframe every two seconds, no B-frames, nothing looked ahead; `bit_rate`: bits a second, constant;
    None: constant quality. One thread, so that the same frames make the same file. The number of frames."""
    options = {"preset": "veryfast", "tune": "zerolatency", "g": str(rate * _KEYFRAME_SECONDS), "threads": "1"}
    if bit_rate is None:
        options["crf"] = _QUALITY
    else:
        options |= {"b": str(bit_rate), "maxrate": str(bit_rate), "bufsize": str(bit_rate)}
    count = 0
    with av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as write:
        stream = write.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, rate)
        for count, pixels in enumerate(frames, start=1):
            frame = av.VideoFrame.from_ndarray(pixels, format="bgr24")
            frame.pts, frame.time_base = count - 1, Fraction(1, rate)
            write.mux(stream.encode(frame))
        write.mux(stream.encode(None))
    return count
