"""Watches one camera for what people leave behind or take away. Time is passed in.

Where a person may reach, the picture from before stays as it was. Once a part of his way has been clear for some
seconds, the two are compared there; what is new, stands still and is of a parcel's size is one, probably.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from argusai.kit.ids import new_id
from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.parcels.compare import changed_cells, what_happened
from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.detection.parcels.opencv import Blob, Levels, Mask, blobs, grown, shrink
from argusai.pipeline.detection.parcels.parcel import Parcel, Place
from argusai.pipeline.detection.tracking.contract import TrackPoint

ROWS = 216  # a parcel a tenth of the picture's height is some twenty cells high
_EVERY, _EVERY_IDLE = timedelta(seconds=0.5), timedelta(seconds=5.0)  # with nobody about, the light alone changes
_EVERY_STILL = timedelta(seconds=15.0)  # where no cell stirs, not even that
_CLEAR_LOOKS = 5  # nobody hides a place for so many looks before it is compared
_REMEMBERED = timedelta(seconds=60.0)  # who was where
_FOLLOW, _FOLLOW_IDLE = 0.1, 0.65  # of the difference, by look, that the quiet background takes over
_REACH = 0.35  # of the person's width: an arm's length to each side
_HIDES = 0.1
_SEAM = 4  # cells
_MOST_PARCELS = 12
_SETTLES = timedelta(seconds=2.0)  # a camera's exposure and its infrared lamp take about so long
_PEOPLE = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class _Stand:
    """One person at one moment. `reach`: left, top, right, bottom in cells, an arm's length larger than the box."""

    at: datetime
    track_id: int
    reach: tuple[int, int, int, int]


class _Cells:
    """What is known of each cell. `touched`: somebody could reach it since `before` was seen; `height`: of that person,
    in cells; `clear`: looks since anything hid it; `hidden_at`: when somebody last did, epoch seconds; 0: never."""

    def __init__(self, now: Levels) -> None:
        self.before = now
        self.touched: Mask = np.zeros(now.shape[:2], np.bool_)
        self.height: npt.NDArray[np.float32] = np.zeros(now.shape[:2], np.float32)
        self.clear: npt.NDArray[np.int32] = np.zeros(now.shape[:2], np.int32)
        self.hidden_at: npt.NDArray[np.float64] = np.zeros(now.shape[:2], np.float64)


