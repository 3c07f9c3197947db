"""A clock that can jump ahead."""

from argusai.kit.clock import SystemClock


class SetClock(SystemClock):
    """`skipped`: seconds that the monotonic clock let pass at once."""

    skipped = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped
