"""Makers of what a witness sees and of decisions, with sane defaults."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from argusai.kit.ids import new_id
from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.decisions.witness import Seen, Witness
from argusai.pipeline.detection.motion.contract import Motion, MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint
from tests.support.footage import ArrayPicture

T0 = datetime(2026, 1, 1, 2, 14, tzinfo=UTC)
CAMERA = UUID(int=5)
SIZE = (640, 360)
PLACE = Box(300, 100, 340, 200)
JPEG = b"\xff\xd8\xff" + bytes(100)
_PICTURE = ArrayPicture(np.random.default_rng(1).integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8))


def after(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def a_frame(at: datetime) -> Frame:
    return Frame(CAMERA, 1, 0.0, at, _PICTURE)


def a_point(track_id: int = 1, **changed: Any) -> TrackPoint:
    """Detected and moving, but not real yet."""
    point = TrackPoint(
        track_id=track_id, label="person", score=0.6, median_score=0.6, box=PLACE, confirmed=False, detected=True,
        moving=True, first_seen_at=T0,
    )  # fmt: skip
    return replace(point, **changed)


def seen(
    at: datetime,
    *points: TrackPoint,
    moving: Sequence[Box] = (),
    verdicts: Mapping[int, Verdict] | None = None,
    **changed: Any,
) -> Seen:
    motion = Motion(tuple(MotionRegion(box, 0.5) for box in moving), global_change=False)
    return replace(Seen(a_frame(at), motion, points, verdicts or {}), **changed)


def until_over(witness: Witness, at: datetime, seconds: int = 10) -> list[Decision]:
    """What it says while nothing happens."""
    return [one for step in range(1, seconds + 1) for one in witness.idle(at + timedelta(seconds=step))]


def a_decision(camera_id: UUID = CAMERA, at: datetime = T0, **changed: Any) -> Decision:
    decision = Decision(
        decision_id=new_id(),
        camera_id=camera_id,
        reason="low-score",
        label="person",
        score=0.38,
        box=PLACE,
        width=SIZE[0],
        height=SIZE[1],
        began_at=at,
        ended_at=at + timedelta(seconds=2),
        numbers={"score": 0.38, "least_score": 0.5, "times": 1.0},
        picture=JPEG,
    )
    return replace(decision, **changed)
