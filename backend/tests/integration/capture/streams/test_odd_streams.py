"""Streams as cameras really send them, from a real RTSP server: what comes out is pictures with times that rise."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.clips import probe_clip
from argusai.pipeline.capture.streams.pyav.open import open_source
from argusai.pipeline.capture.streams.pyav.source import Decoded
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.masks import unmasked
from tests.support.rtsp import rtsp_camera
from tests.support.web_camera import web_camera

pytestmark = pytest.mark.covers("C1")
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def watch(source: Source, seconds: float) -> tuple[list[Packet], list[Decoded], Tracks]:
    """What comes within so many seconds of media time; with checks of what all streams have to keep."""
    packets: list[Packet] = []
    pictures: list[Decoded] = []
    with open_source(source, unmasked(), 6, 6) as opened:
        for unit in opened.units():
            packets.append(unit.packet(BEGAN + timedelta(seconds=unit.seconds)))
            pictures += opened.decode(unit)
            if unit.seconds > seconds:
                break
        tracks = opened.tracks
    dts = [packet.dts for packet in packets if packet.kind == "video"]
    assert dts == sorted(set(dts))
    assert all(packet.pts >= packet.dts for packet in packets)
    times = [each.seconds for each in pictures]
    assert times == sorted(times)
    assert times[-1] == pytest.approx(seconds, abs=1)
    return packets, pictures, tracks


def clip_of(folder: Path, packets: list[Packet], tracks: Tracks, seconds: float) -> tuple[str, float]:
    """Codec and length of a clip of all of it."""
    ring = Ring(60, 64 << 20)
    ring.begin()
    recorder = ClipRecorder(uuid4(), ring, StreamSettings(media_folder=folder))
    recorder.tracks_changed(tracks)
    for packet in packets:
        ring.add(packet)
    recorder.start("clip.mp4", BEGAN)
    recorder.extend(BEGAN + timedelta(seconds=seconds + 1))
    assert recorder.finish() is not None
    facts = probe_clip(folder / "clip.mp4")
    assert facts is not None
    return facts.codec, facts.seconds


@pytest.mark.parametrize(
    ("options", "codec"),
    [
        (("--codec", "b-frames"), "h264"),
        (("--keyframe-every", "7"), "h264"),
        (("--keyframe-every", "600", "--rate", "5"), "h264"),
        (("--codec", "mjpeg"), "h264"),
        (("--codec", "h265", "--sound", "pcmu"), "hevc"),
    ],
    ids=["b-frames", "odd-keyframes", "rare-keyframes", "mjpeg", "h265-and-g711"],
)
def test_pictures_and_clips_come_out_of_it(tmp_path: Path, options: tuple[str, ...], codec: str) -> None:
    with rtsp_camera(tmp_path, *options) as server:
        packets, pictures, tracks = watch(server.source, 2.5)
    assert len(pictures) >= 8
    made, seconds = clip_of(tmp_path, packets, tracks, 2.5)
    assert made == codec
    assert seconds == pytest.approx(2.5, abs=1)


def test_a_size_that_changes_in_the_middle(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path, "--resize", "1") as server:
        packets, pictures, tracks = watch(server.source, 3)
    sizes = [(each.picture.width, each.picture.height) for each in pictures]
    assert len(list(itertools.groupby(sizes))) >= 3
    assert set(sizes) == {(320, 180), (160, 90)}
    codec, seconds = clip_of(tmp_path, packets, tracks, 3)
    assert (codec, round(seconds)) in {("h264", each) for each in (2, 3, 4)}


@pytest.mark.covers("C2")
@pytest.mark.parametrize("path", ["/video", "/snapshot"])
def test_a_web_camera_makes_clips_that_browsers_play(tmp_path: Path, path: str) -> None:
    with web_camera() as camera:
        packets, _, tracks = watch(camera.source(path), 1.5)
    codec, seconds = clip_of(tmp_path, packets, tracks, 1.5)
    assert codec == "h264"
    assert seconds == pytest.approx(1.5, abs=0.5)
