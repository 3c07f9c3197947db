"""The pieces of a live picture with its sound: whoever begins at a piece marked as a key sees a whole picture (C9)."""

import io
from fractions import Fraction

import av
import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.fragments import cut_fragments
from argusai.pipeline.capture.streams.pyav.open import open_source
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.session import LiveSession
from tests.support.masks import unmasked
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("C9")
NOW = SystemClock().now()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Packet], Tracks]:
    """Four seconds with a keyframe in each, and their sound."""
    path = make_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", Recipe(seconds=4, sound="aac"))
    with open_source(Source("file", str(path)), unmasked(), 6, 6) as opened:
        return [unit.packet(NOW) for unit in opened.units() if unit.raw is not None], opened.tracks


def late(packets: list[Packet], seconds: Fraction, until: Fraction) -> list[Packet]:
    """As they arrive when the sound is so late, and stops at `until`."""
    sound = [packet for packet in packets if packet.kind == "sound" and packet.seconds < until]
    moments = [(packet.seconds, packet) for packet in packets if packet.kind == "video"]
    moments += [(packet.seconds + seconds, packet) for packet in sound]
    return [packet for _, packet in sorted(moments, key=lambda moment: moment[0])]


@pytest.mark.parametrize(("behind", "until"), [(0, 9), (Fraction(2, 5), 9), (1, 9), (0, 1)])
def test_what_is_marked_as_a_key_begins_with_one(
    recorded: tuple[list[Packet], Tracks], behind: Fraction, until: Fraction
) -> None:
    packets, tracks = recorded
    session = LiveSession(tracks, "file")
    (init,) = session.inits()
    pieces = [piece for packet in late(packets, behind, until) for piece in session.add(packet)]
    session.close()
    assert all(content.count(b"moof") == 1 for content, _ in pieces)
    keys = [number for number, (_, key) in enumerate(pieces) if key]
    assert len(keys) == sum(packet.starts_group for packet in packets)
    for number in keys:
        content = init + b"".join(content for content, _ in pieces[number:])
        with av.open(io.BytesIO(content), "r") as clip:
            assert next(clip.decode(video=0)).key_frame


def test_the_picture_does_not_wait_for_sound_that_stopped(recorded: tuple[list[Packet], Tracks]) -> None:
    packets, tracks = recorded
    session = LiveSession(tracks, "file")
    session.inits()
    for packet in late(packets, Fraction(0), Fraction(1)):
        came = session.add(packet)
        if packet.seconds > 2:
            assert came
    session.close()


@pytest.mark.parametrize("content", [b"moof", b"\0\0\0\x04moof", b"\0\0\0\x09moof", b"\0\0\0\x20moof\0\0\0\x18traf"])
def test_what_is_no_fragment_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="MP4 box"):
        cut_fragments(content, 1)
