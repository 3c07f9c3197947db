"""Cameras that hang sideways, and phones: what they note about it is heeded in every picture, clip and number (C6)."""

import io
import struct
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.clip_file import ClipWriter
from argusai.pipeline.capture.streams.contract import ClipFile, ClipPart, Image, StreamFacts
from argusai.pipeline.capture.streams.masking import Masking
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.cut import cut_clip
from argusai.pipeline.capture.streams.pyav.muxer import live_muxer
from argusai.pipeline.capture.streams.pyav.open import open_source
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.still import still_at
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from tests.support.masks import masked, rectangle, unmasked
from tests.support.packets import BEGAN, at
from tests.support.video import Codec
from tests.support.web_camera import WebCamera, web_camera

pytestmark = pytest.mark.covers("C2", "C6", "C9", "C10")
CORNER = rectangle(0, 0, 0.25, 0.125)
# The quarters of the picture as it is sent, from the left above; it is 320 × 180.
SENT = [[50, 100], [150, 220]]
TURNS = {-90: 3, 180: 2, 90: 1}
ORIENTATIONS = {1: 0, 6: 3, 3: 2, 8: 1}  # EXIF's
MASKS = pytest.mark.parametrize("masking", [unmasked(), masked(CORNER)], ids=["unmasked", "masked"])


def a_picture() -> VideoFrame:
    quarters = np.repeat(np.repeat(np.array(SENT, np.uint8), 90, axis=0), 160, axis=1)
    return VideoFrame.from_ndarray(np.stack([quarters] * 3, axis=-1), format="bgr24")


def a_phones_video(path: Path, rotation: int, codec: Codec = "libx264") -> Path:
    with av.open(str(path), "w") as out:
        video = out.add_stream(codec, rate=10, options={"g": "10", "x265-params": "log-level=none:bframes=0"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        video.set_display_rotation(rotation)
        for number in range(20):
            frame = a_picture().reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


def a_jpeg(orientation: int) -> bytes:
    jpeg = PyavPicture(a_picture()).jpeg()
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHHI", 0x112, 3, 1, orientation, 0, 0)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def quarters(picture: Image) -> list[list[int]]:
    height, width = picture.shape[:2]
    places = [[(height * (1 + 2 * down) // 4, width * (1 + 2 * across) // 4) for across in (0, 1)] for down in (0, 1)]
    return [[int(picture[place].mean()) for place in row] for row in places]


def is_upright(picture: Image, turns: int) -> bool:
    """Not squashed, and as bright as it was sent: its quarters are in their places."""
    sides = (320, 180) if turns % 2 else (180, 320)
    return picture.shape[:2] == sides and bool(np.abs(np.subtract(quarters(picture), np.rot90(SENT, turns))).max() < 8)


def shown(content: bytes) -> tuple[int, Image]:
    """How many pictures, and the last one as a browser shows it."""
    with av.open(io.BytesIO(content), "r") as clip:
        frames = list(clip.decode(video=0))
    return len(frames), PyavPicture(frames[-1]).bgr()


def watch(
    source: Source, masking: Masking, folder: Path, most: int = 6
) -> tuple[StreamFacts, Tracks, list[Packet], PyavPicture, ClipFile]:
    """The facts, the packets, the last picture, and the clip that they make."""
    packets, pictures = [], []
    with open_source(source, masking, 2, 2) as opened:
        writer = ClipWriter(folder, "clip.mp4", opened.tracks)
        for unit in opened.units():
            if unit.raw is not None:
                packets.append(unit.packet(BEGAN + timedelta(seconds=unit.seconds)))
                writer.write(packets[-1])
            pictures += opened.decode(unit)
            if len(pictures) >= most:
                break
        clip = writer.close()
        assert clip is not None
        return opened.facts, opened.tracks, packets, pictures[-1].picture, clip


def check(source: Source, masking: Masking, folder: Path, turns: int) -> None:
    facts, tracks, packets, picture, clip = watch(source, masking, folder)
    size = (180, 320) if turns % 2 else (320, 180)
    assert is_upright(picture.bgr(), turns)
    assert (facts.width, facts.height) == (clip.width, clip.height) == size
    _, last = shown((folder / "clip.mp4").read_bytes())
    assert is_upright(last, turns)
    still = still_at(tracks, packets, at(0.2))
    assert still is not None
    assert is_upright(still.bgr(), turns)
    muxer = live_muxer(tracks, ("video",))
    _, last = shown(muxer.begin() + b"".join(muxer.add(packet) for packet in packets) + muxer.end())
    assert is_upright(last, turns)
    if masking.privacy.polygons:
        for each in (picture.bgr(), last, still.bgr()):
            assert each[: size[1] // 8 - 2, : size[0] // 4 - 2].max() <= 24


@MASKS
@pytest.mark.parametrize("rotation", TURNS)
def test_a_video_of_a_phone_is_upright(rotation: int, masking: Masking, tmp_path: Path) -> None:
    path = a_phones_video(tmp_path / "phone.mp4", rotation)
    check(Source("file", str(path)), masking, tmp_path, TURNS[rotation])


@MASKS
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_jpegs_that_note_how_they_lie_are_upright(orientation: int, masking: Masking, tmp_path: Path) -> None:
    with web_camera(WebCamera(body=a_jpeg(orientation))) as camera:
        check(camera.source("/snapshot.jpg"), masking, tmp_path, ORIENTATIONS[orientation])


def test_parts_of_a_turned_clip_are_upright(tmp_path: Path) -> None:
    """Encoded anew too."""
    source = a_phones_video(tmp_path / "phone.mp4", -90, "libx265")
    for h264 in (False, True):
        assert cut_clip(source, tmp_path / "part.mp4", ClipPart(0.0, None, h264=h264), lambda: False)
        count, last = shown((tmp_path / "part.mp4").read_bytes())
        assert count == 20
        assert is_upright(last, 3)
