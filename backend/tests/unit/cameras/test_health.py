from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from argusai.pipeline.capture.cameras.health import connecting, health_out, paused, unreadable
from argusai.pipeline.capture.cameras.unreadable import why_unreadable
from tests.support.cameras import SomeFacts, SomeHealth

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def sentence(zone: str = "UTC", **health: Any) -> str:
    return health_out(SomeHealth(uuid4(), **health), NOW, ZoneInfo(zone)).sentence


@pytest.mark.covers("F8")
@pytest.mark.parametrize(
    ("health", "words"),
    [
        ({"facts": SomeFacts(), "rate_seen": 14.6}, "Connected · 1280×720 · 15 fps"),
        ({"facts": SomeFacts(rate=25)}, "Connected · 1280×720 · 25 fps"),
        ({"facts": SomeFacts(rate=0.5)}, "Connected · 1280×720 · 0.5 fps"),
        ({"facts": SomeFacts(rate=0)}, "Connected · 1280×720"),
        ({}, "Connected"),
        ({"condition": "connecting"}, "Connecting"),
        ({"condition": "paused"}, "Paused"),
        ({"condition": "ended"}, "The video ended at 02:10"),
        ({"condition": "down"}, "Down since 02:10"),
        ({"condition": "down", "reason_slug": "wrong-password", "reason": "Long."}, "Down since 02:10: wrong password"),
        ({"condition": "down", "reason_slug": "unplugged", "reason": "Long."}, "Down since 02:10: it is unplugged"),
        ({"condition": "down", "reason": "The cable broke."}, "Down since 02:10: the cable broke"),
        ({"condition": "down", "reason": "RTSP 500."}, "Down since 02:10: RTSP 500"),
        ({"condition": "down", "since": datetime(2025, 12, 30, 23, 5, tzinfo=UTC)}, "Down since 30 Dec, 23:05"),
    ],
)
def test_health_is_told_in_words(health: dict[str, Any], words: str) -> None:
    assert sentence(**health) == words


@pytest.mark.covers("F8")
def test_times_are_those_of_the_house() -> None:
    assert sentence("Europe/Berlin", condition="down") == "Down since 03:10"
    assert sentence("America/New_York", condition="down") == "Down since 31 Dec, 21:10"


@pytest.mark.covers("C20")
def test_a_camera_that_is_kept_apart_says_why() -> None:
    kept = health_out(SomeHealth(uuid4(), condition="down", reason_slug="crashes", stops=4), NOW, UTC)
    assert (
        kept.sentence
        == "Down since 02:10: what it sends stops the part of the program that watches it, again and again"
    )
    assert "stop 4 times" in kept.apart
    assert "the other cameras go on" in kept.apart
    assert health_out(SomeHealth(uuid4()), NOW, UTC).apart == ""


@pytest.mark.covers("F8")
def test_the_reason_goes_with_the_fault() -> None:
    down = health_out(SomeHealth(uuid4(), condition="down", reason_slug="refused"), NOW, UTC)
    back = health_out(SomeHealth(uuid4(), reason_slug="refused"), NOW, UTC)
    assert (down.reason_slug, back.reason_slug) == ("refused", "")


@pytest.mark.covers("F4", "F8")
def test_cameras_that_are_not_watched_have_a_health_too() -> None:
    assert [each(NOW).condition for each in (paused, connecting)] == ["paused", "connecting"]
    for sealed, slug, what in (
        ("x", "password-unreadable", "with this ENCRYPTION_KEY"),
        ("", "password-missing", "file"),
    ):
        health = unreadable(NOW, *why_unreadable(sealed))
        assert (health.condition, health.reason_slug) == ("down", slug)
        assert what in health.sentence
