"""One thing that may be a parcel: whether it still stands there."""

from datetime import datetime, timedelta
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.parcels.compare import alike, in_the_light_of
from argusai.pipeline.detection.parcels.contract import ParcelChange, ParcelSeen
from argusai.pipeline.detection.parcels.opencv import LEAST_FILL, Blob, Levels

_STANDS = timedelta(seconds=3.0)  # it stands for so long before it is told: a dog is gone by then
_GONE = timedelta(seconds=2.0)
_SAME = 0.8


class Place:
    """Where a thing stands, what the place looked like before it was there, and what it looks like with it."""

    def __init__(self, blob: Blob, before: Levels, now: Levels) -> None:
        self.blob = blob
        self._without = self._cut(before).copy()
        self._with = self._cut(now).copy()

    def shows_it(self, now: Levels) -> bool:
        here = self._cut(now)
        like_it = alike(here, self._with)
        return like_it >= _SAME or like_it > alike(here, self._without)

    def relearn(self, before: Levels, now: Levels) -> None:
        """The light of the whole picture jumped from `before` to `now`: what the thing looks like is seen, what its
        place looks like without it can only be reckoned."""
        self._without = self._cut(in_the_light_of(before, now, self._spread(before))).copy()
        self._with = self._cut(now).copy()

    def _spread(self, levels: Levels) -> Levels:
        """`levels` with the place as it was without the thing."""
        whole = levels.copy()
        self._cut(whole)[:] = self._without
        return whole

    def _cut(self, levels: Levels) -> Levels:
        blob = self.blob
        return levels[blob.top : blob.top + blob.height, blob.left : blob.left + blob.width]


class Parcel:
    """`people`: who could have left it. `told`: that it was left. `gone`: its place shows the ground again.
    `shown_at`: when it was last seen. `left_at`: when somebody last stood before its place, before it was seen."""

    def __init__(self, parcel_id: UUID, place: Place, at: datetime, people: tuple[int, ...]) -> None:
        self.parcel_id = parcel_id
        self.place = place
        self.people = people
        self.told = False
        self.stands = False
        self.gone = False
        self._since = at
        self.shown_at = at
        self.left_at = at
        self._missing_since: datetime | None = None

    def hide(self) -> None:
        """Somebody or something is in front of it."""
        self._missing_since = None

    def look(self, at: datetime, now: Levels) -> None:
        if self.place.shows_it(now):
            self._missing_since, self.shown_at = None, at
            self.stands = at - self._since >= _STANDS
            return
        self._missing_since = self._missing_since or at
        self.gone = at - self._missing_since >= _GONE

    def seen(self, change: ParcelChange, at: datetime, scale: float, people: tuple[int, ...]) -> ParcelSeen:
        blob = self.place.blob
        right, bottom = blob.left + blob.width, blob.top + blob.height
        box = Box(blob.left / scale, blob.top / scale, right / scale, bottom / scale)
        return ParcelSeen(self.parcel_id, change, at, box, _probability(blob), people)


def _probability(blob: Blob) -> float:
    """Boxes and bags fill their box; what fills it less is more often something else."""
    return round(min(0.9, 0.5 + 0.5 * (blob.fill - LEAST_FILL) / (1 - LEAST_FILL)), 2)
