"""How long ago a moment was in truth, when the machine's clock was set since: a boot without a battery runs days behind
until the network tells the time, and what waits must not be taken for days old because of it."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from argusai.kit.clock import Clock
from argusai.kit.log import get_log

_log = get_log("kit.lived")
# Less is the drift of a clock that runs, and counts as none.
_STEP = timedelta(seconds=5)
_MOST_ERAS = 20


@dataclass(frozen=True, slots=True)
class _Era:
    """A time in which the clock ran without being set. `ended`: what it would have shown; `counted`: when that was."""

    began: datetime
    ended: datetime
    counted: float


class LivedClock:
    """A Clock that notices, whenever it is asked, that the wall clock was set. What it knows ends with the program."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._eras: deque[_Era] = deque(maxlen=_MOST_ERAS)
        self._began = datetime.min.replace(tzinfo=UTC)
        self._seen, self._counted = clock.now(), clock.counted()

    def now(self) -> datetime:
        now, counted = self._clock.now(), self._clock.counted()
        expected = self._seen + timedelta(seconds=counted - self._counted)
        self._seen, self._counted = now, counted
        if abs(now - expected) > _STEP:
            self._eras.append(_Era(self._began, expected, counted))
            self._began = now
            _log.warning("the machine's clock was set", seconds=round((now - expected).total_seconds()))
        return now

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def counted(self) -> float:
        return self._clock.counted()

    def elapsed(self, at: datetime) -> timedelta | None:
        """Since the clock showed `at`, the last time when it did so twice. None: it lies in the future of every clock
        that is known."""
        now = self.now()
        if self._began <= at <= now + _STEP:
            return max(timedelta(0), now - at)
        for era in reversed(self._eras):
            if era.began <= at and (at <= era.ended or at <= now):
                return self._since(era) + max(timedelta(0), era.ended - at)
        return None

    def ago(self, length: timedelta) -> datetime:
        """What lies before it is truly older than `length`, whatever the clock showed then."""
        bounds = [self.now() - length]
        bounds += [era.ended - (length - self._since(era)) for era in self._eras if self._since(era) < length]
        return min(bounds)

    def end(self, began: datetime, ends: datetime) -> datetime | None:
        """When by today's clock a wait is over that was to last from `began` to `ends`. None: it is over, or nobody
        knows, because the clock was set back behind its beginning while nothing ran."""
        gone = self.elapsed(began)
        left = timedelta(0) if gone is None else ends - began - gone
        return self._seen + left if left > timedelta(0) else None

    def _since(self, era: _Era) -> timedelta:
        return timedelta(seconds=self._counted - era.counted)


def still(began: datetime | None, ends: datetime, now: datetime) -> bool:
    """Whether a wait lasts, where nobody remembers how the clock was set. One that would begin only later is over: a
    clock that was set back must not make days of an hour. `began` None: nobody knows."""
    return now < ends and (began is None or now >= began - _STEP)
