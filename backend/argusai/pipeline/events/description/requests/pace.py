"""How many calls a minute a provider gets, as its owner chose: within any sixty seconds, never more. Pure."""

from dataclasses import dataclass, replace

_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Times are monotonic, in order. `asked`: when the newest calls began. `promised`: when those are to come back that
    found no place."""

    asked: tuple[float, ...] = ()
    promised: tuple[float, ...] = ()

    def seconds_left(self, a_minute: int | None, now: float) -> float:
        """Until one more call may begin; 0: it may now."""
        return 0.0 if a_minute is None else max(0.0, _free_at(self.asked, a_minute) - now)

    def begun(self, now: float, a_minute: int | None) -> "Pace":
        """A call begins, with a place or, as a person asks, without one."""
        return Pace() if a_minute is None else replace(self, asked=(*self.asked, now)[-a_minute:])

    def promise(self, a_minute: int, now: float) -> tuple["Pace", float]:
        """The next place that nobody was promised, and in how many seconds that is: a crowd comes back one by one, not
        all of it for the first place."""
        promised = tuple(each for each in self.promised if each > now)
        at = max(now, _free_at((*self.asked, *promised), a_minute))
        return replace(self, promised=(*promised, at)), at - now


def _free_at(taken: tuple[float, ...], a_minute: int) -> float:
    return float("-inf") if len(taken) < a_minute else taken[-a_minute] + _SECONDS
