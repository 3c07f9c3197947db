"""Clips that a full disk, a kill or a power failure broke off anywhere: what is kept is whole fragments, and plays."""

import os
import struct
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.clip_file import PARTIAL, ClipWriter, adopt_partial
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.rescue import rescue_clip
from tests.support.packets import BEGAN, at
from tests.support.video import Codec, Recipe, Sound, make_clip

pytestmark = pytest.mark.covers("C10", "C20")
NAME = "clip.mp4"
Break = Callable[[bytes], bytes]


@cache
def a_clip(codec: Codec = "libx264", b_frames: int = 0, sound: Sound = "aac") -> bytes:
    """As it was written: fragments of a second."""
    with TemporaryDirectory() as folder:
        recipe = Recipe(codec, 160, 90, seconds=4, b_frames=b_frames, sound=sound)
        with PyavSource(Source("file", str(make_clip(Path(folder) / "source.mp4", recipe)))) as source:
            writer = ClipWriter(Path(folder), NAME, source.tracks)
            for unit in source.units():
                if unit.raw is not None:
                    writer.write(unit.packet(BEGAN + timedelta(seconds=unit.seconds)))
            assert writer.close() is not None
        return (Path(folder) / NAME).read_bytes()


def boxes(content: bytes) -> list[tuple[str, int, int]]:
    found, start = [], 0
    while start < len(content):
        size, kind = struct.unpack_from(">I4s", content, start)
        found.append((kind.decode(), start, start + size))
        start += size
    return found


def last_fragment(content: bytes) -> tuple[int, int, int]:
    """Where its moof begins, its mdat, and where it ends."""
    inside = [each for each in boxes(content) if each[0] in {"moof", "mdat"}]
    return inside[-2][1], inside[-1][1], inside[-1][2]


def pictures(path: Path) -> int:
    """Raises where a browser would stop: FFmpeg's own tool passes over what is broken at the end."""
    with av.open(str(path)) as clip:
        shown = sum(1 for _ in clip.decode(video=0))
    with av.open(str(path)) as clip:
        if clip.streams.audio:
            assert sum(frame.samples for frame in clip.decode(audio=0))
    return shown


def left_behind(folder: Path, content: bytes) -> Path:
    partial = folder / (NAME + PARTIAL)
    partial.write_bytes(content)
    return partial


IN_THE_LAST: dict[str, Break] = {
    "its moof begins": lambda whole: whole[: last_fragment(whole)[0] + 5],
    "in its moof": lambda whole: whole[: last_fragment(whole)[0] + 40],
    "between moof and mdat": lambda whole: whole[: last_fragment(whole)[1]],
    "at the head of its mdat": lambda whole: whole[: last_fragment(whole)[1] + 8],
    "in its mdat": lambda whole: whole[: sum(last_fragment(whole)[1:]) // 2],
    "a byte before its end": lambda whole: whole[: last_fragment(whole)[2] - 1],
    "blocks that were not written": lambda whole: whole[: last_fragment(whole)[1] + 500] + bytes(9000),
    "a mdat of its length, without its end": lambda whole: (
        whole[: last_fragment(whole)[1] + 500] + bytes(last_fragment(whole)[2] - last_fragment(whole)[1] - 500)
    ),
    "something else": lambda whole: whole[: last_fragment(whole)[0]] + b"\xff" * 700,
}


@pytest.mark.parametrize("broken", IN_THE_LAST.values(), ids=IN_THE_LAST)
def test_half_a_fragment_goes_and_the_rest_plays(broken: Break, tmp_path: Path) -> None:
    left_behind(tmp_path, broken(a_clip()))
    clip = adopt_partial(tmp_path, NAME, at(0))
    kept = (tmp_path / NAME).read_bytes()
    assert kept == a_clip()[: last_fragment(a_clip())[0]]
    assert clip is not None
    assert clip.bytes == len(kept)
    assert pictures(tmp_path / NAME) == pytest.approx(clip.duration_seconds * 15, abs=0.1)
    assert clip.starts_at == at(0)


def test_a_clip_of_whole_fragments_stays_as_it_is(tmp_path: Path) -> None:
    end = last_fragment(a_clip())[2]
    for content in (a_clip(), a_clip()[:end]):
        left_behind(tmp_path, content)
        assert adopt_partial(tmp_path, NAME, at(0)) is not None
        assert (tmp_path / NAME).read_bytes() == content
    left_behind(tmp_path, a_clip()[: end + 20])
    assert adopt_partial(tmp_path, NAME, at(0)) is not None
    assert (tmp_path / NAME).read_bytes() == a_clip()[:end]


@pytest.mark.parametrize(("codec", "b_frames", "sound"), [("libx264", 2, "aac"), ("libx265", 0, "")])
def test_it_plays_to_its_end_wherever_it_breaks_off(codec: Codec, b_frames: int, sound: Sound, tmp_path: Path) -> None:
    whole = a_clip(codec, b_frames, sound)
    first = boxes(whole)[3][2]
    for size in range(0, len(whole), len(whole) // 40):
        left_behind(tmp_path, whole[:size])
        clip = adopt_partial(tmp_path, NAME, at(0))
        assert (clip is not None) == (size >= first)
        assert clip is None or pictures(tmp_path / NAME)


@pytest.mark.parametrize("tail", [b"", bytes(5000)])
def test_without_one_whole_fragment_there_is_no_clip(tail: bytes, tmp_path: Path) -> None:
    [_, (_, moov, moov_end), (_, _, moof_end), (_, _, mdat_end), *_] = boxes(a_clip())
    for end in (0, 12, moov + 100, moov_end, moof_end - 1, moof_end, mdat_end - 1):
        left_behind(tmp_path, a_clip()[:end] + tail)
        assert adopt_partial(tmp_path, NAME, at(0)) is None
        assert list(tmp_path.iterdir()) == []


def test_what_a_kill_left_keeps_its_times(tmp_path: Path) -> None:
    """Though half a fragment goes, and though the program falls once more before its row is written."""
    begin = last_fragment(a_clip())[0]
    partial = left_behind(tmp_path, a_clip()[: begin + 900] + bytes(3000))
    os.utime(partial, (at(60).timestamp(),) * 2)
    rescued, again = rescue_clip(tmp_path, NAME), rescue_clip(tmp_path, NAME)
    assert rescued is not None
    assert again is not None
    assert pictures(tmp_path / NAME)
    lost = at(60) - rescued.starts_at - timedelta(seconds=rescued.duration_seconds)
    assert timedelta(0) <= lost < timedelta(seconds=1.1)
    assert abs(again.starts_at - rescued.starts_at) < timedelta(milliseconds=2)
