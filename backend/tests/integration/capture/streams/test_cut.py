"""Parts of clips: what is in them, and that they play."""

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from argusai.pipeline.capture.streams.contract import ClipPart
from argusai.pipeline.capture.streams.pyav.clips import probe_clip
from argusai.pipeline.capture.streams.pyav.cut import cut_clip
from tests.support.video import Codec, Recipe, make_clip

pytestmark = pytest.mark.covers("C10")
FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


def never() -> bool:
    return False


@pytest.mark.parametrize("b_frames", [0, 2])
def test_a_part_begins_at_the_keyframe_before_and_is_not_encoded_again(tmp_path: Path, b_frames: int) -> None:
    recipe = Recipe(seconds=10, sound="aac", keyframe_every=30, b_frames=b_frames, container=FRAGMENTED)
    source = make_clip(tmp_path / "clip.mp4", recipe)
    assert cut_clip(source, tmp_path / "part.mp4", ClipPart(5.0, 8.0), never)
    facts = probe_clip(tmp_path / "part.mp4")
    assert facts is not None
    assert (facts.codec, facts.sound) == ("h264", "aac")
    assert facts.seconds == pytest.approx(4.0, abs=0.21)  # from 4.0 on
    with av.open(str(source)) as whole, av.open(str(tmp_path / "part.mp4")) as part:
        originals = {bytes(packet) for packet in whole.demux(video=0) if packet.size}
        assert all(bytes(packet) in originals for packet in part.demux(video=0) if packet.size)
    with av.open(str(tmp_path / "part.mp4")) as part:
        times = [frame.time for frame in part.decode(video=0)]
    assert times == sorted(times)
    assert times[0] == pytest.approx(0, abs=0.2)


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_a_part_shows_its_very_beginning_though_keyframes_are_decoded_long_before(tmp_path: Path, codec: Codec) -> None:
    recipe = Recipe(codec=codec, seconds=6, keyframe_every=30, b_frames=2, container=FRAGMENTED)
    source = make_clip(tmp_path / "clip.mp4", recipe)
    with av.open(str(source)) as whole:
        packets = [packet for packet in whole.demux(video=0) if packet.size]
    shown_at = {bytes(packet): float((packet.pts or 0) * (packet.time_base or 0)) for packet in packets}
    for begin in (2.0, 3.95, 4.2):
        assert cut_clip(source, tmp_path / "part.mp4", ClipPart(begin, None), never)
        with av.open(str(tmp_path / "part.mp4")) as part:
            first = next(bytes(packet) for packet in part.demux(video=0))
        assert begin - 2.2 < shown_at[first] <= begin


def test_h265_becomes_h264_with_its_sound(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "clip.mp4", Recipe(codec="libx265", seconds=3, sound="aac"))
    assert cut_clip(source, tmp_path / "part.mp4", ClipPart(0.0, None, h264=True), never)
    facts = probe_clip(tmp_path / "part.mp4")
    assert facts is not None
    assert (facts.codec, facts.sound, facts.pictures) == ("h264", "aac", 45)
    assert facts.seconds == pytest.approx(3.0, abs=0.1)


def test_a_part_without_an_end_reaches_it(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "clip.mp4", Recipe(seconds=6))
    assert cut_clip(source, tmp_path / "part.mp4", ClipPart(3.5, None), never)
    facts = probe_clip(tmp_path / "part.mp4")
    assert facts is not None
    assert facts.seconds == pytest.approx(3.0, abs=0.1)


def _after(calls: int) -> Callable[[], bool]:
    left = iter(range(calls))
    return lambda: next(left, None) is None


def test_work_that_nobody_wants_ends(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "clip.mp4", Recipe(codec="libx265", seconds=3))
    assert not cut_clip(source, tmp_path / "part.mp4", ClipPart(0.0, None, h264=True), _after(5))


@pytest.mark.parametrize("content", [b"", b"nothing", b"\0" * 5000])
def test_what_is_no_clip_gives_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(content)
    assert not cut_clip(tmp_path / "clip.mp4", tmp_path / "part.mp4", ClipPart(0.0, None), never)