class ParcelWatch:
    """One camera's. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self) -> None:
        self._cells: _Cells | None = None
        self._parcels: list[Parcel] = []
        self._stands: deque[_Stand] = deque()
        self._looked_at: datetime | None = None
        self._unsettled_until: datetime | None = None

    @property
    def idle(self) -> bool:
        """Nobody was about lately, and nothing stands there that somebody left."""
        return not (self._stands or self._parcels)

    def see(
        self, frame: Frame, motion: Motion, points: Sequence[TrackPoint], counted: Sequence[TrackPoint]
    ) -> list[ParcelSeen]:
        """`points`: all tracks in this frame, which hide what is behind them; `counted`: those of them that may open an
        event. Looks twice a second at the most."""
        if motion.global_change:
            self._unsettled_until = frame.at + _SETTLES
        if self._unsettled_until is not None and timedelta(0) <= self._unsettled_until - frame.at <= _SETTLES:
            return []
        idle = self.idle and not points
        every = _EVERY if not idle else _EVERY_STILL if motion.still else _EVERY_IDLE
        if self._looked_at is not None and timedelta(0) <= frame.at - self._looked_at < every:
            return []
        self._looked_at = frame.at
        now = shrink(frame.picture.bgr(), ROWS)
        cells = self._cells
        if cells is None or cells.before.shape != now.shape or self._unsettled_until is not None:
            self._begin_anew(now)
            return []
        scale = now.shape[0] / frame.picture.height
        hidden = _hidden(cells, motion, points, scale)
        self._note_people(cells, frame.at, counted, scale)
        told = self._judge(frame.at, now, (cells, hidden), scale)
        self._compare(cells, frame.at, now)
        quiet = ~(hidden | cells.touched)
        cells.before += (now - cells.before) * (quiet[:, :, None] * np.float32(_FOLLOW_IDLE if idle else _FOLLOW))
        return told

    def _begin_anew(self, now: Levels) -> None:
        """What stood there before cannot be compared with another picture. In another light, a thing that was told
        stands where it stood, until somebody takes it."""
        known = self._cells
        if known is None or known.before.shape != now.shape:
            self._parcels = []
        else:
            self._parcels = [parcel for parcel in self._parcels if parcel.told]
            for parcel in self._parcels:
                parcel.place.relearn(known.before, now)
        self._cells, self._unsettled_until = _Cells(now), None

    def _note_people(self, cells: _Cells, at: datetime, points: Sequence[TrackPoint], scale: float) -> None:
        # A clock that was set back leaves stands that seem to come: they are forgotten too.
        while self._stands and not timedelta(0) <= at - self._stands[0].at <= _REMEMBERED:
            self._stands.popleft()
        for point in points:
            if point.label in _PEOPLE and point.confirmed:
                reach = _in_cells(point.box, scale, _REACH, cells.touched.shape)
                left, top, right, bottom = reach
                cells.touched[top:bottom, left:right] = True
                cells.height[top:bottom, left:right] = point.box.height * scale
                if point.detected:
                    left, top, right, bottom = _in_cells(point.box, scale, 0.0, cells.touched.shape)
                    cells.hidden_at[top:bottom, left:right] = at.timestamp()
                self._stands.append(_Stand(at, point.track_id, reach))

    def _compare(self, cells: _Cells, at: datetime, now: Levels) -> None:
        """Where the way is clear again: what is new there may be a parcel; then it belongs to the picture before. What
        reaches into a part that is not clear yet waits for it, so that no thing is seen in slices."""
        settled = cells.touched & (cells.clear >= _CLEAR_LOOKS)
        if not settled.any():
            return
        changed = changed_cells(cells.before, now, settled)
        unclear = grown(cells.touched & ~settled, _SEAM)
        waiting = changed & unclear
        for blob in blobs(changed):
            if (blob.mask & unclear).any():
                waiting |= blob.mask
            else:
                self._take_in(blob, cells, at, now)
        absorbed = settled & ~waiting
        cells.before = np.where(absorbed[:, :, None], now, cells.before)
        cells.touched &= ~absorbed

    def _take_in(self, blob: Blob, cells: _Cells, at: datetime, now: Levels) -> None:
        known = any((blob.mask & parcel.place.blob.mask).any() for parcel in self._parcels)
        people = self._people_at(blob, at - _REMEMBERED)
        if known or not people or not blob.is_like_a_parcel(float(np.median(cells.height[blob.mask]))):
            return
        if what_happened(cells.before, now, blob) != "new":
            return
        if len(self._parcels) >= _MOST_PARCELS:
            del self._parcels[0]
        parcel = Parcel(new_id(), Place(blob, cells.before, now), at, people)
        parcel.left_at = _last_hidden(cells, blob, at) or at
        self._parcels.append(parcel)

    def _judge(self, at: datetime, now: Levels, known: tuple[_Cells, Mask], scale: float) -> list[ParcelSeen]:
        (cells, hidden), told, kept = known, [], []
        for parcel in self._parcels:
            if (hidden & parcel.place.blob.mask).any():
                parcel.hide()
            else:
                parcel.look(at, now)
            if parcel.gone:
                takers = self._people_at(parcel.place.blob, parcel.shown_at)
                if parcel.told and takers:
                    hidden_at = _last_hidden(cells, parcel.place.blob, at)
                    taken_at = max(hidden_at or parcel.shown_at, parcel.shown_at)
                    told.append(parcel.seen("taken", taken_at, scale, takers))
                continue  # nobody near: the wind took it, or it was a shadow that looked like a thing
            kept.append(parcel)
            if parcel.stands and not parcel.told:
                parcel.told = True
                told.append(parcel.seen("left", parcel.left_at, scale, parcel.people))
        self._parcels = kept
        return told

    def _people_at(self, blob: Blob, since: datetime) -> tuple[int, ...]:
        """Who could reach it from then on."""
        near = (stand for stand in self._stands if stand.at >= since and blob.meets(*stand.reach))
        return tuple(sorted({stand.track_id for stand in near}))


def _hidden(cells: _Cells, motion: Motion, points: Sequence[TrackPoint], scale: float) -> Mask:
    hidden: Mask = np.zeros(cells.touched.shape, np.bool_)
    for box in (*(region.box for region in motion.regions), *(point.box for point in points)):
        left, top, right, bottom = _in_cells(box, scale, _HIDES, hidden.shape)
        hidden[top:bottom, left:right] = True
    cells.clear += 1
    cells.clear[hidden] = 0
    return hidden


def _last_hidden(cells: _Cells, blob: Blob, at: datetime) -> datetime | None:
    """When somebody last stood before it; None: nobody did. Not after `at`: clocks are set back."""
    seconds = float(cells.hidden_at[blob.mask].max(initial=0.0))
    return min(datetime.fromtimestamp(seconds, UTC), at) if seconds else None


def _in_cells(box: Box, scale: float, reach: float, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """`box`, larger by `reach` of its width on each side, inside the plane: left, top, right, bottom."""
    more = box.width * reach
    sides = (
        (box.left - more) * scale,
        (box.top - more) * scale,
        (box.right + more) * scale,
        (box.bottom + more) * scale,
    )
    left, top, right, bottom = (round(value) for value in sides)
    rows, columns = shape[:2]
    return max(0, left), max(0, top), min(columns, max(0, right)), min(rows, max(0, bottom))
