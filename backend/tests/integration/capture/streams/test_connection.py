"""What is kept of a connection that failed (C20), and what comes of one that nobody is in a hurry for (C11)."""

from pathlib import Path

import av
import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.connection import Connection, Decoding
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts
from argusai.pipeline.capture.streams.errors import StreamFailed
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.open import OpenSource
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.capture import a_camera
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("C20")


class Failing:
    """A sink, and a decoding that ends as FFmpeg does."""

    in_no_hurry = False

    def opened(self, facts: StreamFacts, tracks: Tracks) -> Decoding:
        return self

    def decode(self, source: OpenSource, unit: Unit) -> list[Decoded]:
        try:
            raise OSError(source.facts)
        except OSError:
            raise StreamFailed from None

    def packet(self, packet: Packet) -> None:
        """None comes so far."""

    def frame(self, frame: Frame) -> None:
        """None comes so far."""


def test_the_error_that_is_kept_keeps_no_decoder_and_no_picture(tmp_path: Path) -> None:
    """A camera may be away for days, and its error is kept for as long."""
    clip = make_clip(tmp_path / "clip.mp4", Recipe(seconds=1))
    connection = Connection(
        a_camera(Source("file", str(clip))), Failing(), StreamSettings(media_folder=tmp_path), SystemClock()
    )
    connection.start()
    assert connection.wait(60)
    error = connection.outcome
    assert isinstance(error, StreamFailed)
    assert (error.__traceback__, error.__context__, error.__cause__) == (None, None, None)


class Patient:
    """A sink for packets alone."""

    in_no_hurry = True

    def __init__(self) -> None:
        self.packets: list[Packet] = []

    def opened(self, facts: StreamFacts, tracks: Tracks) -> Decoding:
        return self

    def decode(self, source: OpenSource, unit: Unit) -> list[Decoded]:
        return []

    def packet(self, packet: Packet) -> None:
        self.packets.append(packet)

    def frame(self, frame: Frame) -> None:
        """None comes."""


@pytest.mark.covers("C11")
def test_who_is_in_no_hurry_gets_every_packet_in_order_with_the_time_at_which_it_came(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", Recipe(seconds=2))
    sink = Patient()
    connection = Connection(
        a_camera(Source("file", str(clip))), sink, StreamSettings(media_folder=tmp_path), SystemClock()
    )
    connection.start()
    assert connection.wait(60)
    assert connection.outcome is None
    with av.open(str(clip)) as opened:
        sent = [bytes(each) for each in opened.demux(video=0) if each.size]
    assert [each.payload for each in sink.packets] == sent
    assert sink.packets == sorted(sink.packets, key=lambda each: each.at)
