"""Keeps the connection that the settings want: off by default, changed without a restart, back by itself."""

import asyncio
import contextlib
import platform
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from argusai.bridges.homeassistant.awaited import insisting
from argusai.bridges.homeassistant.claims import Claim, Superseded
from argusai.bridges.homeassistant.configured import Configured
from argusai.bridges.homeassistant.contract import Broker, LinkFailed, Publication, TakenOver
from argusai.bridges.homeassistant.conversation import Conversation, Parts
from argusai.bridges.homeassistant.discovery import Speaker
from argusai.bridges.homeassistant.ghosts import described
from argusai.bridges.homeassistant.loading import load_connect
from argusai.bridges.homeassistant.ports import Connect, FollowUpdates, Link, PublishPerishable
from argusai.bridges.homeassistant.schemas import ConnectionOut, ConnectionState
from argusai.bridges.homeassistant.topics import OFFLINE
from argusai.bridges.homeassistant.turn import USUAL_WAITS, Candidate, Turn, Waits
from argusai.kit.errors import Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log

_log = get_log("bridges.homeassistant")
_LONGEST_PAUSE_SECONDS = 60.0
# What ends sooner was no connection: some brokers end it whenever something is said that they do not take.
_LASTED_SECONDS = 60.0
# Who loses the topics to another one within this waits longer each time.
_HELD_SECONDS = 600.0
_AGAIN_SECONDS = 1.0
_AFTER_FAULT_SECONDS = 10.0
# A broker that restarts is back within this; before it nobody needs to act.
_PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`version`: ours. `waits`: for another ArgusAI that speaks there."""

    configured: Callable[[], Awaitable[Configured]]
    follow: FollowUpdates
    publish: PublishPerishable
    version: str
    waits: Waits = USUAL_WAITS


class Bridge:
    def __init__(self, around: Surroundings, parts: Parts) -> None:
        self._around = around
        self._parts = parts
        self._changed = asyncio.Event()
        self._conversation: Conversation | None = None
        self._state: ConnectionState = "off"
        self._since: datetime | None = None
        self._lost_at: datetime | None = None  # since then no connection lasted
        self._began = 0.0
        self._sentence = ""
        self._told_failing = self._told_standing_by = False
        self._others_spoke = True  # for all that we know
        self._run = new_id()

    def obey(self) -> None:
        """The settings changed."""
        self._changed.set()

    def connection(self) -> ConnectionOut:
        return ConnectionOut(
            state=self._state,
            since=self._lost_at if self._state == "failing" else self._since,
            sentence=self._sentence or (self._conversation.not_taken if self._conversation is not None else ""),
            published=self._conversation.published if self._conversation is not None else 0,
            waiting=len(self._parts.outbox),
            dropped=self._parts.outbox.dropped,
            ignored=self._parts.obedience.ignored,
        )

    def is_missed(self) -> bool:
        """Whether it should speak and has not for long."""
        since = self._lost_at
        return self._is_silent and since is not None and self._parts.clock.now() - since > _PATIENCE

    @property
    def _is_silent(self) -> bool:
        return self._state in ("failing", "standing_by")

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._changed.clear()
            try:
                configured = await self._around.configured()
            except Unavailable as error:
                _log.warning("settings of Home Assistant cannot be read for now", reason=error.detail)
                await asyncio.sleep(_AGAIN_SECONDS)
                continue
            if not configured.enabled:
                self._note("off")
                await self._changed.wait()
                continue
            try:
                await self._work(configured)
            except* Exception:  # noqa: BLE001 - the supervisor's edge: a broker must not end the house
                _log.exception("the bridge to Home Assistant failed; trying again")
                self._note("failing", "Something failed within ArgusAI. The log says more.")
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_AFTER_FAULT_SECONDS):
                        await self._changed.wait()

    async def _work(self, configured: Configured) -> None:
        """Until the settings change."""
        try:
            async with asyncio.TaskGroup() as group:
                work = [
                    group.create_task(self._follow()),
                    group.create_task(insisting(self._stay_connected(configured))),
                ]
                await self._changed.wait()
                self._lost_at = None
                for task in work:
                    task.cancel()
        finally:
            self._conversation = None

    async def _follow(self) -> None:
        while True:
            with self._around.follow() as texts:
                async for text in texts:
                    self._parts.outbox.heard(text)
            await asyncio.sleep(_AGAIN_SECONDS)

    async def _stay_connected(self, configured: Configured) -> None:
        connect, failures = await load_connect(), 0
        self._told_failing = self._told_standing_by = False
        self._others_spoke = True
        while True:
            if not failures:
                self._note("connecting")
            lasted = False
            try:
                await self._wait_for_turn(connect, configured)
                await self._converse(connect, configured)
            except* LinkFailed as group:
                lasted = self._ended(_LASTED_SECONDS)
                self._failed(_first(group))
            except* Superseded as group:
                lasted = self._ended(_HELD_SECONDS)
                self._stand_by(str(group.exceptions[0]))
            failures = 1 if lasted else failures + 1
            await asyncio.sleep(pause_seconds(failures))

    async def _wait_for_turn(self, connect: Connect, configured: Configured) -> None:
        """Without a will: who waits must not be taken for who speaks."""
        async with connect(self._broker(configured), None) as link:
            candidate = Candidate(configured.topics, self._claim(configured), configured.username)
            await Turn(link, candidate, self._stand_by, self._parts.clock).wait(self._around.waits)
            if self._others_spoke:
                self._others_spoke = False  # also when it fails: a broker may end the connection of who reads too much
                with contextlib.suppress(LinkFailed):
                    await self._note_described(link, candidate)

    async def _note_described(self, link: Link, candidate: Candidate) -> None:
        """So that those which are not ours any more are taken away like any that was removed."""
        found = await described(link, candidate)
        if found:
            await self._parts.announced.note(candidate.topics, found)

    def _broker(self, configured: Configured) -> Broker:
        """By a name of this run alone: a copy of our data must not end our connection, only we ourselves."""
        return replace(configured.broker, name=f"{configured.broker.name}-{self._run.hex[-6:]}")

    def _claim(self, configured: Configured) -> Claim:
        return Claim(configured.installation, self._run, platform.node()[:60])

    async def _converse(self, connect: Connect, configured: Configured) -> None:
        speaker = Speaker(configured.topics, configured.installation, self._around.version)
        async with connect(self._broker(configured), Publication(configured.topics.status, OFFLINE)) as link:
            conversation = Conversation(link, speaker, self._claim(configured), self._parts)
            await conversation.greet(configured.username)
            self._conversation, self._began = conversation, self._parts.clock.monotonic()
            _log.info("connected to the broker of Home Assistant", host=configured.host)
            self._told_failing = self._told_standing_by = False
            self._note("connected")
            await conversation.run()

    def _ended(self, long_enough: float) -> bool:
        """The conversation is over, if there was one; whether it lasted so long."""
        lasted = self._parts.clock.monotonic() - self._began if self._conversation is not None else 0.0
        self._conversation = None
        if lasted > _LASTED_SECONDS:
            self._lost_at = None
        return lasted > long_enough

    def _stand_by(self, sentence: str) -> None:
        self._told_failing, self._others_spoke = False, True
        self._note("standing_by", sentence)
        if not self._told_standing_by:
            self._told_standing_by = True
            _log.warning("another ArgusAI speaks to Home Assistant; standing by", reason=sentence)

    def _failed(self, error: LinkFailed) -> None:
        if isinstance(error, TakenOver):  # this very run was copied with its machine's memory
            self._run = new_id()
        self._note("failing", str(error))
        if not self._told_failing:
            self._told_failing = True
            _log.warning("no connection to the broker of Home Assistant; trying on", reason=str(error))

    def _note(self, state: ConnectionState, sentence: str = "") -> None:
        if (state, sentence) == (self._state, self._sentence):
            return
        if state != self._state:
            self._since = self._parts.clock.now()
        self._state, self._sentence = state, sentence
        if self._is_silent and self._lost_at is None:
            self._lost_at = self._parts.clock.now()
        # Everybody who is signed in hears it; what it says of the broker is for administrators, who ask.
        self._around.publish("home_assistant.connection", {})


def pause_seconds(failures: int) -> float:
    """1, 2, 4 … 60 s, each a little shorter or longer: a broker that comes back is not stormed."""
    pause = min(2.0 ** (min(failures, 10) - 1), _LONGEST_PAUSE_SECONDS)
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def _first(group: BaseExceptionGroup[LinkFailed]) -> LinkFailed:
    found: BaseException = group
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found if isinstance(found, LinkFailed) else LinkFailed("The connection broke.")
