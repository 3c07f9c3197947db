"""Clips cut from the ring: exact before and after, whole after every accident."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import av
import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.clip import ClipRecorder
from argusai.pipeline.capture.streams.clip_file import PARTIAL, adopt_partial
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.clips import probe_clip
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.ring import Ring
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.packets import BEGAN, at
from tests.support.video import Recipe, cut_off, make_clip
from tests.support.waiting import patient, wait_until

pytestmark = pytest.mark.covers("F10")
PATH = "2026/01/clip.mp4"


class Camera:
    """A file's packets, each arriving at its media time; `play` brings the next ones up to a second."""

    def __init__(self, folder: Path, path: Path, ring_seconds: float = 20) -> None:
        self._source = PyavSource(Source("file", str(path)))
        self.tracks: Tracks = self._source.tracks
        self._packets = self._read()
        self._next: Packet | None = next(self._packets)
        self.ring = Ring(ring_seconds, 64 << 20)
        self.ring.begin()
        self.recorder = ClipRecorder(uuid4(), self.ring, StreamSettings(media_folder=folder))
        self.recorder.tracks_changed(self.tracks)

    def _read(self) -> Iterator[Packet]:
        with self._source as source:
            for unit in source.units():
                source.decode(unit)
                if unit.raw is not None:
                    yield unit.packet(BEGAN + timedelta(seconds=unit.seconds))

    def play(self, until: float) -> None:
        while self._next is not None and self._next.at < at(until):
            self.ring.add(self._next)
            self._next = next(self._packets, None)


def a_camera(tmp_path: Path, recipe: Recipe | None = None, suffix: str = ".mp4", ring_seconds: float = 20) -> Camera:
    path = make_clip(tmp_path / f"source{suffix}", recipe or Recipe(seconds=12))
    return Camera(tmp_path / "media", path, ring_seconds)


