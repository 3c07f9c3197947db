"""Which frames of an event are worth keeping. Pure: sees boxes and numbers, and hands frames through unread."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Frame
from argusai.pipeline.events.assembly.contract import LabelledBox, RelativeBox

# Eight key frames, dense at the beginning where most happens, over the five minutes that an event lasts at most.
# Fixed in advance so that each is written once, at once, and survives a crash in mid-event.
KEY_FRAME_SECONDS = (0.0, 1.5, 4.0, 9.0, 20.0, 45.0, 100.0, 220.0)
# A new best frame costs two files and a report: it has to be clearly better.
CLEARLY_BETTER = 1.3
_NEAR_EDGE = 0.01
_CUT_OFF = 0.4
_MOST_SUBJECTS = 5
# The thumbnail shows the subject with this much around it, but never less than this share of the frame.
_CONTEXT = 3.0
_SMALLEST_WINDOW = 0.4


@dataclass(frozen=True, slots=True)
class Sighting:
    """A frame with the boxes of the event's own tracks in it. `sharpness`: 0–1. `tracks`: the number of each box."""

    frame: Frame
    boxes: tuple[LabelledBox, ...]
    tracks: tuple[int, ...]
    sharpness: float

    @property
    def quality(self) -> float:
        return (0.5 + 0.5 * self.sharpness) * sum(sorted(map(worth, self.boxes), reverse=True)[:_MOST_SUBJECTS])

    @property
    def subject(self) -> RelativeBox:
        """The whole frame where nothing was recognised."""
        return max(self.boxes, key=worth).box if self.boxes else RelativeBox(0.0, 0.0, 1.0, 1.0)

    @property
    def focus(self) -> tuple[float, float]:
        box = self.subject
        return round((box.left + box.right) / 2, 4), round((box.top + box.bottom) / 2, 4)


def worth(one: LabelledBox) -> float:
    """How well one object can be seen: its score and size, less when the frame's edge cuts it off."""
    box = one.box
    inside = min(box.left, box.top, 1 - box.right, 1 - box.bottom) >= _NEAR_EDGE
    return one.score * math.sqrt((box.right - box.left) * (box.bottom - box.top)) * (1.0 if inside else _CUT_OFF)


class Choice:
    """The pictures of one event: the best so far, and key frames as their moments come."""

    def __init__(self, started_at: datetime) -> None:
        self._started_at = started_at
        self._kept_quality = 0.0
        self._best: Sighting | None = None
        self._key_frames: list[Sighting] = []
        self._next_key = 0

    def wants(self, at: datetime) -> bool:
        """A key frame is due."""
        return self._next_key < len(KEY_FRAME_SECONDS) and at >= self._started_at + timedelta(
            seconds=KEY_FRAME_SECONDS[self._next_key]
        )

    def offer(self, sighting: Sighting) -> bool:
        """True when this is clearly the best frame so far."""
        at = sighting.frame.at
        if self.wants(at):
            self._key_frames.append(sighting)
            while self.wants(at):
                self._next_key += 1
        quality = sighting.quality
        if quality <= self._kept_quality * CLEARLY_BETTER:
            return False
        if self._best is not None and quality <= self._best.quality:
            return False
        self._best = sighting
        return True

    def take(self) -> tuple[Sighting | None, Sequence[Sighting]]:
        """What was chosen since the last call, to be written now: a new best frame, and key frames."""
        best, self._best = self._best, None
        frames, self._key_frames = self._key_frames, []
        if best is not None:
            self._kept_quality = best.quality
        return best, frames


def window(box: RelativeBox) -> RelativeBox:
    """The part of the frame that a thumbnail shows: in the frame's own proportions, with all of `box`, and with the
    middle of `box` at the same relative place as in the whole frame, so that one focus point fits both."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    half_width, half_height = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    share = max(
        _SMALLEST_WINDOW,
        2 * _CONTEXT * max(half_width, half_height),
        half_width / max(x, 1e-6),
        half_width / max(1 - x, 1e-6),
        half_height / max(y, 1e-6),
        half_height / max(1 - y, 1e-6),
    )
    share = min(1.0, share)
    left, top = x * (1 - share), y * (1 - share)
    return RelativeBox(left, top, left + share, top + share)
