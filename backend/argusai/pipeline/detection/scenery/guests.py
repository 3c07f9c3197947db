"""People and animals that came by themselves, were told, and now sit or stand still: never scenery, and not news each
time they move an arm."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.places import overlap

_PLACE = 0.4  # intersection over union: somebody who sits changes his outline
_LOST = timedelta(seconds=60)  # a detector that overlooks somebody at rest finds him again by then


@dataclass(slots=True)
class _Guest:
    family: str
    box: Box
    seen_at: datetime


class Guests:
    """Of one camera."""

    def __init__(self) -> None:
        self._kept: list[_Guest] = []

    def stay(self, at: datetime, box: Box, family: str) -> None:
        """One of them is, still, at `box`."""
        guest = self._find(box, family)
        if guest is None:
            self._kept.append(_Guest(family, box, at))
        else:
            guest.box, guest.seen_at = box, at

    def leave(self, box: Box, family: str) -> None:
        """The one whose place was `box` went."""
        guest = self._find(box, family)
        self._kept = [each for each in self._kept if each is not guest]

    def near(self, box: Box, family: str) -> bool:
        return self._find(box, family) is not None

    def forget(self, at: datetime) -> None:
        self._kept = [each for each in self._kept if abs(at - each.seen_at) <= _LOST]

    def _find(self, box: Box, family: str) -> _Guest | None:
        fitting = [each for each in self._kept if each.family == family and overlap(each.box, box) >= _PLACE]
        return max(fitting, key=lambda each: overlap(each.box, box), default=None)
