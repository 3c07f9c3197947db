"""What every cell usually looks like, and how much that varies.

One running mean and its usual deviation for each cell (after Stauffer and Grimson's idea, with one mode, which is what
0.3 ms can buy), and the memory of cells that keep coming and going: leaves, flickering lamps, the digits of a clock.
"""

import math

import numpy as np

from argusai.pipeline.detection.motion.light import unrest
from argusai.pipeline.detection.motion.opencv import Levels, Mask, rimmed, widened
from argusai.pipeline.detection.motion.settings import MotionSettings

_FIRST_DEVIATION = 2.5
_DARK = 16.0  # the level of black in video
_BRIGHT = (
    90.0  # from here on `least_levels` holds; in the dark, things differ by as many levels fewer as light falls on them
)
_LEAST_SHARE = 0.35
_BLOWN = 225.0  # white in video is 235; a cell is the mean of many pixels, some of which were white already
_REFRESHED_SECONDS = 2.0
_RECENT_SECONDS = 3.0
_SWING_SECONDS = 20.0
_TURN_SECONDS = 40.0
_RESTLESS = 0.08  # times a second: three in the last 40 s; whoever passes by comes once
_SWINGS = (
    4.0  # a restless cell must differ by so many times its swing: more than what is there a quarter of the time does
)
_USUAL_UNREST = 0.95
_MOST_UNREST = 3.0  # a keyframe, gain in the dark, thick rain: the whole picture is noisier than usual, and limits rise


