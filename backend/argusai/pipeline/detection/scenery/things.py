"""The things that a camera remembers: where they stand, what they look like, and when to look again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import family_of
from argusai.pipeline.detection.scenery.look import SAME, Plane, best_of, take
from argusai.pipeline.detection.scenery.opencv import Levels
from argusai.pipeline.detection.scenery.places import between, overlap

MOST_THINGS = 64
MOST_LOOKS = 4  # by day, at dusk, under the lamp, in infrared light
# Long enough that a car at a crossing and a visitor at the door are not furniture.
REMEMBERED = timedelta(seconds=20)
SAME_PLACE = 0.5  # intersection over union
_SAME_BOX = 0.7  # likewise, for a box that may teach another look
_SETTLE = 0.2  # of the way to the newest box
_SOON = timedelta(seconds=5)
_RARELY = timedelta(seconds=60)
_STAGGER = timedelta(seconds=7)  # so that not all are looked at in one frame
_STAGGERS = 9
_MISSES = 3
_SAME_SHAPE = 0.02  # of width by height
_LONGEST_PAUSE = timedelta(minutes=10)  # more means that the clock was set back
_RETRY = timedelta(seconds=8)
_LONGEST_STOOD = timedelta(days=3650)  # more is a clock that once was wrong


@dataclass(slots=True)
class Thing:
    """`box`: in pixels of the frame. `looks`: newest last. `seen_at`: when its place last looked like it, or it was
    detected there. `misses`: looks in a row that found something else in its place."""

    number: int
    label: str
    box: Box
    looks: list[Levels]
    first_at: datetime
    seen_at: datetime
    next_at: datetime
    misses: int = 0
    look_due: bool = False
    spread: float = 0.0  # usual distance between its boxes, shares of its shorter side

    @property
    def family(self) -> str:
        return family_of(self.label)

    @property
    def stood(self) -> timedelta:
        return self.seen_at - self.first_at

    @property
    def remembered(self) -> bool:
        return self.stood >= REMEMBERED

    def alike(self, plane: Plane) -> float:
        """How much its place looks like it now, 0–1."""
        return best_of(reversed(self.looks), plane, self.box).share

    def seen(self, at: datetime) -> None:
        self.seen_at, self.misses, self.look_due = at, 0, False
        pause = _RARELY + _STAGGER * (self.number % _STAGGERS) if self.remembered else _SOON
        self.next_at = at + pause

    def detected(self, at: datetime, box: Box, plane: Plane) -> None:
        """The detector found it, at rest, at `box`."""
        fits = overlap(self.box, box)
        if self.alike(plane) >= SAME:
            side = max(1.0, min(self.box.width, self.box.height))
            off = max(abs(self.box.left - box.left), abs(self.box.right - box.right)) / side
            self.spread += _SETTLE * (off - self.spread)
        elif fits >= _SAME_BOX and self.misses:
            self.box = between(self.box, box, _SETTLE)
            self.looks = [*self.looks[-(MOST_LOOKS - 1) :], take(plane, self.box)]
        else:
            return
        self.seen(at)


@dataclass(slots=True)
class Things:
    """Of one camera. Numbers count up and are never used twice."""

    kept: list[Thing] = field(default_factory=list)
    changed: bool = False
    _next: int = 1

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.kept)

    def at(self, box: Box, label: str) -> Thing | None:
        """The thing of this family whose place is `box`."""
        family = family_of(label)
        near = [(overlap(thing.box, box), thing) for thing in self.kept if thing.family == family]
        best = max(near, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= SAME_PLACE else None

    def learn(self, at: datetime, box: Box, label: str, plane: Plane) -> Thing:
        """`box` holds something at rest: the thing that is known there, or a new one."""
        thing = self.at(box, label)
        if thing is not None:
            before = thing.remembered
            thing.detected(at, box, plane)
            self.changed |= thing.remembered and not before
            return thing
        thing = Thing(self._next, label, box, [take(plane, box)], at, at, at + _SOON)
        self._next += 1
        self.kept.append(thing)
        if len(self.kept) > MOST_THINGS:
            self.forget(min(self.kept[:-1], key=lambda each: (each.remembered, each.seen_at)))
        return thing

    def take_over(self, at: datetime, things: Sequence[Thing]) -> None:
        """From an earlier run: all are checked at once. A clock that was set back makes nothing younger than now."""
        for thing in things:
            if thing.seen_at > at:
                thing.first_at = at - min(thing.stood, _LONGEST_STOOD)
                thing.seen_at = at
            thing.next_at = at
        self.kept = list(things)
        self._next = len(self.kept) + 1

    def rescale(self, before: tuple[int, int], now: tuple[int, int]) -> None:
        """The camera sends frames of another size. Of another shape, they show another part of the world."""
        if abs(before[0] * now[1] / (before[1] * now[0]) - 1) > _SAME_SHAPE:
            self.kept = []
        for thing in self.kept:
            across, down = now[0] / before[0], now[1] / before[1]
            box = thing.box
            thing.box = Box(box.left * across, box.top * down, box.right * across, box.bottom * down)
        self.changed = True

    def forget(self, thing: Thing) -> None:
        self.kept = [each for each in self.kept if each is not thing]
        self.changed |= thing.remembered

    def check(self, at: datetime, plane: Plane) -> None:
        """Compares the places that are due, at most one that needs the detector. Those that are gone are forgotten."""
        for thing in [each for each in self.kept if not at < each.next_at <= at + _LONGEST_PAUSE]:
            before = thing.remembered
            if thing.alike(plane) >= SAME:
                thing.seen(at)
                self.changed |= thing.remembered and not before
                continue
            thing.misses += 1
            thing.look_due, thing.next_at = thing.remembered, at + _RETRY
            if thing.misses > (_MISSES if thing.remembered else 1):
                self.forget(thing)

    def due(self) -> list[Box]:
        """Places that changed and should be looked at by the detector; each is asked for once a check."""
        boxes = [thing.box for thing in self.kept if thing.look_due]
        for thing in self.kept:
            thing.look_due = False
        return boxes

    def hurry(self, at: datetime) -> None:
        """All are to be checked again now: the picture changed."""
        for thing in self.kept:
            thing.next_at = min(thing.next_at, at)
