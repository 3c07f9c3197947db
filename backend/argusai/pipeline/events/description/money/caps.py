"""Whether a call may be paid: caps of a day, a month and a camera, and what is done near them. Pure. Money is whole
millionths of a dollar, so sums are exact."""

from dataclasses import dataclass
from typing import Literal

from argusai.pipeline.events.description.describers.contract import CameraChosen, Chosen

MICROS = 1_000_000
# From here on fewer pictures are sent.
_NEAR = 0.8
_WARNED_AT = (50, 80, 100)

Period = Literal["day", "month", "camera"]
# Why a call may not be paid: a cap would be broken; or it would be if what others ask now cost all that it may.
Refusal = Literal["no-money", "held-money"]


@dataclass(frozen=True, slots=True)
class Caps:
    """None: no cap. `camera`: of one camera on one day."""

    day: int | None = None
    month: int | None = None
    camera: int | None = None

    def each(self) -> dict[Period, int | None]:
        return {"day": self.day, "month": self.month, "camera": self.camera}


@dataclass(frozen=True, slots=True)
class Spent:
    """Booked, reserved and uncertain ones together."""

    day: int = 0
    month: int = 0
    camera: int = 0

    def each(self) -> dict[Period, int]:
        return {"day": self.day, "month": self.month, "camera": self.camera}

    def without(self, counts: int) -> "Spent":
        """As if a call of that camera and day were not there."""
        return Spent(self.day - counts, self.month - counts, self.camera - counts)


def fits(caps: Caps, spent: Spent, worst: int) -> bool:
    """Whether a call that may cost `worst` keeps every cap."""
    if worst == 0:
        return True
    used = spent.each()
    return all(cap is None or used[period] + worst <= cap for period, cap in caps.each().items())


def is_near(caps: Caps, spent: Spent) -> bool:
    used = spent.each()
    return any(cap is not None and used[period] >= _NEAR * cap for period, cap in caps.each().items())


def ladder(pictures: int, *, near: bool) -> tuple[int, ...]:
    """How many pictures to try with, in order: what is left of them before a cheaper model, and at last the built-in
    words, have to do."""
    steps = [pictures // 2 if near and pictures > 1 else pictures]
    while steps[-1] > 1:
        steps.append(steps[-1] // 2)
    return tuple(steps)


def mark_of(cap: int, used: int) -> int | None:
    """The highest mark (in percent) that is reached; None: none, or nothing may be spent anyway."""
    passed = [mark for mark in _WARNED_AT if cap > 0 and used * 100 >= mark * cap]
    return passed[-1] if passed else None


def caps_of(day: float | None, month: float | None, camera: float | None) -> Caps:
    """Of dollars."""

    def whole(cap: float | None) -> int | None:
        return None if cap is None else int(cap * MICROS)

    return Caps(whole(day), whole(month), whole(camera))


def caps_for(house: Chosen, camera: CameraChosen) -> Caps:
    own = camera.day_cap
    return caps_of(house.day_cap, house.month_cap, house.camera_day_cap if own is None else own)
