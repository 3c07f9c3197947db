"""A colour that nothing real has, painted into footage, and the search for it in everything that holds pictures."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame

from argusai.pipeline.capture.cameras.contract import Polygon, Source
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from tests.support.masks import rectangle

# Shares of the picture. In the footage of the courtyard nobody walks there.
PLACE: Polygon = rectangle(0.02, 0.7, 0.3, 0.98)
_JPEG = re.compile(rb"\xff\xd8\xff.*?\xff\xd9", re.DOTALL)


def with_marker(clip: Path, target: Path) -> Path:
    """`clip` with a saturated magenta in PLACE and 440 Hz of sound, as H.264 and AAC."""
    with av.open(str(target), "w") as out, PyavSource(Source("file", str(clip))) as source:
        facts = source.facts
        video = out.add_stream("libx264", rate=10, options={"preset": "ultrafast", "crf": "18", "bf": "0", "g": "20"})
        video.width, video.height, video.pix_fmt = facts.width, facts.height, "yuv420p"
        sound = out.add_stream("aac", rate=8000, layout="mono")
        (left, top), _, (right, bottom), _ = PLACE
        count = 0
        for picture in (each.picture for unit in source.units() for each in source.decode(unit)):
            bgr = picture.bgr()
            rows = slice(int(top * facts.height), int(bottom * facts.height))
            bgr[rows, int(left * facts.width) : int(right * facts.width)] = (255, 0, 255)
            out.mux(video.encode(VideoFrame.from_ndarray(bgr, format="bgr24")))
            count += 1
        out.mux(video.encode(None))
        wave = (8000 * np.sin(np.arange(count * 800) * 2 * np.pi * 440 / 8000)).astype(np.int16)
        tone = av.AudioFrame.from_ndarray(wave[np.newaxis, :], format="s16", layout="mono")
        tone.sample_rate, tone.pts = 8000, 0
        out.mux(sound.encode(tone))
        out.mux(sound.encode(None))
    return target


def pictures_in(content: bytes) -> Iterator[np.ndarray]:
    """Every picture in a JPEG, several of them in a row, or an MP4, also one that is cut off."""
    found = _JPEG.findall(content)
    for jpeg in found:
        yield from _decoded(jpeg, "mjpeg")
    if b"ftyp" in content[:64]:
        yield from _decoded(content, "mp4")


def shows_marker(picture: np.ndarray) -> bool:
    """Even as a tiny, compressed patch: red and blue far above green, as in no flower of the courtyard."""
    blue, green, red = (picture[..., channel].astype(int) for channel in range(3))
    return bool(((np.minimum(blue, red) - green) > 100).sum() >= 4)


def _decoded(content: bytes, kind: str) -> Iterator[np.ndarray]:
    try:
        with av.open(io.BytesIO(content), "r", format=kind) as holder:
            if not holder.streams.video:
                return
            for frame in holder.decode(video=0):
                yield frame.to_ndarray(format="bgr24")
    except av.FFmpegError:
        return  # cut off
