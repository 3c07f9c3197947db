"""How often something may be asked. Pure; time is passed in."""

import math
from collections import deque
from collections.abc import Hashable


class Allowance:
    """`most` times in any span of `seconds`, for each key."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._taken: dict[Hashable, deque[float]] = {}

    def take(self, key: Hashable, now: float) -> int:
        """0: it may be done, and counts. Else the whole seconds to wait. `now`: monotonic."""
        self._taken = {each: times for each, times in self._taken.items() if now - times[-1] < self._seconds}
        times = self._taken.get(key, deque())
        while times and now - times[0] >= self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return max(1, math.ceil(times[0] + self._seconds - now))
        times.append(now)
        self._taken[key] = times
        return 0