class Background:
    """The state of every cell, and room to work in: fresh arrays for each frame would cost more than the arithmetic."""

    def __init__(self, now: Levels, settings: MotionSettings) -> None:
        self._settings = settings
        self.mean: Levels = now.copy()
        self.recent: Levels = now.copy()
        self.deviation: Levels = np.full_like(now, _FIRST_DEVIATION)
        self._signed: Levels = np.zeros_like(now)
        self.difference: Levels = np.zeros_like(now)
        self.limit: Levels = np.zeros_like(now)
        self._room: Levels = np.zeros_like(now)
        self._swing: Levels = np.zeros_like(now)
        self._turns: Levels = np.zeros_like(now)
        self._was: Mask = np.zeros(now.shape, np.bool_)
        self._lit: Mask | None = None
        self._least: Levels = self._least_levels()
        self._stale_seconds = 0.0
        self._noise = 1.0
        self._learned = 0

    @property
    def learned(self) -> int:
        """Frames since it began."""
        return self._learned

    def relight(self, gain: float, offset: float, now: Levels) -> None:
        """The light changed: expect `gain` × what was + `offset`. What is overexposed may be brighter than it can be
        shown, so there and at its rims anything between that and what was is expected, and `now` learned at once."""
        if (gain, offset) == (1.0, 0.0):
            return
        before = self.mean.copy()
        for levels in (self.mean, self.recent):
            levels *= np.float32(gain)
            levels += np.float32(offset)
        blown = rimmed(np.maximum(before, self.mean) > np.float32(_BLOWN))
        between = np.clip(now, np.minimum(before, self.mean), np.maximum(before, self.mean))
        for levels in (self.mean, self.recent):
            np.copyto(levels, between, where=blown)

    def compare(self, now: Levels, doubt: Levels | None = None) -> Mask:
        """Which cells changed. Sets `difference` and the `limit` above which a cell did. `doubt`: levels by which each
        cell may be off besides."""
        settings = self._settings
        np.subtract(now, self.mean, out=self._signed)
        np.abs(self._signed, out=self.difference)
        noise = self._noise = min(max(unrest(self.difference, self.deviation) / _USUAL_UNREST, 1.0), _MOST_UNREST)
        np.multiply(self.deviation, np.float32(settings.deviations), out=self.limit)
        np.maximum(self.limit, self._least, out=self.limit)
        self.limit *= np.float32(noise)
        np.minimum(self.limit, np.float32(settings.most_levels), out=self.limit)
        np.multiply(self._swing, np.float32(_SWINGS), out=self._room)
        self._room *= self._turns > np.float32(_RESTLESS)
        np.maximum(self.limit, self._room, out=self.limit)
        if doubt is not None:
            self.limit += doubt
        changed: Mask = self.difference > self.limit
        return changed

    def usual_limit(self) -> Levels:
        """The `limit` of the last comparison, as it would have been without what noise that one picture had more."""
        return self.limit / np.float32(self._noise)

    def explain(self, lit: Mask) -> None:
        """The cells `lit` show what they always show in another light. They vary no more than usual, and are forgotten
        no sooner: the light will be back. To be called between comparing and learning."""
        np.copyto(self.difference, self.deviation, where=lit)
        self._lit = lit

    def settle(self, now: Levels, changed: Mask) -> Mask:
        """The light has just jumped: what differs is its doing, and learned at once, except near what had changed
        before. Returns the changed cells that remain."""
        near = widened(self._was)
        kept: Mask = changed & near
        lit = ~near
        for levels in (self.mean, self.recent):
            np.copyto(levels, now, where=lit)
        np.copyto(self._signed, np.float32(0), where=lit)
        np.copyto(self.difference, self.deviation, where=lit)
        return kept

    def learn(self, now: Levels, changed: Mask, elapsed_seconds: float, held: Mask | None) -> None:
        """`now` is the last compared picture; `changed` is followed slowly. `held`: cells whose coming and going is
        somebody's, and is not learned."""
        self._learned += 1
        self._learn_restlessness(changed, elapsed_seconds, held)
        follow = max(share(elapsed_seconds, self._settings.forget_seconds), 1 / (self._learned + 1))
        absorb = share(elapsed_seconds, self._settings.absorb_seconds)
        slow = changed if self._lit is None else changed | self._lit
        self._lit = None
        np.multiply(slow, np.float32(absorb - follow), out=self._room)
        self._room += np.float32(follow)
        self._signed *= self._room
        self.mean += self._signed
        np.minimum(self.difference, np.float32(self._settings.most_levels), out=self.difference)
        self.difference -= self.deviation
        self.difference *= self._room
        self.deviation += self.difference
        np.subtract(now, self.recent, out=self._room)
        self._room *= np.float32(max(share(elapsed_seconds, _RECENT_SECONDS), 1 / (self._learned + 1)))
        self.recent += self._room
        self._stale_seconds += elapsed_seconds
        if self._stale_seconds > _REFRESHED_SECONDS:
            self._least = self._least_levels()
            self._stale_seconds = 0.0

    def _learn_restlessness(self, changed: Mask, elapsed_seconds: float, held: Mask | None) -> None:
        came = changed & ~self._was
        self._was = changed
        np.multiply(self.difference, changed, out=self._room)
        self._room -= self._swing
        self._room *= np.float32(share(elapsed_seconds, _SWING_SECONDS))
        if held is not None:
            came &= ~held
            self._room[held] = 0
        self._swing += self._room
        self._turns *= np.float32(1 - share(elapsed_seconds, _TURN_SECONDS))
        self._turns += came * np.float32(1 / _TURN_SECONDS)

    def _least_levels(self) -> Levels:
        """What a cell must differ by at least: in proportion to its light, as contrasts are."""
        lit = (self.mean - np.float32(_DARK)) / np.float32(_BRIGHT - _DARK)
        least = np.float32(self._settings.least_levels)
        floor: Levels = least * np.clip(lit * (1 - _LEAST_SHARE) + _LEAST_SHARE, _LEAST_SHARE, 1).astype(np.float32)
        return floor


def share(elapsed_seconds: float, constant_seconds: float) -> float:
    """How much of the way a value goes in `elapsed_seconds` that takes `constant_seconds` for 63 %."""
    return 1 - math.exp(-max(0.0, min(elapsed_seconds, 5.0)) / constant_seconds)
