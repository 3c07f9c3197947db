"""What the followers of candidates pass on, before the ledger makes decisions of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.picture import tiny_picture
from argusai.pipeline.detection.scenery.contract import Reason

# A new picture costs a crop and an encoding: it has to be clearly better, and some time has to have passed.
_CLEARLY_BETTER = 1.25
_BETWEEN_PICTURES = timedelta(seconds=0.5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One candidate that opened no event. `worth`: of its picture, to choose among those of one decision. `times`: 0
    when the same candidate was passed on before."""

    reason: Reason
    label: str
    score: float
    box: Box
    began_at: datetime
    ended_at: datetime
    numbers: Mapping[str, float]
    worth: float
    picture: bytes
    times: int


class Best:
    """The best moment of one candidate so far."""

    def __init__(self) -> None:
        self.box = Box(0, 0, 0, 0)
        self.worth = 0.0
        self.picture = b""
        self._at: datetime | None = None

    def offer(self, frame: Frame, box: Box, worth: float) -> None:
        if worth <= self.worth * _CLEARLY_BETTER:
            return
        if self._at is not None and frame.at - self._at < _BETWEEN_PICTURES:
            return
        self.box, self.worth, self._at = box, worth, frame.at
        self.picture = tiny_picture(frame, box)
