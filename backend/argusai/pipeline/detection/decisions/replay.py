"""Shows a remembered track to other rules: would they have counted it? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.capture.cameras.contract import WatchRules
from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.filters import Filters
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint


@dataclass(frozen=True, slots=True)
class Walked:
    """What is remembered of a track. `path`: where its feet were, shares of the frame, oldest first, at least one.
    `width`, `height`: how large it was when it was seen best, shares of the frame; it is taken to have been so all the
    way."""

    label: str
    score: float
    first_seen_at: datetime
    last_seen_at: datetime
    path: Sequence[tuple[float, float]]
    width: float
    height: float


def replay(walked: Walked, rules: WatchRules, frame_size: tuple[int, int]) -> Verdict | None:
    """Why it would not have been told; None: it would. Its steps are taken to have been equally long in time."""
    filters = Filters(rules)
    path = list(walked.path) if len(walked.path) > 1 else [*walked.path, *walked.path]
    lasted = walked.last_seen_at - walked.first_seen_at
    verdict: Verdict | None = None
    for number, foot in enumerate(path):
        at = walked.first_seen_at + lasted * number / (len(path) - 1)
        verdict = filters.judge([_point(walked, foot, frame_size)], frame_size, at).get(1)
        if verdict is None:
            return None
    return verdict


def _point(walked: Walked, foot: tuple[float, float], frame_size: tuple[int, int]) -> TrackPoint:
    across, down = foot[0] * frame_size[0], foot[1] * frame_size[1]
    half, height = walked.width * frame_size[0] / 2, walked.height * frame_size[1]
    box = Box(across - half, down - height, across + half, down)
    return TrackPoint(
        1, walked.label, walked.score, walked.score, box,
        confirmed=True, detected=True, moving=True, first_seen_at=walked.first_seen_at,
    )  # fmt: skip
