"""A source behind privacy masks: its packets, pictures, times and sound (C6)."""

import io
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Privacy, Source
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.masking import Masking, MaskingMeter
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav import black, encode
from argusai.pipeline.capture.streams.pyav import masked as masked_sources
from argusai.pipeline.capture.streams.pyav.muxer import clip_muxer
from argusai.pipeline.capture.streams.pyav.open import open_source
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from tests.support.masks import masked, rectangle, unmasked
from tests.support.video import Codec, Recipe, make_clip

pytestmark = pytest.mark.covers("C6")
NOW = SystemClock().now()
LEFT = rectangle(0, 0, 0.5, 1)


@dataclass
class Seen:
    """All that came out of a source."""

    facts: StreamFacts
    tracks: Tracks
    packets: list[Packet] = field(default_factory=list)
    pictures: list[PyavPicture] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def of(self, kind: str) -> list[Packet]:
        return [packet for packet in self.packets if packet.kind == kind]

    def clip(self) -> list[np.ndarray]:
        """The pictures of the clip that these packets make."""
        muxer = clip_muxer(self.tracks)
        content = muxer.begin() + b"".join(muxer.add(packet) for packet in self.packets) + muxer.end()
        with av.open(io.BytesIO(content), "r") as clip:
            return [frame.to_ndarray(format="bgr24") for frame in clip.decode(video=0)]


def _read(path: Path, masking: Masking) -> Seen:
    with open_source(Source("file", str(path)), masking) as source:
        seen = Seen(source.facts, source.tracks)
        for unit in source.units():
            if unit.raw is not None:
                seen.packets.append(unit.packet(NOW))
            for decoded in source.decode(unit):
                seen.pictures.append(decoded.picture)
                seen.seconds.append(decoded.seconds)
    return seen


@pytest.mark.parametrize(
    ("codec", "b_frames", "pixels", "suffix"),
    [
        ("libx264", 0, "yuv420p", "mp4"),
        ("libx264", 2, "yuv420p10le", "mp4"),
        ("libx265", 0, "yuv420p", "mp4"),
        ("mjpeg", 0, "yuvj422p", "mkv"),
        ("ffv1", 0, "bgr0", "mkv"),
    ],
)
def test_every_codec_leaves_as_h264_with_black_in_it(
    codec: Codec, b_frames: int, pixels: str, suffix: str, tmp_path: Path
) -> None:
    recipe = Recipe(codec, 321 if codec == "ffv1" else 320, 180, seconds=2, b_frames=b_frames, pixels=pixels)
    path = make_clip(tmp_path / f"clip.{suffix}", recipe)
    before, after = _read(path, unmasked()), _read(path, masked(LEFT))
    assert (after.facts.codec, after.tracks.codec("video")) == ("h264", "h264")
    assert len(after.pictures) == len(before.pictures) == len(after.of("video")) == len(after.clip()) == 30
    assert after.seconds == pytest.approx(before.seconds, abs=0.002)
    for plain, picture, clip in zip(before.pictures, after.pictures, after.clip(), strict=True):
        assert picture.bgr()[:, :160].max() <= 6
        assert clip[:, :156].max() <= 16
        assert np.abs(clip[:, 172:320].astype(int) - plain.bgr()[:180, 172:320]).mean() < 8


def test_times_rise_and_keyframes_come_every_two_seconds(tmp_path: Path) -> None:
    seen = _read(make_clip(tmp_path / "clip.mp4", Recipe(seconds=5, b_frames=2, keyframe_every=75)), masked(LEFT))
    times = [float(packet.seconds) for packet in seen.of("video")]
    assert times == sorted(set(times))
    assert [packet.pts for packet in seen.of("video")] == [packet.dts for packet in seen.of("video")]
    keys = [float(packet.seconds) for packet in seen.of("video") if packet.key]
    assert np.diff(keys) == pytest.approx([2, 2], abs=0.1)


def test_sound_goes_through_untouched_and_in_step(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Recipe(seconds=2, sound="aac"))
    before, after = _read(path, unmasked()), _read(path, masked(LEFT))
    assert [(each.pts, each.payload) for each in after.of("sound")] == [
        (each.pts, each.payload) for each in before.of("sound")
    ]
    assert after.facts.has_sound


def test_a_looped_file_goes_on(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Recipe(seconds=1))
    with open_source(Source("file", str(path), loop=True), masked(LEFT)) as source:
        pictures = 0
        for unit in source.units():
            pictures += len(source.decode(unit))
            if pictures > 40:
                break
    assert pictures > 40


def test_pictures_only_lets_no_packet_and_no_sound_out(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", Recipe(seconds=2, sound="aac"))
    seen = _read(path, masked(LEFT, video="pictures"))
    assert seen.packets == []
    assert seen.tracks.kinds == ()
    assert not seen.facts.has_sound
    assert len(seen.pictures) == 30
    assert max(picture.bgr()[:, :160].max() for picture in seen.pictures) <= 6


def test_without_an_encoder_there_are_pictures_alone_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def __init__(self, *_: object) -> None:
            raise ValueError("Unknown encoder")

    monkeypatch.setattr(masked_sources, "H264Encoder", Missing)
    masking = masked(LEFT)
    seen = _read(make_clip(tmp_path / "clip.mp4"), masking)
    assert seen.packets == []
    assert seen.pictures[0].bgr()[:, :160].max() <= 6
    health = masking.meter.read(masking.privacy)
    assert (health.video, health.reason[:36]) == ("pictures", "The video cannot be re-encoded on th")


def test_what_cannot_be_masked_is_an_error_and_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_self: object, _picture: PyavPicture) -> PyavPicture:
        raise ValueError("unknown pixels")

    monkeypatch.setattr(black.Blackout, "apply", breaks)
    path = make_clip(tmp_path / "clip.mp4")
    for video in ("reencode", "pictures"):
        seen: list[object] = []
        with (
            open_source(Source("file", str(path)), masked(LEFT, video=video)) as source,
            pytest.raises(StreamError) as caught,
        ):
            for unit in source.units():
                seen += [unit.raw] if unit.raw is not None else []
                seen += source.decode(unit)
        assert seen == []
        assert caught.value.retryable


def test_an_encoder_that_fails_in_between_leaves_pictures_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, masking = make_clip(tmp_path / "clip.mp4"), masked(LEFT)

    def breaks(_self: object, _picture: PyavPicture, _pts: int) -> list[object]:
        raise ValueError("out of its depth")

    monkeypatch.setattr(encode.H264Encoder, "encode", breaks)
    with pytest.raises(StreamError):
        _read(path, masking)
    seen = _read(path, masking)
    assert (seen.packets, len(seen.pictures)) == ([], 60)


def test_what_it_costs_is_measured(tmp_path: Path) -> None:
    class Clock(SystemClock):
        ahead = 0.0

        def monotonic(self) -> float:
            return self.ahead

    clock = Clock()
    masking = Masking(Privacy((LEFT,)), MaskingMeter(clock))
    path = make_clip(tmp_path / "clip.mp4", Recipe(seconds=2))
    with open_source(Source("file", str(path)), masking) as source:
        for unit in source.units():
            source.decode(unit)
            clock.ahead += 0.1
    assert 0 < masking.meter.read(masking.privacy).cores < 1
