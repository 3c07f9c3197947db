"""When to dial a camera again. Pure."""

import random
from dataclasses import dataclass, field

# A connection that lasted this long was a good one: the next failure starts counting from the beginning.
STEADY_SECONDS = 30.0


@dataclass
class Backoff:
    """1, 2, 4 … `most_seconds` with up to a fifth of jitter, so that many cameras do not come back in step."""

    most_seconds: float
    refused_seconds: float
    chance: random.Random = field(default_factory=random.Random)
    _tries: int = 0

    def pause(self, retryable: bool, lasted_seconds: float) -> float:
        """Seconds to wait after a connection that lasted `lasted_seconds` (0 when it never came about)."""
        if lasted_seconds >= STEADY_SECONDS:
            self._tries = 0
        if not retryable:
            return self.refused_seconds
        pause = min(self.most_seconds, 2.0**self._tries)
        self._tries = min(self._tries + 1, 16)
        return pause * self.chance.uniform(0.8, 1.0)