def test_a_clip_begins_at_the_keyframe_before_and_ends_where_it_shall(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.play(5.5)
    camera.recorder.start(PATH, at(2.5))
    camera.recorder.extend(at(7.5))
    camera.play(12)
    clip = camera.recorder.finish()
    assert clip is not None
    assert clip.path == PATH
    assert clip.starts_at == at(2)
    # Pictures at 2.0 … 7.4666, and the one at 7.5333: the last one begins at the end or after it.
    assert clip.duration_seconds == pytest.approx(5.6, abs=0.01)
    facts = probe_clip(tmp_path / "media" / PATH)
    assert facts is not None
    assert (facts.pictures, facts.codec, facts.width, facts.height) == (84, "h264", 320, 180)
    assert clip.bytes == (tmp_path / "media" / PATH).stat().st_size
    assert not (tmp_path / "media" / (PATH + PARTIAL)).exists()


@pytest.mark.covers("C10")
@pytest.mark.parametrize("keyframe_every", [5, 15, 60])
@pytest.mark.parametrize("begins", [6.0, 6.37, 7.99])
def test_a_clip_holds_five_seconds_before_and_after(tmp_path: Path, keyframe_every: int, begins: float) -> None:
    """Earlier than asked by one keyframe interval at most, never later; the last picture is not before the end."""
    camera = a_camera(tmp_path, Recipe(seconds=20, keyframe_every=keyframe_every))
    since, until = at(begins - 5), at(begins + 1.23 + 5)
    camera.play(begins + 2)
    camera.recorder.start(PATH, since)
    camera.recorder.extend(until)
    camera.play(20)
    clip = camera.recorder.finish()
    assert clip is not None
    assert timedelta(0) <= since - clip.starts_at < timedelta(seconds=keyframe_every / 15)
    last = clip.starts_at + timedelta(seconds=clip.duration_seconds - 1 / 15)
    assert until <= last + timedelta(milliseconds=1)
    assert last < until + timedelta(seconds=1 / 15 + 0.001)


def test_the_picture_is_not_encoded_again(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.recorder.start(PATH, at(0))
    camera.recorder.extend(at(4))
    camera.play(6)
    assert camera.recorder.finish()
    with av.open(str(tmp_path / "source.mp4")) as source, av.open(str(tmp_path / "media" / PATH)) as clip:
        originals = [bytes(packet) for packet in source.demux(video=0) if packet.size]
        copies = [bytes(packet) for packet in clip.demux(video=0) if packet.size]
    assert copies == originals[: len(copies)]
    assert len(copies) == 61


@pytest.mark.parametrize("gap", [0.0, 4.0, 8.0])
def test_a_clip_that_is_extended_late_has_no_hole(tmp_path: Path, gap: float) -> None:
    camera = a_camera(tmp_path, Recipe(seconds=20))
    camera.play(3)
    camera.recorder.start(PATH, at(1))
    camera.recorder.extend(at(4))
    camera.play(4 + gap)
    camera.recorder.extend(at(8 + gap))
    camera.play(20)
    clip = camera.recorder.finish()
    assert clip is not None
    assert clip.duration_seconds == pytest.approx(7 + gap + 1 / 15, abs=0.08)
    facts = probe_clip(tmp_path / "media" / PATH)
    assert facts is not None
    assert facts.pictures == round(clip.duration_seconds * 15)


def test_what_comes_after_the_end_is_held_back(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.play(3)
    camera.recorder.start(PATH, at(1))
    camera.recorder.extend(at(3))
    camera.play(11)
    clip = camera.recorder.finish()
    assert clip is not None
    assert clip.duration_seconds == pytest.approx(2 + 1 / 15, abs=0.08)


def test_the_ring_reaches_back_only_so_far(tmp_path: Path) -> None:
    camera = a_camera(tmp_path, ring_seconds=3)
    camera.play(11)
    camera.recorder.start(PATH, at(2))
    camera.recorder.extend(at(11))
    clip = camera.recorder.finish()
    assert clip is not None
    assert clip.starts_at == at(7)


@pytest.mark.parametrize(
    ("recipe", "suffix", "codec", "sound"),
    [
        (Recipe(seconds=8, sound="aac"), ".mp4", "h264", "aac"),
        (Recipe(seconds=8, sound="pcm_mulaw"), ".mov", "h264", "aac"),
        (Recipe(seconds=8, sound="pcm_alaw"), ".mov", "h264", "aac"),
        (Recipe(seconds=8, sound="libmp3lame"), ".mkv", "h264", "aac"),
        (Recipe(seconds=8, codec="libx265"), ".mp4", "hevc", ""),
        (Recipe(seconds=8, b_frames=2, sound="aac"), ".mkv", "h264", "aac"),
        (Recipe(seconds=8, codec="mjpeg", pixels="yuvj420p"), ".avi", "h264", ""),
    ],
)
def test_every_kind_of_stream_makes_a_clip(tmp_path: Path, recipe: Recipe, suffix: str, codec: str, sound: str) -> None:
    camera = a_camera(tmp_path, recipe, suffix)
    camera.play(3)
    camera.recorder.start(PATH, at(1.5))
    camera.recorder.extend(at(6))
    camera.play(8)
    clip = camera.recorder.finish()
    assert clip is not None
    facts = probe_clip(tmp_path / "media" / PATH)
    assert facts is not None
    assert (facts.codec, facts.sound) == (codec, sound)
    # From the keyframe before 1.5, which is at 1 but for JPEGs; reordered pictures may reach a little further.
    assert clip.duration_seconds == pytest.approx(4.6 if recipe.codec == "mjpeg" else 5.07, abs=0.21)
    with av.open(str(tmp_path / "media" / PATH)) as opened:
        pictures = [frame.pts for frame in opened.decode(video=0) if frame.pts is not None]
        assert len(pictures) == facts.pictures
        assert pictures == sorted(set(pictures))
    if sound:
        with av.open(str(tmp_path / "media" / PATH)) as opened:
            heard = sum(frame.samples for frame in opened.decode(audio=0)) / opened.streams.audio[0].rate
        assert heard == pytest.approx(5.0, abs=0.4)


def test_h265_carries_the_tag_that_apple_plays(tmp_path: Path) -> None:
    camera = a_camera(tmp_path, Recipe(seconds=3, codec="libx265"))
    camera.recorder.start(PATH, at(0))
    camera.recorder.extend(at(2))
    camera.play(3)
    assert camera.recorder.finish()
    assert b"hvc1" in (tmp_path / "media" / PATH).read_bytes()[:1000]


def test_a_clip_ends_with_its_connection(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.play(4)
    camera.recorder.start(PATH, at(1))
    camera.recorder.extend(at(9))
    # Once something of it is written, the writer has all that the ring held.
    wait_until(lambda: probe_clip(tmp_path / "media" / (PATH + PARTIAL)))
    camera.ring.begin()
    camera.play(8)
    clip = camera.recorder.finish()
    assert clip is not None
    assert clip.duration_seconds == pytest.approx(3, abs=0.1)


def test_starting_again_finishes_the_one_before(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.play(4)
    camera.recorder.start("a.mp4", at(1))
    camera.recorder.extend(at(3))
    camera.recorder.start("b.mp4", at(2))
    camera.recorder.extend(at(4))
    assert camera.recorder.finish()
    assert probe_clip(tmp_path / "media" / "a.mp4")
    assert probe_clip(tmp_path / "media" / "b.mp4")


def test_without_a_picture_there_is_no_clip(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.recorder.start(PATH, at(0))
    camera.recorder.extend(at(5))
    assert camera.recorder.finish() is None
    assert camera.recorder.failed == 1
    assert camera.recorder.finish() is None


def test_a_slow_disk_holds_up_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder on a disk that hangs: the packets go on, finish gives up after its limit."""
    monkeypatch.setattr("argusai.pipeline.capture.streams.clip._FINISH_SECONDS", 0.3)
    media = tmp_path / "media"
    media.mkdir()
    os.mkfifo(media / ("hangs.mp4" + PARTIAL))  # opening it for writing waits for a reader
    camera = a_camera(tmp_path)
    camera.play(2)
    camera.recorder.start("hangs.mp4", at(0))
    camera.recorder.extend(at(5))
    began = time.monotonic()
    camera.play(12)
    assert camera.recorder.finish() is None
    assert time.monotonic() - began < patient(2)
    assert camera.recorder.failed == 1
    # Let the thread go: it opens, and ends by itself.
    reader = threading.Thread(target=lambda: (media / ("hangs.mp4" + PARTIAL)).read_bytes(), daemon=True)
    reader.start()
    reader.join(5)


def test_a_partial_clip_is_adopted_when_it_plays(tmp_path: Path) -> None:
    camera = a_camera(tmp_path)
    camera.recorder.start(PATH, at(0))
    camera.recorder.extend(at(6))
    camera.play(6)
    assert camera.recorder.finish()
    target = tmp_path / "media" / PATH
    partial = target.with_name(target.name + PARTIAL)
    target.rename(partial)
    cut_off(partial, 0.5)
    clip = adopt_partial(tmp_path / "media", PATH, at(0))
    assert clip is not None
    assert 1 < clip.duration_seconds < 5
    assert target.exists()
    assert not partial.exists()


@pytest.mark.parametrize("content", [b"", b"\0\0\0\x1cftypiso5", os.urandom(5000)])
def test_a_partial_clip_that_does_not_play_is_removed(tmp_path: Path, content: bytes) -> None:
    partial = tmp_path / ("x.mp4" + PARTIAL)
    partial.write_bytes(content)
    assert adopt_partial(tmp_path, "x.mp4", at(0)) is None
    assert list(tmp_path.iterdir()) == []


def test_adopting_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert adopt_partial(tmp_path, "x.mp4", at(0)) is None
