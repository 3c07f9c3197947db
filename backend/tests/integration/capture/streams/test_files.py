"""Files as a source: paced by nobody here, looped, cut off, hostile."""

import contextlib
from itertools import islice, pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.source import Decoded, PyavSource
from tests.support.packets import BEGAN
from tests.support.video import Recipe, cut_off, make_clip, make_garbage

pytestmark = pytest.mark.covers("F7", "F30")


def read(path: Path, loop: bool = False, most: int = 10_000) -> tuple[list[Packet], list[Decoded]]:
    packets: list[Packet] = []
    pictures: list[Decoded] = []
    with PyavSource(Source("file", str(path), loop=loop)) as source:
        for unit in islice(source.units(), most):
            pictures += source.decode(unit)
            if unit.raw is not None:
                packets.append(unit.packet(BEGAN))
    return packets, pictures


@pytest.mark.parametrize(
    ("suffix", "recipe"),
    [
        (".mp4", Recipe()),
        (".mp4", Recipe(b_frames=2, sound="aac")),
        (".mov", Recipe(b_frames=2, sound="pcm_mulaw")),
        (".mkv", Recipe(b_frames=2, sound="aac")),
        (".ts", Recipe(b_frames=2)),
        (".mp4", Recipe(codec="libx265")),
        (".avi", Recipe(codec="mjpeg", pixels="yuvj420p")),
        (".mkv", Recipe(codec="mjpeg", pixels="yuvj422p")),
        (".mkv", Recipe(codec="ffv1", pixels="gray", width=161, height=91)),
        (".mkv", Recipe(codec="libx265", pixels="yuv420p10le")),
        (".mp4", Recipe(width=161, height=91, pixels="yuv444p")),
    ],
)
def test_every_picture_comes_once_and_in_order(tmp_path: Path, suffix: str, recipe: Recipe) -> None:
    packets, pictures = read(make_clip(tmp_path / f"clip{suffix}", recipe))
    assert len(pictures) == 60
    seconds = [picture.seconds for picture in pictures]
    assert seconds == pytest.approx([n / 15 for n in range(60)], abs=0.002)
    assert (pictures[0].picture.width, pictures[0].picture.height) == (recipe.width, recipe.height)
    for kind in ("video", "sound"):
        times = [packet.dts for packet in packets if packet.kind == kind]
        assert times == sorted(set(times))
    assert packets[0].starts_group
    assert all(packet.pts >= packet.dts for packet in packets)


def test_the_facts_are_told(tmp_path: Path) -> None:
    with PyavSource(Source("file", str(make_clip(tmp_path / "clip.mp4", Recipe(sound="aac"))))) as source:
        facts = source.facts
    assert (facts.codec, facts.width, facts.height, facts.rate, facts.has_sound) == ("h264", 320, 180, 15.0, True)


def test_a_looped_file_goes_on_in_time(tmp_path: Path) -> None:
    packets, pictures = read(make_clip(tmp_path / "clip.mp4", Recipe(b_frames=2, seconds=1)), loop=True, most=100)
    times = [packet.dts * packet.time_base for packet in packets]
    assert times == sorted(set(times))
    seconds = [picture.seconds for picture in pictures]
    assert len(seconds) > 80
    gaps = {round(after - before, 2) for before, after in pairwise(seconds)}
    assert gaps <= {0.06, 0.07, 0.2}  # the last: where the reordered pictures of the next round begin


@pytest.mark.parametrize("suffix", [".mkv", ".ts", ".avi"])
def test_a_file_cut_in_mid_frame_gives_what_it_has(tmp_path: Path, suffix: str) -> None:
    codec = Recipe(codec="mjpeg", pixels="yuvj420p") if suffix == ".avi" else Recipe()
    _, pictures = read(cut_off(make_clip(tmp_path / f"clip{suffix}", codec)))
    assert 10 < len(pictures) < 60


def test_a_looped_file_that_nobody_decodes_goes_on(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", Recipe(seconds=1))
    with PyavSource(Source("file", str(clip), loop=True)) as source:
        assert len(list(islice((unit for unit in source.units() if unit.raw is not None), 40))) == 40


def test_a_cut_file_can_be_looped(tmp_path: Path) -> None:
    _, pictures = read(cut_off(make_clip(tmp_path / "clip.mkv")), loop=True, most=150)
    assert len(pictures) > 100


def test_an_mp4_that_lost_its_index_is_not_a_video(tmp_path: Path) -> None:
    with pytest.raises(StreamError) as caught:
        read(cut_off(make_clip(tmp_path / "clip.mp4")))
    assert caught.value.slug == "not-a-video"


@pytest.mark.parametrize("name", ["x.mp4", "x.mkv", "x.h264", "x.m3u8", "x.sdp", "x.ffconcat"])
def test_garbage_is_not_a_video(tmp_path: Path, name: str) -> None:
    with pytest.raises(StreamError) as caught:
        read(make_garbage(tmp_path / name))
    assert caught.value.slug == "not-a-video"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
    ],
)
def test_a_playlist_leads_nowhere(tmp_path: Path, playlist: str) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text(playlist)
    with pytest.raises(StreamError) as caught:
        read(path)
    assert caught.value.slug == "not-a-video"


def test_an_empty_file_and_one_with_sound_only_are_no_video(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(StreamError, match="not a video"):
        read(tmp_path / "empty.mp4")
    sound = tmp_path / "sound.mp4"
    with av.open(str(sound), "w") as out:
        stream = out.add_stream("aac", rate=8000, layout="mono")
        frame = AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        out.mux([*stream.encode(frame), *stream.encode(None)])
    with pytest.raises(StreamError, match="no picture"):
        read(sound)


def test_bytes_flipped_all_over_never_crash(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mkv", Recipe(b_frames=2, sound="aac"))
    content = bytearray(path.read_bytes())
    for position in range(2000, len(content), 97):
        content[position] ^= 0xFF
    path.write_bytes(content)
    with contextlib.suppress(StreamError):
        assert len(read(path)[1]) <= 60
