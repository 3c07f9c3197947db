"""What a camera sends is measured from its packets (C4)."""

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.streams.contract import Traffic
from argusai.pipeline.capture.streams.traffic import TrafficMeter
from tests.support.packets import make_packet

pytestmark = pytest.mark.covers("C4")


def send(meter: TrafficMeter, clock: SimulatedClock, seconds: int, *, every: float = 2.0, size: int = 1000) -> None:
    """Ten pictures a second and as many pieces of sound; a keyframe `every` so many seconds."""
    for n in range(seconds * 10):
        clock.advance(0.1)
        meter.packet_came(make_packet(n / 10, key=n % round(every * 10) == 0, size=size))
        meter.packet_came(make_packet(n / 10, key=True, kind="sound", size=size // 4))


def test_bitrate_and_keyframes_of_a_steady_stream(clock: SimulatedClock) -> None:
    meter = TrafficMeter(clock)
    send(meter, clock, 30)
    assert meter.read().bits_per_second == pytest.approx(100_000, rel=0.02)
    assert meter.read().keyframe_seconds == 2.0


def test_nothing_is_claimed_of_the_first_second(clock: SimulatedClock) -> None:
    meter = TrafficMeter(clock)
    meter.packet_came(make_packet(0, key=True, size=100_000))
    assert meter.read() == Traffic()


def test_a_camera_without_another_keyframe_has_no_interval(clock: SimulatedClock) -> None:
    meter = TrafficMeter(clock)
    send(meter, clock, 20, every=1000)
    assert meter.read().keyframe_seconds == 0.0


def test_silence_brings_the_bitrate_down(clock: SimulatedClock) -> None:
    meter = TrafficMeter(clock)
    send(meter, clock, 20)
    clock.advance(11)
    assert meter.read().bits_per_second == 0


def test_a_new_connection_begins_anew(clock: SimulatedClock) -> None:
    meter = TrafficMeter(clock)
    send(meter, clock, 20)
    meter.opened()
    assert meter.read() == Traffic()
    send(meter, clock, 5, every=1.0)
    assert meter.read().keyframe_seconds == 1.0
