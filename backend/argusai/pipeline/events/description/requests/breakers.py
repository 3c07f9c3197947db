"""The breakers of all providers, in memory: after a restart each is asked anew."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.requests.breaker import Breaker


class Breakers:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._breakers: dict[UUID, Breaker] = defaultdict(Breaker)
        self._tell: list[Callable[[UUID], None]] = []
        self.answered_at: float | None = None  # monotonic; when any provider last did

    def on_change(self, tell: Callable[[UUID], None]) -> None:
        """From now on `tell` hears whose state or failures in a row became others."""
        self._tell.append(tell)

    def of(self, describer_id: UUID) -> tuple[Breaker, float]:
        """It, and the moment to judge it by."""
        return self._breakers.get(describer_id, Breaker()), self._clock.monotonic()

    def ready(self, describer_id: UUID) -> bool:
        breaker, now = self.of(describer_id)
        return breaker.ready(now)

    def asked(self, describer_id: UUID) -> None:
        self._put(describer_id, self._breakers[describer_id].asked(self._clock.monotonic()))

    def succeeded(self, describer_id: UUID) -> None:
        self.answered_at = self._clock.monotonic()
        self._put(describer_id, Breaker())

    def failed(self, describer_id: UUID, failure: ProviderFailed) -> None:
        now = self._clock.monotonic()
        self._put(describer_id, self._breakers[describer_id].failed(failure.kind, failure.retry_after, now))

    def abandoned(self, describer_id: UUID) -> None:
        self._put(describer_id, self._breakers[describer_id].abandoned())

    def reset(self, describer_id: UUID) -> None:
        self._put(describer_id, Breaker())

    def _put(self, describer_id: UUID, breaker: Breaker) -> None:
        now, before = self._clock.monotonic(), self._breakers[describer_id]
        self._breakers[describer_id] = breaker
        if (breaker.state(now), breaker.failures) != (before.state(now), before.failures):
            for tell in self._tell:
                tell(describer_id)
