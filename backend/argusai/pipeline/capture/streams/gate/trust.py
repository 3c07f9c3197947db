"""What a camera's gate has earned by comparing itself with full decoding. Pure."""

from dataclasses import dataclass, field, replace

DAY_SECONDS = 86_400.0
# A day without anybody proves nothing.
LEAST_EVENTS = 5
# An event opens when its object is confirmed; by then, and this much later at the most, the gate must be awake.
GRACE_SECONDS = 2.0
# An event so long after the gate woke says nothing about its waking.
_WOKEN_FOR_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Trust:
    """`watched_seconds`: of full decoding beside it. `events`: those that it woke for. `missed`: those that it slept
    through, ever; after each all begins anew. `stream`: what it was earned on; another encoding has none."""

    stream: str = ""
    watched_seconds: float = 0.0
    events: int = 0
    missed: int = 0

    @property
    def earned(self) -> bool:
        return self.watched_seconds >= DAY_SECONDS and self.events >= LEAST_EVENTS

    def on(self, stream: str) -> "Trust":
        return self if stream == self.stream else Trust(stream, missed=self.missed)

    def after(self, seconds: float = 0.0, caught: int = 0, missed: int = 0) -> "Trust":
        if missed:
            return Trust(self.stream, missed=self.missed + missed)
        return replace(self, watched_seconds=self.watched_seconds + max(0.0, seconds), events=self.events + caught)


@dataclass(slots=True)
class Comparison:
    """The gate as it would be, against the events of full decoding; media seconds of one connection."""

    asleep: bool = False
    woke_at: float | None = None
    _waiting: list[float] = field(default_factory=list)

    def gate(self, at: float, *, asleep: bool) -> tuple[int, int]:
        """After a keyframe: events caught and missed that are certain now."""
        if self.asleep and not asleep:
            self.woke_at = at
        self.asleep = asleep
        if not asleep:
            caught, self._waiting = len(self._waiting), []
            return caught, 0
        missed = [each for each in self._waiting if at > each + GRACE_SECONDS]
        self._waiting = [each for each in self._waiting if at <= each + GRACE_SECONDS]
        return 0, len(missed)

    def event(self, at: float) -> int:
        """One opened. 1 when the gate had woken for it; what it has not is decided by the keyframes that follow."""
        if self.asleep:
            self._waiting.append(at)
            return 0
        return int(self.woke_at is not None and -GRACE_SECONDS <= at - self.woke_at <= _WOKEN_FOR_SECONDS)
