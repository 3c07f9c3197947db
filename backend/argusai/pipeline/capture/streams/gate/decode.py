"""Decodes all of a connection's pictures, or while nothing happens only those that stand alone. One thread."""

from typing import Protocol

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.capture.streams.gate.glimpse import LUMA_ROWS, Glimpses
from argusai.pipeline.capture.streams.gate.sleep import Interval, Sleep
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit


class Decoder(Protocol):
    def decode(self, unit: Unit) -> list[Decoded]: ...

    def drain(self) -> list[Decoded]:
        """What the decoder still holds; the next unit must be a keyframe."""


class Eye(Protocol):
    def see(self, luma: Image) -> bool:
        """Whether something moved since the keyframe before."""


class Decider(Protocol):
    """Of the camera, over its connections; asked and told in the connection's thread."""

    @property
    def on(self) -> bool: ...

    @property
    def astir(self) -> bool:
        """Whether the analysis sees or follows something, an event is open, or somebody wants every picture."""

    def may_sleep(self, *, short: bool, known: bool) -> bool:
        """Whether pictures may be left out now. `short`: keyframes come often enough; `known`: that is certain."""

    def watched(self, at: float, *, asleep: bool) -> bool:
        """After a keyframe of full decoding: how the gate would be. False: it slept through something."""

    def counted(self, pictures: int, decoded: int) -> None: ...

    def asleep(self, *, now: bool) -> None:
        """It leaves pictures out from here on, or not any more."""


class GatedDecoding:
    """What was left out since the last keyframe is kept, encoded, so that waking loses no picture of it; a keyframe
    that wakes brings those before it too. Pictures come in their order, each once."""

    def __init__(
        self,
        decider: Decider,
        sleep: Sleep | None = None,
        eye: Eye | None = None,
        interval: Interval | None = None,
    ) -> None:
        self._decider = decider
        self._sleep = sleep or Sleep()
        self._eye = eye or Glimpses()
        self._interval = interval or Interval()
        self._keys: set[int] = set()
        self._group: list[Unit] = []
        self._skipping = False
        self._given: int | None = None  # pts of the last picture that was given while asleep

    def decode(self, source: Decoder, unit: Unit) -> list[Decoded]:
        """The pictures that are ready now. Raises StreamError."""
        if unit.kind != "video" or not (self._decider.on or self._skipping):
            return source.decode(unit)
        if unit.raw is None:  # a file ends, and begins again
            return [*self._wake(source), *self._look(source.decode(unit))]
        if unit.raw.is_keyframe:
            return self._keyframe(source, unit)
        if not self._skipping:
            return self._in_full(source, unit)
        self._group.append(unit)
        self._decider.counted(1, 0)
        if self._decider.astir or self._interval.overdue(_shown_at(unit)):
            self._sleep.stir(_shown_at(unit))
            return self._wake(source)
        return []

    def _keyframe(self, source: Decoder, unit: Unit) -> list[Decoded]:
        self._interval.keyframe(_shown_at(unit))
        astir, may = (
            self._decider.astir,
            self._decider.may_sleep(short=self._interval.short, known=self._interval.known),
        )
        if astir and (self._skipping or not self._sleep.asleep):
            self._sleep.stir(_shown_at(unit))
        if self._skipping:
            return self._alone(source, unit) if may else [*self._wake(source), *self._in_full(source, unit)]
        if not (may and self._sleep.asleep) or astir:
            self._keys.add(unit.stamp.pts)
            return self._in_full(source, unit)
        self._skipping = True
        self._decider.asleep(now=True)
        return [*self._look(source.drain()), *self._alone(source, unit)]

    def _alone(self, source: Decoder, unit: Unit) -> list[Decoded]:
        pictures = [*source.decode(unit), *source.drain()][-1:]
        moved = not pictures or self._eye.see(pictures[0].picture.luma(LUMA_ROWS))
        self._sleep.keyframe(_shown_at(unit), moved=moved)
        if not self._sleep.asleep:
            self._decider.counted(0, 1)
            return [*self._wake(source), *self._in_full(source, unit)]
        self._decider.counted(1, 1)
        self._group, self._given = [unit], pictures[0].pts
        return pictures

    def _wake(self, source: Decoder) -> list[Decoded]:
        """What was left out since the last keyframe that was given."""
        group, self._group, self._skipping = self._group, [], False
        self._decider.asleep(now=False)
        self._decider.counted(0, len(group))
        return self._look([picture for unit in group for picture in source.decode(unit)])

    def _in_full(self, source: Decoder, unit: Unit) -> list[Decoded]:
        self._decider.counted(1, 1)
        return self._look(source.decode(unit))

    def _look(self, pictures: list[Decoded]) -> list[Decoded]:
        fresh = [each for each in pictures if self._given is None or each.pts > self._given]
        for each in fresh:
            if each.pts in self._keys:
                self._keys.discard(each.pts)
                self._glimpse(each)
        if len(self._keys) > 8:  # their pictures never came
            self._keys.clear()
        return fresh

    def _glimpse(self, decoded: Decoded) -> None:
        """As if it slept: full decoding goes on beside it, and tells what it would have lost."""
        moved = self._eye.see(decoded.picture.luma(LUMA_ROWS))
        self._sleep.keyframe(decoded.seconds, moved=moved)
        if not self._decider.watched(decoded.seconds, asleep=self._sleep.asleep):
            self._sleep.stir(decoded.seconds)


def _shown_at(unit: Unit) -> float:
    """Media time of its picture."""
    return float(unit.stamp.pts * unit.time_base)
