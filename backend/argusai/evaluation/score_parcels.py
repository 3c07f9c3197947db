"""Compares the parcels of a clip that were told with those that were really left and taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Change = Literal["left", "taken"]
Rectangle = Sequence[float]  # left, top, width, height in pixels
# What is told is when somebody last stood before it: he turns round and goes first.
_EARLY_SECONDS, _LATE_SECONDS = 2.0, 5.0


class Told(Protocol):
    @property
    def change(self) -> Change: ...

    @property
    def at(self) -> float: ...

    @property
    def box(self) -> Rectangle: ...


class Labelled(Protocol):
    @property
    def left(self) -> float | None: ...

    @property
    def taken(self) -> float | None: ...

    @property
    def box(self) -> Rectangle: ...


@dataclass(frozen=True, slots=True)
class ParcelScore:
    """`changes`: how often something was really left or taken; `told`: those that were told; `false`: what was told and
    did not happen, or was told again."""

    changes: int = 0
    told: int = 0
    false: int = 0


def score_parcels(labels: Iterable[Labelled], found: Sequence[Told]) -> ParcelScore:
    """One told fits a change of the same kind shortly before it whose boxes have a part in common."""
    open_ = [each for label in labels for each in _changes(label)]
    changes = len(open_)
    false = 0
    for each in sorted(found, key=lambda parcel: parcel.at):
        fits = [change for change in open_ if _fits(each, *change)]
        if fits:
            open_.remove(fits[0])
        else:
            false += 1
    return ParcelScore(changes, changes - len(open_), false)


def _changes(label: Labelled) -> list[tuple[Change, float, Rectangle]]:
    changes: list[tuple[Change, float, Rectangle]] = []
    if label.left is not None:
        changes.append(("left", label.left, label.box))
    if label.taken is not None:
        changes.append(("taken", label.taken, label.box))
    return changes


def _fits(told: Told, change: Change, at: float, box: Rectangle) -> bool:
    return told.change == change and -_EARLY_SECONDS <= told.at - at <= _LATE_SECONDS and _meet(told.box, box)


def _meet(one: Rectangle, other: Rectangle) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0 and down > 0
