"""What the analysis made of one frame, for somebody who watches it at work: boxes and words, no pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from argusai.pipeline.capture.streams.contract import Astir, Box, Frame
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint

# More of a kind would cover the picture, and a hostile one may bring any number.
_MOST = 100

TrackState = Literal["new", "moving", "still", "left-out"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Of the frame that was looked at last. `masked`: motion that a mask took away. `unlooked`: where the detector had
    no time to look. `points`: all tracks, `matter`: those that may be told, with their zones."""

    motion: Motion
    masked: Sequence[Box] = ()
    unlooked: Sequence[Box] = ()
    detections: Sequence[Detection] = ()
    points: Sequence[TrackPoint] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    matter: Sequence[TrackPoint] = ()
    off_duty: bool = False


NOTHING_SHOWN = Shown(Motion((), global_change=False))


def overlay_of(frame: Frame, shown: Shown, astir: Astir) -> dict[str, Any]:
    """As plain JSON. Boxes are left, top, right, bottom as shares of the frame, 0–1."""
    width, height = max(frame.picture.width, 1), max(frame.picture.height, 1)

    def share(box: Box) -> list[float]:
        sides = (box.left / width, box.top / height, box.right / width, box.bottom / height)
        return [round(min(max(side, 0.0), 1.0), 4) for side in sides]

    zones = {point.track_id: list(point.zones) for point in shown.matter}
    moved = [region.box for region in shown.motion.regions if region.box not in shown.masked]
    return {
        "at": frame.at.isoformat(),
        "width": width,
        "height": height,
        "astir": astir,
        "off_duty": shown.off_duty,
        "whole": shown.motion.kind,
        "motion": [share(box) for box in moved[:_MOST]],
        "masked": [share(box) for box in shown.masked[:_MOST]],
        "unlooked": [share(box) for box in shown.unlooked[:_MOST]],
        "detections": [
            {"label": each.label, "score": round(each.score, 2), "box": share(each.box)}
            for each in shown.detections[:_MOST]
        ],
        "tracks": [
            _track(point, shown.verdicts.get(point.track_id))
            | {"box": share(point.box), "zones": zones.get(point.track_id, [])}
            for point in shown.points[:_MOST]
        ],
    }


def _track(point: TrackPoint, verdict: Verdict | None) -> dict[str, Any]:
    return {
        "id": point.track_id,
        "label": point.label,
        "score": round(point.median_score, 2),
        "state": _state(point, verdict),
        "reason": verdict.reason if verdict else None,
        "numbers": {name: round(number, 3) for name, number in verdict.numbers.items()} if verdict else {},
        "present": point.present,
        "since": point.first_seen_at.isoformat(),
    }


def _state(point: TrackPoint, verdict: Verdict | None) -> TrackState:
    if not point.confirmed:
        return "new"
    if verdict is not None:
        return "left-out"
    return "moving" if point.moving else "still"
