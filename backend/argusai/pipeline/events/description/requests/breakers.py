"""The breakers of all providers, in memory: after a restart each is asked anew. Their paces, which outlast one."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.pipeline.events.description.providers.errors import ProviderFailed
from argusai.pipeline.events.description.requests.breaker import Breaker
from argusai.pipeline.events.description.requests.pace import Pace


class Paced(Protocol):
    """Who is asked, and how often at most within a minute."""

    @property
    def id(self) -> UUID: ...

    @property
    def a_minute(self) -> int | None: ...


class Breakers:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._breakers: dict[UUID, Breaker] = defaultdict(Breaker)
        self._paces: dict[UUID, Pace] = defaultdict(Pace)
        self._tell: list[Callable[[UUID], None]] = []
        self._tell_of_pace: list[Callable[[UUID], None]] = []
        self.answered_at: float | None = None  # monotonic; when any provider last did

    def on_change(self, tell: Callable[[UUID], None]) -> None:
        """From now on `tell` hears whose state or failures in a row became others."""
        self._tell.append(tell)

    def on_pace(self, tell: Callable[[UUID], None]) -> None:
        """From now on `tell` hears who had as many calls as he may have in a minute."""
        self._tell_of_pace.append(tell)

    def of(self, describer_id: UUID) -> tuple[Breaker, float]:
        """It, and the moment to judge it by."""
        return self._breakers.get(describer_id, Breaker()), self._clock.monotonic()

    def ready(self, describer: Paced, *, by_hand: bool = False) -> bool:
        """`by_hand`: a person asks, and is not held up by how many calls a minute there may be."""
        breaker, now = self.of(describer.id)
        return breaker.ready(now) and (by_hand or self.paced_seconds(describer) == 0)

    def readiness(self, order: Sequence[Paced], *, by_hand: bool = False) -> Callable[[UUID], bool]:
        """By id, which of `order` may be asked now."""
        known = {each.id: each for each in order}
        return lambda describer_id: self.ready(known[describer_id], by_hand=by_hand)

    def paced_seconds(self, describer: Paced) -> float:
        """Until it may get another call by what its owner allows a minute."""
        return self._paces[describer.id].seconds_left(describer.a_minute, self._clock.monotonic())

    def wait_for_pace(self, order: Sequence[Paced], *, first: bool) -> float | None:
        """In how many seconds one of `order` has a place again; None: none of them is held up by its pace alone.
        `first`: for the next place, whoever else waits for it; else for the next one that nobody was promised."""
        now = self._clock.monotonic()
        held = [each for each in order if self.paced_seconds(each) > 0 and self.of(each.id)[0].ready(now)]
        if not held:
            return None
        nearest = min(held, key=lambda each: self._promised(each, now)[1])
        if first:
            return self.paced_seconds(nearest)
        self._paces[nearest.id], seconds = self._promised(nearest, now)
        return seconds

    def _promised(self, describer: Paced, now: float) -> tuple[Pace, float]:
        return self._paces[describer.id].promise(describer.a_minute or 1, now)

    def remember(self, describer: Paced, seconds_ago: Sequence[float]) -> None:
        """Calls that began before this start; `seconds_ago`: when, each."""
        now = self._clock.monotonic()
        for ago in sorted(seconds_ago, reverse=True):
            self._paces[describer.id] = self._paces[describer.id].begun(now - ago, describer.a_minute)

    def asked(self, describer: Paced) -> None:
        self._put(describer.id, self._breakers[describer.id].asked(self._clock.monotonic()))
        self.count(describer)

    def count(self, describer: Paced) -> None:
        """A call begins, whoever wants it."""
        begun = self._paces[describer.id].begun(self._clock.monotonic(), describer.a_minute)
        self._paces[describer.id] = begun
        if self.paced_seconds(describer) > 0:
            for tell in self._tell_of_pace:
                tell(describer.id)

    def succeeded(self, describer_id: UUID) -> None:
        self.answered_at = self._clock.monotonic()
        self._put(describer_id, self._breakers[describer_id].succeeded())

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
