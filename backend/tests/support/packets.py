"""Packets as a camera sends them, without a camera."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from argusai.pipeline.capture.streams.packets import Packet, TrackKind

BEGAN = datetime(2026, 1, 1, 12, tzinfo=UTC)
BASE = Fraction(1, 1000)


def at(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def make_packet(seconds: float, *, key: bool = False, kind: TrackKind = "video", size: int = 100) -> Packet:
    """Arrives at `at(seconds)`, with the same media time."""
    ticks = round(seconds * 1000)
    return Packet(kind, at(seconds), ticks, ticks, 100, BASE, key, b"\0" * size)


def stream(seconds: float, rate: int = 10, keyframe_every: float = 1.0) -> list[Packet]:
    """Only pictures."""
    every = round(keyframe_every * rate)
    return [make_packet(n / rate, key=n % every == 0) for n in range(round(seconds * rate))]
