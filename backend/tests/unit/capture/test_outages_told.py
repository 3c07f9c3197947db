"""How outages are said, and that noticing them is quick and beside everything else (C4)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from argusai.flow.keeping import Keeper
from argusai.flow.outages import health_teller
from argusai.pipeline.capture.cameras.health import health_out
from argusai.pipeline.capture.outages.outage import Outage
from argusai.pipeline.capture.outages.say import say
from argusai.pipeline.capture.streams.contract import StreamHealth, Traffic
from argusai.pipeline.capture.streams.wire import read_health, write_health
from tests.support.outages import DOOR

pytestmark = pytest.mark.covers("C4")
AT = datetime(2026, 3, 3, 14, 2, tzinfo=UTC)
AWAY = Outage(UUID(int=9), DOOR, "away", AT, AT + timedelta(minutes=29), 1740, "timeout", "The camera is silent. Wait.")
HEALTH = StreamHealth(DOOR, "down", AT, "Gone.", "timeout", None, 0, 0, 0, 0.0)


def said(zone: str = "UTC", **changed: Any) -> str:
    return say(replace(AWAY, **changed), "Front door", AT + timedelta(hours=1), ZoneInfo(zone))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Front door was blind from 14:02 to 14:31: the camera did not answer."),
        (
            {"slug": "crashes"},
            "Front door was blind from 14:02 to 14:31: what the camera sent stopped the part of the program that"
            " watches it, again and again.",
        ),
        ({"slug": "unplugged"}, "Front door was blind from 14:02 to 14:31: the camera was unplugged."),
        ({"ended_at": None}, "Front door has been blind since 14:02: the camera did not answer."),
        ({"slug": "strange"}, "Front door was blind from 14:02 to 14:31: the camera is silent."),
        ({"slug": "strange", "reason": "RTSP 500."}, "Front door was blind from 14:02 to 14:31: RTSP 500."),
        ({"slug": "strange", "reason": ""}, "Front door was blind from 14:02 to 14:31: the connection was lost."),
        ({"slug": ""}, "Front door was blind from 14:02 to 14:31: it was not reached yet."),
        ({"kind": "not-running"}, "Front door was not watched from 14:02 to 14:31: ArgusAI was not running."),
        ({"kind": "flaps", "times": 12}, "Front door was lost 12 times for a few seconds from 14:02 to 14:31."),
        ({"kind": "flaps"}, "Front door was lost for a few seconds at 14:02."),
        ({"began_at": AT - timedelta(1), "kind": "flaps"}, "Front door was lost for a few seconds at 2 Mar, 14:02."),
        ({"zone": "Europe/Berlin"}, "Front door was blind from 15:02 to 15:31: the camera did not answer."),
    ],
)  # fmt: skip
def test_an_outage_is_one_sentence(changed: dict[str, Any], words: str) -> None:
    assert said(**changed) == words


class Noticed:
    def __init__(self) -> None:
        self.seen: list[object] = []

    def look(self, camera_id: UUID, /) -> None:
        self.seen.append(camera_id)

    def lost(self, camera_ids: frozenset[UUID], /) -> None:
        self.seen.append(camera_ids)


async def test_what_capture_tells_of_health_and_loss_is_noticed() -> None:
    async def nothing(*_given: object) -> Any:
        raise AssertionError("nothing is stored for it")

    noticed, published = Noticed(), []
    keeper = Keeper(
        nothing,
        nothing,
        lambda health: health_out(health, AT, UTC),
        lambda kind, body: published.append(kind),
        noticing=noticed,
    )
    await keeper.lost(frozenset({DOOR}), AT)
    await keeper.health_changed(HEALTH)
    assert noticed.seen == [frozenset({DOOR}), DOOR]
    assert published == ["camera.health"]


def test_health_is_worked_out_only_while_somebody_looks() -> None:
    connected, asked, published = 0, [], []

    def in_words(camera_id: UUID) -> dict[str, Any] | None:
        asked.append(camera_id)
        return {"frames": 1} if len(asked) > 1 else None

    tell = health_teller(lambda: connected, in_words, lambda kind, body: published.append(body))
    tell(DOOR)
    connected = 1
    tell(DOOR)
    tell(DOOR)
    assert (len(asked), published) == (2, [{"camera_id": str(DOOR), "health": {"frames": 1}}])


def test_what_a_camera_sends_reaches_the_page() -> None:
    health = replace(HEALTH, condition="connected", traffic=Traffic(1_200_000, 2.0))
    assert read_health(write_health(health)) == health
    shown = health_out(health, AT, UTC)
    assert (shown.bits_per_second, shown.keyframe_seconds) == (1_200_000, 2.0)
    assert health_out(replace(health, condition="down"), AT, UTC).bits_per_second is None
