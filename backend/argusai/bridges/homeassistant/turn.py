"""Waits until no other ArgusAI speaks below our prefix: a copy of this one, or that of another house.

Whoever speaks answers when it is asked. So one that hangs, or a claim that outlived its program and the broker's
restart, stops nobody; and whoever comes later disturbs nothing, since it connects without a will until it is its turn.
"""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from argusai.bridges.homeassistant.claims import Claim, read_claim, speaks_instead, was_here
from argusai.bridges.homeassistant.contract import LinkFailed, NotTaken, Publication
from argusai.bridges.homeassistant.echo import not_heard
from argusai.bridges.homeassistant.ports import Link
from argusai.bridges.homeassistant.topics import OFFLINE, Topics
from argusai.kit.clock import Clock


@dataclass(frozen=True, slots=True)
class Waits:
    """`heard`: for a message of ours to come back. `answer`: for the other one to say that it is there. `left`: for one
    of another house, which may be restarting, before its topics are taken. `pause`: between two questions, growing."""

    heard_seconds: float = 10.0
    answer_seconds: float = 5.0
    left_seconds: float = 600.0
    pause_seconds: float = 5.0
    longest_pause_seconds: float = 60.0


USUAL_WAITS = Waits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """`username`: by which the broker knows us."""

    topics: Topics
    claim: Claim
    username: str


class Turn:
    """`tell` hears in a sentence for whom it waits."""

    def __init__(self, link: Link, candidate: Candidate, tell: Callable[[str], None], clock: Clock) -> None:
        self._link = link
        self._topics = candidate.topics
        self._mine = candidate.claim
        self._username = candidate.username
        self._tell = tell
        self._clock = clock
        self._other: Claim | None = None
        self._offline = False
        self._asked, self._answered, self._news = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def wait(self, waits: Waits = USUAL_WAITS) -> None:
        """Raises LinkFailed, alone or in a group."""
        topics = self._topics
        await self._link.subscribe([topics.claim, topics.status, topics.claim_asked, topics.claim_answered])
        async with asyncio.TaskGroup() as group:
            listening = group.create_task(self._listen(), name="hear who speaks to Home Assistant")
            await self._until_free(waits)
            listening.cancel()

    async def _until_free(self, waits: Waits) -> None:
        pause, silent_since = waits.pause_seconds, None
        while True:
            self._news.clear()
            await self._ask(waits)
            other = self._other
            if other is None:
                return
            copy = other.installation == self._mine.installation
            if copy and self._offline:
                return
            if await _set_within(self._answered, waits.answer_seconds):
                silent_since = None
                self._tell(speaks_instead(self._mine, other, self._topics.own))
            elif copy:
                return
            else:
                silent_since = silent_since if silent_since is not None else self._clock.monotonic()
                if self._clock.monotonic() - silent_since >= waits.left_seconds:
                    return
                self._tell(was_here(other, self._topics.own))
            await _set_within(self._news, pause)
            pause = min(pause * 2, waits.longest_pause_seconds)

    async def _ask(self, waits: Waits) -> None:
        """Returns once the question came back: what the broker keeps was heard before it."""
        self._asked.clear()
        self._answered.clear()
        try:
            await self._link.publish(Publication(self._topics.claim_asked, self._mine.payload(), retain=False))
        except NotTaken as error:
            raise LinkFailed(str(error), lasting=True) from error
        if not await _set_within(self._asked, waits.heard_seconds):
            raise not_heard(self._topics.own, self._username)

    async def _listen(self) -> None:
        topics = self._topics
        async for received in self._link.received():
            said = read_claim(received.payload)
            others = said is not None and said.run != self._mine.run
            if received.topic == topics.claim:
                self._other = said if others else None
                self._news.set()
            elif received.topic == topics.status:
                self._offline = received.payload == OFFLINE
                self._news.set()
            elif received.topic == topics.claim_asked and said == self._mine:
                self._asked.set()
            elif received.topic == topics.claim_answered and others:
                self._other = said
                self._answered.set()


async def _set_within(event: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
