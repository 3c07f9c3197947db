"""Finds what changed in a fixed camera's picture, on a small luma plane.

A proposal stage: it must miss nobody, and every false proposal costs a look of the detector. So what the light, the
weather or the camera itself did is taken out before cells are compared with what they usually look like:

blank or frozen picture → light of the whole → comparison → shake → light on parts → blobs → what flashed by → regions
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.motion.background import Background
from argusai.pipeline.detection.motion.contract import Motion, MotionKind, MotionRegion
from argusai.pipeline.detection.motion.light import expected_in_light, fit_light
from argusai.pipeline.detection.motion.opencv import Blobs, Levels, Mask, blobs, smooth, steepness
from argusai.pipeline.detection.motion.quiet import Quiet
from argusai.pipeline.detection.motion.settings import MotionSettings
from argusai.pipeline.detection.motion.shake import Shake, Shift, disagreement, inner, only, put_back
from argusai.pipeline.detection.motion.signal import Signal, is_blank
from argusai.pipeline.detection.motion.upheaval import Upheaval
from argusai.pipeline.detection.motion.weather import Weather

_SHORTEST = 108  # cells of the shorter side: enough for a person who is a fourteenth of it tall
_NOTHING = Motion((), global_change=False)
_STILL = Shift(0.0, 0.0)
_WARM_SECONDS = 0.8  # the first frames only teach, but at one frame a second not for long
_NOTABLE_SHARE = 0.012  # of all cells: more than a few people far away; then light or shaking are looked for
_NOTABLE_GAIN = 1.15  # a cloud takes seconds for that
_NOTABLE_OFFSET = 20.0
_LIVELY_CELLS = 2
_EDGE_SHARE = 0.35  # of the steepness: how far a shift known to a third of a cell leaves an edge's levels open
_SETTLED = 0.5  # of the limit: a cell nearer than this to its last seconds' mean stands still
_SHAKEN_OFF = 0.7  # a shift explains the difference if at most this share of it remains


@dataclass(frozen=True, slots=True)
class _Seen:
    """One compared frame. `now`: the picture as it would be from where the camera usually points; `shift`: how far that
    is from the `picture` that came. `relit`: the light jumped, and the background with it."""

    picture: Levels
    now: Levels
    changed: Mask
    shift: Shift
    relit: bool


class MotionDetector:
    """One camera's memory of its background. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, settings: MotionSettings = MotionSettings()) -> None:
        self._settings = settings
        self._signal = Signal()
        self._background: Background | None = None
        self._weather = Weather((1, 1))
        self._shake = Shake()
        self._upheaval = Upheaval()
        self._quiet = Quiet()
        self._last = _NOTHING
        self._warm_seconds = 0.0

    def see(
        self, luma: Image, frame_size: tuple[int, int], elapsed_seconds: float = 0.2, held: Sequence[Box] = ()
    ) -> Motion:
        """The regions of `luma` (shape (h, w), uint8) that changed, in pixels of the full frame.

        `frame_size`: width and height of the full frame. `elapsed_seconds`: since the frame before. `held`: where
        somebody is known to move, in pixels of the full frame: that is never learned as a place's own restlessness. The
        first frames, and the first after a change of size, only teach the background.
        """
        if self._signal.same(luma, elapsed_seconds):
            return Motion((), global_change=False, kind="frozen") if self._signal.frozen else self._last
        smoothed = smooth(luma, _SHORTEST)
        elapsed_seconds += self._quiet.waited_seconds
        self._quiet.end()
        self._last = self._judge(smoothed, frame_size, elapsed_seconds, held)
        return self._last

    @property
    def may_rest(self) -> bool:
        """There is something to go by, so `rests` is worth asking."""
        return self._quiet.on

    def rests(self, luma: Image, elapsed_seconds: float) -> bool:
        """Whether so little differs in `luma` that it need not be seen: there is no motion in it. If not, nothing came
        of asking, and `see` is to be given it."""
        if not self.may_rest or not self._quiet.holds(smooth(luma, _SHORTEST), elapsed_seconds):
            return False
        self._signal.same(luma, elapsed_seconds)
        if self._signal.frozen:
            self._quiet.end()
        return True

    def _judge(
        self, smoothed: Image, frame_size: tuple[int, int], elapsed_seconds: float, held: Sequence[Box]
    ) -> Motion:
        background = self._background
        if background is None or background.mean.shape != smoothed.shape:
            self._start(smoothed.astype(np.float32))
            return _NOTHING
        if is_blank(smoothed):
            return Motion((), global_change=False, kind="black")
        warm = self._is_warm(background, elapsed_seconds)
        self._upheaval.tick(elapsed_seconds)
        self._shake.tick(elapsed_seconds)
        seen = self._compare(background, smoothed.astype(np.float32), elapsed_seconds)
        if warm and (kind := self._useless(seen)):
            self._start(seen.picture)
            return Motion((), global_change=True, kind=kind)
        jumped = seen.relit and self._upheaval.strike()
        if self._upheaval.settling:
            seen = replace(seen, changed=background.settle(seen.now, seen.changed))
        found = blobs(seen.changed)
        active = _active(background, seen.now, found)
        background.learn(seen.now, seen.changed, elapsed_seconds, _cells(held, frame_size, seen.now.shape))
        wanted = active & self._weather.staying(found, elapsed_seconds)
        if jumped:
            return Motion((), global_change=True, kind="light")
        if warm and not (seen.relit or self._shake.shaking or self._upheaval.settling or np.any(seen.changed)):
            self._quiet.begin(background)
        regions = self._regions(found, wanted, frame_size, seen.shift) if warm and found else ()
        kind = "shake" if seen.shift.length else ""
        return Motion(regions, global_change=False, kind=kind, still=self._quiet.on)

    def _start(self, now: Levels) -> None:
        self._background = Background(now, self._settings)
        self._weather = Weather(now.shape)
        self._shake = Shake()
        self._warm_seconds = 0.0

    def _is_warm(self, background: Background, elapsed_seconds: float) -> bool:
        self._warm_seconds += elapsed_seconds
        return background.learned + 1 >= self._settings.warm_up_frames or self._warm_seconds >= _WARM_SECONDS

    def _useless(self, seen: _Seen) -> MotionKind:
        """Why the background is of no use any more; empty when it is."""
        if self._shake.moved_for_good:
            return "shake"
        if np.count_nonzero(seen.changed) <= self._settings.global_share * seen.changed.size:
            return ""
        return "light" if self._upheaval.strike() else ""

    def _compare(self, background: Background, now: Levels, elapsed_seconds: float) -> _Seen:
        """What differs, once the light and the camera's own motion are taken out."""
        gain, offset = fit_light(background.mean, now)
        relit = not 1 / _NOTABLE_GAIN < gain < _NOTABLE_GAIN or abs(offset) > _NOTABLE_OFFSET
        background.relight(gain, offset, now)
        changed = background.compare(now)
        seen = _Seen(now, now, changed, _STILL, relit)
        if np.count_nonzero(changed) <= _NOTABLE_SHARE * changed.size and not self._shake.shaking:
            return seen
        seen = self._steadied(background, seen, elapsed_seconds)
        expected, sure = expected_in_light(seen.now, background.mean, background.deviation)
        explained = seen.changed & sure & (np.abs(seen.now - expected) <= background.limit)
        background.explain(explained)
        return _Seen(now, seen.now, seen.changed & ~explained, seen.shift, relit)

    def _steadied(self, background: Background, seen: _Seen, elapsed_seconds: float) -> _Seen:
        """`seen` with the camera's shaking taken out, if it shook."""
        if not self._shake.worth_a_look():
            return seen
        shift = self._shake.estimate(background.mean, seen.now)
        if shift is not None:
            moved = put_back(seen.now, shift)
            inside = inner(moved.shape, shift)
            if disagreement(background.mean, moved, inside) < _SHAKEN_OFF * disagreement(
                background.mean, seen.now, inside
            ):
                self._shake.found(shift, elapsed_seconds)
                changed = background.compare(moved, _EDGE_SHARE * steepness(background.mean))
                return _Seen(seen.picture, moved, only(inside, changed), shift, seen.relit)
        self._shake.in_vain()
        if self._shake.shaking:
            changed = background.compare(seen.now, _EDGE_SHARE * steepness(background.mean))
            return _Seen(seen.picture, seen.now, changed, _STILL, seen.relit)
        return seen

    def _regions(
        self, found: Blobs, wanted: Mask, frame_size: tuple[int, int], shift: Shift
    ) -> tuple[MotionRegion, ...]:
        rows, columns = found.labels.shape
        across, down = frame_size[0] / columns, frame_size[1] / rows
        sizes = np.bincount(found.labels.ravel()[found.cells], minlength=len(found.boxes))
        regions = []
        for label in np.flatnonzero(wanted & (sizes >= self._settings.least_cells)):
            left, top, width, height = (int(value) for value in found.boxes[label])
            box = Box(
                min(max(left + shift.right, 0), columns) * across,
                min(max(top + shift.down, 0), rows) * down,
                min(max(left + width + shift.right, 0), columns) * across,
                min(max(top + height + shift.down, 0), rows) * down,
            )
            if box.area:
                regions.append(MotionRegion(box, share=min(1.0, int(sizes[label]) / (width * height))))
        return tuple(regions)


def _active(background: Background, now: Levels, found: Blobs | None) -> Mask:
    """For each label, whether it did something in the last seconds: what came and stands still is no motion."""
    if found is None:
        return np.zeros(0, np.bool_)
    lately = np.abs(now.ravel()[found.cells] - background.recent.ravel()[found.cells])
    lively = lately > np.float32(_SETTLED) * background.limit.ravel()[found.cells]
    active: Mask = np.bincount(found.labels.ravel()[found.cells], lively, len(found.boxes)) >= _LIVELY_CELLS
    return active


def _cells(boxes: Sequence[Box], frame_size: tuple[int, int], shape: tuple[int, ...]) -> Mask | None:
    """The cells that `boxes` cover; None for none."""
    if not boxes:
        return None
    covered = np.zeros(shape, np.bool_)
    across, down = shape[1] / frame_size[0], shape[0] / frame_size[1]
    for box in boxes:
        top, bottom = max(0, int(box.top * down)), max(0, int(box.bottom * down) + 1)
        left, right = max(0, int(box.left * across)), max(0, int(box.right * across) + 1)
        covered[top:bottom, left:right] = True
    return covered
