"""What somebody is told who watches the analysis at work (C13)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from argusai.flow.blind import Blind
from argusai.flow.overlay import NOTHING_SHOWN, overlay_of
from argusai.pipeline.capture.cameras.contract import Camera, Hours, WatchRules, Zone
from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.capture.streams.overlay import OverlayOutput
from argusai.pipeline.detection.objects.contract import Detection
from tests.support.footage import ArrayPicture
from tests.support.watched import HEIGHT, WIDTH, YARD, House
from tests.unit.flow.test_watching_hours import TEN, seconds

pytestmark = pytest.mark.covers("C13")
TOP = ((0.0, 0.0), (1.0, 0.0), (1.0, 0.1), (0.0, 0.1))
ALL = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def a_frame() -> Frame:
    return Frame(YARD.id, 1, 0.0, TEN, ArrayPicture(np.zeros((HEIGHT, WIDTH, 3), np.uint8)))


def overlay_after(folder: Path, lasted: float, camera: Camera = YARD) -> dict[str, Any]:
    """Of the frame after somebody walked through the picture for so long."""
    house = House(folder, TEN, camera)
    house.walk(TEN + seconds(lasted))
    return dict(house.watch.overlay(a_frame()))


def test_who_walks_by_is_told_from_the_first_sight_on(tmp_path: Path) -> None:
    house = House(tmp_path, TEN, replace(YARD, rules=WatchRules(zones=(Zone("Yard", ALL),))))
    states: list[tuple[str, str | None]] = []
    while house.at < TEN + seconds(3):
        house.walk(house.at + seconds(0.1))
        states += [(track["state"], track["reason"]) for track in house.watch.overlay(a_frame())["tracks"]]
    assert states[0][0] == "new"
    assert states[-1] == ("moving", None)
    told = house.watch.overlay(a_frame())
    box = house.eyes.box
    assert box is not None
    sides = [box.left / WIDTH, box.top / HEIGHT, box.right / WIDTH, box.bottom / HEIGHT]
    assert told["detections"] == [{"label": "person", "score": 0.9, "box": pytest.approx(sides, abs=1e-4)}]
    (track,) = told["tracks"]
    assert (track["label"], track["reason"], track["zones"], track["present"]) == ("person", None, ["Yard"], True)
    assert track["box"] == pytest.approx(sides, abs=0.05)
    assert told["motion"]
    assert (told["astir"], told["width"], told["height"]) == ("event", WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("camera", "reason"),
    [
        (replace(YARD, rules=WatchRules(zones=(Zone("Gate", TOP, required=True),))), "outside-zones"),
        (replace(YARD, hours=Hours(paused=True)), "schedule"),
    ],
)
def test_who_is_not_told_is_shown_with_the_reason(tmp_path: Path, camera: Camera, reason: str) -> None:
    told = overlay_after(tmp_path, 3, camera)
    (track,) = told["tracks"]
    assert (track["state"], track["reason"], track["zones"]) == ("left-out", reason, [])
    assert told["off_duty"] is (reason == "schedule")


def test_motion_in_a_mask_is_told_apart(tmp_path: Path) -> None:
    told = overlay_after(tmp_path, 2, replace(YARD, rules=WatchRules(masks=(ALL,))))
    assert (bool(told["masked"]), told["motion"], told["astir"]) == (True, [], "still")


def test_it_stays_small_and_within_the_picture() -> None:
    wild = Detection("car", 0.98765, Box(-50, -50, 10_000, 10_000))
    told = overlay_of(a_frame(), replace(NOTHING_SHOWN, detections=[wild] * 1000), "motion")
    assert len(told["detections"]) == 100
    assert told["detections"][0] == {"label": "car", "score": 0.99, "box": [0, 0, 1, 1]}


def test_where_nothing_is_looked_for_nothing_is_shown() -> None:
    told = Blind().overlay(a_frame())
    assert (told["at"], told["tracks"], told["detections"]) == (TEN.isoformat(), [], [])


def test_it_is_put_together_only_while_somebody_watches() -> None:
    sent: list[tuple[dict[str, Any], bytes]] = []
    asked: list[int] = []

    def offer(head: dict[str, Any], body: bytes = b"") -> bool:
        sent.append((head, body))
        return True

    def overlay() -> Mapping[str, Any]:
        asked.append(1)
        return {"tracks": []}

    output = OverlayOutput(UUID(int=9), offer)
    output.tell(overlay)
    assert (sent, asked) == ([], [])
    output.switch(True)
    output.tell(overlay)
    output.switch(False)
    output.tell(overlay)
    assert [head["kind"] for head, _ in sent] == ["live-header", "live"]
    assert json.loads(sent[-1][1]) == {"tracks": []}
    assert len(asked) == 1
