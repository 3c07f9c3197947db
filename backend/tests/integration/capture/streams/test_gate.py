"""A camera with a gate, from its packets to its frames: asleep, woken by what moves, nothing of it lost (C11)."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import GateMode, Source
from argusai.pipeline.capture.streams.connection import Connection
from argusai.pipeline.capture.streams.contract import Frame, StreamFacts
from argusai.pipeline.capture.streams.gate.camera import CameraGate
from argusai.pipeline.capture.streams.gate.decode import GatedDecoding
from argusai.pipeline.capture.streams.packets import Packet
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.capture import a_camera
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("C11")

# Still for 25 seconds, then somebody walks.
WALK = Recipe(keyframe_every=8, rate=8, seconds=30, width=160, height=96, still_seconds=25.5)


class Racing(SystemClock):
    """So far behind at each look that a file is not held back."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead = 0.0

    def monotonic(self) -> float:
        self._ahead += 100
        return super().monotonic() + self._ahead


@dataclass
class Taking:
    """A camera's runner without its threads. Its analysis finds nothing: only the gate's own eye can wake it."""

    gate: CameraGate
    in_no_hurry = False
    packets: list[Packet] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def opened(self, facts: StreamFacts, tracks: Tracks) -> GatedDecoding:
        self.gate.opened(facts.codec, facts.width, facts.height)
        return GatedDecoding(self.gate)

    def packet(self, packet: Packet) -> None:
        self.packets.append(packet)

    def frame(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.gate.heard("still", frame.media_seconds)
        if not self.states or self.states[-1] != self.gate.read().state:
            self.states.append(self.gate.read().state)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clip(tmp_path_factory.mktemp("gate") / "walk.mp4", WALK)


def play(clip: Path, mode: GateMode) -> Taking:
    taking = Taking(CameraGate(lambda: mode))
    connection = Connection(
        a_camera(Source("file", str(clip))), taking, StreamSettings(media_folder=clip.parent), Racing()
    )
    connection.start()
    assert connection.wait(30)
    assert connection.outcome is None
    return taking


def test_asleep_it_keeps_every_packet_and_wakes_with_what_came_before(clip: Path) -> None:
    full, gated = play(clip, "off"), play(clip, "keyframes")
    assert len(gated.packets) == len(full.packets) == 240, "the ring has all of it"
    asleep = [frame for frame in gated.frames if 16 <= frame.media_seconds < 24.9]
    assert [frame.media_seconds for frame in asleep] == [float(second) for second in range(16, 25)]
    moving = [frame.media_seconds for frame in full.frames if frame.media_seconds >= 25]
    assert [frame.media_seconds for frame in gated.frames if frame.media_seconds >= 25] == moving
    assert gated.states == ["measuring", "awake", "asleep", "awake"]
    assert 0.2 < gated.gate.read().saved < 0.6


def test_late_frames_keep_the_time_at_which_they_came(clip: Path) -> None:
    gated = play(clip, "keyframes")
    arrived = {round(float(packet.pts * packet.time_base), 3): packet.at for packet in gated.packets}
    assert all(frame.at == arrived[round(frame.media_seconds, 3)] for frame in gated.frames)
    assert [frame.number for frame in gated.frames] == list(range(1, len(gated.frames) + 1))


def test_auto_without_trust_leaves_nothing_out(clip: Path) -> None:
    auto = play(clip, "auto")
    assert len(auto.frames) == 240
    assert auto.gate.read().state == "learning"
    assert auto.gate.read().watched_seconds > 20
