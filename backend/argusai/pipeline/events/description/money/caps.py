"""Whether a call may be paid: caps of a day, a month and a camera, and what is done near them. Pure. Money is whole
millionths of a dollar, so sums are exact."""

from dataclasses import dataclass
from typing import Literal

MICROS = 1_000_000
# From here on fewer pictures are sent.
_NEAR = 0.8
_WARNED_AT = (50, 80, 100)

Period = Literal["day", "month", "camera"]


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


def warning(cap: int | None, before: int, after: int) -> int | None:
    """Which mark (in percent) was passed by going from `before` to `after`; the highest one."""
    if cap is None or cap <= 0:
        return None
    passed = [mark for mark in _WARNED_AT if before * 100 < mark * cap <= after * 100]
    return passed[-1] if passed else None
