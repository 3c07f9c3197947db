"""Whether a provider is worth asking now: after failures in a row it is left alone for a while. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

from argusai.pipeline.events.description.providers.errors import FailureKind

_MOST_FAILURES = 5
_PAUSE_SECONDS = 90.0
# A limit whose end the provider did not tell.
_LIMIT_SECONDS = 30.0
_QUOTA_SECONDS = 900.0
_LONGEST_LIMIT_SECONDS = 24 * 3600.0
# The server answered as it should; what it said was not to our liking.
_ANSWERED: frozenset[FailureKind] = frozenset({"refused", "unusable"})

BreakerState = Literal["closed", "open", "trying", "limited"]


@dataclass(frozen=True, slots=True)
class Breaker:
    """Times are monotonic. `failures`: in a row. `shut_until`: it is left alone until then; `limited_until`: the
    provider asked to be, whatever calls that were under way bring. `trying`: one call is under way to find out whether
    it works again."""

    failures: int = 0
    shut_until: float = 0.0
    limited_until: float = 0.0
    trying: bool = False

    def state(self, now: float) -> BreakerState:
        if now < self.limited_until:
            return "limited"
        if self.failures < _MOST_FAILURES:
            return "closed"
        return "open" if now < self.shut_until or self.trying else "trying"

    def ready(self, now: float) -> bool:
        return self.state(now) in {"closed", "trying"}

    def seconds_left(self, now: float) -> float:
        """Until it may be asked again; 0 when it may."""
        until = max(self.limited_until, self.shut_until if self.failures >= _MOST_FAILURES else 0.0)
        return max(0.0, until - now)

    def asked(self, now: float) -> "Breaker":
        """A call begins: half open, only one may."""
        return replace(self, trying=self.state(now) == "trying")

    def succeeded(self) -> "Breaker":
        return Breaker(limited_until=self.limited_until)

    def failed(self, kind: FailureKind, retry_after: float | None, now: float) -> "Breaker":
        if kind in _ANSWERED:
            return self.succeeded()
        asked_for = None if retry_after is None else now + min(max(retry_after, 1.0), _LONGEST_LIMIT_SECONDS)
        if kind in {"limit", "quota"}:
            usual = now + (_LIMIT_SECONDS if kind == "limit" else _QUOTA_SECONDS)
            return replace(self, limited_until=max(self.limited_until, asked_for or usual), trying=False)
        failures = self.failures + 1
        shut = now + _PAUSE_SECONDS if failures >= _MOST_FAILURES else 0.0
        limited = max(self.limited_until, asked_for or 0.0)  # a server that is down may say for how long
        return replace(self, failures=failures, shut_until=shut, limited_until=limited, trying=False)

    def abandoned(self) -> "Breaker":
        """The call ended without saying anything of the provider."""
        return replace(self, trying=False)
