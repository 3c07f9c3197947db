"""How much is taken within a minute. Pure."""

from argusai.kit.clock import Clock

_MINUTE_SECONDS = 60.0


class Allowance:
    """`over`: how many were too many, since the start."""

    def __init__(self, most: int, clock: Clock) -> None:
        self._most = most
        self._clock = clock
        self._began = 0.0
        self._taken = 0
        self.over = 0

    def take(self) -> bool:
        """Whether there is one left."""
        now = self._clock.monotonic()
        if not self._taken or now - self._began >= _MINUTE_SECONDS:
            self._began, self._taken = now, 0
        self._taken += 1
        if self._taken > self._most:
            self.over += 1
        return self._taken <= self._most

    @property
    def just_over(self) -> bool:
        """The one before was the last: the moment to say so, once a minute."""
        return self._taken == self._most + 1
