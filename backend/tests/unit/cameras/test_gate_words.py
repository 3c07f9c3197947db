"""What a gate does and saves, in words (C11)."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from argusai.pipeline.capture.cameras.gate_words import gate_out
from argusai.pipeline.capture.cameras.health import health_out
from argusai.pipeline.capture.streams.gate.sleep import MOST_KEYFRAME_SECONDS
from argusai.pipeline.capture.streams.gate.trust import LEAST_EVENTS
from tests.support.cameras import SomeFacts, SomeGate, SomeHealth, SomeTraffic

pytestmark = pytest.mark.covers("C11")


def some(keyframe_seconds: float = 1.0, codec: str = "h264", condition: Any = "connected", **gate: Any) -> SomeHealth:
    traffic = SomeTraffic(keyframe_seconds=keyframe_seconds)
    return SomeHealth(uuid4(), condition, facts=SomeFacts(codec), traffic=traffic, gate=SomeGate(**gate))


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_it_is_offered_where_keyframes_come_every_second(codec: str) -> None:
    assert gate_out(some(MOST_KEYFRAME_SECONDS, codec)).offered
    assert gate_out(some(1.04, codec)).why_not == ""


@pytest.mark.parametrize(
    ("health", "words"),
    [
        (some(4), "Its keyframes are 4 s apart"),
        (some(0), "being measured"),
        (some(codec="mjpeg"), "Every picture of this stream stands alone"),
        (some(state="unfit"), "in hardware"),
        (some(state="second"), "second, smaller stream"),
        (some(state="keyframes"), "Choose a keyframe"),
    ],
)
def test_elsewhere_it_says_why_not(health: SomeHealth, words: str) -> None:
    told = gate_out(health)
    assert not told.offered
    assert words in told.why_not


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ({}, "Every picture is decoded."),
        ({"state": "measuring"}, "until then every picture is decoded"),
        ({"state": "keyframes"}, "It saves nothing now. Its keyframes are 1 s apart"),
        (
            {"state": "asleep", "saved": 0.934},
            "only keyframes are decoded. 93 of 100 pictures were not decoded lately.",
        ),
        ({"state": "awake", "saved": 0.5}, "every picture is decoded. 50 of 100"),
        ({"state": "checking"}, "to check that it would have missed nothing"),
        ({"state": "learning", "watched_seconds": 7300, "events": 2}, "2 of 24 hours and 2 of 5 events are done."),
        ({"state": "learning", "watched_seconds": 1e6, "events": 3}, "24 of 24 hours and 3 of 5 events"),
        ({"state": "learning", "missed": 1}, "slept through an event once, and began anew."),
        ({"state": "learning", "missed": 3}, "an event 3 times"),
    ],
)
def test_what_it_does_is_told(gate: dict[str, Any], words: str) -> None:
    assert words in gate_out(some(**gate)).sentence


def test_the_words_count_the_events_that_trust_needs() -> None:
    assert f"of {LEAST_EVENTS} events" in gate_out(some(state="learning")).sentence


def test_only_a_connected_camera_has_one() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert health_out(some(), now, UTC).gate is not None
    assert health_out(some(condition="down"), now, UTC).gate is None
