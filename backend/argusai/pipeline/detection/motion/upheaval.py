"""Keeps count of how long the whole picture has been changing, and so tells light from a scene that is simply busy."""

import math

_SETTLE_SECONDS = 1.0  # exposure follows a jump of the light for about so long
_PATIENCE_SECONDS = 4.0  # switching to infrared is over by then; what still changes everything is big, or flickers
_CALM_SECONDS = 5.0


class Upheaval:
    """One camera's jumps of light and resets."""

    def __init__(self) -> None:
        self._calm_seconds = math.inf
        self._spent_seconds = 0.0

    def tick(self, elapsed_seconds: float) -> None:
        self._calm_seconds += elapsed_seconds
        if self._calm_seconds > _CALM_SECONDS:
            self._spent_seconds = 0.0

    def strike(self) -> bool:
        """The whole picture changed. Whether that is to be waited for; else waiting would be blindness."""
        self._spent_seconds += min(self._calm_seconds, _SETTLE_SECONDS)
        self._calm_seconds = 0.0
        return self._spent_seconds <= _PATIENCE_SECONDS

    @property
    def settling(self) -> bool:
        """Whether the light jumped just now, so that what changes is still its doing."""
        return self._calm_seconds < _SETTLE_SECONDS and self._spent_seconds <= _PATIENCE_SECONDS
