"""The machine's clock, which a test can set."""

from datetime import datetime, timedelta

from argusai.kit.clock import SystemClock


class SetClock(SystemClock):
    """`off`: so many seconds the wall clock is wrong. `skipped`: seconds that the monotonic clock let pass at once."""

    off = 0.0
    skipped = 0.0

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self.off)

    def monotonic(self) -> float:
        return super().monotonic() + self.skipped
